//! The engine in a browser comes to what it comes to natively.

use megahour::model::Catalogue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn simulations_come_to_what_they_come_to_natively_bit_for_bit() {
    let catalogue = Catalogue::new().map_err(|errors| errors.to_string());
    let told = catalogue.and_then(|catalogue| crate::bits::told(&catalogue));
    // `tests/chance/reproducible.rs` holds the native engine to the same text.
    assert_eq!(told.as_deref(), Ok(crate::bits::GOLDEN));
}
