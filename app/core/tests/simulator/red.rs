//! Histories that once broke a promise: written down, as short as they could be made, and played
//! for ever.

use crate::history::{self, Played};

/// Plays one seed; says what is wrong with it, if anything is.
pub fn tell(seed: u64) {
    let played = history::from_seed(seed, None);
    let Some(broken) = played.broken else { return println!("history {seed} keeps every promise") };
    let short = history::shrink(played.actions, broken.promise, None);
    let Played { broken, .. } = history::told(&short);
    let broken = broken.expect("still red");
    println!("# {}: {}\n{}", broken.promise, broken.detail, history::written(&short));
    println!("replay: SAMVARO_SEED={seed} cargo test -p samvaro-core --test simulator");
    panic!("history {seed}: {} ({})", broken.promise, broken.detail);
}

macro_rules! red {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            crate::promise::keep_broken_promises_quiet();
            let text = include_str!(concat!("red/", stringify!($name), ".jsonl"));
            let played = history::from_actions(&history::read(text), None);
            assert!(played.broken.is_none(), "{:?}", played.broken);
        }
    )*};
}

red! {
    a_change_under_a_former_number_for_a_foreign_log_drains
    a_confirmed_change_is_told_its_late_verdict
    a_forgotten_log_no_longer_vouches_for_orphans
    a_revoked_copy_keeps_what_a_closed_log_had_confirmed
    a_torn_tail_still_holds_what_is_ours
    a_twins_entry_does_not_vouch_for_what_the_journal_holds
    a_twins_later_changes_are_not_written_anew
    a_waiting_change_is_not_overwritten_by_a_twins
    an_erasure_follows_the_seal_to_another_number
    an_erasure_reaches_a_device_that_alone_holds_the_change
    copies_come_to_the_same_numbers_whatever_was_refused
    what_a_closed_log_confirmed_between_two_changes_is_kept
    what_a_revoked_device_had_under_a_former_identity_stays_with_it
    what_the_log_had_shown_is_not_adopted_again
}
