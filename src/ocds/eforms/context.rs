//! What all parts of a notice are read with: its languages, its kinds of values, and the notes.

use super::build::{object, put, text, texts};
use super::code::{FormType, Names, look_up};
use super::note::Note;
use super::xml::Element;
use crate::ocds::Json;
use crate::ocds::json::Object;

/// What the parts of one notice have in common.
pub(super) struct Context<'a> {
    pub(super) root: Element<'a>,
    /// The id of the notice (BT-701), or of its procedure.
    pub(super) notice: String,
    /// The notice whose numbering the technical ids follow: this one, or the one that it changes.
    pub(super) scope: String,
    /// The language of the release, as in `en`.
    pub(super) lang: String,
    /// The notice’s main language (BT-702(a)).
    pub(super) main_lang: String,
    pub(super) form: Option<FormType>,
    /// Whether TED has published it, with a publication number (OPP-010). TED masks what is
    /// withheld, and adds it when it may be published.
    pub(super) published: bool,
    pub(super) notes: Vec<Note>,
    pub(super) withheld: Vec<Json>,
}

/// What a date that is written without a time starts or ends.
#[derive(Clone, Copy)]
pub(super) enum Edge {
    Start,
    End,
}

/// Returns the language of a code of ISO 639-3, such as `ENG`, as two letters. What has none stays
/// as it is, in small letters. Of a language with a region, such as `en-GB`, the region is left
/// out: notices know none.
pub(super) fn read_language(code: &str) -> String {
    let code = code.split('-').next().unwrap_or(code).trim().to_ascii_lowercase();
    let short = isolang::Language::from_639_3(&code).and_then(|language| language.to_639_1());
    short.map_or(code, str::to_owned)
}

/// Whether a value is what TED writes in place of one that is withheld.
pub(super) fn is_masked(value: &str) -> bool {
    matches!(value, "unpublished" | "-1" | "-1.0" | "-1.00") || value.starts_with("1970-01-01")
}

impl Context<'_> {
    /// Makes the id in the release of a technical id, such as `ORG-0001`. Notices number anew, so
    /// the same technical id in two notices of a procedure is not the same organisation or
    /// contract.
    pub(super) fn globalize(&self, technical_id: &str) -> String {
        format!("{}/{technical_id}", self.scope)
    }

    /// Makes the ids in the release of technical ids.
    pub(super) fn globalize_all(&self, technical_ids: &[String]) -> Json {
        texts(technical_ids.iter().map(|id| self.globalize(id)))
    }

    /// Sets a text that may be in several languages: in that of the release under its key, and in
    /// the others as OCDS has translations, as in `title_fr`.
    pub(super) fn put_text(&mut self, object: &mut Object, key: &str, elements: &[Element]) {
        let lang = self.put_name(object, key, elements);
        if let (Some(lang), Some(element)) = (lang, elements.first()) {
            self.notes.push(Note::OtherLanguage { path: element.path(), lang });
        }
    }

    /// Sets a name as [`Context::put_text`] does a text. Returns its language if that is not the
    /// release’s, which is no fault in a name.
    pub(super) fn put_name(
        &self,
        object: &mut Object,
        key: &str,
        elements: &[Element],
    ) -> Option<String> {
        // Of elements in the same language, each is a part of the text.
        let mut by_lang: Vec<(String, String)> = Vec::new();
        for element in elements {
            let Some(text) = element.text().filter(|text| !is_masked(text)) else { continue };
            let lang =
                element.attribute("languageID").map_or(self.main_lang.clone(), read_language);
            match by_lang.iter_mut().find(|(known, _)| *known == lang) {
                Some((_, before)) => *before = format!("{before}\n{text}"),
                None => by_lang.push((lang, text)),
            }
        }
        let find = |wanted: &str| by_lang.iter().find(|(lang, _)| lang == wanted);
        let (lang, chosen) =
            find(&self.lang).or_else(|| find(&self.main_lang)).or_else(|| by_lang.first())?;
        put(object, key, text(chosen.as_str()));
        for (other, translation) in by_lang.iter().filter(|(other, _)| other != lang) {
            put(object, &format!("{key}_{other}"), text(translation.as_str()));
        }
        (*lang != self.lang).then(|| lang.clone())
    }

    /// Reads an amount with its currency. The amount stays as it is written; a decimal of XML that
    /// is no number of JSON, such as `+5`, becomes a string.
    pub(super) fn read_amount(&mut self, element: Option<Element>) -> Option<Json> {
        let element = element?;
        let amount = element.text()?;
        if is_masked(&amount) {
            return None;
        }
        let amount = match Json::parse(&amount) {
            Ok(number @ Json::Number(_)) => number,
            _ if is_decimal(&amount) => text(amount),
            _ => return self.refuse(element, amount),
        };
        let currency = element.attribute("currencyID").map(text);
        Some(Json::Object(object([("amount", Some(amount)), ("currency", currency)])))
    }

    /// Reads a number, such as a count.
    pub(super) fn read_number(&mut self, element: Option<Element>) -> Option<Json> {
        let element = element?;
        let number = element.text()?;
        match Json::parse(&number) {
            _ if is_masked(&number) => None,
            Ok(json @ Json::Number(_)) => Some(json),
            _ => self.refuse(element, number),
        }
    }

    /// Reads a date, and its time if there is one, as OCDS has them: with a time and a zone. The
    /// guidance says which to add where the notice has none.
    pub(super) fn read_date(
        &mut self,
        date: Option<Element>,
        time: Option<Element>,
        edge: Edge,
    ) -> Option<Json> {
        let element = date?;
        let written = element.text()?;
        if is_masked(&written) {
            return None;
        }
        let Some((day, zone)) = split_day(&written) else { return self.refuse(element, written) };
        let time = time.and_then(Element::text);
        let (clock, time_zone) = match time.as_deref().and_then(split_clock) {
            Some((clock, zone)) => (clock, zone),
            None => (if matches!(edge, Edge::End) { "23:59:59" } else { "00:00:00" }, ""),
        };
        let zone = [time_zone, zone, "Z"].into_iter().find(|zone| !zone.is_empty())?;
        Some(text(format!("{day}T{clock}{zone}")))
    }

    /// Reads a code by the table of what it is in OCDS, or of its names.
    pub(super) fn read_code(
        &mut self,
        names: Names,
        business_term: &'static str,
        code: Option<String>,
    ) -> Option<&'static str> {
        let code = code.filter(|code| !is_masked(code))?;
        let name = look_up(names, &code);
        if name.is_none() {
            self.notes.push(Note::UnknownCode { business_term, code });
        }
        name
    }

    /// Makes a classification of a code, with its name.
    pub(super) fn classify(
        &mut self,
        scheme: &'static str,
        names: Names,
        business_term: &'static str,
        code: Option<String>,
    ) -> Option<Json> {
        let code = code.filter(|code| !is_masked(code))?;
        let name = self.read_code(names, business_term, Some(code.clone()));
        Some(Json::Object(object([
            ("scheme", Some(text(scheme))),
            ("id", Some(text(code))),
            ("description", name.map(text)),
        ])))
    }

    fn refuse(&mut self, element: Element, text: String) -> Option<Json> {
        self.notes.push(Note::Unreadable { path: element.path(), text });
        None
    }
}

/// Splits a date of XML into day and zone, which may be empty.
pub(super) fn split_day(text: &str) -> Option<(&str, &str)> {
    let (day, zone) = text.split_at_checked(10)?;
    is_like(day, "0000-00-00").then_some(())?;
    // Some notices have a time where the schema has a date.
    let zone = match zone.strip_prefix('T') {
        Some(time) => split_clock(time)?.1,
        None => zone,
    };
    is_zone(zone).then_some((day, zone))
}

/// Splits a time of XML into the clock’s and the zone, which may be empty.
fn split_clock(text: &str) -> Option<(&str, &str)> {
    let (clock, rest) = text.split_at_checked(8)?;
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    (is_like(clock, "00:00:00") && is_zone(zone)).then_some((clock, zone))
}

/// Whether a text is a decimal number by the schema of XML: not `1.000,50`.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    all_digits(whole) && all_digits(fraction) && whole.len() + fraction.len() > 0
}

fn is_zone(zone: &str) -> bool {
    zone.is_empty() || zone == "Z" || is_like(zone, "+00:00") || is_like(zone, "-00:00")
}

/// Whether a text has digits where a pattern has `0`, and the same characters elsewhere.
fn is_like(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.chars().zip(pattern.chars()).all(|(character, expected)| match expected {
            '0' => character.is_ascii_digit(),
            _ => character == expected,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_decimals_and_languages_are_read_as_they_are_written() {
        for (text, expected) in [
            ("2026-03-02", Some(("2026-03-02", ""))),
            ("2026-03-02Z", Some(("2026-03-02", "Z"))),
            ("2026-03-02-01:00", Some(("2026-03-02", "-01:00"))),
            ("2026-03-02T10:00:00.5+02:00", Some(("2026-03-02", "+02:00"))),
            ("2 March 2026", None),
            ("2026-03-0é", None),
            ("2026-03-02 10", None),
        ] {
            assert_eq!(split_day(text), expected, "{text}");
        }
        for (text, expected) in
            [("+5", true), ("05.10", true), (".5", true), ("5.", true), (".", false), ("", false)]
        {
            assert_eq!(is_decimal(text), expected, "{text}");
        }
        for text in ["1.000,50", "1 000", "--5", "5€", "1.2.3"] {
            assert!(!is_decimal(text), "{text}");
        }
        for (code, lang) in
            [("en-GB", "en"), ("ENG", "en"), ("ELL", "el"), ("fra", "fr"), ("ZZZ", "zzz")]
        {
            assert_eq!(read_language(code), lang);
        }
    }
}
