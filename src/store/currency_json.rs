//! The JSON form of a scenario's currency: its ISO 4217 code.

use crate::model::currency::Currency;
use serde_json::Value;

/// The currency as JSON; nothing for US dollars, which every scenario is in that
/// says nothing else.
pub fn write(currency: Currency) -> Option<Value> {
    (!currency.is_dollar()).then(|| Value::from(currency.code))
}

/// Reads a currency. One that is not known becomes US dollars, and is said: the
/// amounts would otherwise be taken for something that they are not.
pub fn read(json: &Value, repairs: &mut Vec<String>) -> Currency {
    let found = json.as_str().and_then(Currency::of);
    found.unwrap_or_else(|| {
        repairs.push("Its currency is not known here; amounts are shown in US dollars.".to_owned());
        Currency::default()
    })
}
