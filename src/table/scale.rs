//! Words and letters for thousands, millions and so on, by language.

use serde::{Deserialize, Serialize};

/// The power of ten that printed numbers are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// The power of ten: 3 for thousands.
    pub power: i8,
    /// The power that the same word has elsewhere: `mil` is a thousand in Spanish
    /// and short for a million in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<i8>,
}

impl Scale {
    /// A scale that is certain.
    pub const fn of(power: i8) -> Self {
        Self { power, other: None }
    }

    /// The scale in a word, such as `thousands`.
    pub fn word(self) -> String {
        match self.power {
            0 => "units".to_owned(),
            3 => "thousands".to_owned(),
            5 => "lakhs".to_owned(),
            6 => "millions".to_owned(),
            7 => "crores".to_owned(),
            9 => "billions".to_owned(),
            12 => "trillions".to_owned(),
            power => format!("10^{power}"),
        }
    }
}

/// The scale of a word in lower case. Letters that stand for something else as
/// well, such as `m`, are read here as they are beside numbers.
pub(super) fn scale(word: &str) -> Option<Scale> {
    let power =
        match word {
            "k" | "thousand" | "thousands" | "tsd" | "tausend" | "000" | "000s" | "mille" | "milliers"
            | "miles" | "mila" | "migliaia" | "tys" | "тыс" | "тысяч" | "千" | "duizend" | "tusen"
            | "tkr" => 3,
            "lakh" | "lakhs" | "lac" | "lacs" => 5,
            "万" | "萬" | "만" => 4,
            "m" | "mm" | "mn" | "mln" | "mio" | "mill" | "million" | "millions" | "millionen"
            | "millones" | "millón" | "milhões" | "milhão" | "milioni" | "milione" | "miljoen"
            | "miljoner" | "млн" | "百万" => 6,
            "crore" | "crores" => 7,
            "億" | "亿" | "억" => 8,
            "b" | "bn" | "bln" | "mrd" | "mia" | "md" | "mds" | "milliarde" | "milliarden" | "milliard"
            | "milliards" | "miliardi" | "miliardo" | "miljard" | "miljarder" | "bilhões" | "bilhão"
            | "млрд" => 9,
            "t" | "tn" | "trn" | "trillion" | "trillions" | "兆" | "bio" => 12,
            // A thousand in Spanish and Portuguese, short for a million in English.
            "mil" => return Some(Scale { power: 6, other: Some(3) }),
            // A million millions on the continent.
            "billion" | "billions" => return Some(Scale { power: 9, other: None }),
            "billionen" | "billones" | "billón" => 12,
            _ => return None,
        };
    Some(Scale::of(power))
}
