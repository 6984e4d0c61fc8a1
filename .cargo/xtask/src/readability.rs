//! How plain the Swedish on the screens is: LIX, the mean length of a sentence in words plus the
//! percentage of words longer than six letters (Björnsson 1968). Up to 30 is easy, up to 40 plain.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::style_check::rust_files;
use crate::workspace::Workspace;

/// Where all words in Swedish stand.
const SWEDISH: &str = "app/src/swedish";

/// The highest LIX that the words of each audience may have, by the name of its file there.
const LIMITS: [(&str, f64); 5] =
    [("public", 30.0), ("staff", 35.0), ("editor", 35.0), ("settings", 35.0), ("coordinator", 40.0)];

/// What `boot.js` says to staff when the app cannot start: words by name, without code.
const EMERGENCY: (&str, &str) = ("staff", "emergency.json");

/// How code names the Swedish words themselves.
const PAST_THE_CHOICE: &str = "crate::swedish";

/// What may name them: the choice of a language, and the public pages, which speak Swedish alone.
const SWEDISH_ALONE: [&str; 3] = ["language.rs", "public.rs", "public"];

/// Words with more letters count as long.
const LONG_FROM_LETTERS: usize = 7;

/// Prints the LIX of each audience, and fails if one is too hard to read.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut too_hard = Vec::new();
    for (audience, limit) in LIMITS {
        let text = text_of(&workspace.root().join(SWEDISH), audience)?;
        if text.words == 0 {
            bail!("{SWEDISH} says nothing to {audience}: have its words moved?");
        }
        let lix = text.lix();
        println!("LIX {audience}: {lix:.1} (at most {limit}), {} words", text.words);
        if lix > limit {
            too_hard.push(audience);
        }
    }
    if !too_hard.is_empty() {
        bail!("too hard to read: {}", too_hard.join(", "));
    }
    words_in_code(workspace)
}

/// Fails if Swedish stands outside its place, or is fetched from there past the choice of a language:
/// whoever reads English would meet it there. Told by its letters, which no other string of the screens
/// has; what the tests show is left out.
fn words_in_code(workspace: &Workspace) -> Result<()> {
    let screens = workspace.root().join("app/src");
    for path in rust_files(&screens)? {
        let its_place =
            ["swedish", "english"].iter().any(|language| path.starts_with(screens.join(language)));
        if its_place || path.ends_with("sample.rs") {
            continue;
        }
        let source =
            fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        if let Some(words) = strings(&source).iter().find(|words| is_swedish(words)) {
            bail!("{}: \"{words}\" belongs into {SWEDISH}", path.display());
        }
        let chooses = SWEDISH_ALONE.iter().any(|place| path.starts_with(screens.join(place)));
        if !chooses && code(&source).contains(PAST_THE_CHOICE) {
            bail!("{}: {PAST_THE_CHOICE} is Swedish for everybody; use say!", path.display());
        }
    }
    Ok(())
}

fn is_swedish(words: &str) -> bool {
    words.to_lowercase().contains(['å', 'ä', 'ö'])
}

/// What stands in an audience's file and in its folder.
fn text_of(language: &Path, audience: &str) -> Result<Text> {
    let mut text = Text::default();
    let folder = language.join(audience);
    let below = if folder.is_dir() { rust_files(&folder)? } else { Vec::new() };
    for path in [folder.with_extension("rs")].into_iter().chain(below) {
        let source =
            fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        strings(&source).iter().for_each(|string| text.add(string));
    }
    if audience == EMERGENCY.0 {
        let path = language.join(EMERGENCY.1);
        let source =
            fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        said_in(&source)?.iter().for_each(|string| text.add(string));
    }
    Ok(text)
}

/// The words of a file that has nothing but words by name.
fn said_in(source: &str) -> Result<Vec<String>> {
    let said: BTreeMap<String, String> = serde_json::from_str(source)?;
    Ok(said.into_values().collect())
}

/// What LIX is made of.
#[derive(Debug, Default, PartialEq)]
struct Text {
    sentences: usize,
    words: usize,
    long_words: usize,
}

impl Text {
    /// Takes in one string. Headings and buttons are left out: so many sentences of one word would
    /// make everything else look plain.
    fn add(&mut self, string: &str) {
        if !string.contains(['.', '!', '?']) {
            return;
        }
        for sentence in string.split(['.', '!', '?', ':']) {
            let words: Vec<&str> = words(sentence).collect();
            if words.is_empty() {
                continue;
            }
            self.sentences += 1;
            self.words += words.len();
            self.long_words += words.iter().filter(|word| word.chars().count() >= LONG_FROM_LETTERS).count();
        }
    }

    fn lix(&self) -> f64 {
        let share = 100.0 * self.long_words as f64 / self.words.max(1) as f64;
        self.words as f64 / self.sentences.max(1) as f64 + share
    }
}

/// Words, without what a name or a number is put into.
fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split(|character: char| !character.is_alphabetic() && character != '{' && character != '}')
        .filter(|word| !word.is_empty() && !word.contains(['{', '}']))
}

/// Rust source without comments and tests.
fn code(source: &str) -> String {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let code: Vec<&str> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n")
}

/// The string literals of Rust source, comments and tests left out. A string may go over several
/// lines.
fn strings(source: &str) -> Vec<String> {
    let (mut found, mut open, mut escaped) = (Vec::new(), None::<String>, false);
    for character in code(source).chars() {
        match &mut open {
            None if character == '"' => open = Some(String::new()),
            None => {}
            Some(_) if character == '\\' && !escaped => escaped = true,
            Some(_) if character == '"' && !escaped => found.extend(open.take()),
            Some(literal) => {
                literal.push(character);
                escaped = false;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn text(strings: &[&str]) -> Text {
        let mut text = Text::default();
        strings.iter().for_each(|string| text.add(string));
        text
    }

    #[test]
    fn lix_is_the_mean_sentence_and_the_share_of_long_words() {
        let easy = text(&["Kom när du vill. Ta med en vän.", "Lägg i kalendern"]);
        assert_eq!(easy, Text { sentences: 2, words: 8, long_words: 0 });
        assert!((easy.lix() - 4.0).abs() < 1e-9);
        let hard = text(&["Föranmälan erfordras till aktivitetsledaren."]);
        assert_eq!(hard, Text { sentences: 1, words: 4, long_words: 3 });
        assert!((hard.lix() - 79.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_put_in_is_no_word() {
        assert_eq!(text(&["Spara {number}?"]).words, 1);
    }

    #[test]
    fn code_that_names_the_words_of_one_language_is_seen_and_a_comment_is_not() {
        assert!(code("let and = crate::swedish::list_of(&named);").contains(PAST_THE_CHOICE));
        assert!(
            !code("/// As crate::swedish::list_of\n#[cfg(test)]\nmod tests {}").contains(PAST_THE_CHOICE)
        );
    }

    #[test]
    fn the_words_of_emergencies_are_words_to_staff() {
        let folder = std::env::temp_dir().join(format!("samvaro-words-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        file("staff.rs", "pub const A: &str = \"Kom in.\";");
        file("editor.rs", "pub const B: &str = \"Gå ut.\";");
        file("emergency.json", r#"{"heading":"Rubrik","help":"Försök igen. Ring samordnaren."}"#);
        assert_eq!(text_of(&folder, "staff").unwrap(), Text { sentences: 3, words: 6, long_words: 1 });
        assert_eq!(text_of(&folder, "editor").unwrap().words, 2);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn only_what_is_said_counts() {
        let source = "/// Says \"nej\".\npub const A: &str = \"ja, \\\"tack\\\"\"; // ok\n#[cfg(test)]\nlet b = \"c\";";
        assert_eq!(strings(source), ["ja, \"tack\""]);
        let long = "pub const A: &str = \"Kom när\\\n    du vill.\";\npub const B: &str = \"ja\";";
        assert_eq!(strings(long).len(), 2);
        assert!(strings(long)[0].ends_with("du vill."));
    }
}
