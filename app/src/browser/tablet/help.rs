//! Refused changes that are offered to the server again, under their own numbers.

use samvaro_core::replica::{Refused, Replica};

use super::own_writes::write_own;
use super::{track, with};

/// Whether the server may be asked to judge a refused change again.
pub fn may_offer(refused: &Refused) -> bool {
    with(|tablet| tablet.replica.borrow().as_ref().is_some_and(|replica| replica.may_offer(refused)))
}

/// How many refused changes wait to be judged again.
pub fn offered() -> usize {
    track();
    with(|tablet| tablet.replica.borrow().as_ref().map_or(0, Replica::offered))
}

/// Offers all that may be offered.
pub fn offer_refused() {
    write_own(|replica| replica.offer_refused());
}
