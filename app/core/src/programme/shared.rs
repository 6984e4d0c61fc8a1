//! What the places of an organisation share, by name, with its defaults; and what holds at a place
//! that may say otherwise.

use jiff::civil::Date;

use crate::field::{CategoryField, CategoryKind, OrganisationField, SignUpDecision};
use crate::id::CategoryId;
use crate::programme::Programme;
use crate::registers::Registers;
use crate::text::{Description, Name};

/// How long the names of those who signed up are kept where nobody said otherwise, in days.
pub const SIGN_UP_NAMES_DAYS: u16 = 14;
/// How long it is kept who on the staff made a change where nobody said otherwise, in days.
pub const STAFF_LINK_DAYS: u16 = 90;
/// How long a note for the next shift is kept where nobody said otherwise, in days.
pub const HANDOVER_DAYS: u16 = 14;

/// Something that is counted beside the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Category<'a> {
    /// Which one.
    pub id: CategoryId,
    /// What it is called.
    pub name: &'a Name,
    /// What it says of the visitors.
    pub kind: CategoryKind,
    /// Its place among the others, lowest first.
    pub order: u32,
}

/// Declares `fn name(&self) -> u16` for a number of days.
macro_rules! days {
    ($($(#[$doc:meta])* $name:ident: $variant:ident = $default:ident;)*) => {
        $($(#[$doc])*
        pub fn $name(&self) -> u16 {
            let days = self.get(|f| if let OrganisationField::$variant(days) = f { Some(*days) } else { None });
            days.unwrap_or($default)
        })*
    };
}

/// What the places of an organisation share.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'a>(&'a Programme);

impl<'a> Shared<'a> {
    fn get<T: 'a>(&self, pick: impl Fn(&'a OrganisationField) -> Option<T>) -> Option<T> {
        self.0.organisation.get(pick)
    }

    /// How visitors are counted where a place says nothing else.
    pub fn counting_rule(&self) -> Option<&'a Description> {
        self.get(|f| if let OrganisationField::CountingRule(rule) = f { rule.as_ref() } else { None })
    }

    /// How visits outside activities are counted where a place says nothing else.
    pub fn drop_in_rule(&self) -> Option<&'a Description> {
        self.get(|f| if let OrganisationField::DropInRule(rule) = f { rule.as_ref() } else { None })
    }

    /// The decision on sign-ups, whether or not it still holds.
    pub fn sign_ups(&self) -> Option<&'a SignUpDecision> {
        self.get(|f| if let OrganisationField::SignUps(decision) = f { decision.as_ref() } else { None })
    }

    /// The decision on sign-ups that holds on a day; without one nobody signs up.
    pub fn sign_ups_on(&self, date: Date) -> Option<&'a SignUpDecision> {
        self.sign_ups().filter(|decision| date <= decision.until)
    }

    days! {
        /// How long the names of those who signed up are kept after the occurrence, in days.
        sign_up_names_days: SignUpNamesDays = SIGN_UP_NAMES_DAYS;
        /// How long it is kept who on the staff made a change, in days.
        staff_link_days: StaffLinkDays = STAFF_LINK_DAYS;
        /// How long a note for the next shift is kept, in days.
        handover_days: HandoverDays = HANDOVER_DAYS;
    }

    /// A category by its id, whether or not it is still counted: what was counted has its name.
    pub fn category(&self, id: CategoryId) -> Option<Category<'a>> {
        category(id, self.0.categories.get(&id)?)
    }

    /// The categories that are counted, in order.
    pub fn categories(&self) -> Vec<Category<'a>> {
        let living = self.0.categories.iter().filter(|(_, registers)| !registers.is_hidden());
        let mut categories: Vec<_> = living.filter_map(|(id, registers)| category(*id, registers)).collect();
        categories.sort_unstable_by_key(|category| (category.order, category.id));
        categories
    }

    /// The parts of the total, in order; none unless the organisation has set them up.
    pub fn splits(&self) -> Vec<Category<'a>> {
        let mut splits = self.categories();
        splits.retain(|category| category.kind == CategoryKind::Split);
        splits
    }

    /// What is noted of some of the total, in order; visitors from outside among them.
    pub fn marks(&self) -> Vec<Category<'a>> {
        let mut marks = self.categories();
        marks.retain(|category| category.kind != CategoryKind::Split);
        marks
    }
}

/// A category that has a name and a kind; others wait for theirs.
fn category<'a>(id: CategoryId, registers: &'a Registers<CategoryField>) -> Option<Category<'a>> {
    let name = registers.get(|f| if let CategoryField::Name(name) = f { Some(name) } else { None })?;
    let kind = registers.get(|f| if let CategoryField::Kind(kind) = f { Some(*kind) } else { None })?;
    let order = registers.get(|f| if let CategoryField::Order(order) = f { Some(*order) } else { None });
    Some(Category { id, name, kind, order: order.unwrap_or(u32::MAX) })
}

impl Programme {
    /// What the places share, if this is folded from an organisation's log; else the defaults.
    pub fn shared(&self) -> Shared<'_> {
        Shared(self)
    }

    /// How visitors are counted at this place, where `organisation` says what places share.
    pub fn counting_rule_under<'a>(&'a self, organisation: &'a Programme) -> Option<&'a Description> {
        self.counting_rule().or_else(|| organisation.shared().counting_rule())
    }

    /// How visits outside activities are counted at this place, where `organisation` says what
    /// places share.
    pub fn drop_in_rule_under<'a>(&'a self, organisation: &'a Programme) -> Option<&'a Description> {
        self.drop_in_rule().or_else(|| organisation.shared().drop_in_rule())
    }
}
