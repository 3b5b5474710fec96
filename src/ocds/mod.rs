//! Official notices in the Open Contracting Data Standard (OCDS), and the drafts of stories that are
//! made of them.
//!
//! ```text
//! files of notices
//!   | read          finds the releases in whatever publishers offer them as
//!   | eforms        makes one of a notice of Tenders Electronic Daily (TED), which is XML
//! Json              a release, as it is written
//!   | merge         compiles those of one contracting process
//! Record            what its notices say, and which said what
//!   | import        writes the draft of a story       | verify  compares a story with it
//! ```
//!
//! What an editor should know about the reading or the merging is a [`Note`]. Source: the Open
//! Contracting Data Standard 1.1, <https://standard.open-contracting.org/1.1/en/>.

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]

pub mod eforms;
pub mod import;
pub mod json;
pub mod merge;
pub mod note;
pub mod paths;
pub mod read;
mod record;
pub mod verify;

pub use import::NoticeType;
pub use json::{Json, Object};
pub use merge::{Compiled, Matching, ReleaseId, compile, compile_by};
pub use note::Note;
pub use record::{Notice, Record};
