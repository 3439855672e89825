//! Where the scenario opens again.

use super::{Block, Link, Section, Subject};
use crate::export::qr;

/// The scenario's address with its QR code.
pub(super) fn section(subject: &Subject<'_>) -> Section {
    let block = match subject.link {
        Some(address) => Block::Link(Link { address: address.to_owned(), code: qr::picture(address) }),
        None => Block::Text("This scenario is too large for a link; a file holds it.".to_owned()),
    };
    Section { id: "address", title: "This scenario in Megahour".to_owned(), blocks: vec![block] }
}
