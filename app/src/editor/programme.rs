//! The programme editor: the same screens on a tablet, which writes into its outbox, and at a editor,
//! which writes to the server.

#[cfg(any(feature = "editor", feature = "coordinator"))]
mod activity;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod control;
#[cfg(any(feature = "editor", feature = "coordinator"))]
pub mod editor;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod facts_form;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod list;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod occurrence_screen;
pub mod page;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod preview;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod review_view;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod slot_fields;
pub mod slot_form;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod slot_screen;
#[cfg(any(feature = "editor", feature = "coordinator"))]
mod term_screen;

#[cfg(feature = "editor")]
pub mod on_tablet;

#[cfg(any(feature = "editor", feature = "coordinator"))]
pub use shown::shown;

#[cfg(any(feature = "editor", feature = "coordinator"))]
mod shown {
    use leptos::prelude::*;

    use super::editor::Editor;
    use super::page::Page;
    use super::slot_screen::{For, slot_screen};
    use super::{activity, facts_form, list, occurrence_screen, term_screen};

    /// A screen of the editor.
    pub fn shown(editor: Editor, page: Page) -> AnyView {
        if !matches!(page, Page::List | Page::Activity(_)) {
            super::editor::forget_notice();
        }
        match page {
            Page::List => list::list(editor),
            Page::New => slot_screen(editor, For::NewActivity),
            Page::Copy => term_screen::term_screen(editor),
            Page::Activity(id) => activity::activity(editor, id),
            Page::Facts(id) => facts_form::facts_form(editor, id),
            Page::NewSlot(id) => slot_screen(editor, For::NewSlot(id)),
            Page::Slot(id, slot) => slot_screen(editor, For::Slot(id, slot)),
            Page::Occurrence(key) => occurrence_screen::occurrence_screen(editor, key),
            Page::Nowhere => activity::gone(editor),
        }
    }
}
