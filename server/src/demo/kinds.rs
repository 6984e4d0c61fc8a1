//! The kinds of activity that Swedish meeting places have, retold in our own words.

/// What an activity is, wherever it happens.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// What it is called.
    pub name: &'static str,
    /// A line under the name.
    pub note: Option<&'static str>,
    /// Price in kronor.
    pub price_kr: Option<u32>,
    /// The last day to sign up, in words, where one must.
    pub sign_up_by: Option<&'static str>,
    /// What to bring.
    pub bring: Option<&'static str>,
    /// Who leads it.
    pub host: Option<&'static str>,
    /// The association that runs it.
    pub association: Option<&'static str>,
    /// In which language, if not Swedish.
    pub language: Option<&'static str>,
    /// Where in the house.
    pub room: Option<&'static str>,
}

const fn kind(name: &'static str) -> Kind {
    Kind {
        name,
        note: None,
        price_kr: None,
        sign_up_by: None,
        bring: None,
        host: None,
        association: None,
        language: None,
        room: None,
    }
}

impl Kind {
    const fn note(self, note: &'static str) -> Self {
        Self { note: Some(note), ..self }
    }
    const fn price(self, price_kr: u32) -> Self {
        Self { price_kr: Some(price_kr), ..self }
    }
    const fn sign_up(self, by: &'static str) -> Self {
        Self { sign_up_by: Some(by), ..self }
    }
    const fn bring(self, bring: &'static str) -> Self {
        Self { bring: Some(bring), ..self }
    }
    const fn host(self, host: &'static str) -> Self {
        Self { host: Some(host), ..self }
    }
    const fn run_by(self, association: &'static str) -> Self {
        Self { association: Some(association), host: Some(association), ..self }
    }
    const fn language(self, language: &'static str) -> Self {
        Self { language: Some(language), ..self }
    }
    const fn room(self, room: &'static str) -> Self {
        Self { room: Some(room), ..self }
    }
}

pub const CAFE: Kind =
    kind("Öppet café").note("Kom som du är. Kaffe och bulle finns att köpa.").room("Caféet");
pub const CHAIR: Kind = kind("Sittgympa").note("Vi sitter på stol. Alla kan vara med.").room("Stora salen");
pub const BINGO: Kind = kind("Bingo").price(20).note("Tre brickor ingår.").room("Stora salen");
pub const KNITTING: Kind = kind("Stickcafé").bring("Ta med det du håller på med.").room("Biblioteket");
pub const LUNCH: Kind =
    kind("Gemensam lunch").price(75).sign_up("Anmäl dig senast dagen före klockan 12.").room("Matsalen");
pub const MEN: Kind = kind("Herrträff").note("Samtal om stort och smått.").room("Biblioteket");
pub const WOMEN: Kind = kind("Damträff").note("Vi väljer ämne tillsammans.").room("Biblioteket");
pub const SONG: Kind = kind("Sångstund").host("Margit vid pianot").room("Stora salen");
pub const BOULE: Kind = kind("Boule").note("Klot finns att låna.").room("Banan på baksidan");
pub const IT_HELP: Kind =
    kind("IT-hjälp").note("Få hjälp med telefonen, surfplattan eller bank-id.").room("Lilla rummet");
pub const LANGUAGE: Kind = kind("Språkcafé").note("Öva svenska tillsammans.").room("Caféet");
pub const READING: Kind = kind("Högläsning").note("En novell och en kopp kaffe.").room("Biblioteket");
pub const FINNISH: Kind = kind("Finsk grupp").language("finska").room("Lilla rummet");
pub const CHESS: Kind = kind("Schack och spel").room("Lilla rummet");
pub const BRIDGE: Kind = kind("Bridge").run_by("Björkåsa pensionärsförening").room("Stora salen");
pub const DANCE: Kind =
    kind("Dans till levande musik").price(60).run_by("Björkåsa pensionärsförening").room("Stora salen");
pub const HEARING: Kind = kind("Hörselcafé").run_by("Hörselföreningen").room("Lilla rummet");
pub const WALK: Kind = kind("Stavgång").note("Lugn takt, ungefär en timme.").room("Vi möts vid entrén");
pub const PAINTING: Kind = kind("Akvarell").bring("Papper finns, ta med egna penslar.").room("Ateljén");
pub const CRAFT: Kind = kind("Vävstugan öppen").room("Ateljén");
pub const QUIZ: Kind = kind("Frågesport").note("Lag lottas på plats.").room("Stora salen");
pub const FILM: Kind = kind("Filmvisning").note("Textad på svenska.").room("Stora salen");
pub const LECTURE: Kind = kind("Föreläsning").sign_up("Anmäl dig senast onsdag.").room("Stora salen");
pub const BREAKFAST: Kind =
    kind("Frukost tillsammans").price(45).sign_up("Anmäl dig senast dagen före.").room("Matsalen");
pub const STRENGTH: Kind = kind("Balans och styrka").host("Kommunens fysioterapeut").room("Stora salen");
pub const YOGA: Kind = kind("Stolsyoga").bring("Mjuka kläder.").room("Stora salen");
pub const BAKING: Kind = kind("Bakstuga").sign_up("Anmäl dig i caféet.").room("Köket");
pub const RELATIVES: Kind =
    kind("Anhörigträff").note("För dig som hjälper någon hemma.").room("Lilla rummet");
pub const SUNDAY: Kind = kind("Söndagskaffe").price(30).room("Caféet");
pub const NEWS: Kind = kind("Läsa tidningen").note("Vi läser och pratar om veckans nyheter.").room("Caféet");
pub const GARDEN: Kind = kind("Odlarna").note("Vi sköter pallkragarna.").room("Trädgården");
