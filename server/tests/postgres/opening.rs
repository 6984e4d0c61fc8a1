//! Databases that are refused, because they would lose something.

use server::store::postgres::PostgresStore;
use server::store::postgres::address::Address;
use sqlx::{Connection as _, PgConnection};

use crate::cluster::{Cluster, cluster};

async fn refusal(url: &str) -> String {
    match PostgresStore::open(&Address::parse(url).unwrap()).await {
        Ok(_) => panic!("it was opened"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_cluster_that_does_not_flush_is_refused() {
    let careless = Cluster::start("-c fsync=off");
    let said = refusal(&careless.url(&careless.create())).await;
    assert!(said.contains("fsync is off and must be on"), "{said}");
}

#[tokio::test]
async fn a_database_that_cannot_hold_every_letter_is_refused() {
    let mut connection = PgConnection::connect(&cluster().url("postgres")).await.unwrap();
    let create =
        "create database narrow template template0 encoding 'LATIN1' locale_provider libc locale 'C'";
    sqlx::query(create).execute(&mut connection).await.unwrap();
    let said = refusal(&cluster().url("narrow")).await;
    assert!(said.contains("server_encoding is LATIN1 and must be UTF8"), "{said}");
}
