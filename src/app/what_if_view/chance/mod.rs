//! What could happen: the simulation, from what is uncertain to what it means.

mod arrived;
mod conditions;
mod correlations;
mod density;
mod editor;
mod files;
mod pool;
mod results;
mod run;
mod settings;
mod tables;

use super::state::State;
use leptos::context::Provider;
use leptos::prelude::*;
use run::Run;

pub fn chance_section(state: State) -> AnyView {
    let run = Run::new(state);
    let has_any = Memo::new(move |_| !run.uncertainties().drivers.is_empty());
    view! {
        <section class="sheet chance" aria-labelledby="chance-title">
            <h2 id="chance-title">"What could happen"</h2>
            <Provider value=run.refusals>
                {editor::editor(run)}
                {move || {
                    has_any
                        .get()
                        .then(|| {
                            view! {
                                {correlations::correlations(run)}
                                {conditions::conditions(run)}
                                {settings::settings(run)}
                            }
                        })
                }}
            </Provider>
        </section>
        {results::results(run)}
    }
    .into_any()
}
