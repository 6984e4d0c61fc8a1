// What is known of the demonstration that `samvaro demo` fills in.

/** A place with something on every day. */
export const demoPlace = "solglantan";
