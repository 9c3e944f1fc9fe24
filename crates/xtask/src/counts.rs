//! Reads how many tests ran from what the runners print, for the closing line.

use std::fmt;

/// Tests of one or several runners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Counts {
    /// Adds up the closing lines of cargo-nextest, cargo test and node's runner in `output`.
    pub(crate) fn read(output: &str) -> Self {
        let lines: Vec<String> = output.lines().map(plain).collect();
        // nextest shows a failed test's own output, which has a `test result:` line of its own.
        let nextest = lines.iter().any(|line| line.trim_start().starts_with("Summary ["));
        let mut counts = Self::default();
        for line in &lines {
            let line = line.trim();
            // nextest says "Summary [   1.638s] 4 tests run: 4 passed (1 slow), 0 skipped",
            // cargo test "test result: ok. 4 passed; 0 failed; 0 ignored; …", node "ℹ pass 4" or "# pass 4".
            if line.starts_with("Summary [") || (!nextest && line.starts_with("test result:")) {
                for part in line.split([',', ';', ':', '.']) {
                    counts.add(part.trim());
                }
            } else if let Some((name, number)) =
                line.strip_prefix(['ℹ', '#']).and_then(|rest| rest.trim().split_once(' '))
            {
                counts.add(&format!("{number} {name}"));
            }
        }
        counts
    }

    fn add(&mut self, part: &str) {
        let Some((number, rest)) = part.split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse::<u64>() else { return };
        match rest.split(" (").next() {
            Some("passed" | "pass") => self.passed += number,
            Some("failed" | "fail" | "timed out" | "cancelled") => self.failed += number,
            Some("skipped" | "ignored" | "todo") => self.skipped += number,
            _ => {}
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// A line without terminal colours.
fn plain(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn the_closing_lines_of_all_three_runners_add_up() {
        let nextest = "\u{1b}[32m     Summary\u{1b}[0m [   1.6s] 9 tests run: 7 passed (1 slow), 1 failed, 1 timed out, 2 skipped";
        assert_eq!(Counts::read(nextest), Counts { passed: 7, failed: 2, skipped: 2 });
        let with_failed_test = format!("test result: FAILED. 0 passed; 1 failed; 0 ignored\n{nextest}");
        assert_eq!(Counts::read(&with_failed_test), Counts::read(nextest));
        let cargo =
            "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(Counts::read(cargo), Counts { passed: 4, failed: 0, skipped: 1 });
        let node = "ℹ tests 4\nℹ pass 3\nℹ fail 1\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\nℹ duration_ms 12.5";
        assert_eq!(Counts::read(node), Counts { passed: 3, failed: 1, skipped: 0 });
        assert_eq!(Counts::read(cargo).plus(Counts::read(node)).to_string(), "7 passed, 1 failed, 1 skipped");
    }
}
