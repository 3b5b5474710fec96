//! Panics on demand, for tests of how the page recovers from one. In all other builds this is
//! empty.

#[cfg(all(feature = "faults", target_arch = "wasm32"))]
pub(super) use on_demand::panic_if_asked;

/// Marks a place where a test may ask for a panic.
#[cfg(not(all(feature = "faults", target_arch = "wasm32")))]
#[inline(always)]
pub(super) fn panic_if_asked(_place: &str, _story: &str) {}

#[cfg(all(feature = "faults", target_arch = "wasm32"))]
mod on_demand {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        /// Asks the page whether to panic here.
        #[wasm_bindgen(js_namespace = globalThis, js_name = contractFactBoxFault)]
        fn wanted(place: &str, story: &str) -> bool;
    }

    /// Panics if the test's page asks for it at this place.
    pub(in super::super) fn panic_if_asked(place: &str, story: &str) {
        assert!(!wanted(place, story), "a fault on demand");
    }
}
