//! One course: who, where it is, what comes next.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use api_types::{CourseFilter, CourseView, FollowupDue, FormState, FormStatus, GapView, SessionView};
use domain::ids::SessionId;
use domain::programme::Programme;
use leptos::prelude::*;

use super::today::today_rows;
use super::warning::warning_tags;
use crate::browser::today;
use crate::pages::attendance::Saver;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// What every row needs.
#[derive(Clone)]
pub(super) struct Context {
    pub(super) programme: Arc<Programme>,
    pub(super) sessions: Arc<HashMap<SessionId, RwSignal<SessionView>>>,
    pub(super) saver: Saver,
}

/// The rows of a course in a group: one, or today one per session.
pub(super) fn rows(filter: CourseFilter, course: &CourseView, context: &Context) -> AnyView {
    match filter {
        CourseFilter::Today => today_rows(course, context),
        _ => row(filter, course, context),
    }
}

/// Name, age and number of a citizen, which stay together on a narrow screen.
pub(super) fn who(course: &CourseView) -> AnyView {
    let citizen = &course.citizen;
    let (name, age, cpr) = (citizen.name.clone(), citizen.age, citizen.cpr_masked.clone());
    view! {
        <span class="row-who">
            <span class="row-name">{name}</span>
            <span class="muted nowrap">{tf(ROW_YEARS, move |_| [("years", age.to_string())])}" · "{cpr}</span>
        </span>
    }
    .into_any()
}

fn row(filter: CourseFilter, course: &CourseView, context: &Context) -> AnyView {
    let next = next_form(course);
    let draft = next.is_some_and(|form| form.state == FormState::Draft);
    let words = next
        .map(|form| form_words(&context.programme, form))
        .unwrap_or_else(|| tt(course.state.label()).into_any());
    let due = course.followup_due.as_ref().filter(|_| filter == CourseFilter::FollowupDue).map(followup);
    let extra = match filter {
        CourseFilter::DataGaps => missing(&context.programme, &course.gaps),
        CourseFilter::Radar | CourseFilter::MissingEnd => warning_tags(course),
        _ => ().into_any(),
    };
    view! {
        <li class="row-item" data-course=course.id.to_string()>
            <a class="row-link" href=format!("/forloeb/{}", course.id)>
                {who(course)}
                <span class="row-extra">{since(course)}</span>
                <span class="row-extra">
                    {words}
                    {draft.then(|| view! { " "<span class="tag">{t(FORM_DRAFT)}</span> })}
                    {due}
                </span>
                <span class="row-go">
                    {t(if draft { ROW_CONTINUE } else { ROW_OPEN })}{icon(Icon::ArrowRight)}
                </span>
                <span class="row-more">{extra}</span>
            </a>
        </li>
    }
    .into_any()
}

/// Since when, and while it runs for how long.
fn since(course: &CourseView) -> AnyView {
    let (since, phrase) = match (course.ended_on, course.started_on) {
        (Some(day), _) => (day, ROW_ENDED),
        (None, Some(day)) => (day, ROW_STARTED),
        (None, None) => (course.opened_on, ROW_REFERRED),
    };
    // How long somebody has waited matters only while the course runs.
    let is_running = course.ended_on.is_none();
    let days = usize::try_from((today() - since).num_days()).unwrap_or_default();
    let language = use_language();
    let waited = Signal::derive(move || match days {
        0 => SESSION_TODAY.get(language.get()).to_owned(),
        days => count_words(ROW_DAYS_ONE, ROW_DAYS, days, language.get()),
    });
    view! {
        {tf(phrase, move |language| [("date", show::short_date(since, language))])}
        {is_running.then(|| view! { <span class="muted nowrap">" · "{waited}</span> })}
    }
    .into_any()
}

fn form_words(programme: &Programme, form: &FormStatus) -> AnyView {
    match form.form.as_str() {
        "referral" => t(NEXT_REFERRAL).into_any(),
        "start" => t(NEXT_START).into_any(),
        "end" => t(NEXT_END).into_any(),
        other => match programme.form(other) {
            Some(form) => tt(form.label.clone()).into_any(),
            None => t(NEXT_FOLLOWUP).into_any(),
        },
    }
}

/// The form that comes next: one with a draft, else the follow-up that is due, else while the course runs the first of
/// referral, start and end that was not submitted.
///
/// A referral that is missing although the start form is there is no longer what comes next.
pub(super) fn next_form(course: &CourseView) -> Option<&FormStatus> {
    let find = |id: &str| course.forms.iter().find(|form| form.form == id);
    if let Some(draft) = course.forms.iter().find(|form| form.state == FormState::Draft) {
        return Some(draft);
    }
    if let Some(due) = &course.followup_due {
        return find(&due.form);
    }
    let is_open = |form: &&FormStatus| form.state == FormState::NotStarted;
    let steps: &[&str] = match find("start") {
        Some(start) if start.state == FormState::Submitted => &["end"],
        _ => &["referral", "start"],
    };
    steps.iter().filter_map(|id| find(id)).find(is_open).filter(|_| course.ended_on.is_none())
}

/// Which answers are missing, by indicator: `Indikator K2 Gennemfører træningen: mangler Gennemførte sessioner`.
fn missing(programme: &Programme, gaps: &[GapView]) -> AnyView {
    let mut indicators: Vec<&str> = Vec::new();
    for gap in gaps {
        if !indicators.contains(&gap.indicator.as_str()) {
            indicators.push(&gap.indicator);
        }
    }
    let language = use_language();
    let items: Vec<_> = indicators
        .into_iter()
        .map(|id| {
            let indicator = programme.indicator(id);
            let (number, label) = indicator
                .map(|indicator| (indicator.number.clone(), indicator.label.clone()))
                .unwrap_or_default();
            let labels: Vec<_> = gaps
                .iter()
                .filter(|gap| gap.indicator == id)
                .filter_map(|gap| {
                    Some(programme.form_or_records(&gap.form)?.variable(&gap.variable)?.label.clone())
                })
                .collect();
            let variables = tf(ROW_MISSING, move |language| {
                let words: BTreeSet<_> = labels.iter().map(|label| label.get(language)).collect();
                [("variables", words.into_iter().collect::<Vec<_>>().join(" · "))]
            });
            let title = Signal::derive(move || label.get(language.get()).to_owned());
            let number = tf(ROW_INDICATOR, move |_| [("number", number.clone())]);
            view! { <span class="row-gap"><span class="tag">{number}</span>" "<span class="muted">{title}": "</span>{variables}</span> }
        })
        .collect();
    items.into_any()
}

fn followup(due: &FollowupDue) -> AnyView {
    let day = due.due_on;
    let is_late = day < today();
    let words = tf(if is_late { ROW_OVERDUE } else { ROW_DUE_ON }, move |language| {
        [("date", show::short_date(day, language))]
    });
    view! { <span class="row-due" class:muted=!is_late class:unrecorded=is_late>{words}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(forms: &[(&str, &str)], more: serde_json::Value) -> CourseView {
        let forms: Vec<_> = forms
            .iter()
            .map(|(form, state)| serde_json::json!({"form": form, "state": state, "version": 0}))
            .collect();
        let mut course = serde_json::json!({
            "id": uuid::Uuid::nil(),
            "citizen": {"id": uuid::Uuid::nil(), "name": "Bo Prøve", "cpr_masked": "710350-••••",
                "birth_date": "1950-03-11", "age": 76, "sex": "male"},
            "programme": "hjertekom", "programme_version": "2026.1", "course_no": 1, "state": "referred",
            "opened_on": "2026-01-01", "version": 1, "forms": forms
        });
        course.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(course).unwrap()
    }

    fn next(forms: &[&str], more: serde_json::Value) -> Option<String> {
        let ids = ["referral", "start", "end", "followup"];
        let forms: Vec<_> = ids.into_iter().zip(forms.iter().copied()).collect();
        next_form(&course(&forms, more)).map(|form| form.form.clone())
    }

    #[test]
    fn a_new_course_begins_with_its_referral_and_goes_on_in_the_order_of_the_work() {
        const NEW: &str = "not_started";
        const DONE: &str = "submitted";
        let none = || serde_json::json!({});
        assert_eq!(next(&[NEW, NEW, NEW, NEW], none()).as_deref(), Some("referral"));
        assert_eq!(next(&[DONE, NEW, NEW, NEW], none()).as_deref(), Some("start"));
        assert_eq!(next(&[DONE, DONE, NEW, NEW], none()).as_deref(), Some("end"));
        assert_eq!(next(&[NEW, DONE, NEW, NEW], none()).as_deref(), Some("end"));
        assert_eq!(next(&[DONE, DONE, DONE, NEW], none()), None);
        assert_eq!(next(&[NEW, "draft", NEW, NEW], none()).as_deref(), Some("start"));
        let due = serde_json::json!({"ended_on": "2026-06-01", "followup_due": {"form": "followup", "due_on": "2026-09-01"}});
        assert_eq!(next(&[DONE, DONE, DONE, NEW], due).as_deref(), Some("followup"));
    }
}
