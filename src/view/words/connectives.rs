//! Words whose form depends on the value that follows: French "de" is "d’" before a vowel, and "du"
//! before a day.
//!
//! A pattern has such a word inside the placeholder, as in `{de who}`.

use super::super::runs::split_leading_mark;
use super::fr::FR;

/// Writes a connective and the value after it.
///
/// | Connective | Before names and amounts | Before dates |
/// |---|---|---|
/// | `de` | de, d’, du, des | du 3 juin, de juin, de 2026, d’avril |
/// | `à` | à, au, aux | au 3 juin, à juin, à 2026 |
/// | `au` | à, au, aux | au 3 juin, en juin, en 2026 |
/// | `le` | | le 3 juin, juin, 2026 |
/// | `en` | | le 3 juin, en juin, en 2026 |
///
/// A date in the source's own words is none of these: before it stands nothing or, of `de`, `à` and
/// `au`, what stands before a name. Any other connective stays as it is, with a space.
pub(super) fn connect(connective: &str, value: &str) -> String {
    let date = DateKind::of(value);
    match (connective, date) {
        ("de", Some(DateKind::Day)) => format!("du {value}"),
        ("à" | "au", Some(DateKind::Day)) => format!("au {value}"),
        ("le" | "en", Some(DateKind::Day)) => format!("le {value}"),
        ("au" | "en", Some(DateKind::Longer)) => format!("en {value}"),
        ("le", _) | ("en", None) => value.to_owned(),
        ("de", _) => contract_name("de", value),
        ("à" | "au", _) => contract_name("à", value),
        _ => format!("{connective} {value}"),
    }
}

/// Writes "de" or "à" before a name, drawn together with its article or its first vowel.
fn contract_name(preposition: &str, name: &str) -> String {
    let is_de = preposition == "de";
    let articles =
        if is_de { [("Le ", "du "), ("Les ", "des ")] } else { [("Le ", "au "), ("Les ", "aux ")] };
    for (article, contracted) in articles {
        // Both cases: a name may be in the middle of a sentence.
        for article in [article, &article.to_lowercase()] {
            if let Some(rest) = name.strip_prefix(article) {
                return format!("{contracted}{rest}");
            }
        }
    }
    match preposition {
        // A range begins with it already: "de 25 à 30 millions".
        "de" if name.starts_with("de ") || name.starts_with("du ") => name.to_owned(),
        "de" if is_elided_before(split_leading_mark(name).1) => format!("d’{name}"),
        _ => format!("{preposition} {name}"),
    }
}

/// Whether a word begins with a vowel that is heard. An h is taken to be one that is not elided, as
/// that of foreign names is, except before the accented letters of French ones.
fn is_elided_before(word: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    let (first, second) = (letters.next(), letters.next());
    match first {
        Some(first) if "aàâeéèêëiîïoôœuùûü".contains(first) => {
            // "le onze", "le oui".
            !["onze", "oui"].iter().any(|exception| word.to_lowercase().starts_with(exception))
        }
        Some('h') => second.is_some_and(|second| "éèêôœy".contains(second)),
        Some('y') => second.is_some_and(|second| !"aeiou".contains(second)),
        _ => false,
    }
}

/// What kind of date a text in French is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateKind {
    /// A day: "3 juin 2026".
    Day,
    /// A month or a year: "juin 2026", "2026".
    Longer,
}

impl DateKind {
    /// The kind of the date that a text begins with; `None` if it begins with anything else.
    fn of(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let is_month = |word| {
            let mut months = FR.format.months.iter().chain(&FR.format.short_months);
            months.any(|month| *month == word)
        };
        let is_number = |word: &str, digits: std::ops::RangeInclusive<usize>| {
            digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        if is_month(second) && (first == FR.format.first_day || is_number(first, 1..=2)) {
            Some(Self::Day)
        } else if is_month(first) && is_number(second, 4..=4)
            || is_number(first, 4..=4) && second.is_empty()
        {
            Some(Self::Longer)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::connect;
    use crate::view::words::fill;

    #[test]
    fn a_preposition_is_drawn_together_with_what_follows() {
        for (connective, value, text) in [
            ("de", "Sam Sample", "de Sam Sample"),
            ("de", "Ann Example", "d’Ann Example"),
            ("de", "Élus d’Anytown", "d’Élus d’Anytown"),
            ("de", "Le Courrier d’Anytown", "du Courrier d’Anytown"),
            ("de", "Les Amis du parc", "des Amis du parc"),
            ("de", "la mairie", "de la mairie"),
            ("de", "Hampshire", "de Hampshire"),
            ("de", "Hélène Example", "d’Hélène Example"),
            ("de", "Yves Example", "d’Yves Example"),
            ("de", "York", "de York"),
            ("de", "de 2 à 3 millions", "de 2 à 3 millions"),
            ("à", "Ann Example", "à Ann Example"),
            ("à", "Le Courrier", "au Courrier"),
            ("à", "les habitants", "aux habitants"),
            ("à", "50 millions", "à 50 millions"),
        ] {
            assert_eq!(connect(connective, value), text);
        }
    }

    #[test]
    fn a_date_takes_the_article_of_a_day_alone() {
        for (value, texts) in [
            (
                "1er janvier 2026",
                [
                    "du 1er janvier 2026",
                    "au 1er janvier 2026",
                    "au 1er janvier 2026",
                    "le 1er janvier 2026",
                    "le 1er janvier 2026",
                ],
            ),
            (
                "3 févr. 2026",
                [
                    "du 3 févr. 2026",
                    "au 3 févr. 2026",
                    "au 3 févr. 2026",
                    "le 3 févr. 2026",
                    "le 3 févr. 2026",
                ],
            ),
            (
                "avril 2026",
                ["d’avril 2026", "à avril 2026", "en avril 2026", "avril 2026", "en avril 2026"],
            ),
            ("2026", ["de 2026", "à 2026", "en 2026", "2026", "en 2026"]),
            (
                "la semaine dernière",
                [
                    "de la semaine dernière",
                    "à la semaine dernière",
                    "à la semaine dernière",
                    "la semaine dernière",
                    "la semaine dernière",
                ],
            ),
        ] {
            assert_eq!(["de", "à", "au", "le", "en"].map(|word| connect(word, value)), texts);
        }
        assert_eq!(fill("Depuis {le date}.", [("date", "3 mai 2026")]), "Depuis le 3 mai 2026.");
    }
}
