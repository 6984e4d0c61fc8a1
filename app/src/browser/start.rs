//! Brings the page to life: hydrates what the server rendered, mounts into an empty shell.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by `boot.js` once the bundle is loaded.
#[wasm_bindgen]
pub fn start() {
    #[cfg(feature = "public")]
    public();
    #[cfg(feature = "staff")]
    mount(crate::staff::address::HOME, crate::staff::Screens);
    #[cfg(feature = "coordinator")]
    mount("/samordning", crate::coordinator::Desk);
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

#[cfg(any(feature = "staff", feature = "coordinator"))]
fn mount<V: leptos::IntoView + 'static>(home: &'static str, screens: impl FnOnce() -> V + 'static) {
    super::location::start(home);
    clear_body();
    leptos::mount::mount_to_body(screens);
}

/// Mounting appends. `replaceChildren` and not `innerHTML`: trusted types are required.
fn clear_body() {
    if let Some(body) = leptos::prelude::document().body() {
        body.replace_children_with_node_0();
    }
}
