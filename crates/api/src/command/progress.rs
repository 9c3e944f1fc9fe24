//! How far a long job has come: count, rate and time left.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::Failure;

/// How often a line is written where no bar can be drawn.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// How far a long job has come, on standard error: a bar on a terminal, a line now and then elsewhere.
///
/// What is left is told by a quantity known from the start, e.g. bytes; what is counted are courses.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    began: Instant,
    drawn: bool,
    courses: AtomicU64,
    lines: AtomicU64,
}

impl Progress {
    /// A job of so much in all.
    ///
    /// # Errors
    /// Never in practice: the template is fixed.
    pub(crate) fn new(length: u64) -> Result<Self, Failure> {
        let style = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}  {eta} left  {prefix}")?;
        let bar = ProgressBar::new(length).with_style(style);
        let drawn = std::io::stderr().is_terminal();
        Ok(Self { bar, began: Instant::now(), drawn, courses: AtomicU64::new(0), lines: AtomicU64::new(1) })
    }

    /// Names what is being worked on.
    pub(crate) fn name(&self, part: impl Into<String>) {
        self.bar.set_prefix(part.into());
    }

    /// So much more is done.
    pub(crate) fn advance(&self, quantity: u64) {
        self.bar.inc(quantity);
    }

    /// So many more courses are done.
    pub(crate) fn count(&self, courses: u64) {
        self.courses.fetch_add(courses, Ordering::Relaxed);
        let elapsed = self.began.elapsed();
        if self.drawn {
            self.bar.set_message(self.summary());
        } else if elapsed > LINE_EVERY * u32::try_from(self.lines.load(Ordering::Relaxed)).unwrap_or(u32::MAX)
        {
            self.lines.fetch_add(1, Ordering::Relaxed);
            let left = self.bar.eta().as_secs();
            eprintln!("{}, {left} s left  {}", self.summary(), self.bar.prefix());
        }
    }

    /// Courses done and how many of them a second.
    pub(crate) fn summary(&self) -> String {
        let courses = self.courses.load(Ordering::Relaxed);
        let rate = courses as f64 / self.began.elapsed().as_secs_f64().max(0.001);
        format!("{} courses, {}/s", grouped(courses), grouped(rate as u64))
    }

    /// Writes a line to standard output, above the bar if there is one.
    pub(crate) fn report(&self, line: &str) {
        self.bar.suspend(|| println!("{line}"));
    }

    /// Writes a line above the bar.
    pub(crate) fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

/// `1234567` as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Becomes true when the user asks for the job to stop.
pub(crate) fn interrupted() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let raised = Arc::clone(&flag);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            raised.store(true, Ordering::Relaxed);
        }
    });
    flag
}

/// The name a file has until it is complete.
pub(crate) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
