//! What the radar says, in words.

use api_types::CourseView;
use chrono::NaiveDate;
use domain::radar::{Warning, WarningKind, last_day, suggests_drop_out};
use domain::text::Language;
use leptos::prelude::*;

use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The warnings of a course, each with an icon and words; and what they would mean for persistence.
pub(crate) fn warning_tags(course: &CourseView) -> AnyView {
    let mut warnings = course.warnings.clone();
    let Some(started_on) = course.started_on.filter(|_| !warnings.is_empty()) else {
        return ().into_any();
    };
    let language = use_language();
    let last = last_day(started_on);
    let drop_out = suggests_drop_out(&warnings);
    // When it is too late, that is all there is to say.
    if warnings.iter().any(|warning| warning.days_left.is_some_and(|days| days < 0)) {
        warnings.retain(|warning| warning.days_left.is_some());
    }
    let counts_down = warnings.iter().any(|warning| warning.days_left.is_some_and(|days| days >= 0));
    let tags: Vec<_> = warnings
        .into_iter()
        .map(|warning| {
            let words = Signal::derive(move || words(warning, last, language.get()));
            view! { <span class="warning-tag">{icon(mark(warning.kind))}<span>{words}</span></span> }
        })
        .collect();
    view! {
        <span class="warnings">
            {tags}
            {drop_out.then(|| view! { <span class="warning-tag"><strong>{t(RADAR_DROP_OUT)}</strong></span> })}
            {counts_down.then(|| view! {
                <span class="small muted">{tf(RADAR_COUNTS, move |language| [("date", show::short_date(last, language))])}</span>
            })}
        </span>
    }
    .into_any()
}

const fn mark(kind: WarningKind) -> Icon {
    match kind {
        WarningKind::PersistenceWindow => Icon::Clock,
        _ => Icon::Warning,
    }
}

fn words(warning: Warning, last: NaiveDate, language: Language) -> String {
    let date = show::short_date(last, language);
    match (warning.kind, warning.days_left) {
        (WarningKind::PersistenceWindow, Some(0)) => RADAR_LAST_DAY.get(language).to_owned(),
        (WarningKind::PersistenceWindow, Some(1)) => RADAR_ONE_LEFT.fill(language, &[("date", &date)]),
        (WarningKind::PersistenceWindow, Some(days)) if days > 0 => {
            RADAR_DAYS_LEFT.fill(language, &[("days", &days.to_string()), ("date", &date)])
        }
        (WarningKind::PersistenceWindow, _) => RADAR_PAST.get(language).to_owned(),
        (WarningKind::NoContact, _) => {
            let since = warning.since.map(|day| show::short_date(day, language)).unwrap_or_default();
            RADAR_SILENT.fill(language, &[("date", &since)])
        }
        (WarningKind::AttendanceSliding, _) => RADAR_SLIDING.get(language).to_owned(),
        (WarningKind::NoNextAppointment, _) => RADAR_NOTHING_PLANNED.get(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_left_are_counted_down_in_words() {
        let last: NaiveDate = "2026-12-01".parse().unwrap();
        let left =
            |days| Warning { kind: WarningKind::PersistenceWindow, days_left: Some(days), since: None };
        assert_eq!(words(left(9), last, Language::Da), "9 dage tilbage, senest 01.12.2026");
        assert_eq!(words(left(1), last, Language::Da), "1 dag tilbage, senest 01.12.2026");
        assert_eq!(words(left(0), last, Language::En), "Today is the last day");
        assert_eq!(words(left(-1), last, Language::En), "More than 180 days");
        let silent = Warning { kind: WarningKind::NoContact, days_left: None, since: Some(last) };
        assert_eq!(words(silent, last, Language::Da), "Ingen kontakt siden 01.12.2026");
    }
}
