//! Pairing, tokens, accounts and sessions.

use samvaro_core::pairing::PairingCode;
use server::store::access::{CodeGone, DeviceId, DeviceState, NewDevice};
use server::store::{Store, StoreError};
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, HATTEN, NOW, ORGANISATION, house};

const MINUTE: i64 = 60_000;

fn device(number: u8) -> NewDevice {
    NewDevice {
        id: DeviceId(Uuid::from_u128(number.into())),
        token_hash: [number; 32],
        name: format!("Platta {number}"),
    }
}

async fn paired(store: &dyn Store) -> DeviceId {
    let code = store.add_pairing_code(ORGANISATION, ELEFANTEN, "phc", NOW + MINUTE).await.unwrap();
    store.use_pairing_code(code, NOW, device(1)).await.unwrap().unwrap().id
}

pub async fn a_pairing_code_works_once(engine: &dyn Engine) {
    let store = house(engine).await;
    let code = store.add_pairing_code(ORGANISATION, HATTEN, "phc", NOW + MINUTE).await.unwrap();
    let live = store.live_pairing_codes(NOW).await.unwrap();
    assert_eq!((live.len(), live[0].id, live[0].code_hash.as_str()), (1, code, "phc"));
    assert!(store.live_pairing_codes(NOW + MINUTE).await.unwrap().is_empty());

    let tries = (1..=4).map(|number| {
        let store = store.clone();
        tokio::spawn(async move { store.use_pairing_code(code, NOW, device(number)).await.unwrap() })
    });
    let mut devices = Vec::new();
    for one in tries.collect::<Vec<_>>() {
        devices.extend(one.await.unwrap());
    }
    assert_eq!(devices.len(), 1, "of four at once, one is paired");
    assert_eq!((devices[0].place, devices[0].log), (HATTEN, HATTEN.log()));
    assert_eq!(store.devices(ORGANISATION).await.unwrap(), devices);
    assert!(store.live_pairing_codes(NOW).await.unwrap().is_empty());
    let late = store.add_pairing_code(ORGANISATION, HATTEN, "phc", NOW + MINUTE).await.unwrap();
    let gone = store.use_pairing_code(late, NOW + MINUTE, device(9)).await.unwrap();
    assert_eq!(gone, Err(CodeGone), "too old");
}

pub async fn wrong_tries_burn_a_code(engine: &dyn Engine) {
    let store = house(engine).await;
    let code = store.add_pairing_code(ORGANISATION, HATTEN, "phc", NOW + MINUTE).await.unwrap();
    for _ in 0..PairingCode::MAX_TRIES {
        assert_eq!(store.live_pairing_codes(NOW).await.unwrap().len(), 1);
        store.count_wrong_try(code).await.unwrap();
    }
    assert!(store.live_pairing_codes(NOW).await.unwrap().is_empty());
    assert_eq!(store.use_pairing_code(code, NOW, device(1)).await.unwrap(), Err(CodeGone));
}

pub async fn a_lost_answer_never_unpairs(engine: &dyn Engine) {
    let store = house(engine).await;
    let id = paired(&*store).await;
    let newest = 120;
    for number in 2..=newest {
        // Each new token is lost on its way; the first one goes on working.
        store.rotate_device_token(id, &[number; 32], NOW + i64::from(number)).await.unwrap();
        let found = store.device_by_token(&[1; 32]).await.unwrap().unwrap();
        assert_eq!((found.id, found.has_older_tokens, found.has_newer_token), (id, false, true));
    }
    // Of several answers that crossed, an early one may arrive first: the later ones work on.
    store.confirm_device_token(id, &[newest - 1; 32]).await.unwrap();
    assert_eq!(store.device_by_token(&[1; 32]).await.unwrap(), None);
    let found = store.device_by_token(&[newest; 32]).await.unwrap().unwrap();
    assert_eq!((found.has_older_tokens, found.token_made_at), (true, NOW + i64::from(newest)));
    store.confirm_device_token(id, &[newest; 32]).await.unwrap();
    for number in 1..newest {
        assert_eq!(store.device_by_token(&[number; 32]).await.unwrap(), None);
    }
    let found = store.device_by_token(&[newest; 32]).await.unwrap().unwrap();
    assert_eq!((found.has_older_tokens, found.has_newer_token), (false, false));
}

pub async fn a_device_can_be_suspended_and_revoked(engine: &dyn Engine) {
    let store = house(engine).await;
    let id = paired(&*store).await;
    store.touch_device(id, NOW + MINUTE, Some(-250)).await.unwrap();
    for state in [DeviceState::Suspended, DeviceState::Revoked, DeviceState::Active] {
        store.set_device_state(id, state).await.unwrap();
        let found = store.device_by_token(&[1; 32]).await.unwrap().unwrap();
        assert_eq!((found.state, found.last_seen_at, found.skew_ms), (state, Some(NOW + MINUTE), Some(-250)));
    }
    let unknown = store.set_device_state(DeviceId(Uuid::from_u128(99)), DeviceState::Revoked).await;
    assert!(matches!(unknown, Err(StoreError::Missing)));
}

pub async fn a_sign_in_link_works_once(engine: &dyn Engine) {
    let store = house(engine).await;
    let id = store.add_account(ORGANISATION, " Anna@Ekby.se ", &[1; 32], NOW + MINUTE).await.unwrap();
    let account = store.account_by_link(&[1; 32], NOW).await.unwrap().unwrap();
    assert_eq!((account.id, account.email.as_str(), account.password_hash), (id, "anna@ekby.se", None));
    assert_eq!(store.account_by_link(&[1; 32], NOW).await.unwrap(), None);

    let same = store.add_account(ORGANISATION, "anna@ekby.se", &[2; 32], NOW + MINUTE).await.unwrap();
    assert_eq!(same, id);
    assert_eq!(store.account_by_link(&[2; 32], NOW + MINUTE).await.unwrap(), None, "too old");
    assert_eq!(store.account_by_email("ANNA@ekby.se").await.unwrap().unwrap().id, id);
    assert_eq!(store.account_by_email("bo@ekby.se").await.unwrap(), None);
}

pub async fn a_new_password_ends_all_sessions(engine: &dyn Engine) {
    let store = house(engine).await;
    let id = store.add_account(ORGANISATION, "anna@ekby.se", &[1; 32], NOW + MINUTE).await.unwrap();
    for token in [5, 6] {
        store.add_session(id, &[token; 32], NOW + MINUTE).await.unwrap();
    }
    let session = store.session_by_token(&[5; 32], NOW).await.unwrap().unwrap();
    assert_eq!((session.account, session.organisation), (id, ORGANISATION));
    assert_eq!(store.session_by_token(&[5; 32], NOW + MINUTE).await.unwrap(), None);
    store.remove_session(&[5; 32]).await.unwrap();
    assert_eq!(store.session_by_token(&[5; 32], NOW).await.unwrap(), None);
    store.set_password(id, "phc").await.unwrap();
    assert_eq!(store.session_by_token(&[6; 32], NOW).await.unwrap(), None);
    assert_eq!(store.account_by_email("anna@ekby.se").await.unwrap().unwrap().password_hash.unwrap(), "phc");
}

pub async fn a_session_goes_on_until_its_later_end(engine: &dyn Engine) {
    let store = house(engine).await;
    let id = store.add_account(ORGANISATION, "anna@ekby.se", &[1; 32], NOW + MINUTE).await.unwrap();
    store.add_session(id, &[5; 32], NOW + MINUTE).await.unwrap();
    store.extend_session(&[5; 32], NOW + 2 * MINUTE).await.unwrap();
    store.extend_session(&[9; 32], NOW + 2 * MINUTE).await.unwrap();
    let session = store.session_by_token(&[5; 32], NOW + MINUTE).await.unwrap().unwrap();
    assert_eq!(session.expires_at, NOW + 2 * MINUTE);
    assert_eq!(store.session_by_token(&[5; 32], NOW + 2 * MINUTE).await.unwrap(), None);
}
