//! Finding things by name, as a person types a part of it.

/// How well a text answers what was typed; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The text begins with it.
    Start,
    /// A word of the text begins with it.
    Word,
    /// It stands somewhere in the text.
    Inside,
    /// Its letters stand in the text in this order, from the beginning of a word
    /// on.
    Scattered,
}

/// Which of the texts answer what was typed, best first and otherwise in their
/// order; all of them where nothing was. Each word that was typed has to be
/// found: whole, as a part, or as letters in their order.
///
/// ```
/// use megahour::model::find::find;
/// let lines = ["Gross profit", "Gross margin", "Annual revenue"];
/// assert_eq!(find("margin", &lines), [1]);
/// assert_eq!(find("gr", &lines), [0, 1]);
/// assert_eq!(find("anrev", &lines), [2]);
/// assert_eq!(find("", &lines), [0, 1, 2]);
/// ```
pub fn find(typed: &str, texts: &[impl AsRef<str>]) -> Vec<usize> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let ranked = texts.iter().enumerate().filter_map(|(position, text)| {
        let text = text.as_ref().to_lowercase();
        let ranks: Option<Vec<Rank>> = words.iter().map(|word| rank(word, &text)).collect();
        Some((ranks?.into_iter().max(), position))
    });
    let mut ranked: Vec<(Option<Rank>, usize)> = ranked.collect();
    ranked.sort();
    // Letters in their order are in many texts by chance: they count only where
    // nothing better does.
    let has_better = ranked.first().is_some_and(|(best, _)| *best < Some(Rank::Scattered));
    ranked.retain(|(rank, _)| !has_better || *rank < Some(Rank::Scattered));
    ranked.into_iter().map(|(_, position)| position).collect()
}

fn rank(word: &str, text: &str) -> Option<Rank> {
    if text.starts_with(word) {
        return Some(Rank::Start);
    }
    let begins = text.split(|sign: char| !sign.is_alphanumeric()).any(|part| part.starts_with(word));
    if begins {
        return Some(Rank::Word);
    }
    if text.contains(word) {
        return Some(Rank::Inside);
    }
    let is_scattered = |part: &str| {
        let mut rest = part.chars();
        word.chars().all(|sign| rest.any(|other| other == sign))
    };
    let first = word.chars().next()?;
    let mut before = ' ';
    let begins = text.char_indices().find(|(_, sign)| {
        let begins = *sign == first && !before.is_alphanumeric();
        before = *sign;
        begins
    });
    begins.is_some_and(|(at, _)| text.get(at..).is_some_and(is_scattered)).then_some(Rank::Scattered)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 5] =
        ["Scorecard", "Customer acquisition cost (CAC)", "CAC payback", "Customers", "Storage utilisation"];

    #[test]
    fn a_beginning_comes_before_a_word_and_a_word_before_a_part() {
        assert_eq!(find("cac", &TEXTS), [2, 1]);
        assert_eq!(find("c", &TEXTS), [1, 2, 3, 0]);
        assert_eq!(find("or", &TEXTS), [0, 4]);
    }

    #[test]
    fn every_word_has_to_be_found_in_any_order() {
        assert_eq!(find("cost customer", &TEXTS), [1]);
        assert!(find("cost margin", &TEXTS).is_empty());
    }

    #[test]
    fn scattered_letters_count_only_where_nothing_better_does() {
        assert_eq!(find("stgu", &TEXTS), [4]);
        assert_eq!(find("cpb", &TEXTS), [2]);
        // Letters that begin in the middle of a word are there by chance.
        assert!(find("goal", &TEXTS).is_empty());
        // “Scorecard” has these letters in this order too.
        assert_eq!(find("card", &["Scores and rewards", "Scorecard"]), [1]);
    }

    #[test]
    fn case_and_spaces_around_do_not_matter() {
        assert_eq!(find("  SCORECARD ", &TEXTS), [0]);
        assert_eq!(find("   ", &TEXTS).len(), TEXTS.len());
    }
}
