//! Dates in words.

use super::super::Language;
use super::super::words::fill;
use crate::model::{Date, PartialDate};

/// A date in words, the source's own where it has them; that it is not given where it gives none.
pub(super) fn format_date(words: &Language, date: &Date) -> String {
    format_date_if_given(words, date).unwrap_or_else(|| words.format.no_date.to_owned())
}

/// The same, if a date or the source's words for it are given.
pub(in crate::view) fn format_date_if_given(words: &Language, date: &Date) -> Option<String> {
    match (format_partial_date(words, date.to_partial()), date.as_stated()) {
        (plain, None) => plain,
        (None, Some(stated)) => Some(stated.to_owned()),
        (Some(_), Some(stated)) if stated.contains(&format_year(date.to_partial())) => {
            Some(stated.to_owned())
        }
        (Some(plain), Some(stated)) => Some(words.add_aside(stated, &plain)),
    }
}

fn format_partial_date(words: &Language, date: PartialDate) -> Option<String> {
    let format = &words.format;
    let name = |month: u8| {
        format.months.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
    };
    let year = format_year(date);
    match date {
        PartialDate::Unknown => None,
        PartialDate::Year(_) => Some(fill(format.year, [("year", &year)])),
        PartialDate::Month(_, month) => {
            Some(fill(format.month, [("month", name(month)), ("year", &year)]))
        }
        PartialDate::Day(_, month, day) => Some(fill(
            format.day,
            [("day", &day.to_string()), ("month", name(month)), ("year", &year)],
        )),
    }
}

fn format_year(date: PartialDate) -> String {
    match date {
        PartialDate::Unknown => String::new(),
        PartialDate::Year(year) | PartialDate::Month(year, _) | PartialDate::Day(year, ..) => {
            year.to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::format_date;
    use crate::model::{Date, PartialDate, Verbatim};
    use crate::view::Language;

    #[test]
    fn partial_dates_stay_partial() {
        let plain = |date| {
            format_date(
                Language::for_tag("en"),
                &Date::Plain(PartialDate::parse(date).expect("a date")),
            )
        };
        assert_eq!(plain("2024-06-03"), "3 June 2024");
        assert_eq!(plain("2024-06"), "June 2024");
        assert_eq!(plain("2024"), "2024");
        assert_eq!(plain("unknown"), "undated");
    }

    #[test]
    fn the_words_of_the_source_are_kept() {
        let stated = |date, text: &str| {
            let date = PartialDate::parse(date).expect("a date");
            format_date(
                Language::for_tag("en"),
                &Date::Stated { date, as_stated: Verbatim(text.into()) },
            )
        };
        assert_eq!(stated("unknown", "in June"), "in June");
        assert_eq!(stated("2018", "since at least 2018"), "since at least 2018");
        assert_eq!(stated("2024-06", "last month"), "last month (June 2024)");
    }
}
