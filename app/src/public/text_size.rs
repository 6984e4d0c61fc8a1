//! "Större text": one button, three sizes, remembered on the phone.

use leptos::prelude::*;

use super::alive::alive;
use crate::icon::{Icon, IconName};
use crate::swedish::public as text;

/// The name under which the phone remembers it.
#[cfg(feature = "public")]
const REMEMBERED_AS: &str = "samvaro.text";

/// How large the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum TextSize {
    #[default]
    Normal,
    Large,
    Larger,
}

#[cfg(any(feature = "public", test))]
impl TextSize {
    /// The mark on `<html>`; none for the normal size.
    fn mark(self) -> Option<&'static str> {
        match self {
            Self::Normal => None,
            Self::Large => Some("large"),
            Self::Larger => Some("larger"),
        }
    }

    fn of(mark: Option<&str>) -> Self {
        match mark {
            Some("large") => Self::Large,
            Some("larger") => Self::Larger,
            _ => Self::Normal,
        }
    }
}

impl TextSize {
    fn next(self) -> Self {
        match self {
            Self::Normal => Self::Large,
            Self::Large => Self::Larger,
            Self::Larger => Self::Normal,
        }
    }
}

/// The button at the top. It does nothing without JavaScript, so it appears with it.
#[component]
pub fn LargerText() -> impl IntoView {
    let alive = alive();
    let size = RwSignal::new(TextSize::default());
    recall(size);
    let enlarge = move |_| {
        size.update(|size| *size = size.next());
        apply(size.get_untracked());
    };
    let words = move || match size.get().next() {
        TextSize::Normal => text::NORMAL_TEXT,
        _ => text::LARGER_TEXT,
    };
    let button = move || {
        alive.get().then(|| {
            view! {
                <button class="quiet" type="button" on:click=enlarge>
                    <Icon name=IconName::TextSize />
                    {words}
                </button>
            }
        })
    };
    view! { {button} }.into_any()
}

#[cfg(feature = "public")]
fn recall(size: RwSignal<TextSize>) {
    use crate::browser::phone::{mark_page, remembered};
    Effect::new(move |_| {
        let chosen = TextSize::of(remembered(REMEMBERED_AS).as_deref());
        size.set(chosen);
        mark_page("data-text", chosen.mark());
    });
}

#[cfg(not(feature = "public"))]
fn recall(_: RwSignal<TextSize>) {}

#[cfg(feature = "public")]
fn apply(size: TextSize) {
    use crate::browser::phone::{mark_page, remember};
    remember(REMEMBERED_AS, size.mark());
    mark_page("data-text", size.mark());
}

#[cfg(not(feature = "public"))]
fn apply(_: TextSize) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_presses_come_back_to_where_they_began() {
        let sizes = std::iter::successors(Some(TextSize::Normal), |size| Some(size.next()));
        let marks: Vec<_> = sizes.take(4).map(TextSize::mark).collect();
        assert_eq!(marks, [None, Some("large"), Some("larger"), None]);
        assert!(marks.iter().all(|mark| TextSize::of(*mark).mark() == *mark));
    }
}
