//! What mails, chats and documents do to an address on its way.
//!
//! They write the signs between its parts as `%3F` or `&amp;`, break it into
//! lines, and put spaces in it that nobody sees. None of that is ever part of an
//! address here, so that it can be taken back.

use std::borrow::Cow;

/// The signs that part an address, which some programs encode.
const SIGNS: &str = "#/?&=.,-_%;";

/// How often an address is encoded at most: each program on its way may do it.
const ROUNDS: usize = 4;

/// The address, or a payload, as it was sent: signs decoded, spaces and line
/// breaks taken out. Everything else stays as it is.
///
/// ```
/// use megahour::store::link::mended;
/// assert_eq!(mended("#/model%3Fs%3D1.eN\r\npd"), "#/model?s=1.eNpd");
/// assert_eq!(mended("#/model?line=cac&amp;s=1.eNpd"), "#/model?line=cac&s=1.eNpd");
/// ```
pub fn mended(address: &str) -> Cow<'_, str> {
    let mut mended = Cow::Borrowed(address);
    for _ in 0..ROUNDS {
        if !mended.contains(is_odd) {
            break;
        }
        let next = decoded(&mended);
        if next == *mended {
            break;
        }
        mended = Cow::Owned(next);
    }
    mended
}

/// Whether a character is a reason to look closer.
fn is_odd(c: char) -> bool {
    matches!(c, '%' | ';') || is_space(c)
}

/// Whether a character takes room, or none, and says nothing.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The address with one layer of encoding taken off.
fn decoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut rest = address;
    while let Some(first) = rest.chars().next() {
        let sign = match first {
            '%' => percent(rest),
            '&' => entity(rest),
            _ => None,
        };
        let (sign, length) = sign.unwrap_or((first, first.len_utf8()));
        if !is_space(sign) {
            out.push(sign);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// The sign or space that a text begins with as `%3F`, with the length of that.
fn percent(text: &str) -> Option<(char, usize)> {
    let mut bytes = Vec::new();
    // No character has more bytes.
    for part in text.as_bytes().chunks(3).take(4) {
        let &[b'%', high, low] = part else { break };
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let (Some(high), Some(low)) = (digit(high), digit(low)) else { break };
        bytes.push((high * 16 + low) as u8);
        let read = std::str::from_utf8(&bytes).ok().and_then(|read| read.chars().next());
        if let Some(sign) = read {
            return (SIGNS.contains(sign) || is_space(sign)).then_some((sign, bytes.len() * 3));
        }
    }
    None
}

/// The ampersand that a text begins with as markup writes it.
fn entity(text: &str) -> Option<(char, usize)> {
    let found = ["&amp;", "&AMP;", "&#38;", "&#x26;"].into_iter().find(|entity| text.starts_with(entity));
    found.map(|entity| ('&', entity.len()))
}
