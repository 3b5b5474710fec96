//! A line that says what is being done, how far it is and how long it has taken: redrawn in place
//! on a terminal, and repeated at intervals in a log, where nothing can be drawn over.

use std::fmt;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

/// How often the line is repeated in a log.
const LOG_INTERVAL: Duration = Duration::from_secs(15);
/// How often the line is redrawn on a terminal.
const REDRAW_INTERVAL: Duration = Duration::from_millis(125);

/// The progress of a piece of work, shown until it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    step: Mutex<Step>,
    /// Dropped to end the log's thread.
    running: Option<Sender<()>>,
    log: Option<JoinHandle<()>>,
}

/// What is being done.
#[derive(Debug, Default)]
struct Step {
    doing: String,
    /// How many crates are compiled.
    done: u64,
    /// How many crates there are, if it is known.
    total: Option<u64>,
}

impl Step {
    fn to_message(&self) -> String {
        match (self.done, self.total) {
            (0, None) => self.doing.clone(),
            (done, None) => format!("{}: {done} crates so far", self.doing),
            (done, Some(total)) => format!("{}: {done} of {total} crates", self.doing),
        }
    }
}

impl Progress {
    /// Starts to show what is being done.
    pub(super) fn start(doing: &str) -> Self {
        let progress = Self::start_with_bar(ProgressBar::new_spinner(), doing);
        if progress.log.is_none() {
            progress.bar.enable_steady_tick(REDRAW_INTERVAL);
        }
        progress
    }

    /// Starts to show what is being done in a log alone, for programs that draw their own progress
    /// on a terminal.
    pub(super) fn start_in_log(doing: &str) -> Self {
        Self::start_with_bar(ProgressBar::hidden(), doing)
    }

    fn start_with_bar(bar: ProgressBar, doing: &str) -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg}, {seconds} s")
            .unwrap_or(ProgressStyle::default_bar());
        let style =
            style.with_key("seconds", |state: &ProgressState, line: &mut dyn fmt::Write| {
                // A line that cannot be written is redrawn in a moment.
                let _ = write!(line, "{}", state.elapsed().as_secs());
            });
        let bar = bar.with_style(style);
        let (running, ended) = mpsc::channel();
        let log = (!io::stderr().is_terminal()).then(|| {
            let bar = bar.clone();
            thread::spawn(move || repeat_in_log(&bar, &ended))
        });
        let progress = Self { bar, step: Mutex::default(), running: Some(running), log };
        progress.start_step(doing);
        progress
    }

    /// Shows the next step of the work.
    pub(super) fn start_step(&self, doing: &str) {
        self.update_step(|step| *step = Step { doing: doing.to_owned(), ..Step::default() });
    }

    /// Shows how many crates there are to compile.
    pub(super) fn set_crate_total(&self, total: u64) {
        self.update_step(|step| step.total = Some(total));
    }

    /// Shows that one more crate is compiled.
    pub(super) fn count_crate(&self) {
        self.update_step(|step| step.done += 1);
    }

    /// Prints what another program has to say, above the line.
    pub(super) fn print_above(&self, text: &str) {
        self.bar.suspend(|| eprint!("{text}"));
    }

    fn update_step(&self, change: impl FnOnce(&mut Step)) {
        let mut step = self.step.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut step);
        self.bar.set_message(step.to_message());
    }
}

/// Repeats the line in a log until the sender is dropped.
fn repeat_in_log(bar: &ProgressBar, ended: &Receiver<()>) {
    while ended.recv_timeout(LOG_INTERVAL) == Err(RecvTimeoutError::Timeout) {
        eprintln!("… still {}, {} s", bar.message(), bar.elapsed().as_secs());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.running.take();
        if let Some(log) = self.log.take() {
            // Nothing in the thread can fail.
            let _ = log.join();
        }
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_has_the_counts_that_are_known() {
        let progress = Progress::start("compiling the widget");
        let message = || progress.bar.message();
        assert_eq!(message(), "compiling the widget");
        progress.count_crate();
        assert_eq!(message(), "compiling the widget: 1 crates so far");
        progress.set_crate_total(3);
        progress.count_crate();
        assert_eq!(message(), "compiling the widget: 2 of 3 crates");
        progress.start_step("making the widget smaller");
        assert_eq!(message(), "making the widget smaller");
    }
}
