//! Numbered steps with their time, and the table at the end.

use std::time::{Duration, Instant};

use crate::failure::Failure;

/// How a step ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Passed,
    Failed,
    Left,
}

struct Done {
    title: &'static str,
    end: End,
    time: Duration,
}

/// A run of numbered steps.
pub(crate) struct Steps {
    total: usize,
    started: Instant,
    done: Vec<Done>,
}

impl Steps {
    pub(crate) fn new(total: usize) -> Self {
        Self { total, started: Instant::now(), done: Vec::new() }
    }

    /// Runs one step between a heading and its time.
    pub(crate) fn run<T>(
        &mut self,
        title: &'static str,
        step: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let started = Instant::now();
        eprintln!(
            "\n[{}/{}] {title}  ({} so far)",
            self.done.len() + 1,
            self.total,
            clock(self.started.elapsed())
        );
        let result = step();
        let time = started.elapsed();
        let end = if result.is_ok() { End::Passed } else { End::Failed };
        match &result {
            Ok(_) => eprintln!("      done: {title}, {}", clock(time)),
            Err(failure) => eprintln!("\n{failure}"),
        }
        self.done.push(Done { title, end, time });
        result
    }

    /// Notes a step that makes no sense because an earlier one failed.
    pub(crate) fn leave(&mut self, title: &'static str, needs: &str) {
        eprintln!("\n[{}/{}] {title}: left out, it needs `{needs}`", self.done.len() + 1, self.total);
        self.done.push(Done { title, end: End::Left, time: Duration::ZERO });
    }

    /// Prints one line per step.
    pub(crate) fn summary(&self) {
        let width = self.done.iter().map(|step| step.title.len()).max().unwrap_or(0);
        eprintln!("\n{:<width$}  {:>8}", "step", "time");
        for step in &self.done {
            let end = match step.end {
                End::Passed => "",
                End::Failed => "  FAILED",
                End::Left => "  left out",
            };
            eprintln!("{:<width$}  {:>8}{end}", step.title, clock(step.time));
        }
        eprintln!("{:<width$}  {:>8}", "total", clock(self.started.elapsed()));
    }
}

/// `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, clock};

    #[test]
    fn a_time_reads_like_a_clock() {
        assert_eq!(clock(Duration::from_millis(420)), "0.4 s");
        assert_eq!(clock(Duration::from_secs(59)), "59 s");
        assert_eq!(clock(Duration::from_secs(185)), "3 min 05 s");
    }
}
