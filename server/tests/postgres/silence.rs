//! Connections that die without a word, as behind a firewall that has forgotten them.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use server::store::postgres::PostgresStore;
use server::store::postgres::address::Address;
use server::store::{Store, StoreError};
use tokio::time::timeout;

use crate::cluster::cluster;
use crate::house::{ELEFANTEN, ORGANISATION, forenoon, slug, tap};
use crate::tablet::{Tablet, all, push};

/// More tries than it takes until PostgreSQL has let go of what the dead connection held.
const TRIES_MAX: usize = 50;

/// A push that waits longer than this waits for TCP.
const GIVEN_UP_AFTER: Duration = Duration::from_secs(60);

/// The whole statement, and not some setting's name.
const COMMIT: &[u8] = b"COMMIT\0";

/// Where the next commit goes.
#[derive(Clone, Copy, PartialEq)]
enum Commit {
    /// It never arrives.
    Swallowed,
    /// It arrives, and the answer does not.
    Unanswered,
}

/// A wire to PostgreSQL that can be cut so that neither end notices.
struct Wire {
    armed: Arc<AtomicBool>,
    port: u16,
}

impl Wire {
    fn laid(commit: Commit) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let armed = Arc::new(AtomicBool::new(false));
        let (socket, arming) = (cluster().socket(), armed.clone());
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                connect(client, &socket, &arming, commit);
            }
        });
        Self { armed, port }
    }
}

/// Carries bytes both ways, until an armed commit passes; then nothing more on this connection.
fn connect(client: TcpStream, socket: &PathBuf, armed: &Arc<AtomicBool>, commit: Commit) {
    let server = UnixStream::connect(socket).unwrap();
    let silent = Arc::new(AtomicBool::new(false));
    let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let (armed, falling) = (armed.clone(), silent.clone());
    thread::spawn(move || {
        let mut bytes = [0; 65_536];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let commits = bytes[..count].windows(COMMIT.len()).any(|word| word == COMMIT);
            if commits && armed.swap(false, Ordering::SeqCst) {
                falling.store(true, Ordering::SeqCst);
                if commit == Commit::Unanswered {
                    let _ = to.write_all(&bytes[..count]);
                }
            } else if !falling.load(Ordering::SeqCst) && to.write_all(&bytes[..count]).is_err() {
                return;
            }
        }
        // The end is a word, too.
        if !falling.load(Ordering::SeqCst) {
            let _ = to.shutdown(Shutdown::Both);
        }
    });
    let (mut from, mut to) = (server, client);
    thread::spawn(move || {
        let mut bytes = [0; 65_536];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            if !silent.load(Ordering::SeqCst) && to.write_all(&bytes[..count]).is_err() {
                return;
            }
        }
    });
}

async fn a_commit_that_is(commit: Commit) {
    let database = cluster().create();
    let wire = Wire::laid(commit);
    let url = format!("postgres://postgres@127.0.0.1:{}/{database}?sslmode=disable", wire.port);
    let store = PostgresStore::open(&Address::parse(&url).unwrap()).await.unwrap();
    let name = samvaro_core::text::Name::parse("Ekby").unwrap();
    store.add_organisation(ORGANISATION, &name).await.unwrap();
    store.add_place(ORGANISATION, ELEFANTEN, &slug("elefanten")).await.unwrap();
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let first = vec![tablet.next(&tap(forenoon()))];
    assert_eq!(store.push(push(&tablet.caller, first)).await.unwrap().last_seq, 1);

    wire.armed.store(true, Ordering::SeqCst);
    let changes = vec![tablet.next(&tap(forenoon())), tablet.next(&tap(forenoon()))];
    let refused = timeout(GIVEN_UP_AFTER, store.push(push(&tablet.caller, changes.clone()))).await;
    let refused = refused.expect("a push waits for a dead connection");
    assert!(matches!(refused, Err(StoreError::Busy)), "{refused:?}");
    // As a tablet does.
    let mut last_seq = 0;
    for _ in 0..TRIES_MAX {
        match store.push(push(&tablet.caller, changes.clone())).await {
            Ok(pushed) => {
                last_seq = pushed.last_seq;
                break;
            }
            Err(StoreError::Busy) => {}
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(last_seq, 3);
    assert_eq!(all(&store, ELEFANTEN.log()).await.len(), 3, "nothing is lost and nothing doubled");
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_dies_before_its_commit_holds_nobody_up_for_long() {
    a_commit_that_is(Commit::Swallowed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_dies_after_its_commit_doubles_nothing() {
    a_commit_that_is(Commit::Unanswered).await;
}
