//! The browser's side: what the loader (`loader.js`) calls once the module has arrived.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, Callback};

use crate::components::{Act, FactBox, Props, ViewRef};
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
/// level of the box's heading, `back` as in [`Mounted::update`]. `ready` is called without arguments once the first
/// render stands in the element.
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
    back: String,
    ready: Function,
) -> Result<Mounted, JsError> {
    // What the function throws is its own affair.
    let ready = Callback::from(move |()| drop(ready.call0(&JsValue::NULL)));
    let props = props(view, &base, level, back, ready)?;
    let app = yew::Renderer::<FactBox>::with_root_and_props(element, props).render();
    Ok(Mounted { app, base, level })
}

#[wasm_bindgen]
impl Mounted {
    /// Shows another view document in place of this one; `back` is the title of the story that the reader comes from
    /// and may go back to, or empty.
    ///
    /// # Errors
    ///
    /// If `view` is not a view document of this version. The box then stays as it is.
    pub fn update(&mut self, view: JsValue, back: String) -> Result<(), JsError> {
        self.app.update(props(view, &self.base, self.level, back, Callback::noop())?);
        Ok(())
    }

    /// Puts these people into the comparison, by their ids with `_` between them, and takes out everybody else.
    pub fn compare(&self, people: String) {
        self.app.send_message(Act::Compare(people));
    }

    /// Takes the box off its element.
    pub fn destroy(self) {
        self.app.destroy();
    }
}

fn props(
    view: JsValue,
    base: &str,
    level: u8,
    back: String,
    on_ready: Callback<()>,
) -> Result<Props, JsError> {
    // Before the rest is read: that is of this form only if it says so.
    let format = Reflect::get(&view, &JsValue::from_str("format"))
        .ok()
        .and_then(|format| format.as_string());
    if format.as_deref() != Some(FORMAT) {
        return Err(JsError::new("not a view document of this version; build the folder again"));
    }
    let view: BoxView =
        serde_wasm_bindgen::from_value(view).map_err(|error| JsError::new(&error.to_string()))?;
    Ok(Props {
        view: ViewRef::new(view),
        base: base.to_owned().into(),
        level,
        live: true,
        back: back.into(),
        on_ready,
    })
}
