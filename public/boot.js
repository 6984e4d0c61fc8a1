// Loads the bundle and starts it. Its own file, so that no page needs an inline script.

const { js, wasm } = document.getElementById("boot").dataset;

const bundle = await import(js);
await bundle.default({ module_or_path: wasm });
bundle.start();
