//! Text from strangers, made safe to show: no controls, nothing that turns the direction of
//! writing, no run of white space, no more than a limit.

/// One line of text, at most so many characters; longer text ends with `…`.
pub(super) fn one_line(text: &str, max_chars: usize) -> String {
    let words: Vec<String> = text.split_whitespace().map(shown).filter(|word| !word.is_empty()).collect();
    clipped(words.join(" "), max_chars)
}

/// Text with line breaks, at most so many characters.
pub(super) fn paragraphs(text: &str, max_chars: usize) -> String {
    let lines: Vec<String> = text.lines().map(|line| one_line(line, max_chars)).collect();
    clipped(lines.join("\n").trim().to_owned(), max_chars)
}

/// Text of a calendar's description, which some programs write as HTML: the words of it.
pub(super) fn without_markup(text: &str) -> String {
    if !text.contains("</") && !text.contains("<br") {
        return text.to_owned();
    }
    let mut words = String::with_capacity(text.len());
    let mut parts = text.split('<');
    words.extend(parts.next());
    for part in parts {
        let Some((tag, after)) = part.split_once('>') else {
            // Without an end it was no tag.
            words.push('<');
            words.push_str(part);
            continue;
        };
        let breaks = ["br", "/p", "/li", "/div"].iter().any(|name| tag.starts_with(name));
        words.push_str(if breaks { "\n" } else { "" });
        words.push_str(after);
    }
    let characters =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    characters.iter().fold(words, |words, (name, character)| words.replace(name, character))
}

/// The same, or nothing if there is nothing to read.
pub(super) fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn shown(text: &str) -> String {
    text.chars().filter(|character| !is_unprintable(*character)).collect()
}

fn is_unprintable(character: char) -> bool {
    let marks = matches!(character, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}');
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character.is_control() || marks || turns
}

fn clipped(text: String, max_chars: usize) -> String {
    if text.chars().count() <= max_chars {
        return text;
    }
    let kept: String = text.chars().take(max_chars - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_controls_direction_marks_and_runs_of_space() {
        assert_eq!(one_line("  Bingo\u{202e} \t med\u{0}\n kaffe ", 80), "Bingo med kaffe");
    }

    #[test]
    fn long_text_ends_with_an_ellipsis_inside_the_limit() {
        assert_eq!(one_line("Sittgympa", 5), "Sitt…");
        assert_eq!(one_line("åäöåä", 5), "åäöåä");
    }

    #[test]
    fn descriptions_written_as_html_lose_their_tags() {
        let html =
            "Ta med <b>egen</b> kopp<br>Fråga&nbsp;<a href=\"https://example.org\">Bo</a> &amp; Eva, 3 < 4";
        assert_eq!(without_markup(html), "Ta med egen kopp\nFråga Bo & Eva, 3 < 4");
        assert_eq!(without_markup("3 < 4 > 2"), "3 < 4 > 2");
    }

    #[test]
    fn notes_keep_their_line_breaks() {
        assert_eq!(paragraphs("\nEn rad \n\n två\r\n", 80), "En rad\n\ntvå");
    }
}
