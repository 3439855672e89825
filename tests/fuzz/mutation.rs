//! What happens to a text on its way.

use proptest::prelude::*;

/// One change. Places and lengths are shares of the text, so that a change
/// fits any.
#[derive(Clone, Debug)]
pub enum Mutation {
    /// Another byte in one place.
    Byte(u16, u8),
    /// The rest is missing.
    Cut(u16),
    /// A piece is missing.
    Drop(u16, u8),
    /// A piece stands there twice.
    Repeat(u16, u8),
    /// A piece stands elsewhere as well.
    Move(u16, u16, u8),
    /// A piece of another text stands there.
    Splice(u16, usize, u16, u8),
    /// A word that matters to some reader stands there.
    Word(u16, usize),
    /// One of the texts in quotation marks is another.
    Quoted(u16, usize),
    /// One of the numbers is another.
    Number(u16, usize),
}

/// Words and signs that readers look for.
const WORDS: [&str; 30] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "\"megahour\":2",
    "\"values\":",
    "\"growth\":1e308",
    "\"scorecard\":",
    "\"criteria\":[{}]",
    "\"drivers\":",
    "\"megahour_backup\":1,",
    "\u{0}",
    "\u{202e}",
    "🚀",
    "%",
    "\t",
    "\r\n",
    ";",
    "'",
    "=",
    "&s=",
    "?",
    "#",
    "Year 1",
];

/// Numbers at the ends of what there is.
const NUMBERS: [&str; 16] = [
    "0",
    "-0",
    "-1",
    "1e308",
    "-1e308",
    "1e-320",
    "1e999",
    "9007199254740993",
    "18446744073709551616",
    "0.1e1",
    "1E+2",
    "00",
    "1.",
    ".5",
    "NaN",
    "1,5",
];

/// Texts that are wrong in their place.
const TEXTS: [&str; 12] = [
    "",
    " ",
    "values",
    "first",
    "arpu",
    "scalability",
    "own_1",
    "notes",
    "\\u0000\\n",
    "🚀",
    "=1+1",
    "a name that is longer than a name may be, over and over: a name that is longer than a name may be, over and over: a name",
];

/// One to a few changes.
pub fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let any_of_it = any::<u16>;
    // Most changes leave the form as it is, so that what is in it is read.
    let mutation = prop_oneof![
        2 => (any_of_it(), any::<u8>()).prop_map(|(at, byte)| Mutation::Byte(at, byte)),
        1 => any_of_it().prop_map(Mutation::Cut),
        1 => (any_of_it(), any::<u8>()).prop_map(|(at, length)| Mutation::Drop(at, length)),
        1 => (any_of_it(), any::<u8>()).prop_map(|(at, length)| Mutation::Repeat(at, length)),
        1 => (any_of_it(), any_of_it(), any::<u8>()).prop_map(|(from, to, length)| Mutation::Move(from, to, length)),
        1 => (any_of_it(), any::<usize>(), any_of_it(), any::<u8>())
            .prop_map(|(at, other, from, length)| Mutation::Splice(at, other, from, length)),
        1 => (any_of_it(), 0..WORDS.len()).prop_map(|(at, word)| Mutation::Word(at, word)),
        10 => (any_of_it(), 0..TEXTS.len()).prop_map(|(at, text)| Mutation::Quoted(at, text)),
        14 => (any_of_it(), 0..NUMBERS.len()).prop_map(|(at, number)| Mutation::Number(at, number)),
    ];
    prop::collection::vec(mutation, 1..5)
}

/// A text with the changes made. Bytes that are no text any more become the
/// sign for that, as they do in a browser.
pub fn mutated(text: &str, mutations: &[Mutation], others: &[String]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for mutation in mutations {
        change(&mut bytes, mutation, others);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn change(bytes: &mut Vec<u8>, mutation: &Mutation, others: &[String]) {
    let place = |share: u16, length: usize| usize::from(share) * length / (usize::from(u16::MAX) + 1);
    let piece = |bytes: &[u8], share: u16, length: u8| {
        let start = place(share, bytes.len());
        start..(start + usize::from(length)).min(bytes.len())
    };
    let insert =
        |bytes: &mut Vec<u8>, at: usize, piece: &[u8]| drop(bytes.splice(at..at, piece.iter().copied()));
    match *mutation {
        Mutation::Byte(at, byte) => {
            let at = place(at, bytes.len());
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        Mutation::Cut(at) => bytes.truncate(place(at, bytes.len())),
        Mutation::Drop(at, length) => drop(bytes.drain(piece(bytes, at, length))),
        Mutation::Repeat(at, length) => {
            let range = piece(bytes, at, length);
            let copied = bytes[range.clone()].to_vec();
            insert(bytes, range.start, &copied);
        }
        Mutation::Move(from, to, length) => {
            let copied = bytes[piece(bytes, from, length)].to_vec();
            let to = place(to, bytes.len());
            insert(bytes, to, &copied);
        }
        Mutation::Splice(at, other, from, length) => {
            let other = others[other % others.len()].as_bytes();
            let at = place(at, bytes.len());
            insert(bytes, at, &other[piece(other, from, length)]);
        }
        Mutation::Word(at, word) => {
            let at = place(at, bytes.len());
            insert(bytes, at, WORDS[word].as_bytes());
        }
        Mutation::Quoted(at, text) => {
            let marks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'"');
            let marks: Vec<usize> = marks.map(|(position, _)| position).collect();
            let Some([start, end]) = marks.as_chunks().0.get(place(at, marks.len() / 2)).copied() else {
                return;
            };
            bytes.splice(start + 1..end, TEXTS[text].bytes());
        }
        Mutation::Number(at, number) => {
            let at = place(at, bytes.len());
            let is_digit = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
            let Some(start) = bytes[at..].iter().position(is_digit).map(|first| at + first) else { return };
            let length = bytes[start..].iter().take_while(|byte| is_digit(byte)).count();
            bytes.splice(start..start + length, NUMBERS[number].bytes());
        }
    }
}
