//! Numbers in the person's locale, by the browser's `Intl`.

use crate::engine::numerals::{Digits, Numerals, Plain};
use crate::model::currency::Currency;
use js_sys::{Function, Intl, Object, Reflect};
use litemap::{Entry, LiteMap};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};

/// The browser's numerals. `Intl` objects are costly to make and are kept.
pub struct Local;

struct Locale {
    tags: js_sys::Array,
    decimal: char,
    group: char,
    currency_follows: bool,
    formats: RefCell<LiteMap<Digits, Function>>,
}

thread_local! {
    /// What amounts are in: that of the scenario which is shown.
    static CURRENCY: Cell<Currency> = const { Cell::new(Currency::US_DOLLAR) };
    static LOCALE: Locale = Locale::of_browser();
}

/// Whether people who read these languages write a currency's sign behind the
/// digits.
fn currency_follows(languages: &js_sys::Array) -> bool {
    let options = Object::new();
    let set = |name: &str, value: &str| Reflect::set(&options, &name.into(), &value.into()).is_ok();
    if !(set("style", "currency") && set("currency", "EUR") && set("numberingSystem", "latn")) {
        return false;
    }
    let format = Intl::NumberFormat::new(languages, &options).format();
    let sample = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(1.0)).ok();
    sample.and_then(|sample| sample.as_string()).is_some_and(|text| text.starts_with('1'))
}

/// What is spoken where the browser names no language that it knows.
const ENGLISH: &str = "en";

/// A tag of a language as the browser writes it; `None` where it knows no such
/// tag, which it would refuse with an exception wherever it is used.
fn canonical(tag: &str) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let check: Function = Reflect::get(&intl, &"getCanonicalLocales".into()).ok()?.dyn_into().ok()?;
    let known: js_sys::Array = check.call1(&intl, &tag.into()).ok()?.dyn_into().ok()?;
    known.iter().next()
}

/// The person's languages, the most wanted first, as tags that the browser takes:
/// some name them as their system does, `en_US.UTF-8@posix`.
fn languages() -> js_sys::Array {
    let named = leptos::prelude::window().navigator().languages();
    let known = named.iter().filter_map(|name| name.as_string()).filter_map(|name| {
        let of_system = name.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
        canonical(&name).or_else(|| canonical(&of_system))
    });
    let known: js_sys::Array = known.collect();
    if known.length() == 0 {
        known.push(&ENGLISH.into());
    }
    known
}

/// The language in which dates are written.
fn language() -> String {
    LOCALE.with(|locale| locale.tags.get(0).as_string()).unwrap_or_else(|| ENGLISH.to_owned())
}

impl Locale {
    fn of_browser() -> Self {
        let languages = languages();
        let mut locale = Self {
            currency_follows: currency_follows(&languages),
            tags: languages,
            decimal: '.',
            group: ',',
            formats: RefCell::new(LiteMap::new()),
        };
        // The separators are read off a number that has both.
        if let Some(sample) = locale.write(12_345.5, Digits::Fixed(1)) {
            let signs: Vec<char> = sample.chars().filter(|c| !c.is_numeric()).collect();
            if let [group, decimal] = signs[..] {
                (locale.decimal, locale.group) = (decimal, group);
            }
        }
        locale
    }

    /// The number in this locale; `None` where the browser refuses.
    fn write(&self, value: f64, digits: Digits) -> Option<String> {
        let mut formats = self.formats.borrow_mut();
        let format = match formats.entry(digits) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(self.format(digits)?),
        };
        format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(value)).ok()?.as_string()
    }

    fn format(&self, digits: Digits) -> Option<Function> {
        let (least, most) = match digits {
            Digits::Fixed(count) => (count, count),
            Digits::UpTo(count) => (0, count),
        };
        let options = Object::new();
        let set = |name: &str, value: JsValue| Reflect::set(&options, &name.into(), &value).ok();
        set("minimumFractionDigits", least.into())?;
        set("maximumFractionDigits", most.into())?;
        // Figures stay in Latin digits, which is what fields can read back.
        set("numberingSystem", "latn".into())?;
        Some(Intl::NumberFormat::new(&self.tags, &options).format())
    }
}

/// Writes and reads amounts in a currency from now on.
pub fn use_currency(currency: Currency) {
    CURRENCY.set(currency);
}

/// The currency that amounts are written in.
pub fn currency() -> Currency {
    CURRENCY.get()
}

/// What a function writes while amounts are in a currency.
pub fn in_currency<T>(currency: Currency, write: impl FnOnce() -> T) -> T {
    let before = CURRENCY.replace(currency);
    let written = write();
    CURRENCY.set(before);
    written
}

/// Today's date as names of files have it, where the person is.
pub fn day() -> String {
    let date = js_sys::Date::new_0();
    format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Today's date as the person writes dates.
pub fn today() -> String {
    let options = Object::new();
    // Without it the date is short, and of which kind depends on the country.
    let _ = Reflect::set(&options, &"dateStyle".into(), &"long".into());
    let date = js_sys::Date::new_0().to_locale_date_string(&language(), &options);
    date.into()
}

impl Numerals for Local {
    fn write(&self, value: f64, digits: Digits) -> String {
        let write = |value: f64| {
            LOCALE.with(|locale| locale.write(value, digits)).unwrap_or_else(|| Plain.write(value, digits))
        };
        let text = write(value);
        // What rounds to zero has no sign.
        let is_zero = value < 0.0 && !text.contains(|c: char| matches!(c, '1'..='9'));
        if is_zero { write(0.0) } else { text }
    }

    fn decimal(&self) -> char {
        LOCALE.with(|locale| locale.decimal)
    }

    fn group(&self) -> char {
        LOCALE.with(|locale| locale.group)
    }

    fn currency(&self) -> &str {
        CURRENCY.get().sign
    }

    fn currency_code(&self) -> &str {
        CURRENCY.get().code
    }

    fn currency_follows(&self) -> bool {
        LOCALE.with(|locale| locale.currency_follows)
    }
}

/// A day and a time of day, from milliseconds since 1970.
pub fn date_time(time: u64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(time as f64));
    let options = Object::new();
    let set = |name: &str, value: &str| Reflect::set(&options, &name.into(), &value.into()).is_ok();
    if set("dateStyle", "medium") && set("timeStyle", "short") {
        return date.to_locale_string(&language(), &options).into();
    }
    date.to_iso_string().into()
}
