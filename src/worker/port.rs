//! The way of messages through the browser: an object with the text and, under
//! their names, the buffers.

use super::protocol::{self, Fault, Message, Numbered, UNASKED, Unread};
use js_sys::{Array, ArrayBuffer, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// The property that holds the text.
const TEXT: &str = "text";
/// The property that holds the buffers.
const BUFFERS: &str = "buffers";

/// A message as it is posted.
pub struct Posted {
    /// The object that is sent.
    pub message: Object,
    /// Its buffers, which are handed over.
    pub transfer: Array,
}

/// Makes a message ready to be posted.
///
/// # Errors
/// Why it could not be written.
pub fn write<M>(number: u32, message: M) -> Result<Posted, JsValue>
where
    M: Message<ArrayBuffer>,
    M::With<&'static str>: Serialize,
{
    let (object, buffers, transfer) = (Object::new(), Object::new(), Array::new());
    let text = protocol::write(number, message, |name, buffer: ArrayBuffer| {
        transfer.push(&buffer);
        // A new object takes any property.
        let _ = Reflect::set(&buffers, &name.into(), &buffer);
    });
    let text = text.map_err(|error| JsValue::from(error.to_string()))?;
    Reflect::set(&object, &TEXT.into(), &text.into())?;
    Reflect::set(&object, &BUFFERS.into(), &buffers)?;
    Ok(Posted { message: object, transfer })
}

/// Reads a message that was posted.
///
/// # Errors
/// What is wrong with it.
pub fn read<M>(data: &JsValue) -> Result<Numbered<M::With<ArrayBuffer>>, Unread>
where
    M: Message<String> + DeserializeOwned,
{
    let property = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let text = property(data, TEXT).and_then(|text| text.as_string());
    let text = text
        .ok_or_else(|| Unread { number: UNASKED, fault: Fault::Unreadable("it has no text".to_owned()) })?;
    let buffers = property(data, BUFFERS).unwrap_or_default();
    protocol::read::<ArrayBuffer, M>(&text, |name| property(&buffers, name)?.dyn_into().ok())
}
