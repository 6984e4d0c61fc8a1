//! What the places of an organisation share: folded from the organisation's own log.

use jiff::civil::date;
use samvaro_core::field::{
    CategoryField, CategoryKind, Fields, OrganisationField, PlaceField, Put, SignUpDecision,
};
use samvaro_core::id::{CategoryId, Dot, ReplicaId};
use samvaro_core::programme::Programme;
use samvaro_core::register::Edit;
use samvaro_core::text::{Description, Line, Name};
use uuid::Uuid;

/// Somebody who has seen everything before.
#[derive(Default)]
struct Log {
    programme: Programme,
    position: u64,
}

impl Log {
    fn put(&mut self, fields: Fields) {
        let base = self.position;
        self.position += 1;
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(1)), seq: self.position };
        let edit = Edit { dot, position: self.position, base, clamped_at: 0 };
        self.programme.put(&Put { fields, base }, edit);
    }

    fn category(&mut self, number: u128, fields: Vec<CategoryField>) {
        self.put(Fields::Category(CategoryId(Uuid::from_u128(number)), fields));
    }
}

fn rule(text: &str) -> Option<Description> {
    Description::parse(text).ok()
}

fn set_up(name: &str, kind: CategoryKind, order: u32) -> Vec<CategoryField> {
    let name = Name::parse(name).expect("a name");
    vec![CategoryField::Name(name), CategoryField::Kind(kind), CategoryField::Order(order)]
}

#[test]
fn nothing_is_counted_beside_the_total_until_somebody_sets_it_up() {
    let nothing = Programme::default();
    let shared = nothing.shared();
    assert!(shared.splits().is_empty() && shared.marks().is_empty());
    assert_eq!((shared.counting_rule(), shared.drop_in_rule(), shared.sign_ups()), (None, None, None));
    let days = (shared.sign_up_names_days(), shared.staff_link_days(), shared.handover_days());
    assert_eq!(days, (14, 90, 14));
}

#[test]
fn categories_stand_in_their_order_and_by_their_kind() {
    let mut log = Log::default();
    log.category(1, set_up("Män", CategoryKind::Split, 2));
    log.category(2, set_up("Kvinnor", CategoryKind::Split, 1));
    log.category(3, set_up("Besökare utifrån", CategoryKind::External, 4));
    log.category(4, set_up("Första besöket", CategoryKind::Mark, 3));
    let names = |categories: Vec<samvaro_core::programme::shared::Category<'_>>| -> Vec<String> {
        categories.iter().map(|category| category.name.to_string()).collect()
    };
    let shared = log.programme.shared();
    assert_eq!(names(shared.splits()), ["Kvinnor", "Män"]);
    assert_eq!(names(shared.marks()), ["Första besöket", "Besökare utifrån"]);
}

#[test]
fn a_hidden_category_is_counted_no_more_and_keeps_its_name() {
    let mut log = Log::default();
    log.category(1, set_up("Annat", CategoryKind::Split, 1));
    log.category(1, vec![CategoryField::Hidden(true)]);
    let shared = log.programme.shared();
    assert!(shared.categories().is_empty());
    let kept = shared.category(CategoryId(Uuid::from_u128(1))).expect("what was counted has its name");
    assert_eq!(kept.name.as_str(), "Annat");
}

#[test]
fn a_category_without_a_name_or_a_kind_waits_for_it() {
    let mut log = Log::default();
    log.category(1, vec![CategoryField::Order(1)]);
    assert!(log.programme.shared().categories().is_empty());
}

#[test]
fn a_decision_on_sign_ups_holds_up_to_its_last_day() {
    let mut log = Log::default();
    let reference = Line::parse("KS 2026/12").expect("a line");
    let decision = SignUpDecision { reference, until: date(2027, 6, 30) };
    log.put(Fields::Organisation(vec![OrganisationField::SignUps(Some(decision.clone()))]));
    assert_eq!(log.programme.shared().sign_ups_on(date(2027, 6, 30)), Some(&decision));
    assert_eq!(log.programme.shared().sign_ups_on(date(2027, 7, 1)), None);
    assert_eq!(log.programme.shared().sign_ups(), Some(&decision), "it can still be read");
    log.put(Fields::Organisation(vec![OrganisationField::SignUps(None)]));
    assert_eq!(log.programme.shared().sign_ups_on(date(2026, 12, 1)), None);
}

#[test]
fn a_places_own_rule_stands_before_that_of_the_organisation() {
    let (mut place, mut organisation) = (Log::default(), Log::default());
    organisation.put(Fields::Organisation(vec![
        OrganisationField::CountingRule(rule("Räkna alla.")),
        OrganisationField::DropInRule(rule("En gång i halvdagen.")),
    ]));
    place.put(Fields::Place(vec![PlaceField::CountingRule(rule("Räkna alla utom barn."))]));
    let in_force = |place: &Log| {
        let counting = place.programme.counting_rule_under(&organisation.programme).cloned();
        (counting, place.programme.drop_in_rule_under(&organisation.programme).cloned())
    };
    assert_eq!(in_force(&place), (rule("Räkna alla utom barn."), rule("En gång i halvdagen.")));
    place.put(Fields::Place(vec![PlaceField::CountingRule(None)]));
    assert_eq!(in_force(&place).0, rule("Räkna alla."));
}
