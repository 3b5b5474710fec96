//! Presets: the parts of a box that a page shows.

use std::fmt;

/// Which parts of the box a page shows.
///
/// Whatever it is, criticism stands with the response to it, and each preset links to the whole box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Parts {
    /// The whole box.
    #[default]
    All,
    /// The head with the status track, and the key facts.
    Facts,
    /// Who says what: on one question, by its id, or on all questions about the contract.
    Words(Option<String>),
    /// The comparison of these people, by their ids.
    Compare(Vec<String>),
}

impl Parts {
    /// The most people that are compared.
    pub const MAX_PEOPLE: usize = 4;

    /// Reads the parts as [`Display`](fmt::Display) writes them: the name and, after a slash, the
    /// ids, separated by commas. `None` if there are no parts of that name.
    ///
    /// ```
    /// use contract_fact_box::view::Parts;
    ///
    /// let people = vec!["ann".to_owned(), "bo".to_owned()];
    /// for (text, parts) in [
    ///     ("", Parts::All),
    ///     ("all", Parts::All),
    ///     ("facts", Parts::Facts),
    ///     ("words", Parts::Words(None)),
    ///     ("words/deal", Parts::Words(Some("deal".into()))),
    ///     ("compare/ann,bo", Parts::Compare(people)),
    /// ] {
    ///     assert_eq!(Parts::parse(text), Some(parts));
    /// }
    /// assert_eq!(Parts::parse("everything"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (name, ids) = text.split_once('/').unwrap_or((text, ""));
        match name {
            "" | "all" => Some(Self::All),
            "facts" => Some(Self::Facts),
            "words" => Some(Self::Words((!ids.is_empty()).then(|| ids.to_owned()))),
            "compare" => Some(Self::Compare(ids.split(',').map(str::to_owned).collect())),
            _ => None,
        }
    }

    /// The value of `data-parts`; `all` for the whole box.
    pub fn name(&self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Facts => "facts",
            Self::Words(_) => "words",
            Self::Compare(_) => "compare",
        }
    }

    /// The value of `data-issue`; empty unless one question is shown.
    pub fn issue(&self) -> &str {
        match self {
            Self::Words(Some(issue)) => issue,
            Self::All | Self::Facts | Self::Words(None) | Self::Compare(_) => "",
        }
    }

    /// The value of `data-people`; empty unless people are compared.
    pub fn people(&self) -> String {
        match self {
            Self::Compare(people) => people.join(","),
            Self::All | Self::Facts | Self::Words(_) => String::new(),
        }
    }
}

/// Writes the parts as [`Parts::parse`] reads them: `facts`, `words/deal`, `compare/ann,bo`.
impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            Self::All | Self::Facts | Self::Words(None) => Ok(()),
            Self::Words(Some(issue)) => write!(f, "/{issue}"),
            Self::Compare(people) => write!(f, "/{}", people.join(",")),
        }
    }
}
