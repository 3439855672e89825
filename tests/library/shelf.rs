//! A storage that does what browsers' storages do on their worst days.

use megahour::store::document::Document;
use megahour::store::library::{Fault, Library, Moment, Storage};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What happens at a call, and then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bad {
    /// This write finds no room.
    Full,
    /// From this call on nothing answers: the tab is closed.
    Closed,
    /// This read gives something else than what is there.
    Garbage,
    /// What this read asks for is gone for good.
    Vanished,
}

#[derive(Default)]
struct Inside {
    texts: BTreeMap<String, String>,
    calls: usize,
    bad: Option<(usize, Bad)>,
    closed: bool,
    /// The most characters, of keys and texts.
    room: Option<usize>,
    vanished: Vec<String>,
}

/// The storage; copies share it, as tabs do.
#[derive(Clone, Default)]
pub struct Shelf(Rc<RefCell<Inside>>);

impl Shelf {
    /// A library on it.
    pub fn library(&self) -> Library {
        Library::new(self.clone())
    }

    /// Has something happen at a call that is to come, counted from 0.
    pub fn misbehave(&self, call: usize, bad: Bad) {
        let mut inside = self.0.borrow_mut();
        let at = inside.calls + call;
        inside.bad = Some((at, bad));
    }

    /// Behaves from now on: a new tab.
    pub fn mend(&self) {
        let mut inside = self.0.borrow_mut();
        (inside.bad, inside.closed) = (None, false);
    }

    /// Bounds the room.
    pub fn has_room(&self, characters: Option<usize>) {
        self.0.borrow_mut().room = characters;
    }

    /// How many calls there were.
    pub fn calls(&self) -> usize {
        self.0.borrow().calls
    }

    /// Everything that is there.
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.0.borrow().texts.clone()
    }

    /// The keys that vanished.
    pub fn vanished(&self) -> Vec<String> {
        self.0.borrow().vanished.clone()
    }

    /// Puts a text there from outside.
    pub fn put(&self, key: &str, text: &str) {
        self.0.borrow_mut().texts.insert(key.to_owned(), text.to_owned());
    }

    /// Takes a key away from outside.
    pub fn lose(&self, key: &str) {
        self.0.borrow_mut().texts.remove(key);
    }

    /// How many characters are in use, as browsers count them.
    pub fn characters(&self) -> usize {
        used(&self.0.borrow().texts)
    }
}

fn used(texts: &BTreeMap<String, String>) -> usize {
    texts.iter().flat_map(|(key, text)| [key, text]).map(|text| text.encode_utf16().count()).sum()
}

impl Inside {
    /// What happens at this call.
    fn call(&mut self) -> Result<Option<Bad>, Fault> {
        let now = self.calls;
        self.calls += 1;
        let bad = self.bad.filter(|(at, _)| *at == now).map(|(_, bad)| bad);
        self.closed |= bad == Some(Bad::Closed);
        if self.closed { Err(Fault::Denied) } else { Ok(bad) }
    }
}

impl Storage for Shelf {
    fn get(&self, key: &str) -> Result<Option<String>, Fault> {
        let mut inside = self.0.borrow_mut();
        match inside.call()? {
            Some(Bad::Garbage) => Ok(Some("{\"megahour\":1,\"name\":\"\u{0}".to_owned())),
            Some(Bad::Vanished) => {
                inside.texts.remove(key);
                inside.vanished.push(key.to_owned());
                Ok(None)
            }
            _ => Ok(inside.texts.get(key).cloned()),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Fault> {
        let mut inside = self.0.borrow_mut();
        if inside.call()? == Some(Bad::Full) {
            return Err(Fault::Full);
        }
        let before = inside.texts.insert(key.to_owned(), text.to_owned());
        if inside.room.is_some_and(|room| used(&inside.texts) > room) {
            match before {
                Some(before) => inside.texts.insert(key.to_owned(), before),
                None => inside.texts.remove(key),
            };
            return Err(Fault::Full);
        }
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Fault> {
        let mut inside = self.0.borrow_mut();
        inside.call()?;
        inside.texts.remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, Fault> {
        let mut inside = self.0.borrow_mut();
        inside.call()?;
        Ok(inside.texts.keys().cloned().collect())
    }
}

/// A moment, and the id that is new in it.
pub fn at(time: u64) -> Moment {
    Moment { time, id: format!("id{time}") }
}

/// The sample under a name.
pub fn called(name: &str) -> Document {
    Document::sample().named(name)
}
