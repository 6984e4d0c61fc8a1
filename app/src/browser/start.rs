//! Brings the page to life: hydrates what the server rendered, mounts into an empty shell.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by `boot.js` once the bundle is loaded.
#[wasm_bindgen]
pub fn start() {
    #[cfg(feature = "public")]
    public();
    #[cfg(feature = "staff")]
    tablet(crate::audience::Audience::Staff, crate::staff::screen);
    #[cfg(feature = "editor")]
    tablet(crate::audience::Audience::Editor, crate::editor::screen);
    #[cfg(feature = "coordinator")]
    coordinator();
}

#[cfg(feature = "public")]
fn public() {
    use leptos::mount::{hydrate_body, mount_to_body};
    use leptos::prelude::RwSignal;
    use wasm_bindgen_futures::spawn_local;

    use crate::public::{PublicApp, browser_side, page_data};

    if let Some(page) = page_data::rendered() {
        hydrate_body(move || {
            let page = RwSignal::new(Some(page));
            leptos::view! { <PublicApp page /> }
        });
        return;
    }
    clear_body();
    mount_to_body(move || {
        let page = RwSignal::new(None);
        spawn_local(browser_side::show(page));
        leptos::view! { <PublicApp page /> }
    });
}

#[cfg(feature = "tablet")]
fn tablet(app: crate::audience::Audience, screen: fn(&str, String) -> leptos::prelude::AnyView) {
    super::language::start();
    super::location::start(app, super::tablet::when_stored);
    super::double_press::start();
    clear_body();
    leptos::mount::mount_to_body(move || crate::staff::phases::screens(screen));
}

#[cfg(feature = "coordinator")]
fn coordinator() {
    super::language::start();
    super::location::start(crate::audience::Audience::Coordinator, |leave| leave());
    super::double_press::start();
    clear_body();
    leptos::mount::mount_to_body(crate::coordinator::Desk);
}

/// Mounting appends. `replaceChildren` and not `innerHTML`: trusted types are required.
fn clear_body() {
    if let Some(body) = leptos::prelude::document().body() {
        body.replace_children_with_node_0();
    }
}
