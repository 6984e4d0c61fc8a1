//! The words of pairing.

/// Heading.
pub const HEADING: &str = "Koppla plattan";
/// What to do.
pub const LEAD: &str = "Skriv koden du fick av samordnaren.";
/// The field.
pub const CODE: &str = "Kod";
/// Help under the field.
pub const CODE_HELP: &str = "Åtta bokstäver. Stora eller små spelar ingen roll.";
/// The button.
pub const PAIR: &str = "Para ihop plattan";
/// While the server is asked.
pub const PAIRING: &str = "Parar ihop …";

/// The text is no code.
pub const NOT_A_CODE: &str = "Koden är åtta bokstäver, till exempel BCDF-GHJK. Titta en gång till.";
/// The server does not know the code.
pub const UNKNOWN_CODE: &str = "Koden stämmer inte eller är för gammal. Be om en ny kod.";
/// Too many tries.
pub const TOO_MANY: &str = "För många försök. Vänta en stund och be om en ny kod.";
/// The server was not reached.
pub const OFFLINE: &str = "Vi når inte nätet. Plattan behöver nät just när den kopplas.";
/// The server has trouble.
pub const TROUBLE: &str = "Servern svarar inte som den ska. Försök igen om en stund.";

/// This browser keeps nothing.
pub const NO_STORAGE: &str = "Plattan kan inte spara";
/// What to do about it.
pub const NO_STORAGE_HELP: &str = "Webbläsaren sparar ingenting här. Det brukar bero på ett privat fönster, eller på att kakor och \
     webbplatsdata är avstängda. Öppna Samvaro i ett vanligt fönster och försök igen.";
/// This window forgets everything when it is closed.
pub const PRIVATE_WINDOW: &str = "Det här ser ut som ett privat fönster";
/// What to do about it.
pub const PRIVATE_WINDOW_HELP: &str = "Det som räknas här försvinner när fönstret stängs. Öppna ett vanligt fönster, och öppna länken eller \
     skriv koden där: den gäller fortfarande. Är det redan ett vanligt fönster är plattan nog nästan full. Ta då \
     bort något från den och försök igen.";
/// Opens the page anew.
pub const TRY_AGAIN: &str = "Försök igen";
/// Goes back without pairing.
pub const BACK: &str = "Tillbaka till dagen";

/// The tablet was taken away.
pub const WITHDRAWN: &str = "Plattan är borttagen";
/// What became of its counts.
pub const WITHDRAWN_HELP: &str = "Samordnaren har tagit bort den. Det som var räknat är lämnat till samordnaren, och ingenting finns kvar \
     här. Ska plattan användas igen behövs en ny kod.";
