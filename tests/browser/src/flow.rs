//! Runs flows: what a person does, each in a tab and on a site of its own.

use std::any::Any;
use std::env;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use libtest_mimic::{Arguments, Failed, Trial};
use tokio::runtime::Runtime;

use crate::pool::Pool;
use crate::{Site, Visit};

type Run = Box<dyn FnOnce(&Runtime, Visit) -> Result<()> + Send>;

/// A named flow.
pub struct Flow {
    name: String,
    base: &'static str,
    on_copy: bool,
    run: Run,
}

impl Flow {
    /// A flow on a site at the root of its host.
    pub fn new<F, R>(name: impl Into<String>, flow: F) -> Self
    where
        F: FnOnce(Visit) -> R + Send + 'static,
        R: Future<Output = Result<()>>,
    {
        let run = Box::new(move |runtime: &Runtime, visit| runtime.block_on(flow(visit)));
        Self { name: name.into(), base: "/", on_copy: false, run }
    }

    /// The same flow on a finished copy of the site, which it may change.
    #[must_use]
    pub fn on_a_copy(self) -> Self {
        Self { on_copy: true, ..self }
    }

    /// The same flow on a site under a path.
    #[must_use]
    pub fn under(self, base: &'static str) -> Self {
        Self { name: format!("{} under {base}", self.name), base, ..self }
    }

    fn into_trial(self, runtime: Arc<Runtime>, pool: Arc<Pool>) -> Trial {
        let name = self.name.clone();
        Trial::test(name, move || self.perform(&runtime, &pool).map_err(|e| Failed::from(format!("{e:#}"))))
    }

    fn perform(self, runtime: &Runtime, pool: &Pool) -> Result<()> {
        let browser = runtime.block_on(pool.take())?;
        let site = runtime.block_on(async {
            match self.on_copy {
                true => Site::start_copy_under(self.base).await,
                false => Site::start_under(self.base).await,
            }
        })?;
        let visit = runtime.block_on(Visit::begin(&browser, site))?;
        let done = panic::catch_unwind(AssertUnwindSafe(|| (self.run)(runtime, visit.clone())));
        let result = done.unwrap_or_else(|panic| Err(anyhow!(words_of(panic.as_ref()).to_owned())));
        // What the page complained about often says why the flow failed.
        let complaints = runtime.block_on(visit.complaints())?;
        let result = match (result, complaints.is_empty()) {
            (Ok(()), false) => Err(anyhow!("the page complained: {}", complaints.join("; "))),
            (Err(error), false) => {
                Err(error.context(format!("the page complained: {}", complaints.join("; "))))
            }
            (result, true) => result,
        };
        match result {
            Ok(()) => {
                runtime.block_on(browser.close_tab())?;
                pool.give_back(browser);
                Ok(())
            }
            Err(error) => Err(match runtime.block_on(keep_picture(&visit, &self.name)) {
                Ok(file) => error.context(format!("see {}", file.display())),
                Err(no_picture) => error.context(format!("no picture: {no_picture:#}")),
            }),
        }
    }
}

/// Runs flows as `cargo test` runs tests, with its arguments.
pub fn run(flows: Vec<Flow>) -> ExitCode {
    match try_run(flows) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn try_run(flows: Vec<Flow>) -> Result<ExitCode> {
    let runtime = Arc::new(Runtime::new()?);
    let pool = Arc::new(Pool::default());
    let arguments = Arguments::from_args();
    let trials = flows.into_iter().map(|flow| flow.into_trial(runtime.clone(), pool.clone())).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    // Statics and exits drop nothing, so that the browsers are closed here.
    runtime.block_on(pool.close())?;
    Ok(conclusion.exit_code())
}

fn words_of(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("the flow panicked")
}

/// Keeps what the page looked like when a flow failed.
async fn keep_picture(visit: &Visit, flow: &str) -> Result<PathBuf> {
    let folder = env::temp_dir().join("megahour-failures");
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    let file = folder.join(format!("{}.png", flow.replace(|c: char| !c.is_alphanumeric(), "-")));
    visit.picture(&file).await?;
    Ok(file)
}
