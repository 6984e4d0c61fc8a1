//! The page's content as data, beside the page: both sides render from the same.

#[cfg(feature = "ssr")]
use super::Page;

/// The element in `<head>` that holds it.
pub const ELEMENT: &str = "page-data";

/// The content as it stands in the document. It can end no element: `<` is written as an escape.
#[cfg(feature = "ssr")]
pub fn written(page: &Page) -> String {
    serde_json::to_string(page).unwrap_or_default().replace('<', "\\u003c")
}

/// What the server rendered this page from; nothing in the empty shell.
#[cfg(feature = "public")]
pub fn rendered() -> Option<super::Page> {
    let document = leptos::prelude::document();
    // Hydrating an empty body traps, so the server leaves a mark on `<html>`.
    if !document.document_element()?.has_attribute("data-rendered") {
        return None;
    }
    samvaro_core::json::read(&document.get_element_by_id(ELEMENT)?.text_content()?).ok()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_ours_can_end_the_element_it_stands_in() {
        let page =
            Page::Start { search: "</script><b>".to_owned(), places: super::super::Loaded::Unavailable };
        let written = written(&page);
        assert!(!written.contains('<'));
        assert_eq!(serde_json::from_str::<Page>(&written).ok(), Some(page));
    }
}
