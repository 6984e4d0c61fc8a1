//! The HTML document around a page: what stands in `<head>`, and which files it asks for.
//!
//! The mark `data-rendered` on `<html>` tells the browser side that the body came from the
//! server and can be hydrated; the empty shell lacks it.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::App;

/// Addresses of the built files, as the build's manifest names them.
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

/// A whole page, ready to hydrate.
pub fn document(files: SiteFiles) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="sv" data-rendered="server">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <link rel="stylesheet" href=files.css />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="icon" href="/icons/icon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
                <link rel="modulepreload" href=files.js.clone() />
                <script
                    type="module"
                    src=files.boot
                    nonce=use_nonce()
                    data-js=files.js
                    data-wasm=files.wasm
                    id="boot"
                ></script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
