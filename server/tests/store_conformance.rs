//! What every store must do. One list of checks, run against each engine.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "store_conformance/access.rs"]
mod access;
#[path = "store_conformance/again.rs"]
mod again;
#[path = "store_conformance/attendance.rs"]
mod attendance;
#[path = "store_conformance/backup.rs"]
mod backup;
#[path = "postgres/cluster.rs"]
mod cluster;
#[path = "store_conformance/engine.rs"]
mod engine;
#[path = "store_conformance/house.rs"]
mod house;
#[path = "store_conformance/logs.rs"]
mod logs;
#[path = "store_conformance/personal.rs"]
mod personal;
#[path = "store_conformance/places.rs"]
mod places;
#[path = "store_conformance/programmes.rs"]
mod programmes;
#[path = "store_conformance/random.rs"]
mod random;
#[path = "store_conformance/recording.rs"]
mod recording;
#[path = "store_conformance/refusals.rs"]
mod refusals;
#[path = "store_conformance/releases.rs"]
mod releases;
#[path = "store_conformance/retention.rs"]
mod retention;
#[path = "store_conformance/snapshots.rs"]
mod snapshots;
#[path = "store_conformance/tablet.rs"]
mod tablet;

#[path = "postgres/hearing.rs"]
mod hearing;
#[path = "postgres/opening.rs"]
mod opening;
#[path = "postgres/restoring.rs"]
mod restoring;
#[path = "postgres/several_processes.rs"]
mod several_processes;
#[path = "postgres/silence.rs"]
mod silence;

/// Runs every check against one engine; another engine needs a line like the last one here.
macro_rules! checks {
    ($engine:ident: $($module:ident::{$($check:ident),* $(,)?})*) => {
        mod $engine {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $check() {
                    crate::$module::$check(&crate::engine::$engine()).await;
                }
            )*)*
        }
    };
}

macro_rules! all_checks {
    ($engine:ident) => {
        checks! { $engine:
            logs::{
                positions_have_no_gaps_however_many_write_at_once,
                a_repeated_push_changes_nothing,
                two_pushes_of_one_replica_at_once_are_one_after_the_other,
                a_hole_stops_and_is_named,
                other_bytes_under_a_known_number_are_a_fork,
                a_client_follows_the_chain_through_slices_of_any_size,
                a_reader_ahead_of_a_restored_server_has_diverged,
                a_reader_of_another_branch_has_diverged,
                a_new_epoch_makes_readers_start_anew_and_loses_nothing,
                what_was_confirmed_is_there_after_a_new_start,
                growth_is_told_after_the_commit,
            }
            refusals::{
                a_refused_change_is_kept_with_its_bytes_and_gets_the_same_verdict_again,
                a_log_of_another_organisation_is_out_of_reach,
                replicas_of_two_organisations_may_share_an_id,
                a_log_outside_the_scope_is_neither_written_nor_read,
                a_revoked_device_sends_into_quarantine,
                a_replica_belongs_to_the_credential_that_used_it_first,
                a_count_can_be_taken_back_once_and_only_in_its_log,
            }
            retention::{
                notes_go_after_fourteen_days_links_after_ninety_and_names_with_their_bearer,
                what_is_kept_how_long_follows_the_organisation,
                what_is_due_is_found_behind_a_snapshot_too,
            }
            again::{
                a_change_judged_again_enters_its_log_under_its_own_number_and_leaves_its_tablet,
                a_tablet_that_asks_after_the_mending_is_heard_once,
                what_is_put_aside_stays_kept_and_only_a_person_takes_it_up_again,
                b27_one_poison_change_among_five_hundred_stops_none_and_waits_for_a_person,
                what_an_older_server_did_not_understand_is_taken_when_a_newer_one_starts,
                b20_a_coordinator_takes_over_what_a_withdrawn_tablet_still_had,
                a_saved_file_counts_once_in_whatever_order_it_and_its_tablet_come,
                a_file_of_a_tablet_that_never_spoke_lets_the_tablet_come_later,
                a_file_with_holes_is_taken_and_the_tablet_fills_them,
                a_file_of_a_tablet_that_has_met_its_twin_counts_once,
                a_file_of_a_tablet_that_was_given_another_identity_counts_once,
                a_change_that_goes_by_several_numbers_enters_its_log_once,
                a_file_brings_nothing_for_other_organisations_and_nothing_that_no_tablet_wrote,
                a_long_file_goes_in_by_parts,
            }
            personal::{
                what_is_judged_again_takes_its_personal_fields_along,
                erasing_leaves_the_chain_whole,
                erased_fields_do_not_come_back,
                a_restored_backup_learns_what_was_erased,
                a_tablet_erases_for_everybody_and_a_revoked_one_for_nobody,
                who_begins_from_pages_is_given_the_fields_that_live,
            }
            programmes::{
                a_programme_is_what_its_log_adds_up_to,
                a_programme_starts_from_its_checkpoint,
                two_processes_share_one_database,
            }
            snapshots::{
                the_newest_snapshot_is_given_with_its_pages,
                a_page_is_read_with_its_own_log_only,
                pages_of_a_replaced_snapshot_stay_for_a_day,
                a_snapshot_that_the_log_does_not_lead_through_is_passed_over,
                a_new_tablet_begins_from_a_snapshot_and_reads_on,
                a_short_log_and_whoever_does_not_ask_get_entries,
                a_snapshot_is_made_anew_when_its_tail_is_long,
                a_snapshot_is_folded_on_from_the_last_one,
                a_start_and_a_programme_need_nothing_before_the_checkpoint,
                a_restored_log_is_begun_in_its_new_life,
            }
            attendance::{
                zero_is_counted_and_nothing_is_not,
                a_held_occurrence_waits_to_be_counted,
                splits_and_marks_stay_beside_the_figures_and_never_in_them,
                an_estimate_is_one_until_it_is_taken_back,
                a_number_is_an_estimate_when_one_that_was_attached_to_it_is,
                volunteers_alone_leave_an_occurrence_to_be_counted,
                a_cancelled_occurrence_is_not_held_unless_counted,
                a_moved_occurrence_takes_its_counts_along,
                a_move_releases_the_day_before_it,
                an_edit_brings_a_slot_back_that_was_deleted_meanwhile,
                a_closed_day_is_not_held_but_what_was_counted_stays,
                attached_counts_are_summed_where_they_belong,
                the_day_rolls_over,
                headings_and_places_are_never_mixed,
            }
            places::{
                a_slug_is_unique_in_the_installation,
                the_programme_names_the_place,
            }
            recording::{
                recording_twice_under_one_key_adds_once,
                other_contents_under_one_key_are_refused,
                a_key_belongs_to_the_person_who_used_it_first,
                what_places_share_stands_in_the_organisations_log_and_in_no_other,
            }
            access::{
                a_pairing_code_works_once,
                wrong_tries_burn_a_code,
                a_lost_answer_never_unpairs,
                a_device_can_be_suspended_and_revoked,
                a_sign_in_link_works_once,
                a_new_password_ends_all_sessions,
                a_session_goes_on_until_its_later_end,
            }
            backup::{
                a_restore_brings_everything_back_but_keys_into_either_engine,
                a_backup_is_one_moment_although_pushes_go_on,
                a_restore_overwrites_nothing,
                an_erasure_after_the_backup_stays_made,
                what_the_list_names_is_erased_before_anything_is_served,
                nothing_is_opened_beside_a_damaged_list,
                a_backup_of_an_older_format_is_restored,
            }
            random::{
                the_projection_is_what_the_logs_add_up_to,
            }
        }
    };
}

all_checks!(sqlite);
all_checks!(postgres);
