//! Dates as sources give them: complete, partial, or not at all.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Verbatim;

/// A date that may be partial: `2024`, `2024-06`, `2024-06-03`, or `unknown`.
///
/// `not_given` is read as `unknown`: to a reader both say that the source gives no date.
/// Ordered by what is written: an unknown date first, a year before its months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartialDate {
    /// The source gives no date.
    #[default]
    Unknown,
    /// A year.
    Year(u16),
    /// A year and a month, 1 to 12.
    Month(u16, u8),
    /// A year, a month and a day, valid in the Gregorian calendar.
    Day(u16, u8, u8),
}

impl PartialDate {
    /// Parses a date; `None` if it has none of the four forms or is not in the calendar.
    ///
    /// ```
    /// use contract_fact_box::model::PartialDate;
    ///
    /// assert_eq!(PartialDate::parse("2024-06"), Some(PartialDate::Month(2024, 6)));
    /// assert_eq!(PartialDate::parse("not_given"), Some(PartialDate::Unknown));
    /// assert_eq!(PartialDate::parse("2023-02-29"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        if matches!(text, "unknown" | "not_given") {
            return Some(Self::Unknown);
        }
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|part| number(part, 2));
        let day = parts.next().map(|part| number(part, 2));
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (None, None) => Some(Self::Year(year)),
            (Some(month), None) => {
                let month = u8::try_from(month?).ok()?;
                (1..=12).contains(&month).then_some(Self::Month(year, month))
            }
            (Some(month), Some(day)) => {
                let (month, day) = (u8::try_from(month?).ok()?, u8::try_from(day?).ok()?);
                (1..=days_in(year, month)).contains(&day).then_some(Self::Day(year, month, day))
            }
            (None, Some(_)) => None,
        }
    }
}

impl PartialDate {
    /// Whether every day that this date may mean comes before every day that `other` may mean.
    ///
    /// ```
    /// use contract_fact_box::model::PartialDate;
    ///
    /// let february = PartialDate::Month(2026, 2);
    /// assert!(february.is_surely_before(PartialDate::Day(2026, 3, 1)));
    /// assert!(!february.is_surely_before(PartialDate::Year(2026)));
    /// assert!(!PartialDate::Unknown.is_surely_before(february));
    /// ```
    pub fn is_surely_before(self, other: Self) -> bool {
        matches!((self.last_day(), other.first_day()), (Some(last), Some(first)) if last < first)
    }

    /// Returns the last day that this date may mean as the number of days since 1 January 1970. `None`
    /// if the date is unknown.
    ///
    /// ```
    /// use contract_fact_box::model::PartialDate;
    ///
    /// let number = |text| PartialDate::parse(text).and_then(PartialDate::to_day_number);
    /// assert_eq!(number("1970-01-01"), Some(0));
    /// assert_eq!(number("2026-12"), Some(number("2027-01-01").unwrap() - 1));
    /// assert_eq!(number("unknown"), None);
    /// ```
    pub fn to_day_number(self) -> Option<i32> {
        let (year, month, day) = self.last_day()?;
        // The days of whole years since year 0, with the months before March counted to the year
        // before, so that a leap day is the last day of its year. The method is that of Howard
        // Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let (month, day) = (i32::from(month), i32::from(day));
        let year = i32::from(year) - i32::from(month <= 2);
        let century_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Some(365 * year + century_days + day_of_year - 719_468)
    }

    fn first_day(self) -> Option<(u16, u8, u8)> {
        match self {
            Self::Unknown => None,
            Self::Year(year) => Some((year, 1, 1)),
            Self::Month(year, month) => Some((year, month, 1)),
            Self::Day(year, month, day) => Some((year, month, day)),
        }
    }

    fn last_day(self) -> Option<(u16, u8, u8)> {
        match self {
            Self::Unknown => None,
            Self::Year(year) => Some((year, 12, 31)),
            Self::Month(year, month) => Some((year, month, days_in(year, month))),
            Self::Day(year, month, day) => Some((year, month, day)),
        }
    }
}

fn number(part: &str, width: usize) -> Option<u16> {
    (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("unknown"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(year, month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'_, str>>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format_args!("{text:?} is not a date")))
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "PartialDate".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "x-format": "date" })
    }
}

/// A date, with the source's own words if they say more ("in June").
///
/// The words may be written behind the date: `"2018: since at least 2018"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(extend("x-short" = ["date", "as_stated"]))]
pub enum Date {
    /// The date alone.
    Plain(PartialDate),
    /// The date, and the words of the source.
    Stated {
        /// The date.
        date: PartialDate,
        /// The source's words.
        as_stated: Verbatim,
    },
}

impl Date {
    /// Returns the date without the words.
    ///
    /// ```
    /// use contract_fact_box::model::Date;
    ///
    /// let date: Date = serde_json::from_str(r#"{"date": "2024-06", "as_stated": "in June"}"#)?;
    /// assert_eq!(date.to_partial().to_string(), "2024-06");
    /// assert_eq!(date.as_stated(), Some("in June"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn to_partial(&self) -> PartialDate {
        match self {
            Self::Plain(date) | Self::Stated { date, .. } => *date,
        }
    }

    /// Returns the source's words, if the document has them.
    pub fn as_stated(&self) -> Option<&str> {
        match self {
            Self::Plain(_) => None,
            Self::Stated { as_stated, .. } => Some(as_stated),
        }
    }
}

impl Default for Date {
    fn default() -> Self {
        Self::Plain(PartialDate::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn reads_the_four_forms_and_writes_them_back() {
        for text in ["2024", "2024-06", "2024-06-03", "2024-02-29", "unknown"] {
            let date = PartialDate::parse(text).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some(text));
        }
        assert_eq!(PartialDate::parse("not_given"), Some(PartialDate::Unknown));
    }

    #[test]
    fn a_date_is_before_another_only_where_no_reading_says_otherwise() {
        let before = |one, other| {
            let (one, other) = (
                PartialDate::parse(one).expect("a date"),
                PartialDate::parse(other).expect("a date"),
            );
            one.is_surely_before(other)
        };
        for (one, other) in [
            ("2025", "2026"),
            ("2026-02", "2026-03-01"),
            ("2026-02-28", "2026-03"),
            ("2025", "2026-01"),
        ] {
            assert!(before(one, other) && !before(other, one), "{one} {other}");
        }
        for (one, other) in
            [("2026", "2026"), ("2026-02", "2026"), ("2026-02-03", "2026-02"), ("unknown", "2026")]
        {
            assert!(!before(one, other) && !before(other, one), "{one} {other}");
        }
    }

    #[test]
    fn refuses_what_is_not_in_the_calendar() {
        for text in [
            "",
            "24",
            "2024-13",
            "2024-00",
            "2023-02-29",
            "1900-02-29",
            "2024-06-31",
            "2024-6-3",
            "2024-06-03-1",
            "June",
        ] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }
}
