//! What has to hold of a session before it is stored.

use chrono::{Months, NaiveDate};

use super::{AttendanceStatus, SessionDelivery, SessionKind, StartTime};
use crate::programme::Severity;
use crate::text::Text;
use crate::validation::Finding;

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 80;
/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 500;
/// How far ahead a session can be planned, in months. Default.
const AHEAD: Months = Months::new(24);
/// How long ago one can have been held, in months. Default.
const BACK: Months = Months::new(60);

/// What is said about a session, before or after it is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionDraft {
    /// The day.
    pub held_on: NaiveDate,
    /// When it begins.
    pub starts_at: Option<StartTime>,
    /// What it is for.
    pub kind: SessionKind,
    /// How it is held.
    pub delivery: SessionDelivery,
    /// What it is called.
    pub title: Option<String>,
    /// What became of it.
    pub status: AttendanceStatus,
    /// A remark.
    pub note: Option<String>,
}

/// What is wrong with a session as of today. Texts are trimmed, and empty ones dropped.
pub fn check(draft: &mut SessionDraft, today: NaiveDate) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut wrong = |field: &str, code: &str, da: String, en: String| {
        let message = Text::new(da, en);
        findings.push(Finding {
            severity: Severity::Hard,
            variable: Some(field.into()),
            code: code.into(),
            message,
        });
    };
    let (first, last) = (today.checked_sub_months(BACK), today.checked_add_months(AHEAD));
    if first.is_some_and(|first| draft.held_on < first) || last.is_some_and(|last| draft.held_on > last) {
        wrong(
            "held_on",
            "out_of_range",
            "Datoen skal ligge inden for de seneste fem år og de næste to.".into(),
            "The date must lie within the last five years and the next two.".into(),
        );
    }
    if draft.held_on > today && !draft.status.may_lie_ahead() {
        wrong(
            "status",
            "in_the_future",
            "Fremmøde kan først registreres på dagen.".into(),
            "Attendance cannot be recorded before the day.".into(),
        );
    }
    for (field, text, longest) in
        [("title", &mut draft.title, LONGEST_TITLE), ("note", &mut draft.note, LONGEST_NOTE)]
    {
        *text = text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let Some(text) = text else { continue };
        if text.chars().count() > longest {
            wrong(
                field,
                "too_long",
                format!("Højst {longest} tegn."),
                format!("At most {longest} characters."),
            );
        }
        if text.chars().any(|character| character.is_control() && character != '\n') {
            wrong(
                field,
                "not_allowed",
                "Teksten har tegn, der ikke kan vises.".into(),
                "The text has characters that cannot be shown.".into(),
            );
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(held_on: &str, status: AttendanceStatus) -> SessionDraft {
        SessionDraft {
            held_on: held_on.parse().unwrap(),
            starts_at: None,
            kind: SessionKind::Training,
            delivery: SessionDelivery::Group,
            title: None,
            status,
            note: None,
        }
    }

    fn codes(mut draft: SessionDraft) -> Vec<String> {
        let findings = check(&mut draft, "2026-11-22".parse().unwrap());
        findings
            .into_iter()
            .map(|finding| format!("{} {}", finding.variable.unwrap(), finding.code))
            .collect()
    }

    #[test]
    fn attendance_is_recorded_on_the_day_or_later() {
        use AttendanceStatus::*;
        assert_eq!(codes(draft("2026-11-22", Attended)), [] as [&str; 0]);
        assert_eq!(codes(draft("2026-11-23", Attended)), ["status in_the_future"]);
        assert_eq!(codes(draft("2026-11-23", NoShow)), ["status in_the_future"]);
        assert_eq!(codes(draft("2026-11-23", CancelledByCitizen)), [] as [&str; 0]);
        assert_eq!(codes(draft("2026-11-23", Planned)), [] as [&str; 0]);
    }

    #[test]
    fn days_far_away_are_mistakes() {
        use AttendanceStatus::Planned;
        for day in ["2021-11-21", "2028-11-23", "0026-11-22"] {
            assert_eq!(codes(draft(day, Planned)), ["held_on out_of_range"], "{day}");
        }
    }

    #[test]
    fn texts_are_trimmed_and_bounded() {
        let mut session = draft("2026-11-22", AttendanceStatus::Planned);
        session.title = Some("  Hold A ".into());
        session.note = Some("   ".into());
        assert!(check(&mut session, "2026-11-22".parse().unwrap()).is_empty());
        assert_eq!((session.title.as_deref(), session.note), (Some("Hold A"), None));
        let mut long = draft("2026-11-22", AttendanceStatus::Planned);
        long.title = Some("æ".repeat(81));
        long.note = Some("a\u{7}b".into());
        assert_eq!(codes(long), ["title too_long", "note not_allowed"]);
    }
}
