//! The link that `samvaro pair` prints carries its code behind `#`, which browsers never send.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

const MARK: &str = "#kod=";

/// The code of the link that was opened. It leaves the address bar and the history at once.
pub fn take_code() -> Option<String> {
    let location = window().location();
    let code = location.hash().ok()?.strip_prefix(MARK)?.to_owned();
    let address = format!("{}{}", location.pathname().ok()?, location.search().ok()?);
    window().history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&address)).ok()?;
    Some(code)
}
