//! Small joints of a sentence.

// Capitals are the same in both languages.
pub use crate::swedish::capitalised;

pub fn list_of<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_item_follows_and() {
        assert_eq!(list_of::<&str>(&[]), "");
        assert_eq!(list_of(&["Bingo"]), "Bingo");
        assert_eq!(list_of(&["Bingo", "Singing"]), "Bingo and Singing");
        assert_eq!(list_of(&["Chair yoga", "Bingo", "Singing"]), "Chair yoga, Bingo and Singing");
    }
}
