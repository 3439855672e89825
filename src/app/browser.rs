//! Small pieces of the browser that several parts need.

use js_sys::Array;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AddEventListenerOptions, Blob, BlobPropertyBag, Element, Event, EventTarget, FocusOptions, HtmlElement,
    KeyboardEvent, NodeList, Url,
};

/// Calls a function at every event of a kind for as long as the page lives.
pub fn listen<E: JsCast + 'static>(target: &EventTarget, kind: &str, mut call: impl FnMut(E) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| call(event.unchecked_into()));
    let added = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
    if let Err(error) = added {
        leptos::logging::warn!("no listener for {kind}: {error:?}");
    }
    // The page's own listeners live as long as the page.
    closure.forget();
}

/// What tells that a person does something. Moving the pointer is the least, and
/// comes before the rest.
const ACTIONS: [&str; 5] = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown"];

/// Calls a function with the first thing that a person does on the page.
pub fn with_the_first_action(call: impl FnOnce() + 'static) {
    let call = Rc::new(Cell::new(Some(call)));
    let options = AddEventListenerOptions::new();
    options.set_once(true);
    options.set_passive(true);
    for kind in ACTIONS {
        let call = call.clone();
        let act = Closure::once_into_js(move || {
            if let Some(call) = call.take() {
                call();
            }
        });
        let added = window().add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            act.unchecked_ref(),
            &options,
        );
        if let Err(error) = added {
            leptos::logging::warn!("no listener for {kind}: {error:?}");
        }
    }
}

/// Tells the scripts that stand in the page itself.
pub fn announce(kind: &str, detail: &str) {
    let told = web_sys::CustomEventInit::new();
    told.set_detail(&detail.into());
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict(kind, &told)
        && let Some(window) = web_sys::window()
    {
        // Nobody is left to tell that nobody listens.
        let _ = window.dispatch_event(&event);
    }
}

/// The key of an event: what it writes, or, with Ctrl or Cmd on a keyboard of
/// other letters than Latin ones, the letter that a Latin keyboard has there:
/// Ctrl+я is undo, because it is where Ctrl+Z is.
pub fn key_of(event: &KeyboardEvent) -> String {
    let (key, code) = (event.key(), event.code());
    let mut signs = key.chars();
    let is_foreign = match (signs.next(), signs.next()) {
        (Some(letter), None) => letter.is_alphabetic() && !is_latin(letter),
        // While an input method has the keyboard.
        _ => matches!(key.as_str(), "Process" | "Unidentified"),
    };
    match code.strip_prefix("Key") {
        Some(letter) if is_foreign && (event.ctrl_key() || event.meta_key()) => letter.to_ascii_lowercase(),
        _ => key,
    }
}

/// The keyboard that a touch screen shows for a number, as `inputmode` names it.
/// An iPhone's keypad for decimals has digits alone: no minus, no %, no k or M.
pub fn number_keyboard() -> &'static str {
    let platform = window().navigator().platform().unwrap_or_default();
    if platform.starts_with("iPhone") || platform.starts_with("iPod") { "text" } else { "decimal" }
}

/// Whether a letter is a Latin one, with any marks.
fn is_latin(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The first element that a selector finds, if there is one.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// An element of a list, by its position.
pub fn nth(elements: &NodeList, position: usize) -> Option<Element> {
    elements.item(u32::try_from(position).ok()?)?.dyn_into().ok()
}

/// Sets an attribute, or takes it away. The names are this program's own, so
/// that the browser has nothing to refuse.
pub fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Moves the keyboard to an element that is there.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        // An element that cannot take the focus leaves it where it was.
        let _ = element.focus();
    }
}

/// Moves the keyboard to an element that does not have it. One that has it would
/// be scrolled into sight.
pub fn focus_unless_there(selector: &str) {
    if active().is_none_or(|active| !active.matches(selector).unwrap_or(false)) {
        focus(selector);
    }
}

/// Moves the keyboard to an element once the page has been brought up to date.
/// What has yet to be fetched may come a little later; where the person has
/// moved on by then, the keyboard stays.
pub fn focus_later(selector: &'static str) {
    /// About a second.
    const FRAMES: u32 = 60;
    focus_within(selector, FRAMES, active());
}

fn focus_within(selector: &'static str, frames: u32, from: Option<Element>) {
    request_animation_frame(move || {
        if find(selector).is_some() {
            focus(selector);
        } else if let Some(left) = frames.checked_sub(1).filter(|_| active() == from) {
            focus_within(selector, left, from);
        }
    });
}

fn active() -> Option<Element> {
    document().active_element()
}

/// The same for a selector that is made at run time.
pub fn focus_next(selector: String) {
    request_animation_frame(move || focus(&selector));
}

/// Gives the keyboard to the main part of the page, once it has been brought up to
/// date, if what had it is gone.
pub fn keep_the_keyboard() {
    request_animation_frame(|| {
        request_animation_frame(|| {
            let is_gone = active().is_none_or(|active| active.tag_name() == "BODY");
            if let Some(main) = find("#main").filter(|_| is_gone) {
                // The page stays where it is scrolled to. What cannot take the
                // focus leaves it where it was.
                let options = FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = main.focus_with_options(&options);
            }
        });
    });
}

/// Counts up once what follows from a change of what is tracked is painted.
pub fn after_the_frame(track: impl Fn() + 'static) -> RwSignal<u32> {
    let count = RwSignal::new(0_u32);
    let is_waiting = StoredValue::new(false);
    let painted = move || {
        is_waiting.try_set_value(false);
        // The view may have been left meanwhile.
        count.try_update(|count| *count = count.wrapping_add(1));
    };
    Effect::new(move || {
        track();
        if !is_waiting.get_value() {
            is_waiting.set_value(true);
            request_animation_frame(move || set_timeout(painted, Duration::ZERO));
        }
    });
    count
}

/// How long nothing has to change before typing counts as paused. A fast typist
/// presses a key every 100 to 200 ms.
const PAUSE: Duration = Duration::from_millis(250);

/// Counts up once what is tracked has stayed as it is for a moment.
pub fn after_a_pause(track: impl Fn() + 'static) -> RwSignal<u32> {
    let count = RwSignal::new(0_u32);
    Effect::new(move |before: Option<Option<TimeoutHandle>>| {
        track();
        // What there is at the start has been read.
        let before = before?;
        if let Some(timeout) = before {
            timeout.clear();
        }
        // The view may have been left meanwhile.
        let paused = move || {
            count.try_update(|count| *count = count.wrapping_add(1));
        };
        set_timeout_with_handle(paused, PAUSE).ok()
    });
    count
}

/// Takes the keyboard from a field that is about to be made anew, and gives it
/// back there afterwards. Typing ends with the focus, and has to end while the
/// field is still there: one that is taken away hears that it lost the keyboard
/// when its state is gone.
pub fn lend_focus() {
    const REMADE: &str = ":is(main > :not([hidden]), .explaining)";
    let is_remade = |element: &Element| matches!(element.closest(REMADE), Ok(Some(_)));
    let active = active().filter(is_remade).and_then(|active| active.dyn_into::<HtmlElement>().ok());
    let Some(active) = active else { return };
    let mark = |name: &&str| active.get_attribute(name).map(|value| format!("{REMADE} [{name}={value:?}]"));
    let selector = ["id", "data-cell", "aria-label"].iter().find_map(mark);
    // A list goes on with the letters that were typed into it, if it keeps the
    // keyboard.
    if matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA") {
        // What has the keyboard can lose it.
        let _ = active.blur();
    }
    if let Some(selector) = selector {
        focus_next(selector);
    }
}

/// Brings an element that is there into sight after the page has been brought
/// up to date, as little as is needed.
pub fn scroll_into_view(selector: &str) {
    let selector = selector.to_owned();
    request_animation_frame(move || {
        if let Some(element) = find(&selector) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Hands a text to the person as a file.
pub fn download_text(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    download(&Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?, name)
}

/// Hands a blob to the person as a file.
pub fn download(blob: &Blob, file: &str) -> Result<(), JsValue> {
    let missing = || JsValue::from_str("no page");
    let window = web_sys::window().ok_or_else(missing)?;
    let document = window.document().ok_or_else(missing)?;
    let address = Url::create_object_url_with_blob(blob)?;
    let anchor = document.create_element("a")?;
    anchor.set_attribute("href", &address)?;
    anchor.set_attribute("download", file)?;
    anchor.dyn_into::<HtmlElement>()?.click();
    // Some browsers read the address only after the click has been handled.
    let release = Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&address);
    });
    window.set_timeout_with_callback_and_timeout_and_arguments_0(release.unchecked_ref(), 60_000)?;
    Ok(())
}
