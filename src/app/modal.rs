//! A dialog over the page. What is in it exists only while it is open.

use leptos::html::Dialog;
use leptos::prelude::*;

/// A dialog that is open while `open` says so. The browser gives the keyboard
/// to it, and back to where it was.
pub fn modal(
    open: impl Fn() -> bool + Copy + Send + Sync + 'static,
    close: impl Fn() + Copy + Send + 'static,
    (id, title): (&'static str, &'static str),
    content: impl Fn() -> AnyView + Copy + Send + 'static,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let is_open = Memo::new(move |_| open());
    Effect::new(move || {
        let Some(element) = dialog.get() else { return };
        match (is_open.get(), element.open()) {
            (true, false) => {
                if let Err(error) = element.show_modal() {
                    leptos::logging::error!("the dialog could not be opened: {error:?}");
                }
            }
            (false, true) => element.close(),
            _ => {}
        }
    });
    view! {
        <dialog node_ref=dialog aria-labelledby=id class="wide" data-own-undo="" on:close=move |_| close()>
            {move || {
                is_open
                    .get()
                    .then(|| {
                        view! {
                            <div class="modal-head">
                                <h2 id=id>{title}</h2>
                                <button type="button" class="quiet" aria-label="Close" on:click=move |_| close()>
                                    "×"
                                </button>
                            </div>
                            {content()}
                        }
                    })
            }}
        </dialog>
    }
}
