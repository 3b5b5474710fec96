//! Operations on the texts of a language: collecting and changing them, choosing the form for a
//! number, filling and joining.

use super::super::pattern::{self, Token};
use super::connectives::connect;

/// A text or a structure of texts, all of which can be collected or changed.
pub(crate) trait TextTree: Sized {
    /// Adds each text with its path; `path` is that of the structure.
    fn collect_texts(&self, path: &str, all: &mut Vec<(String, &'static str)>);

    /// Returns the same structure with each text changed.
    fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self;
}

impl TextTree for &'static str {
    fn collect_texts(&self, path: &str, all: &mut Vec<(String, &'static str)>) {
        all.push((path.to_owned(), self));
    }

    fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self {
        // A leak costs nothing here: languages are created once and live as long as the program.
        with(self).leak()
    }
}

impl TextTree for [&'static str; 12] {
    fn collect_texts(&self, path: &str, all: &mut Vec<(String, &'static str)>) {
        for (number, text) in (1..).zip(self) {
            text.collect_texts(&format!("{path}.{number}"), all);
        }
    }

    fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self {
        self.each_ref().map(|text| text.map_texts(with))
    }
}

impl TextTree for &'static [(&'static str, &'static str)] {
    fn collect_texts(&self, path: &str, all: &mut Vec<(String, &'static str)>) {
        for (name, text) in *self {
            text.collect_texts(&format!("{path}.{name}"), all);
        }
    }

    fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self {
        self.iter().map(|(name, text)| (*name, text.map_texts(with))).collect::<Vec<_>>().leak()
    }
}

/// The form of words that a number takes, by its name in the Unicode CLDR plural rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(dead_code, reason = "English has two; other languages have more")]
pub(crate) enum Form {
    One,
    Two,
    Few,
    Many,
    Other,
}

/// A pattern in each form that the language has; the others are empty.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub(crate) one: &'static str,
    pub(crate) two: &'static str,
    pub(crate) few: &'static str,
    pub(crate) many: &'static str,
    pub(crate) other: &'static str,
}

impl Counted {
    /// Creates a pattern in a language with two forms. A language with more adds them: `Counted {
    /// few: "…", ..Counted::of("…", "…") }`.
    pub(super) const fn of(one: &'static str, other: &'static str) -> Self {
        Self { one, two: "", few: "", many: "", other }
    }

    /// Returns the pattern in a form, or in the last form if the language does not have it.
    pub(crate) fn in_form(&self, form: Form) -> &'static str {
        let pattern = match form {
            Form::One => self.one,
            Form::Two => self.two,
            Form::Few => self.few,
            Form::Many => self.many,
            Form::Other => self.other,
        };
        if pattern.is_empty() { self.other } else { pattern }
    }
}

impl TextTree for Counted {
    fn collect_texts(&self, path: &str, all: &mut Vec<(String, &'static str)>) {
        let forms = [
            ("one", self.one),
            ("two", self.two),
            ("few", self.few),
            ("many", self.many),
            ("other", self.other),
        ];
        for (form, pattern) in forms {
            if !pattern.is_empty() {
                pattern.collect_texts(&format!("{path}.{form}"), all);
            }
        }
    }

    fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self {
        // A form that the language does not have must stay empty.
        let [one, two, few, many, other] = [self.one, self.two, self.few, self.many, self.other]
            .map(|pattern| if pattern.is_empty() { pattern } else { pattern.map_texts(with) });
        Self { one, two, few, many, other }
    }
}

/// Fills a pattern, as [`pattern::fill`] does, and writes the connective of a placeholder that has
/// one, as in `{de who}`.
pub(crate) fn fill<const N: usize>(text: &str, values: [(&str, &str); N]) -> String {
    let mut filled = String::new();
    for token in pattern::tokens(text) {
        match token {
            Token::Text(text) => filled.push_str(text),
            Token::Placeholder(placeholder) => {
                let (connective, name) = split_placeholder(placeholder);
                let value = values.iter().find(|(known, _)| *known == name);
                let value = value.map_or(name, |(_, value)| value);
                match connective {
                    Some(connective) => filled.push_str(&connect(connective, value)),
                    None => filled.push_str(value),
                }
            }
        }
    }
    filled
}

/// The connective of a placeholder, if it has one, and the name of its value.
pub(super) fn split_placeholder(placeholder: &str) -> (Option<&str>, &str) {
    match placeholder.split_once(' ') {
        Some((connective, name)) => (Some(connective), name),
        None => (None, placeholder),
    }
}

/// Joins texts, leaving out empty ones.
pub(crate) fn join_non_empty<const N: usize>(parts: [&str; N], between: &str) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::{Counted, Form};

    #[test]
    fn a_form_that_a_language_lacks_is_replaced_by_the_last() {
        let counted = Counted { few: "few", ..Counted::of("one", "other") };
        assert_eq!(
            [Form::One, Form::Few, Form::Many].map(|form| counted.in_form(form)),
            ["one", "few", "other"]
        );
    }
}
