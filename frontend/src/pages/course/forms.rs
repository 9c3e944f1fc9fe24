//! The forms of a course, each with an icon and a word for how far it has come.

use api_types::{CourseView, FormState, FormStatus};
use domain::followup::FOLLOWUPS;
use domain::programme::{Form, Programme};
use domain::text::Text;
use leptos::prelude::*;

use crate::browser::local;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

/// The forms in the order they are filled in, with the key that opens each.
const ROAD: [(&str, Option<&str>); 3] = [("referral", None), ("start", Some("s")), ("end", Some("e"))];

/// The list of forms.
pub(super) fn forms(course: &CourseView, programme: &Programme) -> AnyView {
    let next = next_form(course);
    let items: Vec<_> = course
        .forms
        .iter()
        .filter(|status| is_listed(course, status))
        .filter_map(|status| {
            let form = programme.form(&status.form)?;
            Some(card(course, status, form, next == Some(status.form.as_str())))
        })
        .collect();
    view! { <section class="card"><h2>{t(FORMS)}</h2><ul>{items}</ul></section> }.into_any()
}

/// A follow-up belongs to a course that has ended: before that it is not yet something to fill in.
fn is_listed(course: &CourseView, status: &FormStatus) -> bool {
    let is_followup = FOLLOWUPS.iter().any(|(id, _)| *id == status.form);
    !is_followup || status.state != FormState::NotStarted || course.state.accepts_form(&status.form)
}

/// The form that is the natural next step: what is begun, else the first of the road that is not done, else the
/// follow-up that is due.
fn next_form(course: &CourseView) -> Option<&str> {
    let open = |id: &str| {
        let status = course.forms.iter().find(|status| status.form == id)?;
        (status.state == FormState::NotStarted && course.state.accepts_form(id))
            .then_some(status.form.as_str())
    };
    let begun = course.forms.iter().find(|status| status.state == FormState::Draft);
    begun
        .map(|status| status.form.as_str())
        .or_else(|| ROAD.iter().find_map(|(id, _)| open(id)))
        .or_else(|| open(&course.followup_due.as_ref()?.form))
}

/// What a card offers: the words on the button, and where it leads.
struct Offer {
    words: Phrase,
    class: &'static str,
    href: String,
}

fn offer(course: &CourseView, status: &FormStatus, form: &Form, is_next: bool) -> Option<Offer> {
    let href = format!("/forloeb/{}/{}", course.id, form.slug);
    let is_open = course.state.accepts_form(&form.id);
    let (words, class) = match status.state {
        // What cannot be corrected can be read.
        FormState::Submitted if !is_open => {
            let href = format!("/forloeb/{}/historik", course.id);
            return Some(Offer { words: FORM_READ, class: "button button-plain", href });
        }
        // A follow-up that was begun while the course runs can be gone on with; it is completed when the course has ended.
        FormState::Draft if !is_open && course.state.is_open() => (FORM_CONTINUE, "button button-quiet"),
        _ if !is_open => return None,
        FormState::NotStarted if is_next => (FORM_FILL, "button"),
        FormState::NotStarted => (FORM_FILL, "button button-quiet"),
        FormState::Draft => (FORM_CONTINUE, "button"),
        FormState::Submitted => (FORM_SEE, "button button-plain"),
    };
    Some(Offer { words, class, href })
}

fn card(course: &CourseView, status: &FormStatus, form: &Form, is_next: bool) -> AnyView {
    let submitted = status.submitted_at.map(local);
    let by = status.submitted_by.clone();
    let has_draft = status.draft_saved_at.is_some();
    let (class, mark) = match status.state {
        FormState::NotStarted => ("status", Icon::Circle),
        FormState::Draft => ("status", Icon::Half),
        FormState::Submitted if has_draft => ("status status-done", Icon::Half),
        FormState::Submitted => ("status status-done", Icon::Tick),
    };
    let language = use_language();
    let state = status.state;
    let is_due = course.followup_due.as_ref().is_some_and(|due| due.form == form.id);
    let words = Signal::derive(move || match (state, submitted) {
        (FormState::NotStarted, _) if is_due => FORM_DUE.get(language.get()).to_owned(),
        (FormState::NotStarted, _) => FORM_NOT_STARTED.get(language.get()).to_owned(),
        (FormState::Draft, _) => FORM_DRAFT.get(language.get()).to_owned(),
        (FormState::Submitted, _) if has_draft => FORM_DRAFT_ON_TOP.get(language.get()).to_owned(),
        (FormState::Submitted, Some(at)) => {
            FORM_COMPLETED.fill(language.get(), &[("date", &show::short_date(at.date(), language.get()))])
        }
        (FormState::Submitted, None) => STEP_ENDED.get(language.get()).to_owned(),
    });
    let offer = offer(course, status, form, is_next);
    let key =
        ROAD.iter().find(|(id, _)| *id == form.id).and_then(|(_, key)| *key).filter(|_| offer.is_some());
    let button = offer.map(|offer| link(offer, &form.label, key));
    view! {
        <li class="form-card">
            <div>
                <h3>{tt(form.label.clone())}</h3>
                <p class=class>
                    {icon(mark)}
                    <span><span class="nowrap">{words}</span>{by.map(|by| view! { <span class="muted row-due">{by}</span> })}</span>
                </p>
            </div>
            {button}
        </li>
    }
    .into_any()
}

/// The link, with a name that also says which form it is about.
fn link(offer: Offer, form: &Text, key: Option<&'static str>) -> AnyView {
    let form = form.clone();
    view! {
        <a class=format!("{} button-small", offer.class) href=offer.href aria-keyshortcuts=key>
            {t(offer.words)}<span class="visually-hidden">" "{tt(form)}</span>
            {key.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })}
        </a>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(state: &str, form: FormState) -> Option<Phrase> {
        let course = serde_json::from_value(serde_json::json!({
            "id": uuid::Uuid::nil(),
            "citizen": {"id": uuid::Uuid::nil(), "name": "Bo Prøve", "cpr_masked": "710350-••••",
                "birth_date": "1950-03-11", "age": 76, "sex": "male"},
            "programme": "hjertekom", "programme_version": "2026.1", "course_no": 1, "state": state,
            "opened_on": "2026-01-01", "version": 1,
            "forms": [{"form": "followup", "state": form, "version": 0}]
        }));
        let course: CourseView = course.unwrap();
        let followup = Form {
            id: "followup".to_owned(),
            slug: "opfoelgning".to_owned(),
            label: Text::new("Opfølgning", "Follow-up"),
            dated_by: "followup_date".to_owned(),
            sections: Vec::new(),
            checks: Vec::new(),
            recalls: Vec::new(),
        };
        offer(&course, &course.forms[0], &followup, false).map(|offer| offer.words)
    }

    #[test]
    fn a_follow_up_that_is_begun_can_be_gone_on_with_before_and_after_the_end() {
        assert_eq!(offered("in_progress", FormState::Draft), Some(FORM_CONTINUE));
        assert_eq!(offered("ended", FormState::Draft), Some(FORM_CONTINUE));
        assert_eq!(offered("in_progress", FormState::NotStarted), None);
        assert_eq!(offered("closed", FormState::Draft), None);
    }
}
