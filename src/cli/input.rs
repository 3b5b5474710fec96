//! Story files as arguments, where `-` means standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::check::to_one_line;

/// Reads the text of a file.
///
/// # Errors
///
/// The fact, what was not `done`, as in "checked", and the fix.
pub(super) fn read_text(file: &Path, done: &str) -> Result<String, String> {
    String::from_utf8(read_bytes(file, done)?).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        format!("byte {} is not UTF-8; it was not {done}; save the file as UTF-8", valid + 1)
    })
}

/// Reads the bytes of a file. For errors see [`read_text`].
pub(super) fn read_bytes(file: &Path, done: &str) -> Result<Vec<u8>, String> {
    let bytes = if is_stdin(file) {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    bytes.map_err(|error| {
        let fix = match error.kind() {
            io::ErrorKind::NotFound => "correct the name",
            io::ErrorKind::IsADirectory => "name the files in it",
            _ => "make it readable",
        };
        format!("cannot be read ({error}); it was not {done}; {fix}")
    })
}

/// Returns the name of a file in messages.
pub(super) fn display_name(file: &Path) -> String {
    if is_stdin(file) {
        "standard input".to_owned()
    } else {
        to_one_line(&file.display().to_string())
    }
}

/// Whether the argument means standard input.
pub(super) fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}
