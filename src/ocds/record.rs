//! The official record of one contracting process: all that its notices say, and which said what.

use super::Json;

/// The record of one contracting process.
pub struct Record<'a> {
    /// The compiled release.
    pub release: &'a Json,
    /// The notices that it is compiled from, the oldest first.
    pub notices: Vec<Notice>,
    /// Finds the notice that a value is from: takes its JSON pointer in the release, and returns the
    /// position in `notices`.
    pub find_notice: &'a dyn Fn(&str) -> Option<usize>,
}

impl Record<'_> {
    /// Returns the position of the notice that a value of the release is from.
    pub fn notice_of(&self, pointer: &str) -> Option<usize> {
        (self.find_notice)(pointer)
    }
}

/// A notice: one release, and what its package says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The id of the release. It may lack one.
    pub id: Option<String>,
    /// The date of the release, as it is written.
    pub date: Option<String>,
    /// The publisher of the package.
    pub publisher: Option<String>,
    /// The URL of the package.
    pub url: Option<String>,
    /// The licence of the package, a URL.
    pub licence: Option<String>,
}
