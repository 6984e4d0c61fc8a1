//! The ten places, each with its week.
//!
//! The telephone numbers are of the series that the Swedish post and telecom authority keeps free
//! for fiction.

use super::kinds::*;

/// A made-up place.
#[derive(Debug)]
pub struct DemoPlace {
    /// What it is called.
    pub name: &'static str,
    /// Street and town.
    pub address: &'static str,
    /// How to find in.
    pub directions: &'static str,
    /// Telephone.
    pub phone: &'static str,
    /// Opening hours in words.
    pub hours: &'static str,
    /// Whether one can come in without steps.
    pub step_free: &'static str,
    /// How many come here, against the usual.
    pub size: f64,
    /// How attendance grows, as a part of it in a year.
    pub growth: f64,
    /// Whether visits outside activities are counted.
    pub drop_in: bool,
    /// Open on red days and eves.
    pub every_day: bool,
    /// Closed in July.
    pub summer_closed: bool,
    /// Nobody has counted for the last weeks.
    pub silent_weeks: i64,
    /// Its week.
    pub week: &'static [WeekLine],
}

/// When something happens.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// Every week on these days, Monday 1.
    Weekly(&'static [i8]),
    /// Odd ISO weeks.
    Odd(i8),
    /// Even ISO weeks.
    Even(i8),
    /// The n-th such day of the month, −1 the last.
    Monthly(i8, i8),
}

/// One line of a place's week.
#[derive(Clone, Copy, Debug)]
pub struct WeekLine {
    /// What.
    pub kind: Kind,
    /// On which days.
    pub when: When,
    /// From, as hour and minute.
    pub start: (i8, i8),
    /// Until.
    pub end: (i8, i8),
    /// How many usually come.
    pub usual: u32,
}

const fn on(kind: Kind, when: When, start: (i8, i8), end: (i8, i8), usual: u32) -> WeekLine {
    WeekLine { kind, when, start, end, usual }
}

use When::{Even, Monthly, Odd, Weekly};

const MON: i8 = 1;
const TUE: i8 = 2;
const WED: i8 = 3;
const THU: i8 = 4;
const FRI: i8 = 5;
const SAT: i8 = 6;
const SUN: i8 = 7;
const WEEKDAYS: When = Weekly(&[MON, TUE, WED, THU, FRI]);

const PLAIN: DemoPlace = DemoPlace {
    name: "",
    address: "",
    directions: "",
    phone: "",
    hours: "Vardagar 9.00–16.00",
    step_free: "Ja, inga trappsteg.",
    size: 1.0,
    growth: 0.04,
    drop_in: false,
    every_day: false,
    summer_closed: false,
    silent_weeks: 0,
    week: &[],
};

/// All ten; tests count on the first.
pub const PLACES: [DemoPlace; 10] = [
    DemoPlace {
        name: "Solgläntan",
        address: "Parkgatan 4, Björkåsa",
        directions: "Ingång från gården.",
        phone: "031-390 06 10",
        hours: "Alla dagar 9.00–17.00",
        size: 1.3,
        growth: 0.09,
        drop_in: true,
        every_day: true,
        week: &[
            on(CAFE, Weekly(&[MON, TUE, WED, THU, FRI, SAT, SUN]), (9, 0), (17, 0), 26),
            on(NEWS, Weekly(&[MON, WED, FRI]), (9, 30), (10, 30), 9),
            on(CHAIR, Weekly(&[TUE, THU]), (10, 0), (11, 0), 18),
            on(STRENGTH, Weekly(&[MON]), (11, 0), (12, 0), 14),
            on(LUNCH, WEEKDAYS, (12, 0), (13, 0), 16),
            on(IT_HELP, Odd(MON), (13, 30), (15, 0), 6),
            on(BINGO, Weekly(&[TUE]), (13, 30), (15, 0), 24),
            on(SONG, Weekly(&[WED]), (13, 30), (14, 30), 22),
            on(MEN, Even(THU), (13, 30), (15, 0), 11),
            on(WOMEN, Odd(THU), (13, 30), (15, 0), 13),
            on(BRIDGE, Weekly(&[FRI]), (13, 0), (16, 0), 16),
            on(FINNISH, Monthly(2, WED), (15, 0), (16, 30), 8),
            on(WALK, Weekly(&[SAT]), (10, 0), (11, 0), 10),
            on(CHESS, Weekly(&[SAT]), (13, 0), (15, 0), 8),
            on(DANCE, Monthly(-1, SAT), (14, 0), (16, 30), 44),
            on(READING, Weekly(&[SUN]), (11, 0), (12, 0), 9),
            on(SUNDAY, Weekly(&[SUN]), (14, 0), (15, 30), 21),
        ],
        ..PLAIN
    },
    DemoPlace {
        name: "Kvarnen",
        address: "Kvarnvägen 12, Björkåsa",
        directions: "Röda huset vid ån.",
        phone: "031-390 06 11",
        drop_in: true,
        week: &[
            on(CAFE, WEEKDAYS, (9, 30), (15, 0), 18),
            on(CHAIR, Weekly(&[MON, WED]), (10, 0), (11, 0), 15),
            on(BOULE, Weekly(&[TUE]), (10, 0), (12, 0), 12),
            on(LUNCH, Weekly(&[TUE, THU]), (12, 0), (13, 0), 14),
            on(KNITTING, Weekly(&[WED]), (13, 0), (15, 0), 11),
            on(QUIZ, Even(FRI), (13, 0), (14, 30), 17),
            on(FILM, Odd(FRI), (13, 0), (15, 0), 15),
            on(HEARING, Monthly(1, MON), (13, 0), (15, 0), 9),
        ],
        ..PLAIN
    },
    DemoPlace {
        name: "Björken",
        address: "Skolgatan 21, Björkåsa",
        directions: "Samma hus som biblioteket, en trappa upp.",
        phone: "031-390 06 12",
        step_free: "Ja, hiss finns.",
        size: 0.8,
        growth: -0.06,
        week: &[
            on(CAFE, Weekly(&[MON, TUE, THU]), (10, 0), (15, 0), 14),
            on(READING, Weekly(&[MON]), (13, 0), (14, 0), 10),
            on(LANGUAGE, Weekly(&[TUE]), (15, 0), (16, 30), 16),
            on(IT_HELP, Weekly(&[THU]), (10, 0), (12, 0), 7),
            on(PAINTING, Odd(WED), (10, 0), (12, 0), 8),
            on(CHESS, Weekly(&[THU]), (13, 0), (15, 30), 9),
            on(LECTURE, Monthly(2, THU), (14, 0), (15, 30), 28),
        ],
        ..PLAIN
    },
    DemoPlace {
        name: "Ängslyckan",
        address: "Ängsvägen 2, Lillsjö",
        directions: "Vita huset mitt emot affären.",
        phone: "031-390 06 13",
        size: 0.9,
        growth: 0.12,
        summer_closed: true,
        week: &[
            on(BREAKFAST, Weekly(&[WED]), (8, 30), (9, 30), 15),
            on(CAFE, Weekly(&[MON, WED, FRI]), (10, 0), (14, 0), 15),
            on(CHAIR, Weekly(&[FRI]), (10, 30), (11, 30), 13),
            on(GARDEN, Weekly(&[MON]), (13, 0), (15, 0), 8),
            on(BINGO, Odd(WED), (13, 30), (15, 0), 19),
            on(SONG, Even(WED), (13, 30), (14, 30), 16),
            on(RELATIVES, Monthly(3, MON), (14, 0), (15, 30), 7),
        ],
        ..PLAIN
    },
    DemoPlace {
        name: "Vävstugan",
        address: "Hantverksgatan 7, Björkåsa",
        directions: "Gå in genom porten, sedan till vänster.",
        phone: "031-390 06 14",
        step_free: "Nej, två trappsteg. Ring så hjälper vi till.",
        size: 0.7,
        summer_closed: true,
        week: &[
            on(CRAFT, Weekly(&[MON, TUE, WED, THU]), (9, 0), (15, 0), 9),
            on(KNITTING, Weekly(&[TUE]), (13, 0), (15, 0), 12),
            on(PAINTING, Weekly(&[THU]), (13, 0), (15, 30), 9),
            on(BAKING, Monthly(1, WED), (10, 0), (12, 0), 8),
        ],
        ..PLAIN
    },
    DemoPlace {
        name: "Lyktan",
        address: "Storgatan 30, Björkåsa",
        directions: "Bredvid apoteket.",
        phone: "031-390 06 15",
        size: 1.1,
        growth: 0.02,
        drop_in: true,
        week: &[
            on(CAFE, WEEKDAYS, (9, 0), (16, 0), 22),
            on(YOGA, Weekly(&[MON]), (10, 0), (11, 0), 13),
            on(CHAIR, Weekly(&[WED, FRI]), (10, 0), (11, 0), 16),
            on(LUNCH, Weekly(&[MON, WED, FRI]), (12, 0), (13, 0), 18),
            on(BINGO, Weekly(&[THU]), (13, 30), (15, 0), 26),
            on(LANGUAGE, Weekly(&[WED]), (14, 0), (15, 30), 14),
            on(MEN, Even(TUE), (13, 0), (14, 30), 10),
            on(WOMEN, Odd(TUE), (13, 0), (14, 30), 12),
            on(DANCE, Monthly(2, FRI), (14, 0), (16, 0), 36),
        ],
        ..PLAIN
    },
    DemoPlace {
        name: "Hamnmagasinet",
        address: "Hamngatan 1, Strandvik",
        directions: "Vid kajen, gröna dörren.",
        phone: "031-390 06 16",
        growth: 0.05,
        week: &[
            on(CAFE, Weekly(&[TUE, WED, THU]), (10, 0), (15, 0), 17),
            on(WALK, Weekly(&[TUE]), (10, 0), (11, 30), 11),
            on(SONG, Weekly(&[THU]), (13, 30), (15, 0), 20),
            on(BRIDGE, Weekly(&[WED]), (13, 0), (16, 0), 14),
            on(FILM, Even(TUE), (13, 30), (15, 30), 16),
            on(FINNISH, Monthly(1, TUE), (14, 0), (15, 30), 9),
        ],
        ..PLAIN
    },
    DemoPlace {
        name: "Ekbacken",
        address: "Ekbacksvägen 9, Björkåsa",
        directions: "I seniorboendet, våning ett.",
        phone: "031-390 06 17",
        size: 0.9,
        drop_in: true,
        week: &[
            on(CAFE, WEEKDAYS, (9, 30), (15, 30), 16),
            on(CHAIR, Weekly(&[MON, THU]), (10, 30), (11, 15), 17),
            on(NEWS, Weekly(&[TUE]), (10, 0), (11, 0), 10),
            on(BINGO, Weekly(&[WED]), (14, 0), (15, 15), 21),
            on(READING, Odd(FRI), (14, 0), (15, 0), 9),
            on(QUIZ, Even(FRI), (14, 0), (15, 0), 14),
        ],
        ..PLAIN
    },
    DemoPlace {
        name: "Stationen",
        address: "Järnvägsgatan 3, Lillsjö",
        directions: "Gamla väntsalen.",
        phone: "031-390 06 18",
        size: 0.6,
        growth: -0.1,
        silent_weeks: 3,
        week: &[
            on(CAFE, Weekly(&[TUE, THU]), (10, 0), (14, 0), 13),
            on(CHESS, Weekly(&[TUE]), (13, 0), (15, 0), 7),
            on(BOULE, Weekly(&[THU]), (10, 0), (12, 0), 10),
            on(IT_HELP, Even(THU), (13, 0), (15, 0), 5),
        ],
        ..PLAIN
    },
    DemoPlace {
        name: "Källan",
        address: "Kyrkbacken 5, Strandvik",
        directions: "Församlingshemmets nedre plan.",
        phone: "031-390 06 19",
        size: 0.75,
        growth: 0.07,
        summer_closed: true,
        week: &[
            on(CAFE, Weekly(&[MON, WED]), (10, 0), (14, 0), 16),
            on(LUNCH, Weekly(&[WED]), (12, 0), (13, 0), 22),
            on(STRENGTH, Weekly(&[MON]), (10, 0), (11, 0), 12),
            on(KNITTING, Odd(MON), (13, 0), (15, 0), 9),
            on(RELATIVES, Monthly(-1, WED), (14, 0), (15, 30), 6),
            on(LECTURE, Monthly(3, WED), (14, 0), (15, 30), 24),
        ],
        ..PLAIN
    },
];
