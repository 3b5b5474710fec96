//! Official notices in the Open Contracting Data Standard (OCDS), and the drafts of stories that are
//! made of them.
//!
//! ```text
//! notices -> Json, as they are written -> Record, compiled from them -> import::draft
//! ```
//!
//! Source: the Open Contracting Data Standard 1.1, <https://standard.open-contracting.org/1.1/en/>.

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]

pub mod import;
mod json;
pub mod paths;
mod record;
pub mod verify;

pub use import::NoticeType;
pub use json::{Json, Object};
pub use record::{Notice, Record};
