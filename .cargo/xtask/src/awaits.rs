//! What is awaited while a transaction of the tablet's database is open.
//!
//! IndexedDB ends a transaction by itself as soon as nothing of it is under way. So between its
//! beginning and its end nothing may be awaited but its own requests: a timer, the network or
//! another lock in between would leave half of the work done, and the rest to fail.

/// Where the transactions are written.
pub const FOLDER: &str = "app/src/browser/tablet_store";

/// The requests of a transaction and its end, functions of ours that await nothing else, and the
/// work on a connection as a whole.
const OWN: [&str; 11] = [
    "get",
    "texts",
    "texts_between",
    "keys",
    "commit",
    "with",
    "erase",
    "forget",
    "write_as",
    "already_stored",
    "holds_another",
];

/// Whether something else is awaited in this line.
pub fn foreign_await_in(line: &str) -> Option<&'static str> {
    let line = line.trim_start();
    let mut awaits = line.match_indices(".await").map(|(at, _)| &line[..at]);
    let foreign = !line.starts_with("//") && awaits.any(|before| !called(before).is_some_and(is_own));
    foreign.then_some("only requests of the transaction itself may be awaited in it")
}

fn is_own(name: &str) -> bool {
    OWN.contains(&name)
}

/// The function whose call ends here.
fn called(before: &str) -> Option<&str> {
    let mut open = 0usize;
    let start = before.char_indices().rev().find(|(_, letter)| {
        match letter {
            ')' => open += 1,
            '(' => open = open.saturating_sub(1),
            _ => {}
        }
        open == 0
    })?;
    let name = &before[..start.0];
    let begin = name.rfind(|letter: char| !letter.is_alphanumeric() && letter != '_').map_or(0, |at| at + 1);
    Some(&name[begin..]).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::style_check::rust_files;

    #[test]
    fn an_await_of_anything_else_is_found() {
        assert!(foreign_await_in("        sleep(5).await;").is_some());
        assert!(foreign_await_in("        let row = fetch(&meta.get(KEY)).await?;").is_some());
        assert!(foreign_await_in("        answer.await;").is_some());
        assert!(foreign_await_in("            .await?;").is_some());
        assert!(foreign_await_in("        let row = meta.get(&keys::cursor(*log)).await?;").is_none());
        assert!(foreign_await_in("        work.commit().await?;").is_none());
        assert!(foreign_await_in("        // Nothing else may be .await ed").is_none());
    }

    #[test]
    fn no_transaction_of_the_tablet_awaits_anything_else() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(FOLDER);
        let mut lines = 0;
        for path in rust_files(&folder).unwrap() {
            for line in fs::read_to_string(&path).unwrap().lines() {
                assert_eq!(foreign_await_in(line), None, "{}: {line}", path.display());
                lines += usize::from(line.contains(".await"));
            }
        }
        assert!(lines > 20, "they are written somewhere else by now");
    }
}
