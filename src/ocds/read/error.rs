//! Why an input could not be read to its end.

use std::{fmt, io};

use super::foreign::Foreign;

/// Why an input could not be read to its end.
///
/// Displayed, it is the fact, the consequence and the fix.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// It failed while it was read, as disks and networks do.
    Io(io::Error),
    /// It is something else than OCDS.
    Foreign(Foreign),
    /// It is not UTF-8.
    NotUtf8 {
        /// The position of the first byte that is wrong, from 1; in gzip, of the unpacked text.
        byte: u64,
    },
    /// It ends in the middle.
    Truncated {
        /// The number of releases before that.
        releases: u64,
    },
    /// It is not JSON from some place on.
    Json {
        /// The line of the mistake, from 1.
        line: usize,
        /// The column of the mistake, in bytes from 1.
        column: usize,
        /// What is wrong there.
        message: String,
        /// The number of releases before that.
        releases: u64,
    },
    /// It cannot be unpacked.
    Gzip(String),
    /// A single notice or record is larger than any is known to be.
    TooLarge {
        /// The largest size that is read, in bytes.
        limit: u64,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => {
                write!(f, "cannot be read to its end ({error}); the rest was not read; try again")
            }
            Self::Foreign(foreign) => foreign.fmt(f),
            Self::NotUtf8 { byte } => write!(
                f,
                "byte {byte} is not UTF-8; its characters could be taken for others, so the rest was not read; convert \
                 it, as in `iconv -f ISO-8859-1 -t UTF-8`, with the encoding that the publisher names"
            ),
            Self::Truncated { releases } => write!(
                f,
                "it ends in the middle, after {}; newer notices may be missing; download it again",
                Counted(*releases)
            ),
            Self::Json { line, column, message, releases } => write!(
                f,
                "line {line}, column {column} is not JSON ({message}), after {}; the rest was not read; download it \
                 again, or report it to the publisher",
                Counted(*releases)
            ),
            Self::Gzip(reason) => write!(
                f,
                "cannot be unpacked to its end ({reason}); the rest was not read; download it again"
            ),
            Self::TooLarge { limit } => write!(
                f,
                "a single notice or record is larger than {} MB, which none is; the rest was not read; check that \
                 these are notices",
                limit / 1_000_000
            ),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// Formats a number of releases.
struct Counted(u64);

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("1 release"),
            count => write!(f, "{count} releases"),
        }
    }
}
