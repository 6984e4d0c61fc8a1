//! Whole per cent, as every language rounds them.

/// A share of a whole, halves upwards; nothing when there is no whole.
pub fn share(part: i64, whole: i64) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    let doubled = part.checked_mul(200)?.checked_add(whole)?;
    Some(doubled.div_euclid(whole.checked_mul(2)?))
}

/// A change, halves away from zero; nothing when there is nothing to compare with.
pub fn change(from: i64, to: i64) -> Option<i64> {
    if from <= 0 {
        return None;
    }
    let doubled = to.checked_sub(from)?.checked_mul(200)?;
    let half = if doubled < 0 { -from } else { from };
    Some(doubled.checked_add(half)? / from.checked_mul(2)?)
}
