//! Small joints of a sentence.

/// "Sittgympa, Bingo och Sång".
pub fn list_of<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} och {}", first.join(", "), last.as_ref())
        }
    }
}

/// The same with a capital first: "Tisdag 13 maj".
pub fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_item_follows_och() {
        assert_eq!(list_of::<&str>(&[]), "");
        assert_eq!(list_of(&["Bingo"]), "Bingo");
        assert_eq!(list_of(&["Bingo", "Sång"]), "Bingo och Sång");
        assert_eq!(list_of(&["Sittgympa", "Bingo", "Sång"]), "Sittgympa, Bingo och Sång");
    }

    #[test]
    fn swedish_letters_have_capitals() {
        assert_eq!(capitalised("öppet café"), "Öppet café");
        assert_eq!(capitalised(""), "");
    }
}
