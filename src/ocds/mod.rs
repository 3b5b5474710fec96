//! Official notices in the Open Contracting Data Standard (OCDS).
//!
//! [`read`] finds the releases in whatever publishers offer them as, and [`merge`] compiles those of
//! one contracting process. What an editor should know about either is a [`Note`].

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]

pub mod json;
pub mod merge;
pub mod note;
pub mod read;

pub use json::Json;
pub use merge::{Compiled, Matching, ReleaseId, compile, compile_by};
pub use note::Note;
