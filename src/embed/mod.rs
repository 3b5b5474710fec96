//! The browser's side: what the loader (`loader.js`) calls once the module has arrived.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, Callback};

use crate::components::{FactBox, Props, ViewRef};
use crate::view::{BoxView, FORMAT};

/// A box on a page.
#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<FactBox>,
    base: String,
    level: u8,
}

/// Renders a view document into an element that is not in the page yet.
///
/// `view` is the parsed JSON of `stories/ID.json`, `base` the address of the built folder ending in `/`, `level` the
/// level of the box's heading. `ready` is called without arguments once the first render stands in the element,
/// `newer` whenever the reader asks for the newest version of the story.
///
/// # Errors
///
/// If `view` is not a view document of this version. Nothing is rendered then.
#[wasm_bindgen]
pub fn mount(
    element: Element,
    view: JsValue,
    base: String,
    level: u8,
    ready: Function,
    newer: Function,
) -> Result<Mounted, JsError> {
    let props = props(view, &base, level, calls(ready), calls(newer))?;
    let app = yew::Renderer::<FactBox>::with_root_and_props(element, props).render();
    Ok(Mounted { app, base, level })
}

#[wasm_bindgen]
impl Mounted {
    /// Shows another view document in place of this one.
    ///
    /// # Errors
    ///
    /// If `view` is not a view document of this version. The box then stays as it is.
    pub fn update(&mut self, view: JsValue) -> Result<(), JsError> {
        self.app.update(props(view, &self.base, self.level, Callback::noop(), Callback::noop())?);
        Ok(())
    }

    /// Takes the box off its element.
    pub fn destroy(self) {
        self.app.destroy();
    }
}

/// A callback that calls a function without arguments; what the function throws is its own affair.
fn calls(function: Function) -> Callback<()> {
    Callback::from(move |()| drop(function.call0(&JsValue::NULL)))
}

fn props(
    view: JsValue,
    base: &str,
    level: u8,
    on_ready: Callback<()>,
    on_newer: Callback<()>,
) -> Result<Props, JsError> {
    let view: BoxView = serde_wasm_bindgen::from_value(view).map_err(|error| JsError::new(&error.to_string()))?;
    if view.format != FORMAT {
        return Err(JsError::new("not a view document of this version; build the folder again"));
    }
    Ok(Props { view: ViewRef::new(view), base: base.to_owned().into(), level, live: true, on_ready, on_newer })
}
