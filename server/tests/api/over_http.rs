//! How many changes per second become durable through the outside face: tablets that each push a
//! hundred at a time and wait for the answer. Their own work is part of the time, on the same
//! processors. The rate is printed and not asserted; that every change is there is.

use std::thread;
use std::time::Instant;

use super::browser::Browser;
use super::crowd::rounds;
use super::house::Tablet;
use super::told::tell;
use super::town::{Engine, town};

/// Changes in one push.
const BATCH_CHANGES: usize = 100;
/// Tablets that push at the same time, each at a place of its own.
const CALLERS: usize = 8;

#[test]
fn what_many_push_over_http_is_all_there() {
    push_all(Engine::Sqlite);
}

#[test]
fn what_many_push_over_http_is_all_there_on_postgresql_too() {
    push_all(Engine::Postgres);
}

fn push_all(engine: Engine) {
    let batches = rounds(3, 100);
    let (_server, mut callers) = town(engine, CALLERS, CALLERS);
    let begun = Instant::now();
    thread::scope(|scope| {
        for (_, browser, tablet) in &mut callers {
            scope.spawn(move || push(browser, tablet, batches));
        }
    });
    let took = begun.elapsed();
    let each = batches * BATCH_CHANGES;
    for (_, _, tablet) in &callers {
        assert_eq!(tablet.visitors(), each as i64);
    }
    tell(&format!(
        "{engine}: {:.0} durable changes a second over HTTP, {CALLERS} tablets, batches of {BATCH_CHANGES}",
        (CALLERS * each) as f64 / took.as_secs_f64()
    ));
}

/// Pushes a batch and waits until it is confirmed, again and again.
fn push(browser: &mut Browser, tablet: &mut Tablet, batches: usize) {
    for _ in 0..batches {
        (0..BATCH_CHANGES).for_each(|_| drop(tablet.tap()));
        tablet.sync(browser);
    }
}
