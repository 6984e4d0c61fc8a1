//! The binary `samvaro`.

use std::net::SocketAddr;
use std::path::PathBuf;

use app::document::{SiteFiles, document};
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use clap::{Args, Parser, Subcommand};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};
use serde::Deserialize;
use tower_http::services::ServeDir;

#[derive(Parser)]
struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Answers requests.
    Serve(Serve),
}

#[derive(Args)]
struct Serve {
    #[arg(long, env = "SAMVARO_ADDR", default_value = "127.0.0.1:3000")]
    addr: SocketAddr,
    #[arg(long, env = "SAMVARO_SITE", default_value = "target/site")]
    site: PathBuf,
}

/// The part of the build's manifest that a page needs.
#[derive(Deserialize)]
struct Manifest {
    boot: String,
    js: String,
    wasm: String,
    css: String,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Action::Serve(serve) = Command::parse().action;
    let manifest: Manifest =
        serde_json::from_slice(&std::fs::read(serve.site.join("build.json"))?)?;
    let files = SiteFiles {
        boot: manifest.boot,
        js: manifest.js,
        wasm: manifest.wasm,
        css: manifest.css,
    };
    let options = LeptosOptions::builder().output_name("samvaro").build();
    let routes = generate_route_list(app::App);
    let public = ServeDir::new(&serve.site)
        .precompressed_br()
        .precompressed_gzip();
    let router = Router::new()
        .leptos_routes(&options, routes, move || {
            set_content_security_policy();
            document(files.clone())
        })
        .route("/healthz", axum::routing::get(|| async { "ok" }))
        .fallback_service(public)
        .with_state(options);
    let listener = tokio::net::TcpListener::bind(serve.addr).await?;
    axum::serve(listener, router).await?;
    Ok(())
}

fn set_content_security_policy() {
    let nonce = use_nonce()
        .map(|nonce| nonce.to_string())
        .unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'"
    );
    if let (Ok(policy), Some(response)) = (
        HeaderValue::from_str(&policy),
        use_context::<ResponseOptions>(),
    ) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}
