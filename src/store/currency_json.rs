//! The JSON form of a scenario's currency: its ISO 4217 code.

use super::findings::Findings;
use crate::model::currency::Currency;
use serde_json::Value;

/// The currency as JSON; nothing for US dollars, which every scenario is in that
/// says nothing else.
pub fn write(currency: Currency) -> Option<Value> {
    (!currency.is_dollar()).then(|| Value::from(currency.code))
}

/// Reads a currency. One that is not known becomes US dollars, and is said: the
/// amounts would otherwise be taken for something that they are not.
pub fn read(json: &Value, found: &mut Findings) -> Currency {
    let known = json.as_str().and_then(Currency::of);
    known.unwrap_or_else(|| {
        found.repair("Its currency is not known here; amounts are shown in US dollars.".to_owned());
        Currency::default()
    })
}
