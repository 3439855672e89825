//! Finding things by name, as a person types a part of it.

/// How well a text answers what was typed; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The text begins with it.
    Start,
    /// A word of the text begins with it.
    Word,
    /// Words next to each other begin with its parts: `anrev` for annual revenue.
    Joined,
    /// It stands within a word: `card` for scorecard.
    Inside,
}

/// The fewest letters of each part of a word that was typed for several.
const PART: usize = 2;

/// The fewest letters that are looked for within words: fewer are in many of them
/// by chance.
const WITHIN: usize = 4;

/// Which of the texts answer what was typed, best first and otherwise in their
/// order; all of them where nothing was. Each word that was typed has to be the
/// beginning of a word, or of several next to each other; where no text has such
/// words, those count that have it within one.
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
    let has_better = ranked.first().is_some_and(|(best, _)| *best < Some(Rank::Inside));
    ranked.retain(|(rank, _)| !has_better || *rank < Some(Rank::Inside));
    ranked.into_iter().map(|(_, position)| position).collect()
}

fn rank(word: &str, text: &str) -> Option<Rank> {
    if text.starts_with(word) {
        return Some(Rank::Start);
    }
    let parts: Vec<&str> =
        text.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| part.starts_with(word)) {
        return Some(Rank::Word);
    }
    // What is typed with a sign, such as “LTV:CAC”, is words of its own.
    if !word.chars().all(char::is_alphanumeric) && text.contains(word) {
        return Some(Rank::Word);
    }
    if (0..parts.len()).any(|from| is_joined(word, &parts[from..])) {
        return Some(Rank::Joined);
    }
    (word.chars().count() >= WITHIN && text.contains(word)).then_some(Rank::Inside)
}

/// Whether a word is made of the beginnings of these words, from the first on.
fn is_joined(word: &str, parts: &[&str]) -> bool {
    let Some((first, rest)) = parts.split_first() else { return false };
    let shared = word.chars().zip(first.chars()).take_while(|(typed, sign)| typed == sign).count();
    (PART..=shared).any(|letters| {
        let left: String = word.chars().skip(letters).collect();
        left.is_empty() || is_joined(&left, rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 5] =
        ["Scorecard", "Customer acquisition cost (CAC)", "CAC payback", "Customers", "Storage utilisation"];

    #[test]
    fn a_beginning_comes_before_a_word_and_a_word_before_a_part() {
        assert_eq!(find("cac", &TEXTS), [2, 1]);
        assert_eq!(find("c", &TEXTS), [1, 2, 3]);
        assert_eq!(find("acq", &TEXTS), [1]);
        assert_eq!(find("back", &TEXTS), [2]);
    }

    #[test]
    fn every_word_has_to_be_found_in_any_order() {
        assert_eq!(find("cost customer", &TEXTS), [1]);
        assert!(find("cost margin", &TEXTS).is_empty());
    }

    #[test]
    fn beginnings_of_neighbours_are_typed_as_one_word() {
        assert_eq!(find("stutil", &TEXTS), [4]);
        assert_eq!(find("capay", &TEXTS), [2]);
        // Not of words further apart, and not of one letter each.
        assert!(find("cuscost", &TEXTS).is_empty());
        assert!(find("cpay", &TEXTS).is_empty());
    }

    #[test]
    fn what_is_within_words_counts_only_where_nothing_better_does() {
        assert_eq!(find("card", &["Discarded", "Card fees", "Scorecard"]), [1]);
        assert_eq!(find("card", &["Discarded", "Fees", "Scorecard"]), [0, 2]);
        assert!(find("car", &["Scorecard"]).is_empty());
    }

    #[test]
    fn letters_that_are_in_a_text_by_chance_find_nothing() {
        let texts = [
            "Currency: Mexican pesos (MXN)",
            "Duplicate this scenario copy",
            "Customers last year",
            "Download all scenarios backup save",
            "Price of one hour, weighted by use",
            "Compute capacity, price and exports",
        ];
        for typed in ["capex", "debt", "power", "cluster"] {
            assert!(find(typed, &texts).is_empty(), "{typed}");
        }
    }

    #[test]
    fn case_and_spaces_around_do_not_matter() {
        assert_eq!(find("  SCORECARD ", &TEXTS), [0]);
        assert_eq!(find("   ", &TEXTS).len(), TEXTS.len());
    }
}
