//! Readers in parts of the page that are made anew again and again.
//!
//! Whatever is read keeps a list of its readers, and the reactive library takes
//! a reader off that list when it reads anew, not when it is gone. What outlives
//! its readers would so list more and more that are not there any more, which
//! takes memory and has each change go through all of them. A reader that is
//! made here is taken off together with the part that made it.

use leptos::prelude::*;
use leptos::reactive::computed::ArcMemo;
use leptos::reactive::graph::{AnySubscriber, Observer, Subscriber, ToAnySubscriber};
use std::sync::{Arc, OnceLock};

/// A closure for a view, to be read in one place of it.
pub fn passing<T>(read: impl Fn() -> T) -> impl Fn() -> T {
    let reader = Arc::new(OnceLock::new());
    let seen = reader.clone();
    on_cleanup(move || {
        if let Some(reader) = seen.get() {
            leave(reader);
        }
    });
    move || {
        if let Some(now) = Observer::get() {
            reader.get_or_init(|| now);
        }
        read()
    }
}

/// A memo.
pub fn passing_memo<T: PartialEq + Send + Sync + 'static>(
    make: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let memo = ArcMemo::new(make);
    let reader = memo.to_any_subscriber();
    on_cleanup(move || leave(&reader));
    memo.into()
}

fn leave(reader: &AnySubscriber) {
    reader.clear_sources(reader);
}
