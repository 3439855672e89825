//! Texts that people wrote, as they can be shown: without signs that nobody
//! sees, or that turn what stands behind them.

/// Signs that turn the direction of what follows. They reach beyond the text
/// that they stand in, and no name needs them: letters know their direction.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Signs that take no room and stand at the ends of a text by accident.
fn is_loose(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Signs that show nothing by themselves (Unicode's default-ignorable ones, and
/// the blanks that count as letters).
fn shows_nothing(c: char) -> bool {
    is_loose(c)
        || c.is_control()
        || turns(c)
        || matches!(
            c,
            '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200c}'
                | '\u{200d}'
                | '\u{2061}'..='\u{2065}'
                | '\u{206a}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fff8}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether nothing of a text can be seen.
///
/// ```
/// use megahour::model::readable::is_blank;
/// assert!(is_blank(" \u{200b}\u{202e}") && !is_blank("\u{200b}a"));
/// ```
pub fn is_blank(text: &str) -> bool {
    text.chars().all(shows_nothing)
}

/// A text without signs that cannot be shown or that turn what follows; line
/// breaks and tabs stay.
pub fn readable_text(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || turns(*c))).collect()
}

/// A name on one line, without signs that cannot be shown or that turn what
/// follows, and without spaces at its ends; cut to so many characters. Empty
/// where nothing can be seen. A readable name comes out as it is.
///
/// ```
/// use megahour::model::readable::readable_name;
/// assert_eq!(readable_name("\u{200b} Base\u{202e} case\n", 100), "Base case");
/// assert_eq!(readable_name("\u{3164}", 100), "");
/// ```
pub fn readable_name(name: &str, limit: usize) -> String {
    let kept: String = name.chars().filter(|c| !(c.is_control() || turns(*c))).collect();
    let cut: String = kept.trim_start_matches(is_loose).chars().take(limit).collect();
    match cut.trim_end_matches(is_loose) {
        name if is_blank(name) => String::new(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of which nothing can be seen.
    const BLANK: [&str; 9] = [
        "",
        " \t\u{a0}",
        "\u{200b}",
        "\u{202e}\u{202c}",
        "\u{2067}\u{feff}",
        "\u{3164}\u{115f}",
        "\u{fe0f}\u{200d}",
        "\u{e0041}\u{e007f}",
        "\u{2800}\u{ad}",
    ];

    #[test]
    fn a_name_of_which_nothing_can_be_seen_is_none() {
        for name in BLANK {
            assert!(is_blank(name) && readable_name(name, 100).is_empty(), "{}", name.escape_unicode());
        }
    }

    #[test]
    fn a_name_does_not_turn_what_follows() {
        for sign in ['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}'] {
            assert_eq!(readable_name(&format!("Base{sign}case"), 100), "Basecase");
            assert_eq!(readable_text(&format!("a{sign}b\nc\td")), "ab\nc\td");
        }
    }

    #[test]
    fn names_in_any_script_stay_as_they_are() {
        // With joiners and marks that their letters need.
        for name in ["Größe", "基準", "חיוב", "می‌خواهم", "क्‍ष", "👩‍💻 case", "❤️", "a\u{200f}b"]
        {
            let readable = readable_name(name, 100);
            assert_eq!(readable, name);
            assert_eq!(readable_name(&readable, 100), readable);
        }
    }

    #[test]
    fn a_cut_name_is_readable_too() {
        assert_eq!(readable_name("ab \u{200b}cd", 4), "ab");
        assert_eq!(readable_name("\u{200b}\u{feff}abc", 2), "ab");
    }
}
