//! The link as a QR code, for a phone that looks at this screen.

use crate::export::qr::{Picture, picture};
use leptos::prelude::*;

/// The code behind a summary, drawn when it is opened; a sentence where the link
/// is too long for one.
pub fn disclosure(link: String) -> AnyView {
    let Some(Picture { size, path }) = picture(&link) else {
        return view! { <p>"The link is too long for a QR code."</p> }.into_any();
    };
    view! {
        <details class="code">
            <summary>"QR code"</summary>
            <svg role="img" aria-label="QR code of the link" viewBox=format!("0 0 {size} {size}") shape-rendering="crispEdges">
                <rect width=size height=size />
                <path d=path />
            </svg>
        </details>
    }
    .into_any()
}
