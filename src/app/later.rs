//! Parts of the app whose code is fetched when they are first shown.
//!
//! In a release each part that [`parts!`] names is a WebAssembly file of its
//! own, so that the first load holds only the first view. A development build
//! is in one piece, and parts are there at once.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use std::future::Future;
use std::pin::Pin;

/// Makes a part's view; there once its code is.
pub type Make = fn() -> AnyView;

/// The code of a part on its way.
pub type Loading = Pin<Box<dyn Future<Output = Result<Make, SplitLoaderError>>>>;

/// Declares parts, each a function that fetches the code of a component
/// without properties: `scorecard: scorecard_view::ScorecardView`.
///
/// What the attribute writes links two files of a program by names, which Rust
/// calls unsafe. It is the only such code, and none of it is written here.
macro_rules! parts {
    ($($part:ident: $component:path,)*) => {
        $(
            fn $part() -> $crate::app::later::Loading {
                #[cfg(feature = "split")]
                #[leptos::wasm_split::wasm_split(
                    $part,
                    wasm_split_path = ::leptos::wasm_split,
                    preload(#[allow(unsafe_code)] preload),
                    fallible
                )]
                #[allow(unsafe_code)]
                fn $part() -> Result<$crate::app::later::Make, leptos::wasm_split::SplitLoaderError> {
                    Ok(|| leptos::view! { <$component /> }.into_any())
                }
                #[cfg(not(feature = "split"))]
                async fn $part() -> Result<$crate::app::later::Make, leptos::wasm_split::SplitLoaderError> {
                    Ok(|| leptos::view! { <$component /> }.into_any())
                }
                Box::pin($part())
            }
        )*
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
/// waited for, or why it will not come.
pub fn shown(part: fn() -> Loading) -> AnyView {
    // Lives with the page: what was fetched stays.
    let state = RwSignal::new(State::OnItsWay);
    let fetch = move || {
        state.set(State::OnItsWay);
        spawn_local(async move {
            state.set(part().await.map_or(State::Failed, State::Here));
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
