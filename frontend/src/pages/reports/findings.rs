//! What a reader must know first: signals, targets, what is missing. Nothing is called a change that chance explains.

use api_types::{Assurance, Variation};
use chrono::{Datelike, Months, NaiveDate};
use domain::text::Language;

use super::load::{Report, ReportRow, period_before};
use crate::parts::whole;
use crate::show;
use crate::text::*;

/// The main points, as sentences.
pub(super) fn findings(report: &Report, language: Language) -> Vec<String> {
    let courses = report.now.courses.as_ref().map(|courses| courses.summary.get(language).to_owned());
    if report.rows.iter().all(|row| row.now.value.is_none()) {
        return vec![courses.unwrap_or_else(|| REPORT_NO_COURSES.get(language).to_owned())];
    }
    let is_signal = |row: &&ReportRow| {
        matches!(row.now.variation, Variation::Improvement | Variation::Concern | Variation::Undirected)
    };
    let mut said: Vec<String> =
        report.rows.iter().filter(is_signal).filter_map(|row| changed(row, language)).collect();
    if said.is_empty() {
        said.push(unchanged(report.rows.iter().map(|row| row.now.variation)).get(language).to_owned());
    }
    for (assurance, phrase) in [(Assurance::NotMet, REPORT_TARGET_NOT), (Assurance::Met, REPORT_TARGET_MET)] {
        let names: Vec<&str> = report
            .rows
            .iter()
            .filter(|row| row.now.assurance == assurance)
            .map(|row| row.now.label.get(language))
            .collect();
        if !names.is_empty() {
            said.push(phrase.fill(language, &[("indicators", &names.join("; "))]));
        }
    }
    let missing = whole(report.now.courses_missing_end);
    said.extend(courses.or_else(|| {
        (missing > 0).then(|| count_words(REPORT_MISSING_END_ONE, REPORT_MISSING_END, missing, language))
    }));
    said
}

/// What is said where nothing signals a change. Too few measurements are no sign that nothing has changed.
fn unchanged(variations: impl Iterator<Item = Variation>) -> Phrase {
    let (mut judged, mut too_few) = (false, false);
    for variation in variations {
        match variation {
            Variation::TooFew => too_few = true,
            _ => judged = true,
        }
    }
    match (judged, too_few) {
        (false, _) => REPORT_NONE_JUDGED,
        (true, true) => REPORT_UNCHANGED_SOME,
        (true, false) => REPORT_UNCHANGED,
    }
}

fn changed(row: &ReportRow, language: Language) -> Option<String> {
    let now = show::share(row.now.value?, language);
    let before = row.before.as_ref().and_then(|before| before.value);
    let variation = row.now.variation_text.get(language);
    let indicator = row.now.label.get(language);
    Some(match before.map(|before| show::share(before, language)) {
        Some(before) => REPORT_CHANGED.fill(
            language,
            &[("indicator", indicator), ("now", &now), ("before", &before), ("variation", variation)],
        ),
        None => REPORT_CHANGED_ONLY
            .fill(language, &[("indicator", indicator), ("now", &now), ("variation", variation)]),
    })
}

/// What kind of report a period makes.
pub(super) fn title(from: NaiveDate, to: NaiveDate) -> Phrase {
    let (before, _) = period_before(from, to);
    let months = |count| before.checked_add_months(Months::new(count)) == Some(from);
    if months(12) && from.month() == 1 && from.day() == 1 {
        REPORT_TITLE_YEAR
    } else if months(3) && from.day() == 1 && from.month0().is_multiple_of(3) {
        REPORT_TITLE_QUARTER
    } else {
        REPORT_TITLE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_few_measurements_are_not_called_unchanged() {
        let said = |variations: &[Variation]| unchanged(variations.iter().copied());
        assert_eq!(said(&[Variation::Random, Variation::Random]), REPORT_UNCHANGED);
        assert_eq!(said(&[Variation::Random, Variation::TooFew]), REPORT_UNCHANGED_SOME);
        assert_eq!(said(&[Variation::TooFew, Variation::TooFew]), REPORT_NONE_JUDGED);
    }

    #[test]
    fn a_report_is_called_by_its_period() {
        let of = |from: &str, to: &str| title(from.parse().unwrap(), to.parse().unwrap());
        assert_eq!(of("2025-01-01", "2025-12-31"), REPORT_TITLE_YEAR);
        assert_eq!(of("2026-07-01", "2026-09-30"), REPORT_TITLE_QUARTER);
        assert_eq!(of("2026-02-01", "2026-04-30"), REPORT_TITLE);
        assert_eq!(of("2025-04-01", "2026-03-31"), REPORT_TITLE);
    }
}
