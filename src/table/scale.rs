//! The power of ten that numbers are printed in.

use crate::engine::numerals::magnitude;
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
            -2 => "hundredths".to_owned(),
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

/// The scale of a word in lower case.
pub(super) fn scale(word: &str) -> Option<Scale> {
    magnitude(word).map(|found| Scale { power: found.power, other: found.other })
}
