//! The browser's randomness: the only place that asks for it.

use leptos::prelude::*;
use uuid::{Builder, Uuid};

/// An id nobody else has.
pub(crate) fn random_id() -> Uuid {
    let mut bytes = [0; 16];
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        // No browser that runs this is without; the clock is better than nothing.
        bytes[..8].copy_from_slice(&js_sys::Date::now().to_bits().to_be_bytes());
    }
    Builder::from_random_bytes(bytes).into_uuid()
}
