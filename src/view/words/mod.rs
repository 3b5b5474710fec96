//! All that the interface says: a file per language, which no browser loads.
//!
//! The texts that components place themselves ([`Word`](super::Word)) are carried by every view
//! document; everything else is put into it when it is compiled. `README.md` says how to add a
//! language: a file beside `en.rs`, and two lines here.

mod en;

mod phrases;
mod pseudo;
mod registry;
mod table;
mod texts;
mod ui_strings;

pub use table::Language;
pub(crate) use {table::Positions, texts::fill};

/// The real languages.
const ALL: &[&Language] = &[&en::EN];
