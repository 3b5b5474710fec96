//! Dates in words.

use super::super::Language;
use super::super::runs;
use super::super::words::{Format, fill};
use crate::model::{Date, PartialDate};

/// Formats a date, in the source's own words if it gives any. A date that is not given is
/// "undated".
pub(super) fn format_date(words: &Language, date: &Date) -> String {
    format_date_if_given(words, date).unwrap_or_else(|| words.format.no_date.to_owned())
}

/// Formats a date, in the source's own words if it gives any; `None` if neither is given.
pub(in crate::view) fn format_date_if_given(words: &Language, date: &Date) -> Option<String> {
    match (format_partial_date(words, date.to_partial()), date.as_stated()) {
        (plain, None) => plain,
        (None, Some(stated)) => Some(stated.to_owned()),
        // The source's words name the year already: the date after them would repeat it.
        (Some(_), Some(stated)) if stated.contains(&format_year(date.to_partial())) => {
            Some(stated.to_owned())
        }
        (Some(plain), Some(stated)) => Some(words.add_aside(stated, &plain)),
    }
}

/// Formats a span of time, as far as its two dates are given: "2019 to 2024", "from 2019", "until
/// 2024"; `None` if neither is.
pub(super) fn format_span(words: &Language, from: &Date, to: &Date) -> Option<String> {
    let (labels, from, to) =
        (&words.spans, format_date_if_given(words, from), format_date_if_given(words, to));
    match (from, to) {
        (Some(from), Some(to)) => Some(fill(labels.from_to, [("from", &*from), ("to", &to)])),
        (Some(from), None) => Some(fill(labels.from, [("from", &from)])),
        (None, Some(to)) => Some(fill(labels.to, [("to", &to)])),
        (None, None) => None,
    }
}

/// Formats a date for a small place: with the month as short as newspapers write it and without the
/// source's own words, unless there is nothing else.
pub(super) fn format_short_date(words: &Language, date: &Date) -> Option<String> {
    let plain = format_with_months(words, &words.format.short_months, date.to_partial());
    plain.or_else(|| date.as_stated().map(str::to_owned))
}

fn format_partial_date(words: &Language, date: PartialDate) -> Option<String> {
    format_with_months(words, &words.format.months, date)
}

fn format_with_months(
    words: &Language,
    months: &[&'static str; 12],
    date: PartialDate,
) -> Option<String> {
    let format = &words.format;
    let year = format_year(date);
    let text = match date {
        PartialDate::Unknown => None,
        PartialDate::Year(_) => Some(fill(format.year, [("year", &year)])),
        PartialDate::Month(_, month) => {
            Some(fill(format.month, [("month", month_name(months, month)), ("year", &year)]))
        }
        PartialDate::Day(_, month, day) => Some(fill(
            format.day,
            [
                ("day", &*day_number(format, day)),
                ("month", month_name(months, month)),
                ("year", &year),
            ],
        )),
    };
    // A voice that reads the month reads the day and the year.
    text.map(|text| runs::mark_whole(&text))
}

fn day_number(format: &Format, day: u8) -> String {
    if day == 1 { format.first_day.to_owned() } else { day.to_string() }
}

/// The name of a month, by its number from 1.
fn month_name(months: &[&'static str; 12], month: u8) -> &'static str {
    let index = usize::from(month).wrapping_sub(1);
    months.get(index).copied().unwrap_or_default()
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
    use super::{format_date, format_short_date};
    use crate::model::{Date, PartialDate, Verbatim};
    use crate::view::Language;

    #[test]
    fn partial_dates_stay_partial() {
        for (date, expected) in [
            ("2024-06-03", "3 June 2024"),
            ("2024-06", "June 2024"),
            ("2024", "2024"),
            ("unknown", "undated"),
        ] {
            let date = Date::Plain(PartialDate::parse(date).expect("a date"));
            assert_eq!(format_date(Language::for_tag("en"), &date), expected);
        }
    }

    #[test]
    fn each_region_writes_dates_in_its_own_way() {
        for (lang, date, long, short) in [
            ("en-US", "2026-11-26", "November 26, 2026", "Nov. 26, 2026"),
            ("en-US", "2026-06", "June 2026", "June 2026"),
            ("en-CA", "2026-11-26", "November 26, 2026", "Nov 26, 2026"),
            ("en-AU", "2026-11-26", "26 November 2026", "26 Nov 2026"),
            ("fr", "2026-01-01", "1er janvier 2026", "1er janv. 2026"),
            ("fr-FR", "2026-11-26", "26 novembre 2026", "26 nov. 2026"),
            ("fr-CA", "2026-07-14", "14 juillet 2026", "14 juill. 2026"),
        ] {
            let date = Date::Plain(PartialDate::parse(date).expect("a date"));
            let words = Language::for_tag(lang);
            assert_eq!(format_date(words, &date), long, "{lang}");
            assert_eq!(format_short_date(words, &date).as_deref(), Some(short), "{lang}");
        }
    }

    #[test]
    fn the_words_of_the_source_are_kept() {
        for (date, text, expected) in [
            ("unknown", "in June", "in June"),
            ("2018", "since at least 2018", "since at least 2018"),
            ("2024-06", "last month", "last month (June 2024)"),
        ] {
            let date = PartialDate::parse(date).expect("a date");
            let date = Date::Stated { date, as_stated: Verbatim(text.into()) };
            assert_eq!(format_date(Language::for_tag("en"), &date), expected);
        }
    }

    #[test]
    fn a_small_place_has_short_months_and_the_sources_words_only_without_a_date() {
        for (date, text, expected) in [
            ("2024-09-03", "early in September", Some("3 Sept 2024")),
            ("2024-06", "last month", Some("June 2024")),
            ("unknown", "in spring", Some("in spring")),
        ] {
            let date = PartialDate::parse(date).expect("a date");
            let date = Date::Stated { date, as_stated: Verbatim(text.into()) };
            let short = format_short_date(Language::for_tag("en"), &date);
            assert_eq!(short.as_deref(), expected);
        }
        let unknown = Date::Plain(PartialDate::Unknown);
        assert_eq!(format_short_date(Language::for_tag("en"), &unknown), None);
    }
}
