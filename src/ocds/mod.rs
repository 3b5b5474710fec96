//! Official notices in the Open Contracting Data Standard (OCDS).

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]

pub mod eforms;
pub mod json;

pub use json::Json;
