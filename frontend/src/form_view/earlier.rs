//! What the citizen answered in an earlier course, fetched after the form has been shown.

use std::collections::BTreeMap;

use api_types::{CourseView, FormState};
use chrono::NaiveDate;
use domain::answers::Answer;
use domain::programme::{Programme, VariableType};
use domain::validation::read;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::FormModel;
use super::previous::is_of_meeting;
use crate::session::Session;

/// The answers of the citizen's latest earlier course, the end form's before the start form's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Earlier {
    answers: BTreeMap<String, (VariableType, NaiveDate, Answer)>,
}

impl Earlier {
    /// What was answered to a variable of this type, and when.
    pub(crate) fn answer(&self, id: &str, kind: VariableType) -> Option<(NaiveDate, Answer)> {
        let (known, date, answer) = self.answers.get(id)?;
        // A question may keep its name and change its type; then there is nothing to compare.
        (*known == kind).then(|| (*date, answer.clone()))
    }
}

/// Fetches the latest earlier course, if the citizen has one. It is for comparison: without it nothing is missing.
pub(crate) fn fetch_earlier(model: FormModel, session: Session, course: &CourseView) {
    if course.course_no < 2 {
        return;
    }
    let (id, citizen, programme) = (course.id, course.citizen.id, model.programme());
    spawn_local(async move {
        let client = session.client();
        let Ok(view) = client.citizen(citizen).await else { return };
        let before =
            |other: &&CourseView| other.id != id && other.programme == programme.id && is_filled(other);
        let Some(earlier) = view.courses.iter().find(before) else { return };
        let mut found = Earlier::default();
        for status in earlier.forms.iter().filter(|status| status.state == FormState::Submitted) {
            if let Ok(Some(form)) = client.form(earlier.id, &status.form).await {
                found.add(&programme, &status.form, &form.latest.answers);
            }
        }
        model.earlier.try_set(Some(found));
    });
}

fn is_filled(course: &CourseView) -> bool {
    course.forms.iter().any(|status| status.form != "referral" && status.state == FormState::Submitted)
}

impl Earlier {
    /// Adds the answers of a form; a later form of the course counts more.
    fn add(&mut self, programme: &Programme, form: &str, answers: &api_types::AnswerMap) {
        let Some(form) = programme.form(form) else { return };
        let (answers, _) = read(programme, form, answers);
        let date = answers.get(&form.dated_by).and_then(|answer| answer.value()?.date());
        let Some(date) = date else { return };
        for (id, answer) in answers {
            let is_compared = answer.value().is_some() && !is_of_meeting(form, &id);
            if let Some(variable) = form.variable(&id).filter(|_| is_compared) {
                self.answers.insert(id, (variable.kind, date, answer));
            }
        }
    }
}
