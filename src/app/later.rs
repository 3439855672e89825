//! Parts of the app whose code is fetched when they are first shown.
//!
//! In a release each part that [`part!`] or [`parts!`] names is a WebAssembly file of its
//! own, so that the first load holds only the first view. A development build
//! is in one piece, and parts are there at once.

use super::workspace::Workspace;
use super::{browser, storage, styles};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// When what is below the screen is fetched though nobody did anything.
const AT_THE_LATEST: Duration = Duration::from_secs(5);

/// Makes a part's view; there once its code is.
pub type Make = fn() -> AnyView;

/// The code of a part on its way.
pub type Loading<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// Declares a part: a function that fetches code, and what that code makes,
/// which is reached through functions alone.
///
/// What the attribute writes links two files of a program by names, which Rust
/// calls unsafe. It is the only such code, and none of it is written here.
macro_rules! part {
    ($part:ident: $made:ty = $value:expr) => {
        fn $part() -> $crate::app::later::Loading<$made> {
            #[cfg(feature = "split")]
            #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, preload(#[allow(unsafe_code)] preload), fallible)]
            #[allow(unsafe_code)]
            fn $part() -> Result<$made, leptos::wasm_split::SplitLoaderError> {
                Ok($value)
            }
            #[cfg(not(feature = "split"))]
            async fn $part() -> Result<$made, leptos::wasm_split::SplitLoaderError> {
                Ok($value)
            }
            Box::pin($part())
        }
    };
}
pub(crate) use part;

/// Declares parts that are components without properties:
/// `scorecard: scorecard_view::ScorecardView`.
macro_rules! parts {
    ($($part:ident: $component:path,)*) => {
        $($crate::app::later::part!($part: $crate::app::later::Make = || leptos::view! { <$component /> }.into_any());)*
    };
}
pub(crate) use parts;

#[derive(Clone, Copy)]
enum State {
    OnItsWay,
    Here(Make),
    Failed,
}

/// A part: its view as soon as its code is there, and until then what is being
/// waited for, or why it will not come. What every part may use, the library
/// and the style sheet, comes before it.
pub fn shown(part: fn() -> Loading<Make>) -> AnyView {
    arriving(part, Some(expect_context::<Workspace>()))
}

/// A part of the first view that begins below the screen, and uses nothing but
/// what that view has: it is fetched with the first thing that a person does, and
/// for those who only look or listen a few seconds later.
pub fn shown_below(part: fn() -> Loading<Make>) -> AnyView {
    let is_wanted = RwSignal::new(false);
    browser::with_the_first_action(move || is_wanted.set(true));
    set_timeout(move || is_wanted.set(true), AT_THE_LATEST);
    let is_wanted = Memo::new(move |_| is_wanted.get());
    view! { <div class="below">{move || is_wanted.get().then(|| arriving(part, None))}</div> }.into_any()
}

fn arriving(part: fn() -> Loading<Make>, after: Option<Workspace>) -> AnyView {
    // Lives with the page: what was fetched stays.
    let state = RwSignal::new(State::OnItsWay);
    let fetch = move || {
        state.set(State::OnItsWay);
        spawn_local(async move {
            state.set(fetched(part, after).await.map_or(State::Failed, State::Here));
        });
    };
    fetch();
    let view = move || match state.get() {
        State::OnItsWay => view! { <p class="part" role="status">"Loading …"</p> }.into_any(),
        State::Here(make) => make(),
        State::Failed => failed(fetch),
    };
    view.into_any()
}

/// A part's code. Why something could not be had is on the console.
async fn fetched(part: fn() -> Loading<Make>, after: Option<Workspace>) -> Option<Make> {
    if let Some(workspace) = after {
        storage::ready(workspace).await.ok()?;
        styles::ready().await.ok()?;
    }
    part().await.ok()
}

fn failed(fetch: impl Fn() + 'static) -> AnyView {
    let reload = |_| {
        // A page that cannot be loaded again stays as it is.
        drop(window().location().reload());
    };
    view! {
        <div class="part failed" role="alert">
            <p>
                "This view could not be loaded: the connection is down, or a newer version has replaced this one. Your scenario is safe."
            </p>
            <p class="actions">
                <button type="button" on:click=move |_| fetch()>"Try again"</button>
                <button type="button" on:click=reload>"Reload the page"</button>
            </p>
        </div>
    }
    .into_any()
}
