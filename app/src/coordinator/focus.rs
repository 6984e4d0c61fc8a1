//! Keeps the keyboard where it is when figures are drawn anew.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Draws anew, and gives the focus back to the link that had it, once it is there again.
pub fn kept(draw: impl FnOnce()) {
    let address = document().active_element().and_then(|element| element.get_attribute("href"));
    draw();
    let Some(address) = address else { return };
    request_animation_frame(move || {
        let still_somewhere = document().active_element().is_some_and(|element| element.tag_name() != "BODY");
        if still_somewhere {
            return;
        }
        let link = document().query_selector(&format!("main a[href=\"{address}\"]")).ok().flatten();
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            let _ = link.focus();
        }
    });
}
