//! The texts of the interface: a folder per language, none of which is in the WebAssembly.
//!
//! Every view document carries the texts that components show ([`Word`](super::Word)). All others
//! are part of its content once it is compiled. `README.md` says how to add a language: a folder
//! beside `en`, and two lines here.

mod en;
mod fr;

mod connectives;
mod phrases;
mod pseudo;
mod regions;
mod registry;
mod sign_off;
mod table;
mod texts;
mod ui_strings;

pub use sign_off::SignOff;
pub use table::Language;
pub(crate) use table::{Format, Positions};
pub(crate) use texts::{fill, join_non_empty};

/// All languages except the pseudo-locales; `regions` has what differs from region to region.
const ALL: &[&Language] = &[&en::EN, &fr::FR];
