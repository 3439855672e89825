//! The states of the open scenario that were kept.

use crate::app::intl;
use crate::app::notice::Notice;
use crate::app::scenario_actions;
use crate::app::storage::moment;
use crate::app::workspace::Workspace;
use crate::model::readable::is_blank;
use crate::store::library::{MAX_AUTOMATIC, MAX_NAMED, Refusal, Version};
use crate::store::repairs;
use leptos::prelude::*;

pub(super) fn part(workspace: Workspace) -> AnyView {
    let name = RwSignal::new(String::new());
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        // A shared scenario that is shown is not the open one.
        let (id, document) = (workspace.open_id(), workspace.mine().get_untracked());
        let given = name.get_untracked();
        let label = if is_blank(&given) { intl::date_time(moment().time) } else { given };
        let kept =
            workspace.library.with_value(|library| library.keep_version(&id, &document, &label, &moment()));
        match kept {
            Ok(version) => {
                name.set(String::new());
                scenario_actions::list_anew(workspace);
                workspace.notice.set(Some(Notice::say(format!("Kept as a version: {}", version.label))));
            }
            Err(refusal) => workspace.refuse("The version could not be kept", &refusal),
        }
    };
    let rows = move || {
        workspace.scenarios.track();
        let id = workspace.open_id();
        let versions = workspace.library.with_value(|library| library.versions(&id)).unwrap_or_default();
        match versions.len() {
            0 => view! { <p class="empty">"No version of this scenario is kept yet."</p> }.into_any(),
            _ => {
                let rows = versions.into_iter().map(|version| row(workspace, version)).collect_view();
                view! { <ul class="versions">{rows}</ul> }.into_any()
            }
        }
    };
    view! {
        <h3 id="versions-title">"Versions"</h3>
        <p class="sub">{format!(
            "Up to {MAX_NAMED} that you name stay until you delete them. Up to {MAX_AUTOMATIC} are kept by \
             themselves before large changes; the oldest of those goes first, also when storage runs full."
        )}</p>
        <form class="actions" on:submit=keep>
            <input
                id="version-name"
                aria-label="Name of the version"
                placeholder="Name, such as “Before the board meeting”"
                maxlength="200"
                autocomplete="off"
                data-own-undo=""
                prop:value=name
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button type="submit">"Keep this state"</button>
        </form>
        {rows}
    }
    .into_any()
}

fn row(workspace: Workspace, version: Version) -> AnyView {
    let Version { time, label, automatic, broken } = version;
    let label = if label.is_empty() { "Unreadable version".to_owned() } else { label };
    let when = intl::date_time(time);
    let (to_restore, to_delete) = (format!("Restore {label}"), format!("Delete version {label}"));
    let name = label.clone();
    view! {
        <li>
            <span class="what">
                <b>{label}</b>
                {automatic.then(|| view! { " " <span class="badge origin">"automatic"</span> })}
                <small>{when}</small>
                {broken.map(|error| view! { <small>"cannot be opened: " {error.to_string()}</small> })}
            </span>
            <button type="button" aria-label=to_restore on:click=move |_| restore(workspace, time, &name)>
                "Restore"
            </button>
            <button type="button" class="quiet" aria-label=to_delete on:click=move |_| delete(workspace, time)>
                "Delete"
            </button>
        </li>
    }
    .into_any()
}

/// Brings a version back as a step that can be undone; what it takes the place
/// of is kept too.
fn restore(workspace: Workspace, time: u64, label: &str) {
    let id = workspace.open_id();
    match workspace.library.with_value(|library| library.open_version(&id, time)) {
        Ok(record) => {
            workspace.keep_before(&format!("restoring “{label}”"));
            let step = format!("Restore “{label}”");
            workspace.leave_guest();
            workspace.edit(&step, None, |_| record.document);
            scenario_actions::list_anew(workspace);
            let said = match record.repairs.len() {
                0 => format!("This is “{label}” again."),
                _ => format!("This is “{label}” again, mended. {}", repairs::in_short(&record.repairs)),
            };
            workspace.say_done(said);
        }
        Err(refusal) => workspace.refuse("The version could not be restored", &refusal),
    }
}

fn delete(workspace: Workspace, time: u64) {
    let id = workspace.open_id();
    let deleted: Result<_, Refusal> =
        workspace.library.with_value(|library| library.delete_version(&id, time));
    scenario_actions::done(
        workspace,
        deleted,
        "The version was deleted.",
        "The version could not be deleted",
    );
}
