//! The HTML document around a page: what stands in `<head>`, and which files it asks for.
//!
//! The mark `data-rendered` on `<html>` tells the browser side that the body came from the
//! server and can be hydrated; the empty shell lacks it.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::public::{Page, PublicApp, page_data};

/// Addresses of the files that make up one audience's app, as the build's manifest names them.
#[derive(Clone, Debug)]
pub struct SiteFiles {
    /// The module that loads and starts the bundle.
    pub boot: String,
    /// The JavaScript side of the bundle.
    pub js: String,
    /// The bundle itself.
    pub wasm: String,
    /// The only style sheet.
    pub css: String,
}

/// A whole public page, ready to hydrate.
pub fn document(files: SiteFiles, page: Page) -> impl IntoView {
    let (title, data) = (page.title(), page_data::written(&page));
    let page = RwSignal::new(Some(page));
    view! {
        <!DOCTYPE html>
        <html lang="sv" data-rendered="server">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{title}</title>
                <link rel="stylesheet" href=files.css />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="icon" href="/icons/icon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
                <link rel="modulepreload" href=files.js.clone() />
                <script type="application/json" id=page_data::ELEMENT inner_html=data></script>
                <script
                    type="module"
                    src=files.boot
                    nonce=use_nonce()
                    data-js=files.js
                    data-wasm=files.wasm
                    id="boot"
                ></script>
            </head>
            <body>
                <PublicApp page />
            </body>
        </html>
    }
}

/// The empty shell in which the browser side mounts: the same head, no mark that anything was
/// rendered, and no nonce, because a service worker keeps it.
pub fn shell(files: &SiteFiles) -> String {
    let SiteFiles { boot, js, wasm, css } = files;
    format!(
        "<!DOCTYPE html><html lang=\"sv\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Samvaro</title><link rel=\"stylesheet\" href=\"{css}\">\
         <link rel=\"manifest\" href=\"/manifest.webmanifest\">\
         <link rel=\"icon\" href=\"/icons/icon.svg\" type=\"image/svg+xml\">\
         <link rel=\"apple-touch-icon\" href=\"/icons/apple-touch-icon.png\">\
         <script type=\"module\" src=\"{boot}\" data-js=\"{js}\" data-wasm=\"{wasm}\" id=\"boot\"></script>\
         </head><body></body></html>\n"
    )
}
