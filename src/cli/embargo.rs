//! Embargoes: what must not be published before a moment, and which moment it is now.

use contract_fact_box::model::{Moment, Story};
use jiff::Timestamp;

/// What happens to stories under embargo, at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Embargoes {
    /// When it is decided.
    pub(crate) now: Moment,
    /// Whether they are shown all the same, as the desk has to see them.
    pub(crate) are_shown: bool,
}

impl Embargoes {
    /// For what readers get: stories under embargo are left out.
    pub(crate) fn for_readers(now: Moment) -> Self {
        Self { now, are_shown: false }
    }

    /// For the desk: stories under embargo are shown, and marked.
    pub(crate) fn for_desk(now: Moment) -> Self {
        Self { now, are_shown: true }
    }

    /// Returns the moment until which a story is held back. `None` if it may be shown.
    pub(crate) fn hold(&self, story: &Story) -> Option<Moment> {
        story.embargo_at(self.now).filter(|_| !self.are_shown)
    }
}

/// Returns the moment that it is now, by UTC and to the second.
pub(crate) fn now() -> Moment {
    // Whole seconds, without the rest. If the clock of the machine were beyond all calendars, every
    // embargo would hold.
    let second = Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default();
    Moment::parse(&second.to_string()).unwrap_or(Moment::UNIX_EPOCH)
}

/// Parses a moment, as an option gives it.
pub(crate) fn parse_moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| {
        "write a time with its distance from UTC, as in 2026-06-01T00:01:00+01:00, or a day, which \
         begins at midnight UTC"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_now() {
        assert!(now() > Moment::parse("2026-01-01").expect("a day"));
    }
}
