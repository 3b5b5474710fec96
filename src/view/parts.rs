//! Presets: the parts of a box that a page shows.

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
    /// Reads the parts from the values of `data-parts`, `data-issue` and `data-people`, of which
    /// the last has ids separated by commas. `None` if there are no parts of that name.
    ///
    /// ```
    /// use contract_fact_box::view::Parts;
    ///
    /// assert_eq!(Parts::parse("", "", ""), Some(Parts::All));
    /// assert_eq!(Parts::parse("words", "deal", ""), Some(Parts::Words(Some("deal".into()))));
    /// let people = vec!["ann".to_owned(), "bo".to_owned()];
    /// assert_eq!(Parts::parse("compare", "", "ann, bo"), Some(Parts::Compare(people)));
    /// assert_eq!(Parts::parse("everything", "", ""), None);
    /// ```
    pub fn parse(parts: &str, issue: &str, people: &str) -> Option<Self> {
        match parts {
            "" | "all" => Some(Self::All),
            "facts" => Some(Self::Facts),
            "words" => Some(Self::Words((!issue.is_empty()).then(|| issue.to_owned()))),
            "compare" => {
                let ids = people.split(',').map(str::trim).filter(|id| !id.is_empty());
                Some(Self::Compare(ids.map(str::to_owned).collect()))
            }
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
}
