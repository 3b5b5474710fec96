//! Finds the releases in whatever publishers offer them as: release, record, package of either, list of
//! these, any number of these one after the other (JSON Lines), and gzip of it all; OCDS 1.0 and 1.1.
//!
//! An input is read once, from its beginning, and only one release is in memory at a time.
//!
//! - `input` tells from the first bytes what an input is, and `bytes` gives its text.
//! - `document` finds the releases in the JSON; its `seeds` walk through it, and its `kinds` tell by the
//!   keys of an object what it is.
//! - `foreign` says what is not OCDS, and where its OCDS might be had.

mod bytes;
mod document;
mod error;
mod foreign;
mod input;
mod release;

use std::io::{self, Read};
use std::ops::ControlFlow;

pub use error::ReadError;
pub use foreign::{Foreign, find_ocds_url};
pub use input::Input;
pub use release::{Package, Release, ReleaseKind};

use super::note::Note;
use bytes::{Budget, TextReader};
use document::Documents;

/// The releases that are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// All.
    #[default]
    All,
    /// Those of the contracting processes with one of these `ocid`s.
    Ocids(Vec<String>),
}

impl Wanted {
    /// Returns what is asked for by `ocid`s: all releases, if there are none.
    pub fn of_ocids(ocids: &[String]) -> Self {
        if ocids.is_empty() { Self::All } else { Self::Ocids(ocids.to_vec()) }
    }

    /// Whether a release is asked for.
    pub fn has(&self, ocid: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::Ocids(wanted) => ocid.is_some_and(|ocid| wanted.iter().any(|one| one == ocid)),
        }
    }
}

/// Something that was found in an input.
#[derive(Clone, Debug)]
pub enum Found {
    /// A release that is asked for.
    Release(Release),
    /// What a package says of itself. It comes after the releases of the package, wherever it stands,
    /// and only if any of them was asked for.
    Package(Package),
    /// What an editor should know about the input.
    Note(Note),
}

/// How much an input holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The number of releases, asked for or not.
    pub releases: u64,
    /// The number of releases that were asked for.
    pub wanted: u64,
    /// The number of records.
    pub records: u64,
    /// The number of packages.
    pub packages: u64,
    /// Whether the visitor has ended the reading. The numbers are then of what was read until then.
    pub stopped: bool,
}

/// An input of which it is known what it is.
pub struct Source<'a> {
    input: Input,
    reader: Box<dyn Read + 'a>,
}

/// Finds the releases in an input, and hands over those that are asked for, one by one. The visitor
/// may end the reading.
///
/// # Errors
///
/// If the input cannot be read to its end. What was found until then has been handed over, and must not
/// pass for all.
///
/// ```
/// use std::ops::ControlFlow;
///
/// use contract_fact_box::ocds::read::{Found, Wanted, read_releases};
///
/// let package = r#"{"releases": [{"ocid": "a", "id": "1"}, {"ocid": "b", "id": "2"}]}"#;
/// let mut ocids = Vec::new();
/// let summary = read_releases(package.as_bytes(), &Wanted::All, &mut |found| {
///     if let Found::Release(release) = found {
///         ocids.extend(release.ocid().map(str::to_owned));
///     }
///     ControlFlow::Continue(())
/// })?;
/// assert_eq!(ocids, ["a", "b"]);
/// assert_eq!(summary.releases, 2);
/// # Ok::<(), contract_fact_box::ocds::read::ReadError>(())
/// ```
pub fn read_releases<'a>(
    input: impl Read + 'a,
    wanted: &Wanted,
    visit: &mut dyn FnMut(Found) -> ControlFlow<()>,
) -> Result<Summary, ReadError> {
    Source::open(input)?.read_releases(wanted, visit)
}

impl<'a> Source<'a> {
    /// Reads the first bytes of an input, and unpacks it if it is gzip.
    ///
    /// # Errors
    ///
    /// If they cannot be read or unpacked.
    pub fn open(input: impl Read + 'a) -> Result<Self, ReadError> {
        let (input, reader) = input::open(Box::new(input)).map_err(ReadError::from)?;
        Ok(Self { input, reader })
    }

    /// Returns what it is.
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// Reads the whole input, unpacked and without a byte order mark, for readers of other formats.
    ///
    /// # Errors
    ///
    /// If it cannot be read to its end, is not UTF-8, or is larger than any notice.
    pub fn read_text(self) -> Result<String, ReadError> {
        let mut bytes = Vec::new();
        TextReader::new(self.reader, Budget::new()).read_to_end(&mut bytes)?;
        // What can still be wrong is a character that is cut off by the end.
        String::from_utf8(bytes).map_err(|_| ReadError::Truncated { releases: 0 })
    }

    /// Finds the releases, as [`read_releases`] does.
    ///
    /// # Errors
    ///
    /// As for [`read_releases`].
    pub fn read_releases(
        self,
        wanted: &Wanted,
        visit: &mut dyn FnMut(Found) -> ControlFlow<()>,
    ) -> Result<Summary, ReadError> {
        match self.input {
            Input::Json => Documents::new(wanted, visit).read(self.reader),
            Input::Ted { root } => Err(ReadError::Foreign(Foreign::Ted { root })),
            Input::Foreign(foreign) => Err(ReadError::Foreign(foreign)),
        }
    }
}

/// A failure of the input itself, such as of a disk.
impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        bytes::to_read_error(error)
    }
}
