//! Dates in words. One small formatter, the same natively and in the browser.

use crate::model::{Date, PartialDate};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date in words, the source's own where it has them; "date not given" where it gives none.
pub(super) fn words(date: &Date) -> String {
    let plain = plain(date.partial());
    match date.as_stated() {
        None => plain,
        Some(stated) if date.partial() == PartialDate::Unknown || stated.contains(&year(date.partial())) => {
            stated.to_owned()
        }
        Some(stated) => format!("{stated} ({plain})"),
    }
}

fn plain(date: PartialDate) -> String {
    let month = |month: u8| MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default();
    match date {
        PartialDate::Unknown => "date not given".to_owned(),
        PartialDate::Year(year) => year.to_string(),
        PartialDate::Month(year, number) => format!("{} {year}", month(number)),
        PartialDate::Day(year, number, day) => format!("{day} {} {year}", month(number)),
    }
}

fn year(date: PartialDate) -> String {
    match date {
        PartialDate::Unknown => String::new(),
        PartialDate::Year(year) | PartialDate::Month(year, _) | PartialDate::Day(year, ..) => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::model::{Date, PartialDate, Text};

    #[test]
    fn partial_dates_stay_partial() {
        let plain = |date| words(&Date::Plain(PartialDate::parse(date).expect("a date")));
        assert_eq!(plain("2024-06-03"), "3 June 2024");
        assert_eq!(plain("2024-06"), "June 2024");
        assert_eq!(plain("2024"), "2024");
        assert_eq!(plain("unknown"), "date not given");
    }

    #[test]
    fn the_words_of_the_source_are_kept() {
        let stated = |date, text: &str| {
            words(&Date::Stated { date: PartialDate::parse(date).expect("a date"), as_stated: Text(text.into()) })
        };
        assert_eq!(stated("unknown", "in June"), "in June");
        assert_eq!(stated("2018", "since at least 2018"), "since at least 2018");
        assert_eq!(stated("2024-06", "last month"), "last month (June 2024)");
    }
}
