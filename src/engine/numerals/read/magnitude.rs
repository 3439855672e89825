//! Words and letters for thousands, millions and so on, by language.

/// The power of ten that a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Magnitude {
    /// The power of ten: 3 for thousands.
    pub power: i8,
    /// The power that the same word has elsewhere: `mil` is a thousand in Spanish
    /// and short for a million in English.
    pub other: Option<i8>,
}

/// The magnitude of a word in lower case, without a full stop behind it.
///
/// ```
/// use megahour::engine::numerals::magnitude;
/// assert_eq!(magnitude("mio").map(|found| found.power), Some(6));
/// assert_eq!(magnitude("mil").and_then(|found| found.other), Some(3));
/// assert_eq!(magnitude("hours"), None);
/// ```
pub fn magnitude(word: &str) -> Option<Magnitude> {
    let power = match word {
        "k" | "thousand" | "thousands" | "tsd" | "tausend" | "000" | "000s" | "mille" | "milliers"
        | "miles" | "mila" | "migliaia" | "tys" | "тыс" | "тысяч" | "千" | "duizend" | "tusen" => 3,
        "万" | "萬" | "만" => 4,
        "lakh" | "lakhs" | "lac" | "lacs" => 5,
        "m" | "mm" | "mn" | "mln" | "mio" | "mill" | "million" | "millions" | "millionen" | "millones"
        | "millón" | "milhões" | "milhão" | "milioni" | "milione" | "miljoen" | "miljoner" | "млн"
        | "百万" => 6,
        "crore" | "crores" => 7,
        "億" | "亿" | "억" => 8,
        "b" | "bn" | "bln" | "mrd" | "milliarde" | "milliarden" | "milliard" | "milliards" | "miliardi"
        | "miliardo" | "miljard" | "miljarder" | "bilhões" | "bilhão" | "billion" | "billions" | "млрд" => {
            9
        }
        "t" | "tn" | "trn" | "trillion" | "trillions" | "兆" | "bio" | "billionen" | "billones"
        | "billón" => 12,
        "mil" => return Some(Magnitude { power: 6, other: Some(3) }),
        _ => return None,
    };
    Some(Magnitude { power, other: None })
}
