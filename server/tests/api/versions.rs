//! Every version of the protocol that was released can push for ever. A recorded request of each
//! stands in `fixtures/protocol`, where nobody may change it.

use serde_json::Value;
use uuid::Uuid;

use samvaro_core::protocol::MEDIA_TYPE;

use super::house::{HERE, Tablet};
use super::server::Server;

const VERSION_1: &str = include_str!("../fixtures/protocol/version-1.json");

#[test]
fn a_request_of_version_1_is_answered_as_version_1_was_and_each_change_counts_once() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let (mut other, _) = server.browser().paired(&server, HERE);
    let mut reading = Tablet::new(&mut other, &pairing);
    let recorded = VERSION_1
        .replace("$REPLICA", &Uuid::now_v7().to_string())
        .replace("$LOG", &pairing.log.to_string())
        .replace("$TARGET", &reading.target.to_string());

    // Once, and once more because the answer was lost.
    for _ in 0..2 {
        let headers = [("content-type", MEDIA_TYPE), ("accept", MEDIA_TYPE)];
        let answer = browser.ask("POST", "/api/v1/sync", &headers, recorded.clone().into_bytes());
        assert_eq!((answer.status, answer.header("content-type")), (200, MEDIA_TYPE));
        let reply: Value = answer.json();
        assert_eq!(
            (&reply["v"], &reply["n"], &reply["s"]),
            (&1.into(), &1_795_326_392_800_u64.into(), &6.into())
        );
        assert_eq!(reply["x"], serde_json::json!([{"s": 6, "v": {"quarantined": "undecodable"}}]));
        assert_eq!(reply.get("k"), None);
        let (log, slice) = (&reply["g"][0][0], &reply["g"][0][1]["entries"]);
        assert_eq!(log, &pairing.log.to_string());
        assert_eq!(slice["f"], 0);
        for column in ["w", "l", "b", "wi", "li", "bi", "s", "r", "a"] {
            assert!(slice["n"][column].is_array(), "no column {column}");
        }
        assert!(["e", "p", "c"].iter().all(|part| !slice["u"][part].is_null()));
    }
    reading.sync(&mut other);
    // Three, one taken back, and then six were typed.
    assert_eq!(reading.visitors(), 6);
}
