//! The widget, in Yew: components that lay out a view document.
//!
//! Components do no arithmetic and no wording. Everything that opens is a native `details`, and
//! everything that is chosen a native radio or checkbox, so that the same markup works before the
//! WebAssembly arrives, or without it. [`FactBox`] holds the only state. The parts that do not
//! depend on it are one component (`fixed`), which a choice leaves out; all else is plain functions,
//! since every component costs bytes. All of them write their elements into a `Markup`, which costs
//! fewer bytes than `html!`.

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]
// A value that is not handled must not compile.
#![warn(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod card;
mod compare;
mod context;
mod controls;
mod disclosure;
mod evidence;
mod fact_box;
mod facts;
mod fault;
mod find;
mod fixed;
mod header;
mod icon;
mod line;
mod markup;
mod newer;
#[cfg(not(target_arch = "wasm32"))]
mod numbered;
mod sections;
mod share;
mod state;
mod strip;
mod who;

pub use context::{Props, Rows, ViewRef};
pub use fact_box::FactBox;
#[cfg(not(target_arch = "wasm32"))]
pub use numbered::{NUMBERED_AFTER, numbered_rules};
pub use state::{Act, Report};

/// A part of the stylesheet: the name of its file and the CSS.
#[cfg(not(target_arch = "wasm32"))]
pub type Style = (&'static str, &'static str);

/// The parts of the stylesheet, in order; [`numbered_rules`] come after [`NUMBERED_AFTER`].
///
/// They are not part of the WebAssembly: it would be compiled again whenever a style is edited.
#[cfg(not(target_arch = "wasm32"))]
pub const STYLES: &[Style] = &[
    ("fact_box.css", include_str!("fact_box.css")),
    ("header.css", include_str!("header.css")),
    ("newer.css", include_str!("newer.css")),
    ("evidence.css", include_str!("evidence.css")),
    ("facts.css", include_str!("facts.css")),
    ("who.css", include_str!("who.css")),
    ("strip.css", include_str!("strip.css")),
    ("card.css", include_str!("card.css")),
    ("compare.css", include_str!("compare.css")),
    ("sections.css", include_str!("sections.css")),
    ("share.css", include_str!("share.css")),
    ("modes.css", include_str!("modes.css")),
    ("print.css", include_str!("print.css")),
];
