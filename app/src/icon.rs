//! The pictograms, the mark and the tally strokes: small drawings that only decorate words.
//!
//! Each pictogram is one path on a 24 by 24 grid, so that it needs no inner HTML (which the
//! page's Trusted Types policy forbids). All are hidden from screen readers: the words beside
//! them say what they mean. Drawings: Lucide 1.x, ISC licence, Lucide Icons and Contributors.

use leptos::prelude::*;

/// A pictogram, named after what it stands for here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Back to where you came from.
    ArrowLeft,
    /// Later in an order.
    ArrowDown,
    /// On to the next thing.
    ArrowRight,
    /// Earlier in an order.
    ArrowUp,
    /// Put it in the calendar.
    CalendarPlus,
    /// Holds, nothing needed.
    Check,
    /// The day or week before.
    ChevronLeft,
    /// The day or week after.
    ChevronRight,
    /// Confirmed.
    CircleCheck,
    /// Cancelled.
    CircleX,
    /// Sign-up.
    Clipboard,
    /// Now, or a time.
    Clock,
    /// Sent, the server has it.
    CloudCheck,
    /// No network.
    CloudOff,
    /// Sending.
    CloudUp,
    /// What it costs.
    Coins,
    /// Closed.
    Door,
    /// Save a file.
    Download,
    /// Hearing loop.
    Ear,
    /// Names are hidden.
    EyeOff,
    /// A report or a file.
    File,
    /// What was changed, and when.
    History,
    /// A fact to know.
    Info,
    /// Sign-in and passkeys.
    Key,
    /// Another language.
    Languages,
    /// Locked until a code is typed.
    Lock,
    /// Sign out.
    LogOut,
    /// Where it is.
    MapPin,
    /// One fewer.
    Minus,
    /// Moved to another time or room.
    Moved,
    /// A line to the next shift.
    Note,
    /// Edit or correct.
    Pencil,
    /// One member of the staff.
    Person,
    /// Several people.
    People,
    /// Call.
    Phone,
    /// One more.
    Plus,
    /// Print.
    Printer,
    /// Try again.
    Refresh,
    /// Search.
    Search,
    /// Settings.
    Settings,
    /// Send to someone.
    Share,
    /// My place.
    Star,
    /// A new version is ready.
    Sun,
    /// Saved on this tablet.
    Tablet,
    /// Larger text.
    TextSize,
    /// Remove.
    Trash,
    /// Needs help.
    TriangleAlert,
    /// Undo.
    Undo,
    /// Step-free access.
    Wheelchair,
    /// Close.
    X,
}

impl IconName {
    /// The outline on a 24 by 24 grid.
    fn path(self) -> &'static str {
        match self {
            Self::ArrowLeft => "M12 19l-7-7 7-7M19 12H5",
            Self::ArrowDown => "M12 5v14M19 12l-7 7-7-7",
            Self::ArrowUp => "M5 12l7-7 7 7M12 19V5",
            Self::ArrowRight => "M5 12h14M12 5l7 7-7 7",
            Self::CalendarPlus => {
                "M16 18h6M16 2v3M19 15v6M21 11.5V5a2 2 0 00-2-2H5a2 2 0 00-2 2v14a2 2 0 002 2h8.3M3 9h18M8 2v3"
            }
            Self::Check => "M20 6 9 17l-5-5",
            Self::ChevronLeft => "M15 18l-6-6 6-6",
            Self::ChevronRight => "M9 18l6-6-6-6",
            Self::CircleCheck => "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M16 9l-5.5 5.5L8 12",
            Self::CircleX => "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M15 9l-6 6M9 9l6 6",
            Self::Clipboard => {
                "M16 4h2a2 2 0 0 1 2 2v2M21.34 15.664a1 1 0 1 0-3.004-3.004l-5.01 5.012a2 2 0 0 0-.506.854l-.837 2.87a.5.5 0 0 0 .62.62l2.87-.837a2 2 0 0 0 .854-.506zM8 22H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2M9 2h6a1 1 0 0 1 1 1v2a1 1 0 0 1 -1 1h-6a1 1 0 0 1 -1 -1v-2a1 1 0 0 1 1 -1z"
            }
            Self::Clock => "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 6v6l4 2",
            Self::CloudCheck => {
                "M17 15l-5.5 5.5L9 18M5.516 16.07A7 7 0 1 1 15.71 8h1.79a4.5 4.5 0 0 1 3.501 7.327"
            }
            Self::CloudOff => {
                "M10.94 5.274A7 7 0 0 1 15.71 10h1.79a4.5 4.5 0 0 1 4.222 6.057M18.796 18.81A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.79 5.78M2 2l20 20"
            }
            Self::CloudUp => "M12 13v8M4 14.899A7 7 0 1 1 15.71 8h1.79a4.5 4.5 0 0 1 2.5 8.242M8 17l4-4 4 4",
            Self::Coins => {
                "M13.744 17.736a6 6 0 1 1-7.48-7.48M15 6h1v4M6.134 14.768l.866-.5 2 3.464M10 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0"
            }
            Self::Door => "M19 21V5a2 2 0 00-2-2H7a2 2 0 00-2 2v16M2 21h20M9 12h.01",
            Self::Download => "M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5",
            Self::Ear => {
                "M6 8.5a6.5 6.5 0 1 1 13 0c0 6-6 6-6 10a3.5 3.5 0 1 1-7 0M15 8.5a2.5 2.5 0 0 0-5 0v1a2 2 0 1 1 0 4"
            }
            Self::EyeOff => {
                "M10.733 5.076a10.744 10.744 0 0 1 11.205 6.575 1 1 0 0 1 0 .696 10.747 10.747 0 0 1-1.444 2.49M14.084 14.158a3 3 0 0 1-4.242-4.242M17.479 17.499a10.75 10.75 0 0 1-15.417-5.151 1 1 0 0 1 0-.696 10.75 10.75 0 0 1 4.446-5.143M2 2l20 20"
            }
            Self::File => {
                "M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2zM14 2v5a1 1 0 0 0 1 1h5M10 9H8M16 13H8M16 17H8"
            }
            Self::History => "M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8M3 3v5h5M12 7v5l4 2",
            Self::Info => "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 16v-4M12 8h.01",
            Self::Key => {
                "M2.586 17.414A2 2 0 0 0 2 18.828V21a1 1 0 0 0 1 1h3a1 1 0 0 0 1-1v-1a1 1 0 0 1 1-1h1a1 1 0 0 0 1-1v-1a1 1 0 0 1 1-1h.172a2 2 0 0 0 1.414-.586l.814-.814a6.5 6.5 0 1 0-4-4zM16 7.5a0.5 0.5 0 1 0 1 0a0.5 0.5 0 1 0 -1 0"
            }
            Self::Languages => "M5 8l6 6M4 14l6-6 2-3M2 5h12M7 2h1M22 22l-5-10-5 10M14 18h6",
            Self::Lock => {
                "M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2zM7 11V7a5 5 0 0 1 10 0v4"
            }
            Self::LogOut => "M16 17l5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4",
            Self::MapPin => {
                "M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0M9 10a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"
            }
            Self::Minus => "M5 12h14",
            Self::Moved => "M18 8L22 12L18 16M2 12H22",
            Self::Note => {
                "M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2zM7 11h10M7 15h6M7 7h8"
            }
            Self::Pencil => {
                "M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4"
            }
            Self::Person => "M7 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0M20 21a8 8 0 0 0-16 0",
            Self::People => {
                "M18 21a8 8 0 0 0-16 0M5 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0M22 20c0-3.37-2-6.5-4-8a5 5 0 0 0-.45-8.3"
            }
            Self::Phone => {
                "M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"
            }
            Self::Plus => "M5 12h14M12 5v14",
            Self::Printer => {
                "M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6M7 14h10a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-10a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1z"
            }
            Self::Refresh => "M21 12a9 9 0 1 1-9-9c2.52 0 4.93 1 6.74 2.74L21 8M21 3v5h-5",
            Self::Search => "M21 21l-4.34-4.34M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0",
            Self::Settings => {
                "M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"
            }
            Self::Share => {
                "M15 5a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M3 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M15 19a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M8.59 13.51L15.42 17.49M15.41 6.51L8.59 10.49"
            }
            Self::Star => {
                "M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z"
            }
            Self::Sun => {
                "M8 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M12 2v2M12 20v2M4.93 4.93l1.41 1.41M17.66 17.66l1.41 1.41M2 12h2M20 12h2M6.34 17.66l-1.41 1.41M19.07 4.93l-1.41 1.41"
            }
            Self::Tablet => {
                "M6 2h12a2 2 0 0 1 2 2v16a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-16a2 2 0 0 1 2 -2zM12 18L12.01 18"
            }
            Self::TextSize => {
                "M15 16l2.536-7.328a1.02 1.02 1 0 1 1.928 0L22 16M15.697 14h5.606M2 16l4.039-9.69a.5.5 0 0 1 .923 0L11 16M3.304 13h6.392"
            }
            Self::Trash => {
                "M10 11v6M14 11v6M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M3 6h18M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"
            }
            Self::TriangleAlert => {
                "M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01"
            }
            Self::Undo => "M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11",
            Self::Wheelchair => {
                "M15 4a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M18 19l1-7-6 1M5 8l3-3 5.5 3-2.36 3.5M4.24 14.5a5 5 0 0 0 6.88 6M13.76 17.5a5 5 0 0 0-6.88-6"
            }
            Self::X => "M18 6 6 18M6 6l12 12",
        }
    }
}

/// One pictogram, as tall as the text beside it.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=name.path()></path>
        </svg>
    }
}

/// A table seen from above; the sixth chair is pulled out for whoever looks.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 64 64" aria-hidden="true">
            <circle class="mark-table" cx="32" cy="32" r="14"></circle>
            <path class="mark-chairs" d=CHAIRS></path>
            <path class="mark-seat" d=SEAT></path>
        </svg>
    }
}

const CHAIRS: &str = "M25.33 9.47A23.5 23.5 0 0 1 38.67 9.47M54.85 37.49A23.5 23.5 0 0 1 48.18 49.05M38.67 54.53A23.5 23.5 0 0 1 25.33 54.53M15.82 49.05A23.5 23.5 0 0 1 9.15 37.49M9.15 26.51A23.5 23.5 0 0 1 15.82 14.95";
const SEAT: &str = "M52.67 12.38A28.5 28.5 0 0 1 59.33 23.91";

/// The most visitors drawn as strokes; beyond that only the figure counts.
pub const STROKES_MAX: u32 = 60;
const FIVE: &str = "M8 4v26M16 4v26M24 4v26M32 4v26M2 27 40 7";
const FIVE_VIEW: &str = "0 0 44 34";

/// A count as on the paper list by the door: strokes in fives, the fifth across.
#[component]
pub fn Strokes(
    /// How many came.
    #[prop(into)]
    count: Signal<u32>,
) -> impl IntoView {
    let bundles = move || {
        let drawn = count.get().min(STROKES_MAX);
        (0..drawn.div_ceil(5)).map(|bundle| (drawn - bundle * 5).min(5)).map(bundle_view).collect_view()
    };
    view! { <div class="strokes" aria-hidden="true">{bundles}</div> }
}

fn bundle_view(strokes: u32) -> impl IntoView {
    let (view_box, path) = bundle_of(strokes);
    view! { <svg viewBox=view_box><path d=path></path></svg> }
}

/// The drawing of one to five strokes: its view box and its path.
fn bundle_of(strokes: u32) -> (String, String) {
    if strokes >= 5 {
        return (FIVE_VIEW.to_owned(), FIVE.to_owned());
    }
    let path = (0..strokes).map(|stroke| format!("M{} 4v26", 6 + 8 * stroke)).collect();
    (format!("0 0 {} 34", 4 + 8 * strokes), path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_strokes_are_crossed_and_three_are_not() {
        assert_eq!(bundle_of(5).1, FIVE);
        assert_eq!(bundle_of(3), ("0 0 28 34".to_owned(), "M6 4v26M14 4v26M22 4v26".to_owned()));
    }
}
