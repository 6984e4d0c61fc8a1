//! A column of whole numbers in which repeated values are written once.

use serde::{Deserialize, Serialize};

/// Pairs of value and run length, flat: `[7, 3, 8, 1]` is 7 7 7 8.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Runs(Vec<i64>);

impl Runs {
    /// Adds a value.
    pub fn push(&mut self, value: i64) {
        match self.0.as_mut_slice() {
            [.., last, run] if *last == value => *run += 1,
            _ => self.0.extend([value, 1]),
        }
    }

    /// The pairs, flat.
    pub fn into_values(self) -> Vec<i64> {
        self.0
    }

    /// Reads exactly `rows` values; `None` if there are more or fewer, or a run is not positive.
    pub fn read(&self, rows: usize) -> Option<Vec<i64>> {
        Self::read_values(&self.0, rows)
    }

    /// Reads pairs that stand elsewhere.
    pub fn read_values(pairs: &[i64], rows: usize) -> Option<Vec<i64>> {
        let mut values = Vec::new();
        for pair in pairs.chunks(2) {
            let &[value, run] = pair else { return None };
            let run = usize::try_from(run).ok().filter(|&run| run > 0 && run <= rows - values.len())?;
            values.extend(std::iter::repeat_n(value, run));
        }
        (values.len() == rows).then_some(values)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_column_reads_back_as_it_was_written(values in prop::collection::vec(-3i64..3, 0..50)) {
            let mut runs = Runs::default();
            values.iter().for_each(|&value| runs.push(value));
            prop_assert_eq!(runs.read(values.len()), Some(values));
        }
    }

    #[test]
    fn a_run_cannot_claim_more_rows_than_there_are() {
        let runs: Runs = serde_json::from_str("[1,1000000000000]").expect("numbers");
        assert_eq!(runs.read(3), None);
        let runs: Runs = serde_json::from_str("[1,-1,2,4]").expect("numbers");
        assert_eq!(runs.read(3), None);
    }
}
