//! `GET /api/openapi.json`: the API described for machines, OpenAPI 3.1.
//!
//! Paths come from the table of routes, so none can be forgotten; what each takes and gives
//! stands here.

use std::sync::LazyLock;

use axum::Json;
use axum::http::Method;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use samvaro_core::protocol::MEDIA_TYPE;
use samvaro_core::snapshot::PAGE_MEDIA_TYPE;
use serde_json::{Map, Value, json};

use super::routes::{Row, table};
use crate::access::rights::Who;

mod schemas;

static DOCUMENT: LazyLock<Value> = LazyLock::new(written);

/// Answers with the description.
pub async fn document() -> Response {
    ([(CACHE_CONTROL, "no-cache")], Json(DOCUMENT.clone())).into_response()
}

fn written() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for row in table().iter().filter(|row| is_described(row)) {
        let path = paths.entry(row.path).or_insert_with(|| json!({}));
        path[row.method.as_str().to_lowercase()] = operation(row);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Samvaro",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Programme and attendance of meeting places.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas::all(),
            "securitySchemes": {
                "tablet": {"type": "apiKey", "in": "cookie", "name": "__Host-samvaro-device"},
                "coordinator": {"type": "apiKey", "in": "cookie", "name": "__Host-samvaro-session"},
            },
        },
    })
}

/// Pages and files are for browsers.
fn is_described(row: &Row) -> bool {
    row.path.starts_with("/api/") || row.path.ends_with(".ics") || matches!(row.path, "/healthz" | "/metrics")
}

fn operation(row: &Row) -> Value {
    let mut operation = json!({
        "operationId": operation_id(row),
        "summary": summary(row),
        "security": security(row.who),
        "responses": responses(row),
    });
    let parameters = parameters(row.path);
    if !parameters.is_empty() {
        operation["parameters"] = Value::Array(parameters);
    }
    if let Some((media, schema)) = request(row) {
        operation["requestBody"] = json!({"required": true, "content": content(media, schema)});
    }
    operation
}

fn operation_id(row: &Row) -> String {
    let words = row.path.split(['/', '.', '{', '}']).filter(|word| !matches!(*word, "" | "api" | "v1"));
    let words: Vec<&str> = words.collect();
    format!("{}_{}", row.method.as_str().to_lowercase(), words.join("_"))
}

fn security(who: Who) -> Value {
    match who {
        Who::Anyone => json!([]),
        Who::Tablet | Who::AnyTablet => json!([{"tablet": []}]),
        Who::Follower => json!([{"tablet": []}, {"coordinator": []}]),
        Who::Account | Who::Coordinator => json!([{"coordinator": []}]),
    }
}

fn summary(row: &Row) -> &'static str {
    match (row.method.as_str(), row.path) {
        (_, "/plats/{place}/kalender.ics") => "A place's programme as a calendar.",
        (_, "/api/v1/places") => "All places with what happens today.",
        (_, "/api/v1/places/{place}/programme") => "A place's programme in a window. Without counts.",
        (_, "/api/v1/pair") => "Uses a pairing code: the browser becomes a place's tablet.",
        ("DELETE", "/api/v1/device") => "A tablet that was taken away lets the browser forget everything.",
        (_, "/api/v1/device/report") => "What a tablet tells of itself.",
        (_, "/api/v1/device") => "What this tablet is paired to.",
        (_, "/api/v1/sync") => "Pushes changes, acknowledges them and reads on. Can be repeated.",
        (_, "/api/v1/pages/{hash}") => "A page of a snapshot of the tablet's own log.",
        (_, "/api/v1/events") => "Says which of the caller's logs grew.",
        ("POST", "/api/v1/session") => "Signs a coordinator in.",
        ("DELETE", "/api/v1/session") => "Signs out.",
        (_, "/api/v1/session") => "Who is signed in.",
        (_, "/api/v1/session/link") => "Uses a one-time link.",
        (_, "/api/v1/session/password") => "Chooses a password.",
        (_, "/api/v1/attendance") => "What was held and counted, by place, activity and week.",
        (_, "/api/v1/help") => "Refused changes that need a person, by place.",
        (_, "/api/v1/help/again") => "Has refused changes judged again.",
        (_, "/api/v1/help/aside") => "Puts refused changes by; they stay kept.",
        (_, "/api/v1/rescue/look") => "What a file that a tablet saved holds.",
        (_, "/api/v1/rescue") => "Takes in a file that a tablet saved. Can be repeated.",
        (_, "/api/v1/devices") => "The organisation's tablets.",
        (_, "/api/v1/devices/{device}/revoke") => "Takes a tablet away.",
        (_, "/api/v1/desk") => "What the organisation's places share, as it stands.",
        (_, "/api/v1/desk/{place}") => "A place's programme as it stands, and what the places share.",
        (_, "/api/v1/changes") => "Writes edits into one log. Can be repeated.",
        (_, "/api/openapi.json") => "This description.",
        (_, "/healthz") => "Whether the server can read and write.",
        (_, "/metrics") => "Counters for Prometheus, for this machine and private networks only.",
        _ => "",
    }
}

fn parameters(path: &str) -> Vec<Value> {
    let day = |name: &str, required: bool| {
        json!({"name": name, "in": "query", "required": required,
            "schema": {"type": "string", "format": "date"}})
    };
    let mut parameters = Vec::new();
    if path.contains("{place}") {
        parameters.push(json!({"name": "place", "in": "path", "required": true,
            "schema": {"$ref": "#/components/schemas/Slug"}}));
    }
    if path.contains("{hash}") {
        parameters.push(json!({"name": "hash", "in": "path", "required": true,
            "schema": {"$ref": "#/components/schemas/Digest"}}));
    }
    if path.contains("{device}") {
        parameters.push(json!({"name": "device", "in": "path", "required": true,
            "schema": {"$ref": "#/components/schemas/Uuid"}}));
    }
    match path {
        "/api/v1/places/{place}/programme" => parameters.extend([day("from", false), day("until", false)]),
        "/api/v1/attendance" => parameters.extend([day("from", true), day("until", true)]),
        _ => {}
    }
    parameters
}

const JSON: &str = "application/json";

fn request(row: &Row) -> Option<(&'static str, &'static str)> {
    if row.method != Method::POST {
        return None;
    }
    Some(match row.path {
        "/api/v1/pair" => (JSON, "PairRequest"),
        "/api/v1/device/report" => (JSON, "DeviceReport"),
        "/api/v1/sync" => (MEDIA_TYPE, "SyncRequest"),
        "/api/v1/session" => (JSON, "SignInRequest"),
        "/api/v1/session/link" => (JSON, "LinkRequest"),
        "/api/v1/session/password" => (JSON, "PasswordRequest"),
        "/api/v1/help/again" | "/api/v1/help/aside" => (JSON, "HelpRequest"),
        "/api/v1/rescue/look" | "/api/v1/rescue" => (JSON, "RescueFile"),
        "/api/v1/changes" => (JSON, "ChangesRequest"),
        _ => return None,
    })
}

fn answer(row: &Row) -> (&'static str, &'static str) {
    match row.path {
        "/plats/{place}/kalender.ics" => ("text/calendar", "Text"),
        "/api/v1/places" => (JSON, "SeenPlaces"),
        "/api/v1/places/{place}/programme" => (JSON, "SeenProgramme"),
        "/api/v1/pair" | "/api/v1/device" => (JSON, "Pairing"),
        "/api/v1/device/report" => (JSON, "DeviceReport"),
        "/api/v1/sync" => (MEDIA_TYPE, "SyncReply"),
        "/api/v1/pages/{hash}" => (PAGE_MEDIA_TYPE, "Page"),
        "/api/v1/events" => ("text/event-stream", "Text"),
        "/api/v1/attendance" => (JSON, "AttendanceReport"),
        "/api/v1/help" => (JSON, "HelpWanted"),
        "/api/v1/help/again" | "/api/v1/help/aside" => (JSON, "Helped"),
        "/api/v1/rescue/look" | "/api/v1/rescue" => (JSON, "RescueReport"),
        "/api/v1/devices" => (JSON, "DeviceList"),
        "/api/v1/desk" | "/api/v1/desk/{place}" => (JSON, "DeskDocument"),
        "/api/v1/changes" => (JSON, "ChangesAnswer"),
        "/api/openapi.json" => (JSON, "Anything"),
        "/healthz" | "/metrics" => ("text/plain", "Text"),
        _ => (JSON, "Session"),
    }
}

fn responses(row: &Row) -> Value {
    let (media, schema) = answer(row);
    let mut responses = match row.method {
        _ if row.method == Method::DELETE || row.path.ends_with("/revoke") => {
            json!({"204": {"description": "Done."}})
        }
        _ => json!({"200": {"description": "The answer.", "content": content(media, schema)}}),
    };
    if row.path.starts_with("/api/v1/places") {
        responses["304"] = json!({"description": "Nothing has changed."});
    }
    responses["default"] = json!({
        "description": "A problem (RFC 9457).",
        "content": content("application/problem+json", "Problem"),
    });
    responses
}

fn content(media: &str, schema: &str) -> Value {
    json!({media: {"schema": {"$ref": format!("#/components/schemas/{schema}")}}})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str));
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_to_a_schema_and_every_operation_has_a_summary() {
        let document = written();
        let mut found = Vec::new();
        references(&document, &mut found);
        for reference in found {
            let pointer = reference.trim_start_matches('#');
            assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
        }
        for row in table().iter().filter(|row| is_described(row)) {
            assert!(!summary(row).is_empty(), "{} has no summary", row.path);
            let takes = row.method == Method::POST && !row.path.ends_with("/revoke");
            assert!(!takes || request(row).is_some(), "{} takes nothing", row.path);
        }
    }
}
