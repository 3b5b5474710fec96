//! Official notices: reading and merging them.

mod merge;
