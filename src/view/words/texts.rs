//! TextTree that can be walked and changed, and the forms that a number asks for.

use super::super::pattern;

/// TextTree that can be walked and changed, whatever they stand in.
pub(crate) trait TextTree: Sized {
    /// Adds each text, with its place.
    fn collect_texts(&self, place: &str, all: &mut Vec<(String, &'static str)>);

    /// The same with each text changed.
    fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self;
}

impl TextTree for &'static str {
    fn collect_texts(&self, place: &str, all: &mut Vec<(String, &'static str)>) {
        all.push((place.to_owned(), self));
    }

    fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self {
        // Languages are made once and stay as long as the program.
        with(self).leak()
    }
}

impl TextTree for [&'static str; 12] {
    fn collect_texts(&self, place: &str, all: &mut Vec<(String, &'static str)>) {
        (1..)
            .zip(self)
            .for_each(|(number, text)| text.collect_texts(&format!("{place}.{number}"), all));
    }

    fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self {
        self.each_ref().map(|text| text.map_texts(with))
    }
}

impl TextTree for &'static [(&'static str, &'static str)] {
    fn collect_texts(&self, place: &str, all: &mut Vec<(String, &'static str)>) {
        self.iter().for_each(|(name, text)| text.collect_texts(&format!("{place}.{name}"), all));
    }

    fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self {
        self.iter().map(|(name, text)| (*name, text.map_texts(with))).collect::<Vec<_>>().leak()
    }
}

/// The form of words that a number asks for, by the names of CLDR.
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
    /// For a language with two forms; one with more adds them: `Counted { few: "…",
    /// ..Counted::of("…", "…") }`.
    pub(super) const fn of(one: &'static str, other: &'static str) -> Self {
        Self { one, two: "", few: "", many: "", other }
    }

    /// The pattern in a form, or in the last one where the language has no such.
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
    fn collect_texts(&self, place: &str, all: &mut Vec<(String, &'static str)>) {
        let forms = [
            ("one", self.one),
            ("two", self.two),
            ("few", self.few),
            ("many", self.many),
            ("other", self.other),
        ];
        let there = forms.into_iter().filter(|(_, pattern)| !pattern.is_empty());
        there.for_each(|(form, pattern)| pattern.collect_texts(&format!("{place}.{form}"), all));
    }

    fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self {
        let map = |pattern: &'static str| {
            if pattern.is_empty() { pattern } else { pattern.map_texts(with) }
        };
        Self {
            one: map(self.one),
            two: map(self.two),
            few: map(self.few),
            many: map(self.many),
            other: map(self.other),
        }
    }
}

/// A pattern with values in the places of their names, as [`pattern::fill`] makes it.
pub(crate) fn fill<const N: usize>(text: &str, values: [(&str, &str); N]) -> String {
    pattern::fill(text, &values)
}

#[cfg(test)]
mod tests {
    use super::{Counted, Form};

    #[test]
    fn a_form_that_a_language_lacks_is_the_last() {
        let counted = Counted { few: "few", ..Counted::of("one", "other") };
        assert_eq!(
            [Form::One, Form::Few, Form::Many].map(|form| counted.in_form(form)),
            ["one", "few", "other"]
        );
    }
}
