//! Whether somebody whose language it is has read the texts of the interface.

/// Who has read the texts of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignOff {
    /// They were written in this language.
    Original,
    /// They were translated, and a native reader has read all of them and stands by them.
    Signed,
    /// They were translated, and no native reader has read all of them yet. `check`, `build`,
    /// `prerender`, `card` and `translate` say so to whoever publishes in the language.
    Unsigned,
}
