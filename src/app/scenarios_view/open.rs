//! The scenario that is open: its name, what it is about, its versions.

use super::versions;
use crate::app::text_field::{TextField, TypedText};
use crate::app::workspace::Workspace;
use crate::model::notes::MAX_DESCRIPTION;
use crate::model::readable::is_blank;
use leptos::prelude::*;

pub(super) fn section(workspace: Workspace) -> AnyView {
    let name = Signal::derive(move || workspace.document.with(|document| document.name.clone()));
    let description =
        Signal::derive(move || workspace.document.with(|document| document.notes.description.clone()));
    let rename = move |(text, session): TypedText| {
        if is_blank(&text) {
            return Err("A scenario needs a name; the old one stays in force.".to_owned());
        }
        workspace.edit("Name of the scenario", Some(&session), |document| document.named(&text));
        Ok(())
    };
    let describe = move |(text, session): TypedText| {
        let beyond = text.chars().count().saturating_sub(MAX_DESCRIPTION);
        if beyond > 0 {
            return Err(format!(
                "Too long by {beyond}: a description holds {MAX_DESCRIPTION} characters. The last state that fitted is kept."
            ));
        }
        workspace.edit("Description", Some(&session), |document| document.described(&text));
        Ok(())
    };
    view! {
        <section class="sheet open-scenario" aria-labelledby="open-scenario">
            <h2 id="open-scenario">"Open now"</h2>
            <div class="identity">
                <TextField
                    name="Scenario name"
                    id="scenario-name".to_owned()
                    value=name
                    apply=Callback::new(rename)
                    one_line=true
                />
                <TextField
                    name="Description"
                    id="scenario-description".to_owned()
                    value=description
                    apply=Callback::new(describe)
                    hint="What this scenario is about"
                />
            </div>
            <div>{versions::part(workspace)}</div>
        </section>
    }
    .into_any()
}
