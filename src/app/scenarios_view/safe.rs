//! What keeps work safe: a backup of everything, and what was set aside.

use crate::app::commands::actions::BACKUP;
use crate::app::intl;
use crate::app::notice::Notice;
use crate::app::scenario_actions;
use crate::app::storage::moment;
use crate::app::workspace::Workspace;
use crate::export::file_name;
use crate::store::backup;
use crate::store::library::Aside;
use leptos::prelude::*;

/// From so many scenarios on much would be lost with them.
const MANY: usize = 3;

/// A backup that is older than this is no comfort, in milliseconds: 30 days.
const OLD: u64 = 30 * 24 * 60 * 60 * 1000;

pub(super) fn section(workspace: Workspace) -> AnyView {
    let reminder = move || {
        workspace.scenarios.track();
        let (count, last) = workspace.library.with_value(|library| {
            (library.list().map_or(0, |listed| listed.len()), library.last_backup().ok().flatten())
        });
        let when = match last {
            Some(time) => format!("The last backup is of {}.", intl::date_time(time)),
            None => "There is no backup yet.".to_owned(),
        };
        let is_due = count >= MANY && last.is_none_or(|last| moment().time.saturating_sub(last) > OLD);
        match is_due {
            true => format!("{when} {count} scenarios are in this browser alone: a backup keeps them safe."),
            false => when,
        }
    };
    let asides = move || {
        workspace.scenarios.track();
        let asides = workspace.library.with_value(|library| library.asides()).unwrap_or_default();
        (!asides.is_empty()).then(|| {
            let rows: Vec<_> = asides.into_iter().map(|aside| aside_row(workspace, aside)).collect();
            view! {
                <h3>"Set aside"</h3>
                <p class="sub">"Stored texts that could not be opened as they were. They stay until you delete them."</p>
                <ul class="versions">{rows}</ul>
            }
        })
    };
    view! {
        <section class="sheet" aria-labelledby="backup">
            <h2 id="backup">"Backup"</h2>
            <p class="sub">{reminder}</p>
            <p class="sub">
                "It holds every scenario as it is now. Kept versions stay in this browser alone. To bring it back, open Files."
            </p>
            <p class="actions">
                <button type="button" data-action=BACKUP.id on:click=move |_| download_all(workspace)>
                    {BACKUP.label}
                </button>
            </p>
            {asides}
        </section>
    }
    .into_any()
}

fn download_all(workspace: Workspace) {
    workspace.save();
    let (records, unreadable) = match workspace.library.with_value(|library| library.export_all()) {
        Ok(all) => all,
        Err(fault) => {
            workspace.refuse("The scenarios could not be read", &fault.into());
            return;
        }
    };
    let text = backup::write(records.iter().map(|record| &record.document));
    let name = file_name("", "backup", &intl::day(), "json");
    if !workspace.hand_out(&name, "application/json", &text) {
        return;
    }
    // Where it cannot be noted the reminder stays, which does no harm.
    let _ = workspace.library.with_value(|library| library.note_backup(&moment()));
    scenario_actions::list_anew(workspace);
    let said = match unreadable {
        0 => format!("{} scenarios are in the file.", records.len()),
        _ => format!("{} scenarios are in the file; {unreadable} could not be read.", records.len()),
    };
    workspace.notice.set(Some(Notice::say(said)));
}

fn aside_row(workspace: Workspace, aside: Aside) -> AnyView {
    let Aside { number, text } = aside;
    let size = format!("Text {number}, {} characters", text.chars().count());
    let download = move |_| {
        workspace.hand_out("megahour-set-aside.json", "application/json", &text);
    };
    let delete = move |_| {
        let deleted = workspace.library.with_value(|library| library.delete_aside(number));
        scenario_actions::done(workspace, deleted, "The text was deleted.", "The text could not be deleted");
    };
    view! {
        <li>
            <span class="what">{size}</span>
            <button type="button" aria-label=format!("Download text {number}") on:click=download>"Download"</button>
            <button type="button" class="quiet" aria-label=format!("Delete text {number}") on:click=delete>"Delete"</button>
        </li>
    }
    .into_any()
}
