//! A scenario as a link: the payload of `#/model?s=1.eNpd…`.
//!
//! A payload is the link format's version, a dot, and the document's JSON,
//! deflated with a checksum (zlib, RFC 1950) and written in base64url. Whatever
//! a document can hold travels in it: [`PARTS`](super::json::PARTS) declares
//! the parts. The fragment of an address is never sent to a server.

mod contents;
mod error;
mod on_its_way;

pub use contents::contents;
pub use error::LinkError;
pub use on_its_way::mended;

use super::document::Document;
use super::json::{self, Opened};
use base64ct::{Base64UrlUnpadded, Encoding};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

/// The version of links that is written. An older one is read for ever.
pub const VERSION: u32 = 1;

/// The longest payload that is read or written, in characters.
pub const MAX_CHARACTERS: usize = 64 * 1024;

/// How hard the compressor tries: a link is made seldom and read often.
const EFFORT: u8 = 10;

/// The payload of a document, which [`decode`] reads back to the last bit.
///
/// ```
/// use megahour::store::{document::Document, link};
/// let payload = link::encode(&Document::sample())?;
/// assert_eq!(link::decode(&payload)?.document, Document::sample());
/// # Ok::<(), link::LinkError>(())
/// ```
///
/// # Errors
/// Where the document is too large for a link; a file holds it.
pub fn encode(document: &Document) -> Result<String, LinkError> {
    let deflated = compress_to_vec_zlib(json::write(document).as_bytes(), EFFORT);
    let payload = format!("{VERSION}.{}", Base64UrlUnpadded::encode_string(&deflated));
    if payload.len() > MAX_CHARACTERS { Err(LinkError::TooLong(payload.len())) } else { Ok(payload) }
}

/// Reads a payload. What a field holds that is not allowed is replaced by the
/// sample's, and said.
///
/// # Errors
/// Where the payload as a whole cannot be read. Limits come before the work
/// that they bound.
pub fn decode(payload: &str) -> Result<Opened, LinkError> {
    if payload.len() > MAX_CHARACTERS {
        return Err(LinkError::TooLong(payload.len()));
    }
    let (version, body) = payload.split_once('.').ok_or(LinkError::NoVersion)?;
    match version.parse::<u32>() {
        Ok(VERSION) => {}
        Ok(newer) if newer > VERSION => return Err(LinkError::Newer(newer)),
        _ => return Err(LinkError::NoVersion),
    }
    // What stands around a link in a text is sometimes taken for its end.
    let body = body.trim_end_matches(|c: char| !is_sign(c));
    if let Some(sign) = body.chars().find(|c| !is_sign(*c)) {
        return Err(LinkError::Sign(sign));
    }
    let deflated = Base64UrlUnpadded::decode_vec(body).map_err(|_| LinkError::Cut)?;
    let bytes = decompress_to_vec_zlib_with_limit(&deflated, json::MAX_BYTES).map_err(|error| match error
        .status
    {
        TINFLStatus::HasMoreOutput => LinkError::TooLarge,
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => LinkError::Cut,
        _ => LinkError::Changed,
    })?;
    let text = String::from_utf8(bytes).map_err(|_| LinkError::Changed)?;
    json::read(&text).map_err(LinkError::Document)
}

/// Whether a character may stand in a payload's body.
fn is_sign(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}
