//! The browser's side of the widget: what `module.js` calls once the WebAssembly has arrived.

use js_sys::{Array, Function};
use rlsf::SmallGlobalTlsf;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, Callback};

use crate::components::{Act, FactBox, Props, Report, Rows, ViewRef};
use crate::view::{BoxView, Decode, FORMAT, Json, Parts, WrongField};

/// Takes 2 KB less of the compressed module than the allocator of the standard library. It finds free
/// memory in constant time and merges what is freed with what is free beside it, so that a long
/// session reuses its memory.
#[global_allocator]
static ALLOCATOR: SmallGlobalTlsf = SmallGlobalTlsf::new();

/// A box on a page: what its scripts may do with it.
#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<FactBox>,
    props: Props,
}

/// Renders a view document into an element that is not in the page yet.
///
/// `view` is the parsed JSON of `stories/ID.json`, `base` the URL of the bundle ending in `/`,
/// `level` the level of the box's heading, `back` and `parts` as in [`Mounted::update`].
///
/// `on_report` is called with what the page is to know, each time after it has been rendered:
/// `"ready"` once, when the box is complete; `"filter"` and the id of the issue that the reader has
/// chosen; `"compare"` and the ids of the people, joined by `_`; `"shown"` after
/// [`Mounted::reveal`] and [`Mounted::restore`]. What it throws is ignored.
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
    parts: String,
    on_report: Function,
) -> Result<Mounted, JsError> {
    let props = Props {
        view: decode_view(view)?,
        base: base.into(),
        level,
        live: true,
        parts: parse_parts(&parts),
        rows: Rows::Filled,
        back: back.into(),
        on_report: Callback::from(move |report| {
            let (name, detail) = match report {
                Report::Ready => ("ready", String::new()),
                Report::IssueChosen(issue) => ("filter", issue),
                Report::PeopleChosen(people) => ("compare", people),
                Report::Shown => ("shown", String::new()),
            };
            drop(on_report.call2(&JsValue::NULL, &name.into(), &detail.into()));
        }),
    };
    let app = yew::Renderer::<FactBox>::with_root_and_props(element, props.clone()).render();
    Ok(Mounted { app, props })
}

#[wasm_bindgen]
impl Mounted {
    /// Shows another view document in place of this one; `back` is the title of the story that the
    /// reader comes from and may go back to, or empty. `parts` are the parts to show, as for
    /// [`Parts::parse`]; the scripts have found out that the document has them.
    ///
    /// # Errors
    ///
    /// If `view` is not a view document of this version. The box then stays as it is.
    pub fn update(&mut self, view: JsValue, back: String, parts: String) -> Result<(), JsError> {
        self.props.view = decode_view(view)?;
        self.props.back = back.into();
        self.props.parts = parse_parts(&parts);
        self.app.update(self.props.clone());
        Ok(())
    }

    /// Compares these people, by their ids joined by `_`, and nobody else, as a link asks.
    pub fn compare(&self, people: String) {
        self.app.send_message(Act::Compare(people));
    }

    /// Shows the issue that the element with this id belongs to, if it belongs to one, as a link to
    /// it asks.
    pub fn reveal(&self, id: String) {
        self.app.send_message(Act::Reveal(id));
    }

    /// Takes over what the reader had chosen in the prerendered box: the id of the issue, empty for
    /// the first, and the ids of the people to compare, joined by `_`. The choice is not reported
    /// as a new one.
    pub fn restore(&self, issue: String, people: String) {
        self.app.send_message(Act::Restore { issue, people });
    }

    /// Returns the words to cite the box by.
    pub fn citation(&self) -> String {
        self.props.citation()
    }

    /// Returns the code to embed the box by.
    #[wasm_bindgen(js_name = embedCode)]
    pub fn embed_code(&self) -> String {
        self.props.embed_code()
    }

    /// Takes the box off its element.
    pub fn destroy(self) {
        self.app.destroy();
    }
}

/// The whole box for what is not understood, since nothing may be lost.
fn parse_parts(parts: &str) -> Parts {
    Parts::parse(parts).unwrap_or_default()
}

fn decode_view(json: JsValue) -> Result<ViewRef, JsError> {
    // Checked first: of a document of another format, it does not matter which field is wrong.
    let format = json.property("format").and_then(|format| format.text());
    if format.as_deref() != Some(FORMAT) {
        return Err(JsError::new("not a view document of this version; build the folder again"));
    }
    let mut view = BoxView::default();
    view.decode(&json).map_err(|WrongField(name)| {
        JsError::new(&["its field `", name, "` is missing or has the wrong form"].concat())
    })?;
    Ok(ViewRef::new(view))
}

#[wasm_bindgen]
extern "C" {
    /// An object: its properties are read as they are, since `Reflect.get` would bring code for
    /// errors that an object of `JSON.parse` cannot cause.
    type Object;

    #[wasm_bindgen(method, indexing_getter)]
    fn get(this: &Object, name: &str) -> JsValue;
}

/// What `JSON.parse` has returned.
impl Json for JsValue {
    fn property(&self, name: &str) -> Option<Self> {
        if !self.is_object() {
            return None;
        }
        let value = self.unchecked_ref::<Object>().get(name);
        (!value.is_null() && !value.is_undefined()).then_some(value)
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.dyn_ref::<Array>().map(Array::to_vec)
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.as_bool()
    }
}
