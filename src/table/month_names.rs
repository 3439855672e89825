//! The names of months in six languages.

/// The number of the month that a word in lower case names, counted from 1: a
/// name in English, German, French, Spanish, Italian or Portuguese, or its first
/// letters.
pub(super) fn month_named(word: &str) -> Option<u8> {
    // Every name begins with one of these; longer ones stand before those that
    // begin them.
    const STARTS: [(&str, u8); 40] = [
        ("jan", 1),
        ("jän", 1),
        ("ene", 1),
        ("gen", 1),
        ("feb", 2),
        ("fév", 2),
        ("fev", 2),
        ("mar", 3),
        ("mär", 3),
        ("mrz", 3),
        ("apr", 4),
        ("avr", 4),
        ("abr", 4),
        ("may", 5),
        ("mai", 5),
        ("mag", 5),
        ("juin", 6),
        ("juil", 7),
        ("jun", 6),
        ("giu", 6),
        ("jul", 7),
        ("lug", 7),
        ("aug", 8),
        ("aoû", 8),
        ("aou", 8),
        ("ago", 8),
        ("sep", 9),
        ("set", 9),
        ("oct", 10),
        ("okt", 10),
        ("ott", 10),
        ("out", 10),
        ("nov", 11),
        ("dec", 12),
        ("dez", 12),
        ("déc", 12),
        ("dic", 12),
        ("sept", 9),
        ("mayo", 5),
        ("maio", 5),
    ];
    const NAMES: &str = " january february march april june july august september october november december \
        januar jänner februar märz juni juli oktober dezember \
        janvier février fevrier mars avril août septembre octobre novembre décembre juillet \
        enero febrero marzo abril junio julio agosto septiembre octubre noviembre diciembre \
        gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre \
        janeiro fevereiro março maio junho julho setembro outubro novembro dezembro ";
    let (start, month) = STARTS.iter().find(|(start, _)| word.starts_with(start))?;
    let is_short = word == *start || word == "sept";
    (is_short || NAMES.contains(&format!(" {word} "))).then_some(*month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_name_and_other_words_are_not() {
        for (word, month) in
            [("jan", 1), ("sept", 9), ("dezember", 12), ("juin", 6), ("juillet", 7), ("out", 10)]
        {
            assert_eq!(month_named(word), Some(month), "{word}");
        }
        for word in ["margin", "market", "output", "decline", "general", "setup"] {
            assert_eq!(month_named(word), None, "{word}");
        }
    }
}
