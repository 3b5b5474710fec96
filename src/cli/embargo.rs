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

/// Options of the commands that write stories to be published elsewhere than in the bundle.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct EmbargoOptions {
    /// Write stories that are under embargo too, to prepare an article: nothing may be published of them
    /// before their time
    #[arg(long)]
    under_embargo: bool,
    /// The time to decide about embargoes for, as in 2026-06-01T00:01:00+01:00; now if not given
    #[arg(long, value_name = "TIME", value_parser = parse_moment)]
    now: Option<Moment>,
}

impl EmbargoOptions {
    /// Returns the moment to decide for, which is to be the same for all stories.
    pub(crate) fn moment(&self) -> Moment {
        self.now.unwrap_or_else(now)
    }

    /// Decides whether a story may be written at a moment. Returns what to say of its embargo, if it
    /// has one.
    ///
    /// # Errors
    ///
    /// The fact, the consequence and the fix, if it may not.
    pub(crate) fn check(&self, story: &Story, now: Moment) -> Result<Option<String>, String> {
        match story.embargo_at(now) {
            None => Ok(None),
            Some(until) if self.under_embargo => Ok(Some(format!(
                "is under embargo until {until}; it was written all the same; publish nothing of it \
                 before"
            ))),
            Some(until) => Err(format!(
                "is under embargo until {until}; what is made of it may be published before, so it \
                 was not written; write it once that time has come or, to prepare an article, with \
                 --under-embargo"
            )),
        }
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
