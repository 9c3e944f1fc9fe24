//! What was found in a file.

use super::finding::RowFinding;

/// The most findings kept; the others are only counted.
pub const MAX_FINDINGS: usize = 1_000;

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows read, header and empty rows not counted.
    pub rows: u64,
    /// Rows without errors.
    pub accepted: u64,
    /// Rows with at least one error.
    pub rejected: u64,
    /// The findings in the order of the file, at most [`MAX_FINDINGS`]; errors go before what is only improbable.
    pub findings: Vec<RowFinding>,
    /// How many findings there are in all.
    pub findings_total: u64,
    /// How many of them are errors.
    pub errors_total: u64,
}

impl Report {
    /// Whether the file may be written.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.errors_total == 0
    }

    pub(super) fn count_row(&mut self, findings: Vec<RowFinding>) -> bool {
        let rejected = findings.iter().any(|finding| finding.is_error);
        self.rows += 1;
        self.accepted += u64::from(!rejected);
        self.rejected += u64::from(rejected);
        for finding in findings {
            self.add(finding);
        }
        !rejected
    }

    /// Adds a finding about a row that was counted, or about the whole file.
    pub fn add(&mut self, finding: RowFinding) {
        self.findings_total += 1;
        self.errors_total += u64::from(finding.is_error);
        if self.findings.len() == MAX_FINDINGS {
            // An error takes the place of the last remark; remarks come to an end when the list is full.
            let last_remark = self.findings.iter().rposition(|kept| !kept.is_error);
            match last_remark.filter(|_| finding.is_error) {
                Some(position) => drop(self.findings.remove(position)),
                None => return,
            }
        }
        self.findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::text::Text;

    fn finding(line: u64, is_error: bool) -> RowFinding {
        let code = if is_error { "error" } else { "remark" };
        RowFinding {
            line,
            course_key: None,
            column: None,
            is_error,
            code: code.into(),
            message: Text::default(),
        }
    }

    #[test]
    fn findings_beyond_the_limit_are_only_counted_and_errors_displace_remarks() {
        let mut report = Report::default();
        for line in 0..1_500 {
            report.count_row(vec![finding(line, line == 1_200)]);
        }
        assert_eq!(report.findings.len(), MAX_FINDINGS);
        assert_eq!((report.findings_total, report.errors_total), (1_500, 1));
        assert_eq!((report.rows, report.accepted, report.rejected), (1_500, 1_499, 1));
        assert_eq!(report.findings.iter().filter(|finding| finding.is_error).count(), 1);
        assert!(!report.is_clean());
    }
}
