//! Moments: points in time, for what must not be published before one.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::PartialDate;

const SECONDS_A_DAY: i64 = 24 * 60 * 60;

/// A point in time, to the second: a date and time with its distance from UTC (RFC 3339), or a day,
/// which begins at midnight UTC.
///
/// A day begins at the same moment for everybody who builds or checks a story, wherever their machine
/// is. Moments are ordered by time, however they are written.
///
/// ```
/// use contract_fact_box::model::Moment;
///
/// let embargo = Moment::parse("2026-06-01T00:01:00+01:00").expect("a moment");
/// assert!(embargo < Moment::parse("2026-06-01").expect("a day"));
/// assert_eq!(embargo.to_string(), "2026-06-01T00:01:00+01:00");
/// assert_eq!(embargo.to_unix_seconds(), 1_780_268_460);
/// assert!(Moment::parse("2026-06-01T00:01:00").is_none(), "nobody knows whose time that is");
/// ```
#[derive(Clone, Copy, Debug, Eq)]
pub struct Moment {
    /// The day, as it is written.
    day: PartialDate,
    /// The time of that day, unless only the day is written.
    time: Option<TimeOfDay>,
}

/// A time of a day, and its distance from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TimeOfDay {
    hour: u8,
    minute: u8,
    second: u8,
    offset: Offset,
}

/// A distance from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offset {
    /// None: written as `Z`.
    Zero,
    /// Hours and minutes to the east.
    East(u8, u8),
    /// Hours and minutes to the west.
    West(u8, u8),
}

impl Moment {
    /// 1 January 1970, 0:00 UTC.
    pub const UNIX_EPOCH: Self = Self { day: PartialDate::Day(1970, 1, 1), time: None };

    /// Parses a moment; `None` if it has none of the two forms or is not in the calendar. Fractions of
    /// a second are refused: nobody needs them here, and none is ever lost.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = match text.split_once('T') {
            Some((day, time)) => (day, Some(TimeOfDay::parse(time)?)),
            None => (text, None),
        };
        let day = PartialDate::parse(day)?;
        matches!(day, PartialDate::Day(..)).then_some(Self { day, time })
    }

    /// Returns the moment at which a day begins, by UTC. `None` if the date has no day.
    pub fn at_start_of(day: PartialDate) -> Option<Self> {
        matches!(day, PartialDate::Day(..)).then_some(Self { day, time: None })
    }

    /// Returns the day as it is written, by the clock of whoever wrote it.
    pub fn written_day(&self) -> PartialDate {
        self.day
    }

    /// Returns the number of seconds since 1 January 1970, 0:00 UTC.
    pub fn to_unix_seconds(&self) -> i64 {
        // Every moment has a day of the calendar.
        let days = i64::from(self.day.to_day_number().unwrap_or_default());
        days * SECONDS_A_DAY + self.time.map_or(0, TimeOfDay::to_seconds)
    }
}

impl TimeOfDay {
    /// Parses a time with its distance from UTC, as in `00:01:00+01:00`.
    fn parse(text: &str) -> Option<Self> {
        let (time, offset) = text.split_at_checked("00:00:00".len())?;
        let mut parts = time.split(':').map(parse_two_digits);
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        let is_of_clock = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
        let offset = Offset::parse(offset)?;
        is_of_clock.then_some(Self { hour, minute, second, offset })
    }

    /// Returns the seconds from midnight UTC of the day that is written.
    fn to_seconds(self) -> i64 {
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute) - self.offset.to_minutes();
        minutes * 60 + i64::from(self.second)
    }
}

impl Offset {
    fn parse(text: &str) -> Option<Self> {
        if text == "Z" {
            return Some(Self::Zero);
        }
        let is_east = text.starts_with('+');
        let (hours, minutes) = text.strip_prefix(['+', '-'])?.split_once(':')?;
        let (hours, minutes) = (parse_two_digits(hours)?, parse_two_digits(minutes)?);
        let offset = if is_east { Self::East(hours, minutes) } else { Self::West(hours, minutes) };
        (hours < 24 && minutes < 60).then_some(offset)
    }

    fn to_minutes(self) -> i64 {
        match self {
            Self::Zero => 0,
            Self::East(hours, minutes) => i64::from(hours) * 60 + i64::from(minutes),
            Self::West(hours, minutes) => -i64::from(hours) * 60 - i64::from(minutes),
        }
    }
}

fn parse_two_digits(text: &str) -> Option<u8> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.to_unix_seconds() == other.to_unix_seconds()
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.to_unix_seconds().cmp(&other.to_unix_seconds())
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Formats the moment as it is written.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        let Some(TimeOfDay { hour, minute, second, offset }) = self.time else { return Ok(()) };
        write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
        match offset {
            Offset::Zero => f.write_str("Z"),
            Offset::East(hours, minutes) => write!(f, "+{hours:02}:{minutes:02}"),
            Offset::West(hours, minutes) => write!(f, "-{hours:02}:{minutes:02}"),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'_, str>>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format_args!("{text:?} is no moment")))
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "x-format": "moment" })
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn moments_are_written_back_and_ordered_by_time() {
        let in_order = [
            "2026-05-31T23:00:59Z",
            "2026-06-01T00:01:00+01:00",
            "2026-06-01",
            "2026-06-01T00:00:01Z",
            "2026-06-01T05:45:02+05:45",
            "2026-05-31T20:01:00-04:00",
        ];
        let moments = in_order.map(|text| Moment::parse(text).expect(text));
        assert!(moments.is_sorted(), "{moments:?}");
        assert_eq!(moments.map(|moment| moment.to_string()), in_order);
        assert_eq!(Moment::parse("2026-06-01T00:00:00Z"), Moment::parse("2026-06-01"));
    }

    #[test]
    fn what_leaves_the_moment_open_is_none() {
        for text in [
            "",
            "2026",
            "2026-06",
            "unknown",
            "2026-06-31",
            "2026-06-01T00:01:00",
            "2026-06-01 00:01:00Z",
            "2026-06-01T00:01Z",
            "2026-06-01T24:00:00Z",
            "2026-06-01T00:60:00Z",
            "2026-06-01T00:00:00.5Z",
            "2026-06-01T00:00:00+1:00",
            "2026-06-01T00:00:00+01",
            "2026-06-01T00:00:00+24:00",
            "2026-06-01T00:00:00 BST",
            "2026-06-01T0\u{e9}:00:00Z",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
