//! A database that is put back to an earlier state while servers run on it.

use samvaro_core::fold::LogState;
use samvaro_core::programme::Programme;
use server::store::Store;

use crate::engine::{Engine, postgres};
use crate::house::{ACTIVITY, ELEFANTEN, coffee, house, name_activity};
use crate::tablet::{Tablet, all};

/// Takes the end of the logs back by one, as a restored backup does.
const TAKE_BACK: [&str; 2] = [
    "update log set position = log.position - 1, epoch = epoch + 1, chain = c.chain \
     from change c where c.log = log.id and c.position = log.position - 1",
    "delete from change using log where log.id = change.log and change.position > log.position",
];

async fn folded(store: &dyn Store) -> Programme {
    let mut state = LogState::default();
    for entry in all(store, ELEFANTEN.log()).await {
        state.apply(&entry);
    }
    state.programme
}

#[tokio::test]
async fn what_a_process_remembers_of_a_log_is_compared_with_the_log() {
    let engine = postgres();
    let (one, other) = (house(&engine).await, engine.open().await);
    let mut tablets = [Tablet::at(ELEFANTEN, 1), Tablet::at(ELEFANTEN, 2)];
    tablets[0].write(coffee());
    tablets[0].write([name_activity(ACTIVITY, "Fika före")]);
    tablets[0].sync(&*one).await;
    assert_eq!(*one.programme(ELEFANTEN.log()).await.unwrap(), folded(&*one).await);
    let mut connection = engine.connection().await;
    for statement in TAKE_BACK {
        assert!(sqlx::query(statement).execute(&mut connection).await.unwrap().rows_affected() > 0);
    }
    tablets[1].sync(&*other).await;
    tablets[1].write([name_activity(ACTIVITY, "Fika efter")]);
    tablets[1].sync(&*other).await;
    let programme = one.programme(ELEFANTEN.log()).await.unwrap();
    assert_eq!(programme.activity(ACTIVITY).unwrap().name().as_str(), "Fika efter");
    assert_eq!(*programme, folded(&*one).await);
}
