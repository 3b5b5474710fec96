//! One line that says what is being done, how far it is and for how long: drawn in place on a terminal, and said again
//! every now and then in a log, where nothing can be drawn over.

use std::fmt;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

/// How often a log hears that the work goes on.
const LOG_INTERVAL: Duration = Duration::from_secs(15);
/// How often the line on a terminal is drawn again.
const FRAME: Duration = Duration::from_millis(125);

/// The progress of one piece of work, shown until it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    counted: Mutex<Counted>,
    /// Dropped to end the log's thread.
    running: Option<Sender<()>>,
    log: Option<JoinHandle<()>>,
}

/// What is being done, and how many of its parts are.
#[derive(Debug, Default)]
struct Counted {
    doing: String,
    done: u64,
    /// As far as it is known.
    all: Option<u64>,
}

impl Counted {
    fn line(&self) -> String {
        match (self.done, self.all) {
            (0, None) => self.doing.clone(),
            (done, None) => format!("{}: {done} crates so far", self.doing),
            (done, Some(all)) => format!("{}: {done} of {all} crates", self.doing),
        }
    }
}

impl Progress {
    /// Begins to show what is being done.
    pub(super) fn start(doing: &str) -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg}, {seconds} s")
            .unwrap_or(ProgressStyle::default_bar());
        let style =
            style.with_key("seconds", |state: &ProgressState, line: &mut dyn fmt::Write| {
                // A line that cannot be written is drawn again in a moment.
                let _ = write!(line, "{}", state.elapsed().as_secs());
            });
        let bar = ProgressBar::new_spinner().with_style(style);
        let (running, ended) = mpsc::channel();
        let log = if io::stderr().is_terminal() {
            bar.enable_steady_tick(FRAME);
            None
        } else {
            let bar = bar.clone();
            Some(thread::spawn(move || {
                while ended.recv_timeout(LOG_INTERVAL) == Err(RecvTimeoutError::Timeout) {
                    eprintln!("… still {}, {} s", bar.message(), bar.elapsed().as_secs());
                }
            }))
        };
        let progress = Self { bar, counted: Mutex::default(), running: Some(running), log };
        progress.go_on(doing);
        progress
    }

    /// Shows the next thing that is being done, of whose parts none is.
    pub(super) fn go_on(&self, doing: &str) {
        self.change(|counted| *counted = Counted { doing: doing.to_owned(), ..Counted::default() });
    }

    /// Shows how many crates there are to compile.
    pub(super) fn expect_crates(&self, all: u64) {
        self.change(|counted| counted.all = Some(all));
    }

    /// Shows that one more crate is compiled.
    pub(super) fn count_crate(&self) {
        self.change(|counted| counted.done += 1);
    }

    /// Prints what another program says to people, above the line.
    pub(super) fn print(&self, text: &str) {
        self.bar.suspend(|| eprint!("{text}"));
    }

    fn change(&self, change: impl FnOnce(&mut Counted)) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut counted);
        self.bar.set_message(counted.line());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.running.take();
        if let Some(log) = self.log.take() {
            // It has nothing to fail of.
            let _ = log.join();
        }
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_how_many_of_how_many_and_no_more_than_is_known() {
        let progress = Progress::start("compiling the widget");
        let line = || progress.bar.message();
        assert_eq!(line(), "compiling the widget");
        progress.count_crate();
        assert_eq!(line(), "compiling the widget: 1 crates so far");
        progress.expect_crates(3);
        progress.count_crate();
        assert_eq!(line(), "compiling the widget: 2 of 3 crates");
        progress.go_on("making the widget smaller");
        assert_eq!(line(), "making the widget smaller");
    }
}
