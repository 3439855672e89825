//! A number of the pricing scenario as a field.

use super::desk::Desk;
use crate::app::edits::judge;
use crate::app::field::Field;
use crate::engine::model::Line;
use crate::model::pricing::Pricing;
use crate::model::pricing::edit::Refusal;
use leptos::prelude::*;

/// A field for a number of the scenario. `line` is the driver that it belongs
/// to, with its unit and range; `read` and `write` are its place.
pub fn number_field(
    desk: Desk,
    id: String,
    name: Signal<String>,
    line: Line,
    read: impl Fn(&Pricing) -> f64 + Send + Sync + 'static,
    write: impl Fn(&Pricing, f64) -> Result<Pricing, Refusal> + Send + Sync + 'static,
) -> AnyView {
    let unit = line.unit.clone();
    let value = Memo::new(move |_| desk.pricing.with(|pricing| read(pricing)));
    let apply = move |(value, session, _): (f64, String, usize)| {
        let label = name.get_untracked();
        // What is allowed was judged before; a row that is gone takes nothing.
        let _ = desk.workspace.change_pricing(&label, Some(&session), |pricing| write(pricing, value));
    };
    view! {
        <Field
            name
            id=id.clone()
            unit
            place=Signal::stored((id, 0))
            value=Signal::from(value)
            judge=Callback::new(move |(text, _): (String, usize)| judge(&text, &line))
            apply=Callback::new(apply)
        />
    }
    .into_any()
}
