//! Contract Fact Box: a widget that newsrooms embed in articles about public contracts.
//!
//! # The way of a story
//!
//! ```text
//! www/stories/ID.json          what an editor writes
//!   | model::read              every mistake found, each with its place          (native)
//! model::Story
//!   | view::compile            ordered, formatted, worded                        (native)
//! view::BoxView                dist/stories/ID.json
//!   |                          dist/stories/ID/VERSION.json, with what has changed since
//!   | prerender                dist/stories/ID.html, by the components below     (native)
//!   | embed::mount             decoded in the reader's browser                   (WebAssembly)
//! components::FactBox          the box
//! ```
//!
//! The same in code:
//!
//! ```
//! use contract_fact_box::{model, prerender, view};
//!
//! let json = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/www/stories/met-police-palantir.json"));
//! let story = model::read(json).into_valid().expect("a story without errors");
//! let shown = view::compile(&story, &story.lang).expect("a story that can be shown");
//! assert!(prerender::render_text(&shown, "../").starts_with("Palantir system for the Metropolitan Police\n"));
//! ```
//!
//! # The layers
//!
//! Each may use those above it and none below; `tests/run all` compiles them one by one to hold that.
//!
//! 1. [`model`]: the story document: types, reading, checking. Knows no Yew, browser or file system.
//! 2. [`view`]: what is shown. Pure: the same story gives the same bytes. Every text of the interface stands in one file
//!    per language in `view/words` ([`view::Language`]), and none of them in the WebAssembly.
//! 3. [`components`] (feature `ui`): Yew components and their CSS. No arithmetic, no wording.
//! 4. [`prerender`] (feature `ui`, native): the same components as HTML, and the story as plain HTML and text.
//! 5. `embed` (feature `embed`, WebAssembly): mounting; and the scripts beside it: `loader.js`, which pages load as
//!    `embed.js`, finds the places for boxes; `box.js` swaps one in, and `documents.js` fetches its story; `module.js` renders it, again if the
//!    WebAssembly breaks; `acts.js` is what a reader does with it besides reading; `api.js` is for pages that are made
//!    by script. `frame.html` is a page with one box, for iframes, and `frames.js` gives those their height.
//! 6. [`story`] (feature `story`, WebAssembly): the second module, for pages that hold stories as editors write them:
//!    [`model`] and [`view`] alone.
//! 7. `cli` (feature `cli`, in the binary): build, serve, check, prerender, and the gallery of every part.
//!
//! # Invariants
//!
//! - A document is data from outside: there is no raw HTML field, every text is a text node, every address is
//!   found to be `http` or `https` twice, by the checker and again where the link is made.
//! - Whatever [`model::read`] finds no error in decodes, every statement in it has one place, and no translation changes
//!   anything but a text ([`model::translate`]).
//! - Every statement of a story that passes the checker stands in every form, once under each question it belongs to;
//!   `tests/native/generated` holds that over stories made by chance.
//! - Words that criticise and the answer to them are one card in the view document, at any depth, so no view can part
//!   them; a party that is criticised has an answer there, or a reason why there is none.
//! - Nothing that reads, compiles or renders a document may panic: no indexing, no slicing, no `unwrap`, by lint.

#[cfg(feature = "ui")]
pub mod components;
#[cfg(all(feature = "embed", target_arch = "wasm32"))]
pub mod embed;
pub mod model;
#[cfg(all(feature = "ui", not(target_arch = "wasm32")))]
pub mod prerender;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
pub mod story;
pub mod view;
