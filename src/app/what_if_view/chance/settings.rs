//! How many trials, and the run.

use super::correlations::edit;
use super::run::{Phase, Run};
use crate::app::figures;
use crate::app::what_if_view::number::{choice, number_field};
use crate::engine::chance::plan::Points;
use crate::engine::chance::simulation::TRIALS;
use crate::engine::unit::Unit;
use leptos::prelude::*;

pub fn settings(run: Run) -> AnyView {
    let trials = Signal::derive(move || run.uncertainties().trials as f64);
    let seed = Signal::derive(move || f64::from(run.uncertainties().seed));
    let set_trials = move |value: f64, session: &str| {
        if value.fract() != 0.0 || !(*TRIALS.start() as f64..=*TRIALS.end() as f64).contains(&value) {
            return Err("Trials: a whole number from 1,000 to 1,000,000.".to_owned());
        }
        edit(run, Some(session), |of| of.trials = value as usize);
        Ok(())
    };
    let set_seed = move |value: f64, session: &str| {
        if value.fract() != 0.0 || !(0.0..=f64::from(u32::MAX)).contains(&value) {
            return Err("Seed: a whole number from 0 to 4,294,967,295.".to_owned());
        }
        edit(run, Some(session), |of| of.seed = value as u32);
        Ok(())
    };
    let points = vec![
        ("sobol".to_owned(), "evenly (Sobol)".to_owned()),
        ("random".to_owned(), "by chance".to_owned()),
    ];
    let is_running = Memo::new(move |_| matches!(run.phase.get(), Phase::Starting | Phase::Running(..)));
    let progress = move || match run.phase.get() {
        Phase::Running(done, of) => done as f64 / of.max(1) as f64,
        Phase::Done(_) => 1.0,
        _ => 0.0,
    };
    view! {
        <div class="settings">
            <span class="labelled"><span>"Trials"</span>{number_field("Trials".to_owned(), Unit::pure(), trials, set_trials)}</span>
            <span class="labelled"><span>"Seed"</span>{number_field("Seed".to_owned(), Unit::pure(), seed, set_seed)}</span>
            <span class="labelled"><span>"Points"</span>
                {choice("How points are chosen", points,
                    move || if run.uncertainties().points == Points::Sobol { "sobol".to_owned() } else { "random".to_owned() },
                    move |word| edit(run, None, |of| of.points = if word == "sobol" { Points::Sobol } else { Points::Random }))}
            </span>
            <button type="button" class="primary" on:pointerenter=move |_| run.prepare() on:focus=move |_| run.prepare() on:click=move |_| if is_running.get_untracked() { run.stop() } else { run.start() }>
                {move || if is_running.get() { "Stop" } else { "Run" }}
            </button>
            <progress aria-label="Progress of the simulation" max="1" prop:value=progress></progress>
            <p class="sub" class:refused=move || matches!(run.phase.get(), Phase::Failed(_)) role="status">{move || said(run)}</p>
        </div>
    }
    .into_any()
}

fn said(run: Run) -> String {
    let trials = |count: usize| format!("{} trials", figures::count(count));
    match run.phase.get() {
        Phase::Idle => "Not run yet.".to_owned(),
        Phase::Starting => "Starting…".to_owned(),
        // Said once: the bar tells how far it is.
        Phase::Running(..) => match run.left() {
            Some(left) if left > 1000.0 => format!("Running, about {:.0} s left", left / 1000.0),
            _ => "Running…".to_owned(),
        },
        Phase::Done(time) => format!("{} in {:.0} ms", trials(run.with(|gathered| gathered.trials())), time),
        Phase::Stopped if run.is_stale() => {
            let of = trials(run.with(|gathered| gathered.trials()));
            format!("Stopped. What is shown, {of}, is of the earlier inputs: run again.")
        }
        Phase::Stopped if !run.has_results() => "Stopped. Run again.".to_owned(),
        Phase::Stopped => format!("Stopped after {}", trials(run.with(|gathered| gathered.trials()))),
        Phase::Failed(why) => why,
    }
}
