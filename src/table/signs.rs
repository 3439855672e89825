//! Signs that look alike or stand for the same, as one.

/// A text with one sign for all that look like it: full-width forms, dashes,
/// apostrophes, spaces, digits of other scripts. Marks without width are left
/// out: spreadsheets and bidirectional texts put them around numbers.
pub(super) fn plain_signs(text: &str) -> String {
    if text.is_ascii() {
        return text.trim().to_owned();
    }
    text.chars().filter_map(plain_sign).collect::<String>().trim().to_owned()
}

fn plain_sign(sign: char) -> Option<char> {
    Some(match sign {
        // The full-width forms of East Asian keyboards follow the order of ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        '\u{FFE5}' => '¥',
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => {
            return None;
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => '-',
        '’' | '‘' | 'ʼ' | '´' => '\'',
        '٫' => '.',
        '٬' => '\'',
        _ if sign.is_whitespace() => ' ',
        _ => match digit(sign) {
            Some(digit) => digit,
            None => sign,
        },
    })
}

/// The ASCII digit of a decimal digit in Arabic, Persian, Devanagari, Bengali,
/// Tamil and Thai numbers, whose blocks each begin with zero.
fn digit(sign: char) -> Option<char> {
    const ZEROS: [u32; 6] = [0x660, 0x6F0, 0x966, 0x9E6, 0xBE6, 0xE50];
    let code = u32::from(sign);
    let zero = ZEROS.into_iter().find(|zero| (*zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// A name without what people and spreadsheets add: case, outer spaces, marks
/// between words, the apostrophe that keeps a text from being a formula.
pub(super) fn plain_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for sign in plain_signs(name).chars().flat_map(char::to_lowercase) {
        let sign =
            if sign.is_alphanumeric() || matches!(sign, '%' | '$' | '€' | '£') { sign } else { ' ' };
        if sign != ' ' || !(plain.is_empty() || plain.ends_with(' ')) {
            plain.push(sign);
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_look_alike_are_one() {
        assert_eq!(plain_signs("\u{200E}−１２３４\u{a0}٫"), "-1234 .");
        assert_eq!(plain_signs("٣٫٥ ۱۲ १२"), "3.5 12 12");
    }

    #[test]
    fn names_lose_what_is_added_to_them() {
        assert_eq!(plain_name(" 'Price per GPU-hour ($): "), "price per gpu hour $");
        assert_eq!(plain_name("gross_margin_pct"), "gross margin pct");
    }
}
