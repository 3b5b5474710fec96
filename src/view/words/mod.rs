//! The texts of the interface: a folder per language, none of which is in the WebAssembly.
//!
//! Every view document carries the texts that components show ([`Word`](super::Word)). All others
//! are part of its content once it is compiled. `README.md` says how to add a language: a folder
//! beside `en`, and two lines here.

mod en;

mod phrases;
mod pseudo;
mod registry;
mod table;
mod texts;
mod ui_strings;

pub use table::Language;
pub(crate) use table::Positions;
pub(crate) use texts::{fill, join_non_empty};

/// All languages except the pseudo-locales.
const ALL: &[&Language] = &[&en::EN];
