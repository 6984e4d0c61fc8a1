//! The JSON documents of the API as JSON Schema (2020-12, as OpenAPI 3.1 has it).

use samvaro_core::api::{DeviceReport, PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS, ReadyStep};
use samvaro_core::change::BodyBytes;
use samvaro_core::desk::CHANGES_MAX_BODIES;
use samvaro_core::pack::Pack;
use samvaro_core::protocol::PULL_MAX_LOGS;
use samvaro_core::snapshot::PAGES_MAX;
use samvaro_core::text::{Line, Name, Slug};
use serde_json::{Value, json};

/// All schemas by name.
pub fn all() -> Value {
    let mut schemas = texts();
    for part in [access(), programme(), attendance(), sync(), pack(), help(), devices(), desk()] {
        if let (Value::Object(all), Value::Object(part)) = (&mut schemas, part) {
            all.extend(part);
        }
    }
    schemas
}

fn of(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn maybe(name: &str) -> Value {
    json!({"anyOf": [of(name), {"type": "null"}]})
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

/// An object whose fields are all present but the `optional` ones.
fn object(fields: Value, optional: &[&str]) -> Value {
    let names = fields.as_object().map(|fields| fields.keys().cloned().collect()).unwrap_or_default();
    let names: Vec<String> = names;
    let required: Vec<&String> = names.iter().filter(|name| !optional.contains(&name.as_str())).collect();
    json!({"type": "object", "properties": fields, "required": required})
}

fn texts() -> Value {
    json!({
        "Text": {"type": "string"},
        "Anything": {"type": "object"},
        "Uuid": {"type": "string", "format": "uuid"},
        "Digest": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
        "Date": {"type": "string", "format": "date"},
        "DateTime": {"type": "string", "description": "Local wall time of the place, without offset.",
            "examples": ["2026-11-21T10:04:00"]},
        "Time": {"type": "string", "description": "Local wall time.", "examples": ["10:00:00"]},
        "Week": {"type": "string", "pattern": "^[0-9]{4}-V[0-9]{2}$", "examples": ["2026-V48"]},
        "Slug": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": Slug::MAX_CHARS},
        "Name": {"type": "string", "minLength": 1, "maxLength": Name::MAX_CHARS},
        "Line": {"type": "string", "minLength": 1, "maxLength": Line::MAX_CHARS},
        "Problem": object(json!({
            "type": {"type": "string", "format": "uri-reference"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
        }), &[]),
    })
}

fn access() -> Value {
    let password =
        json!({"type": "string", "minLength": PASSWORD_MIN_CHARS, "maxLength": PASSWORD_MAX_CHARS});
    json!({
        "PairRequest": object(json!({"code": {"type": "string", "examples": ["BCDF-GHJK"]}}), &[]),
        "Pairing": object(json!({
            "device": of("Uuid"), "organisation": of("Uuid"), "organisation_name": of("Name"),
            "place": of("Uuid"), "log": of("Uuid"), "shared": of("Uuid"), "slug": of("Slug"),
            "name": of("Name"),
        }), &["shared"]),
        "LinkRequest": object(json!({"token": {"type": "string"}}), &[]),
        "SignInRequest": object(json!({"email": {"type": "string"}, "password": {"type": "string"}}), &[]),
        "PasswordRequest": object(json!({"password": password}), &[]),
        "Session": object(json!({
            "email": {"type": "string"}, "organisation_name": of("Name"),
            "needs_password": {"type": "boolean"},
        }), &[]),
    })
}

fn programme() -> Value {
    let optional_lines =
        ["address", "directions", "phone", "phone_hours", "hours", "step_free", "hearing_loop"];
    let mut card = json!({"slug": of("Slug"), "name": of("Name")});
    optional_lines.iter().for_each(|name| card[*name] = maybe("Line"));
    let seen = |document: &str| object(json!({"now": of("DateTime"), "document": of(document)}), &[]);
    let reason = json!({"type": "object", "properties": {"reason": maybe("Line")}});
    json!({
        "PlaceCard": object(card, &[]),
        "ClosedDay": object(json!({"date": of("Date"), "reason": maybe("Line")}), &[]),
        "SlotTime": object(json!({
            "start": {"type": "string"}, "end": {"type": "string"},
            "end_days_later": {"type": "integer", "minimum": 0},
        }), &["start", "end", "end_days_later"]),
        "State": {"oneOf": [
            {"enum": ["planned", "outside_programme"]},
            object(json!({"cancelled": reason}), &[]),
            object(json!({"closed": reason}), &[]),
            object(json!({"red_day": object(json!({"name": {"type": "string"}}), &[])}), &[]),
        ]},
        "MovedFrom": object(json!({"date": of("Date"), "start": maybe("Time"), "room": maybe("Name")}), &[]),
        "Occurrence": object(json!({
            "key": {"type": "string", "description": "activity/slot/original date"},
            "date": of("Date"), "time": of("SlotTime"), "name": of("Name"), "state": of("State"),
            "moved_from": maybe("MovedFrom"), "room": maybe("Name"), "host": maybe("Name"),
            "price_kr": {"type": ["integer", "null"]}, "needs_sign_up": {"type": "boolean"},
            "sign_up_by": maybe("Line"), "earliest_entry": maybe("Time"), "bring": maybe("Line"),
            "note": maybe("Line"), "language": maybe("Name"), "association_run": {"type": "boolean"},
        }), &[]),
        "ProgrammeDocument": object(json!({
            "organisation": of("Name"), "place": of("PlaceCard"), "from": of("Date"), "until": of("Date"),
            "closed": list(of("ClosedDay")), "occurrences": list(of("Occurrence")),
        }), &[]),
        "PlacesDocument": object(json!({
            "organisation": of("Name"), "today": of("Date"), "places": list(of("ProgrammeDocument")),
        }), &[]),
        "SeenProgramme": seen("ProgrammeDocument"),
        "SeenPlaces": seen("PlacesDocument"),
    })
}

fn attendance() -> Value {
    json!({
        "ReportPlace": object(json!({"id": of("Uuid"), "slug": of("Slug"), "name": of("Name")}), &[]),
        "ReportLine": object(json!({
            "place": of("Uuid"), "activity": maybe("Uuid"), "name": {"type": "string"},
            "heading": {"enum": ["activity", "association", "drop_in"]}, "week": of("Week"),
            "visits": {"type": "integer"}, "volunteers": {"type": "integer"},
            "counted": {"type": "integer", "minimum": 0}, "held": {"type": "integer", "minimum": 0},
            "estimates": {"type": "integer", "minimum": 1,
                "description": "Those of the counted whose number is an estimate; left out when there are none."},
        }), &["estimates"]),
        "AttendanceReport": object(json!({
            "organisation": of("Name"), "now": of("DateTime"), "from": of("Date"), "until": of("Date"),
            "places": list(of("ReportPlace")), "lines": list(of("ReportLine")),
        }), &[]),
    })
}

fn desk() -> Value {
    let number = json!({"type": "integer", "minimum": 0});
    let bodies = json!({"type": "array", "items": of("Anything"), "minItems": 1,
        "maxItems": CHANGES_MAX_BODIES, "description": "Edits, as changes of the sync write them."});
    let refusal = object(json!({"s": number, "v": of("Anything")}), &[]);
    json!({
        "Standing": object(json!({
            "log": of("Uuid"), "position": number, "programme": of("Anything"),
        }), &[]),
        "DeskDocument": object(json!({"organisation": of("Standing"), "place": of("Standing")}), &["place"]),
        "ChangesRequest": object(json!({"log": of("Uuid"), "request": of("Uuid"), "bodies": bodies}), &[]),
        "ChangesAnswer": object(json!({"position": number, "refusals": list(refusal)}), &["refusals"]),
    })
}

fn help() -> Value {
    let number = json!({"type": "integer", "minimum": 0});
    let text = json!({"type": "string"});
    let count = object(json!({"target": text, "name": text, "visitors": {"type": "integer"}}), &["name"]);
    let authored = object(
        json!({
            "change": object(json!({
                "dot": object(json!({"r": of("Uuid"), "s": number}), &[]), "log": of("Uuid"),
                "at": {"type": "integer"}, "body": {}, "sealed": of("Digest"),
            }), &["sealed"]),
            "personal": of("Anything"),
        }),
        &["personal"],
    );
    let refused = object(json!({"authored": authored, "verdict": of("Verdict")}), &[]);
    json!({
        "HelpRequest": object(json!({"log": of("Uuid"), "aside": {"type": "boolean"}}), &["aside"]),
        "Helped": object(json!({"taken": number, "aside": number, "left": number}), &[]),
        "HelpChange": object(json!({
            "at": {"type": "integer"}, "tablet": text, "verdict": of("Verdict"),
            "what": {"oneOf": [
                object(json!({"count": count}), &[]), object(json!({"undo": count}), &[]),
                {"enum": ["edit", "unknown"]},
            ]},
        }), &["tablet"]),
        "HelpAtPlace": object(json!({
            "log": of("Uuid"), "name": text, "waiting": number, "aside": number,
            "changes": list(of("HelpChange")),
        }), &["name"]),
        "HelpWanted": object(json!({"places": list(of("HelpAtPlace"))}), &[]),
        "RescueFile": object(json!({
            "format": {"const": samvaro_core::rescue::FORMAT}, "replica": of("Uuid"),
            "outbox": list(authored), "refused": list(refused),
        }), &["replica"]),
        "RescuedPlace": object(json!({
            "name": text, "changes": number, "visitors": {"type": "integer"},
            "from": {"type": "integer"}, "until": {"type": "integer"},
            "known": number, "taken": number, "refused": number,
        }), &[]),
        "RescueReport": object(json!({
            "tablets": list(text), "places": list(of("RescuedPlace")), "foreign": number,
        }), &[]),
    })
}

fn devices() -> Value {
    json!({
        "DeviceLine": object(json!({
            "id": of("Uuid"), "name": {"type": "string"}, "place": {"type": "string"},
            "trust": {"enum": ["active", "suspended", "revoked"]},
            "paired_at": {"type": "integer"}, "last_seen_at": {"type": "integer"},
            "slug": of("Slug"), "report": of("DeviceReport"),
        }), &["last_seen_at", "slug", "report"]),
        "DeviceReport": object(json!({
            "build": {"type": "string", "maxLength": DeviceReport::BUILD_MAX_BYTES},
            "oldest_unsent": {"type": "integer"}, "ready": of("Ready"),
        }), &["oldest_unsent", "ready"]),
        "Ready": object(json!({
            "at": {"type": "integer"}, "lacks": list(json!({"enum": ReadyStep::ALL})),
        }), &["lacks"]),
        "DeviceList": object(json!({"devices": list(of("DeviceLine"))}), &[]),
    })
}

fn sync() -> Value {
    let number = json!({"type": "integer", "minimum": 0});
    let reasons = [
        "forbidden",
        "undecodable",
        "beyond_limits",
        "broken_seal",
        "unknown_undone",
        "schedule_refused",
        "revoked",
        "after_skip",
        "names_not_decided",
    ];
    let pulls = json!({"type": "array", "maxItems": PULL_MAX_LOGS, "items": of("Pull")});
    json!({
        "Cursor": object(json!({"e": number, "p": number, "c": of("Digest")}), &[]),
        "Pull": object(json!({"l": of("Uuid"), "c": of("Cursor"), "s": {"type": "boolean",
            "description": "Whether a reader that has nothing of the log takes a snapshot."}}), &["s"]),
        "SyncRequest": object(json!({
            "v": number, "r": of("Uuid"), "n": number, "t": {"type": "integer"},
            "p": of("Pack"), "g": pulls,
        }), &["p", "g"]),
        "Verdict": {"oneOf": [
            object(json!({"rejected": {"enum": reasons}}), &[]),
            object(json!({"quarantined": {"enum": reasons}}), &[]),
        ]},
        "Refusal": object(json!({"s": number, "v": of("Verdict")}), &[]),
        "Entries": object(json!({
            "f": number, "n": of("Pack"), "u": of("Cursor"), "m": {"type": "boolean"},
        }), &["m"]),
        "Slice": {"oneOf": [
            object(json!({"entries": of("Entries")}), &[]),
            object(json!({"snapshot": of("Snapshot")}), &[]),
            {"enum": ["diverged", "forbidden"]},
        ]},
        "Snapshot": object(json!({
            "v": number, "u": of("Cursor"),
            "p": {"type": "array", "items": of("Digest"), "maxItems": PAGES_MAX},
            "x": number, "k": number,
            "n": {"type": "array", "description":
                "Seals with the personal fields that are not erased, as in a pack."},
        }), &["x", "k", "n"]),
        "Page": {"type": "object", "description":
            "A programme, or a month of tallies, in columns. Its address is the SHA-256 sum over the \
             length of its bytes (eight bytes, the highest first) and its bytes."},
        "SyncReply": object(json!({
            "v": number, "n": number, "t": {"type": "integer"}, "s": number,
            "x": list(of("Refusal")), "k": number,
            "g": list(json!({"type": "array", "prefixItems": [of("Uuid"), of("Slice")],
                "minItems": 2, "maxItems": 2})),
        }), &["x", "k", "g"]),
    })
}

fn pack() -> Value {
    json!({
        "Runs": {"type": "array", "description": "A column of integers, runs of equal ones shortened."},
        "Pack": {
            "description": format!(
                "At most {} changes in columns; row n is the n-th value of every column. A body has at \
                 most {} bytes.", Pack::MAX_ROWS, BodyBytes::MAX_BYTES),
            "type": "object",
            "properties": {
                "w": list(of("Uuid")), "l": list(of("Uuid")), "b": list(json!({})),
                "wi": of("Runs"), "li": of("Runs"), "bi": of("Runs"), "s": of("Runs"), "r": of("Runs"),
                "a": list(json!({"type": "integer"})),
                "c": {"type": "array"}, "p": {"type": "array"},
            },
            "required": ["w", "l", "b", "wi", "li", "bi", "s", "a"],
        },
    })
}
