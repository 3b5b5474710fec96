//! The text of an input: checked to be UTF-8, and limited in what may have to be held in memory.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;
use std::{error, fmt};

use super::error::ReadError;

/// The most bytes of one release, or of what a package says of itself. The largest record known is
/// 21.6 MB, most of which is a versioned release.
const MAX_VALUE_BYTES: u64 = 64_000_000;

/// How much more may be read before something must have been handed over.
#[derive(Clone, Debug, Default)]
pub(super) struct Budget(Rc<Cell<u64>>);

/// Reads UTF-8, and fails where it is none.
pub(super) struct TextReader<R> {
    inner: R,
    budget: Budget,
    /// The number of bytes that have been checked.
    position: u64,
    /// The beginning of a character that the next bytes go on with.
    begun: Vec<u8>,
    /// The position of the first byte that is wrong, from 0.
    wrong: Option<u64>,
}

/// Why a text cannot be read, inside an [`io::Error`].
#[derive(Clone, Copy, Debug)]
enum TextError {
    NotUtf8 { byte: u64 },
    TooLarge,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self(Rc::new(Cell::new(MAX_VALUE_BYTES)))
    }

    /// Begins anew, since what was read has been handed over.
    pub(super) fn reset(&self) {
        self.0.set(MAX_VALUE_BYTES);
    }

    /// Sets no limit until it begins anew, since what follows is not kept.
    pub(super) fn suspend(&self) {
        self.0.set(u64::MAX);
    }
}

impl<R: Read> TextReader<R> {
    pub(super) fn new(inner: R, budget: Budget) -> Self {
        Self { inner, budget, position: 0, begun: Vec::new(), wrong: None }
    }

    /// Returns how many of the bytes are UTF-8, from the beginning of the text.
    fn check(&mut self, bytes: &[u8]) -> usize {
        let mut rest = bytes;
        while !self.begun.is_empty() {
            let Some((byte, others)) = rest.split_first() else { return bytes.len() };
            self.begun.push(*byte);
            match std::str::from_utf8(&self.begun) {
                Ok(_) => self.begun.clear(),
                Err(error) if error.error_len().is_none() => {}
                Err(_) => {
                    let read = bytes.len() - rest.len();
                    let begun = self.begun.len().saturating_sub(1 + read);
                    self.wrong = Some(self.position.saturating_sub(begun as u64));
                    return read;
                }
            }
            rest = others;
        }
        let Err(error) = std::str::from_utf8(rest) else { return bytes.len() };
        let valid = error.valid_up_to();
        if error.error_len().is_none() {
            self.begun.extend(rest.get(valid..).unwrap_or_default());
            return bytes.len();
        }
        let valid = bytes.len() - rest.len() + valid;
        self.wrong = Some(self.position + valid as u64);
        valid
    }
}

impl<R: Read> Read for TextReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(wrong) = self.wrong {
            return Err(io::Error::other(TextError::NotUtf8 { byte: wrong + 1 }));
        }
        let read = self.inner.read(buffer)?;
        let left = self.budget.0.get().checked_sub(read as u64);
        self.budget.0.set(left.ok_or_else(|| io::Error::other(TextError::TooLarge))?);
        let valid = self.check(buffer.get(..read).unwrap_or_default());
        if valid == 0 && read > 0 {
            // Nothing read would mean the end.
            return self.read(buffer);
        }
        self.position += valid as u64;
        Ok(valid)
    }
}

/// Returns what an error of a reader means, whichever layer it is from.
pub(super) fn to_read_error(error: io::Error) -> ReadError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<TextError>()) {
        Some(TextError::NotUtf8 { byte }) => ReadError::NotUtf8 { byte: *byte },
        Some(TextError::TooLarge) => ReadError::TooLarge { limit: MAX_VALUE_BYTES },
        None => match error.kind() {
            io::ErrorKind::UnexpectedEof => ReadError::Truncated { releases: 0 },
            // What flate2 says of bytes that are no gzip.
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                ReadError::Gzip(error.to_string())
            }
            _ => ReadError::Io(error),
        },
    }
}

impl error::Error for TextError {}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 { byte } => write!(f, "byte {byte} is not UTF-8"),
            Self::TooLarge => f.write_str("a value is too large"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let size = self.1.min(buffer.len());
            self.0.take(size as u64).read(buffer).inspect(|read| self.0 = &self.0[*read..])
        }
    }

    #[test]
    fn the_first_byte_that_is_not_utf_8_is_named_however_the_text_comes() {
        for (text, wrong) in [
            (&b"{}"[..], None),
            ("\u{e9}\u{20ac}\u{1f600}".as_bytes(), None),
            (b"ab\xe9c", Some(3)),
            (b"\xff", Some(1)),
            (b"a\xe2\x82b", Some(2)),
            (b"\xe2\x82\xac\xe2\x82\xac\xf0\x9f\x98 ", Some(7)),
            // A character that is cut off by the end: the JSON ends there, too.
            (b"a\xe2\x82", None),
        ] {
            for size in [1, 2, 3, 100] {
                let mut reader = TextReader::new(Pieces(text, size), Budget::new());
                let mut read = Vec::new();
                let result = reader.read_to_end(&mut read).map_err(to_read_error);
                let found = match result {
                    Ok(_) => None,
                    Err(ReadError::NotUtf8 { byte }) => Some(byte),
                    Err(error) => panic!("{error}"),
                };
                assert_eq!(found, wrong, "{text:?} by {size}");
            }
        }
    }

    #[test]
    fn what_must_be_held_in_memory_is_limited() {
        let budget = Budget::new();
        let mut reader = TextReader::new(io::repeat(b' '), budget.clone());
        let mut megabyte = vec![0; 1_000_000];
        for _ in 0..64 {
            reader.read_exact(&mut megabyte).expect("within the limit");
        }
        budget.reset();
        reader.read_exact(&mut megabyte).expect("within the new limit");
        budget.suspend();
        for _ in 0..100 {
            reader.read_exact(&mut megabyte).expect("without a limit");
        }
        budget.reset();
        for _ in 0..64 {
            reader.read_exact(&mut megabyte).expect("within the limit again");
        }
        let error = reader.read_exact(&mut megabyte).map_err(to_read_error);
        assert!(matches!(error, Err(ReadError::TooLarge { .. })), "{error:?}");
    }
}
