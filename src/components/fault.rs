//! Faults on demand, for the tests of what follows from one; nothing at all in any other build.

#[cfg(all(feature = "faults", target_arch = "wasm32"))]
pub(super) use on_demand::panic_if_asked;

/// A place where a test may ask for a panic.
#[cfg(not(all(feature = "faults", target_arch = "wasm32")))]
#[inline(always)]
pub(super) fn panic_if_asked(_place: &str, _story: &str) {}

#[cfg(all(feature = "faults", target_arch = "wasm32"))]
mod on_demand {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        /// The page's: whether to panic here.
        #[wasm_bindgen(js_namespace = globalThis, js_name = contractFactBoxFault)]
        fn wanted(place: &str, story: &str) -> bool;
    }

    /// A place where a test may ask for a panic.
    pub(in super::super) fn panic_if_asked(place: &str, story: &str) {
        assert!(!wanted(place, story), "a fault on demand");
    }
}
