//! What the organisation counts beside the total: splits and marks, by their names.

use samvaro_core::field::CategoryKind;
use samvaro_core::id::CategoryId;
use samvaro_core::programme::Programme;
use samvaro_core::programme::shared;
use samvaro_core::tally::Tally;

use crate::browser::tablet;

/// A split or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Which one.
    pub id: CategoryId,
    /// What it is called.
    pub name: String,
    /// Whether it sums to the total with the others of its kind.
    pub is_split: bool,
}

/// What is counted beside the total, splits first, each kind in its order; nothing unless the
/// organisation has set it up. What was counted once is there as long as somebody was counted in it.
pub fn categories(tally: &Tally) -> Vec<Category> {
    tablet::organisation(|programme| of(programme, tally))
}

fn of(programme: &Programme, tally: &Tally) -> Vec<Category> {
    let shared = programme.shared();
    let mut all = shared.splits();
    all.extend(shared.marks());
    let counted = tally.splits.iter().chain(&tally.marks).filter(|(_, amount)| **amount != 0);
    let before = counted.filter_map(|(id, _)| shared.category(*id));
    let before: Vec<_> = before.filter(|category| !all.contains(category)).collect();
    all.extend(before);
    let mut all: Vec<Category> = all.into_iter().map(named).collect();
    all.sort_by_key(|category| !category.is_split);
    all
}

fn named(category: shared::Category<'_>) -> Category {
    let is_split = category.kind == CategoryKind::Split;
    Category { id: category.id, name: category.name.to_string(), is_split }
}

/// What a category is called; nothing if the tablet does not know it.
pub fn name_of(id: CategoryId) -> Option<String> {
    let name = |programme: &Programme| programme.shared().category(id).map(|known| known.name.to_string());
    tablet::organisation(name)
}
