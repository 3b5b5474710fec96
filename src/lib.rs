//! Contract Fact Box: a widget that newsrooms embed in articles about public contracts.
//!
//! # How a story becomes a box
//!
//! ```text
//! an official notice
//!   | ocds::read, merge, import                                                    (native)
//! www/stories/ID.json          what an editor writes, from a draft or from nothing
//!   | model::read              expands short forms, finds every mistake            (native)
//! model::Story
//!   | view::compile            orders, formats and words it                        (native)
//! view::BoxView                dist/stories/ID.json
//!   | view::compile_pinned     dist/stories/ID/VERSION.json, with what has changed (native)
//!   | prerender                dist/stories/ID.html and ID.box.html, by the        (native)
//!   |                          components below: the static box
//!   | view::ShareCard          dist/stories/ID.card.png, drawn by cli::card        (native)
//!   | embed::mount             decodes it in the reader's browser                  (WebAssembly)
//! components::FactBox          the live box
//! ```
//!
//! The same in code:
//!
//! ```
//! use contract_fact_box::{model, prerender, view};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let json = std::fs::read_to_string("www/stories/met-police-palantir.json")?;
//! let story = model::read(&json).into_valid().expect("a story without errors");
//! let view = view::compile(&story, &story.lang)?;
//! let base = "https://cdn.example.org/contract-fact-box/";
//! let text = prerender::render_text(&view, &view::Parts::All, base);
//! assert!(text.starts_with("Palantir system for the Metropolitan Police\n"));
//! # Ok(())
//! # }
//! ```
//!
//! # Layers
//!
//! A layer may use those above it and none below. `tests/run all` compiles them one by one to prove
//! it.
//!
//! 1. [`model`]: the story document: its types, reading and checking. It knows no Yew, no browser
//!    and no file system.
//! 2. [`ocds`] (feature `ocds`, native): official notices, the drafts that are made of them, and
//!    stories compared with them. It knows the model alone.
//! 3. [`view`]: what is shown. It is pure: the same story gives the same bytes. The texts of the
//!    interface are in one folder per language in `view/words` ([`view::Language`]), and none of them
//!    is in the WebAssembly. What another region writes otherwise is in `view/words/regions.rs`.
//! 4. [`components`] (feature `ui`): Yew components and their CSS. They do no arithmetic and hold
//!    no wording.
//! 5. [`prerender`] (feature `ui`, native): the same components as HTML, the story as plain HTML
//!    and text, and what its page tells programs.
//! 6. `embed` (feature `embed`, WebAssembly): mounting a box, and the scripts beside it:
//!    - `loader.js`, which pages load as `embed.js`, finds the elements that become boxes;
//!    - `static.js` shows the prerendered box;
//!    - `box.js` asks for all that a live box needs when a reader turns to it, and `mount.js` puts
//!      that in its place, by means of `swap.js`; `documents.js` fetches its story;
//!    - `module.js` runs the WebAssembly, and starts it again after a trap;
//!    - `acts.js` does what only the browser can do for a reader: links, copying, scrolling, focus;
//!    - `api.js` is for pages that mount boxes by script;
//!    - `frame.html` is a page with one box, for iframes, and `frames.js` gives these their height.
//! 7. [`story`] (feature `story`, WebAssembly): a second module, [`model`] and [`view`] alone, for
//!    pages that hold stories as editors write them.
//! 8. `cli` (feature `cli`, in the binary): build, serve, new, import, verify, check, preview, review,
//!    expand, schema, prerender, translate, card, doctor, and the pages, among them the gallery.
//!
//! # Glossary
//!
//! | Term | Meaning |
//! |---|---|
//! | story | one JSON document about one contract, as an editor writes it ([`model::Story`]) |
//! | short form | a part of a story as an editor may write it, such as a fact as its value alone |
//! | long form | the same with all that the short form leaves out, the only form that most code knows |
//! | view document | a story compiled for one language, as the widget reads it ([`view::BoxView`]) |
//! | issue | a question about the contract or its background, on which people take a stance |
//! | stakeholder, person | a party with a part in the story; in a view document, a person |
//! | position | what somebody said or did on an issue, with a stance |
//! | silence | that somebody is not on record on an issue, and what is known of why |
//! | card | a position or silence, with its evidence and the answers to it |
//! | pointer | a card in place of an answer that is shown with the words it answers |
//! | abridged | of a box: with one statement of each person open, since all would be too long |
//! | track | the stages of the contract, from the first to the last ([`view::Stage`]) |
//! | strip | the table of who takes which stance, with a column for each stance |
//! | filter, tab | the control that narrows the words to one issue; a tab for each issue |
//! | comparison | the table of people side by side, with a row for each issue |
//! | row, fold | in the box, a row that opens, with sections in it ([`view::Fold`]) |
//! | preset | a part of the box that a page shows by itself ([`view::Parts`]) |
//! | evidence | the sources of a fact or position, each with the passage that proves it |
//! | editorial rule, rule of the desk | what a desk editor would ask of a story that is otherwise right |
//! | record | all notices of one contracting process, compiled ([`ocds::Record`]) |
//! | draft | a story as far as the record gives it ([`ocds::import`]) |
//! | waiver | why a story may stand although it breaks an editorial rule ([`model::Waiver`]) |
//! | finding | what the check reports about a story ([`model::Issue`]) |
//! | sheet | the document that `review` makes for the copy desk and the lawyer |
//! | share card | the picture of a story that social networks show ([`view::ShareCard`]); no [`view::Card`] |
//! | JSON pointer | the path of a value in a document, as in `/positions/0` |
//! | notice | what a public body publishes about a contract, on an official service |
//! | release | a notice in the Open Contracting Data Standard (OCDS) |
//! | OCID | the id of a contracting process in OCDS, which all of its releases share |
//! | gap | something about the contract that no source says |
//! | words | the texts of the interface in one language |
//! | sign-off | whether a native reader has read the words of a language ([`view::SignOff`]) |
//! | run | a part of a text that is in another language than the box ([`view::Run`]) |
//! | unit | in a file for translators, a text of the story with its translation |
//! | pseudo-locale | a made-up language that shows which texts bypass the words |
//! | bundle | the built folder, `dist/`, that a newsroom hosts |
//! | asset | a file of the bundle that boxes load |
//! | snippet, `div`, frame | ways to embed a box: see `www/embed` |
//! | plain form | a story as HTML without the box, or as text |
//! | embargo | until when a version may not be published ([`model::Story::not_before`]) |
//! | pinned | showing one version of a story and not the newest |
//! | static box | the prerendered box, which needs no WebAssembly; it can be read and opened |
//! | live box | the box that the WebAssembly renders |
//! | act | a change of a box's state, by a reader or a link |
//! | request | what a button in the box asks of the scripts |
//! | report | what the box tells the scripts |
//! | trap | a panic in the WebAssembly, after which its instance is of no use |
//!
//! # Invariants
//!
//! - A document is untrusted: there is no raw HTML field, every text becomes a text node, and every
//!   URL is checked to be `http` or `https` twice, by the checker and where the link is made.
//! - A story in which [`model::read`] finds no error decodes, and no translation changes anything
//!   but a text ([`model::translate`]).
//! - A story in the short form and the same in the long one make the same box. What may be left out
//!   has one honest value: nothing is implied that is said about somebody.
//! - Every statement of such a story is in every form, once under each issue that it belongs to.
//!   `tests/native/generated` proves it with generated stories.
//! - Criticism and the answer to it are one card in the view document, at any depth, so that no
//!   filter, comparison or preset can separate them. A party that is criticised has an answer
//!   there, its own or that of somebody who answers for it, or a reason why there is none.
//! - Whatever has a set of values is an enum from the model to the component. A value that is not
//!   handled does not compile.
//! - Nothing that reads, compiles or renders a document may panic. Lints forbid indexing, slicing
//!   and `unwrap`.

#[cfg(feature = "ui")]
pub mod components;
#[cfg(all(feature = "embed", target_arch = "wasm32"))]
pub mod embed;
pub mod model;
#[cfg(all(feature = "ocds", not(target_arch = "wasm32")))]
pub mod ocds;
#[cfg(all(feature = "ui", not(target_arch = "wasm32")))]
pub mod prerender;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
pub mod story;
pub mod view;
