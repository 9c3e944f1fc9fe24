//! A form that somebody submitted while it was being filled in: what was typed here goes on from their version.

use api_client::Answer;
use api_types::{AnswerMap, FormVersionView};
use chrono::{DateTime, Utc};
use domain::answers::merge::differences;
use domain::expr::Facts;
use domain::ids::CourseId;
use domain::programme::{Form, Programme};
use domain::validation::read;

use super::evaluation::evaluate;
use crate::keep::Content;
use crate::session::Session;

/// A submitted version that what was typed here did not know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Overtaking {
    /// Who submitted it.
    pub(crate) by: String,
    /// When.
    pub(crate) at: DateTime<Utc>,
}

/// What there is to rebase on.
pub(crate) struct Versions {
    /// The answers people gave in the version this began with; none if it began with an empty form.
    before: AnswerMap,
    /// The answers people gave in the latest version.
    pub(crate) after: AnswerMap,
    latest: FormVersionView,
}

/// The answers of a submitted version without what is computed from them.
pub(crate) fn given(programme: &Programme, form: &Form, others: &Facts, answers: &AnswerMap) -> AnswerMap {
    evaluate(form, &read(programme, form, answers).0, others).to_send()
}

/// Fetches the versions that matter to something begun with version `based_on`; `None` if nothing was submitted.
///
/// # Errors
/// What the server says.
pub(crate) async fn versions(
    session: &Session,
    course: CourseId,
    (programme, form): (&Programme, &Form),
    others: &Facts,
    based_on: Option<i64>,
) -> Answer<Option<Versions>> {
    let history = session.client().form_history(course, &form.id).await?;
    let given = |version: &FormVersionView| given(programme, form, others, &version.answers);
    let before = history.versions.iter().find(|version| Some(version.version) == based_on);
    let before = before.map(given).unwrap_or_default();
    let latest = history.versions.into_iter().next();
    Ok(latest.map(|latest| Versions { before, after: given(&latest), latest }))
}

impl Versions {
    /// Puts what was typed on top of the latest version, field by field. `attempted` are answers that were sent before
    /// and may have arrived: if they are the latest version, it is no other side.
    pub(crate) fn rebase(&self, mine: &Content, attempted: Option<&AnswerMap>) -> Content {
        let is_own = attempted.is_some_and(|attempted| differences(attempted, &self.after).is_empty());
        let before = if is_own { &self.after } else { &self.before };
        let base = Content { answers: before.clone(), ..mine.clone() };
        let version = Some(self.latest.version);
        let theirs = Content { answers: self.after.clone(), based_on: version, ..mine.clone() };
        Content::merge(&base, mine, &theirs)
    }

    /// Who submitted the latest version, and when.
    pub(crate) fn overtaking(&self) -> Overtaking {
        Overtaking { by: self.latest.submitted_by.clone(), at: self.latest.submitted_at }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn map(json: serde_json::Value) -> AnswerMap {
        json.as_object().cloned().unwrap()
    }

    fn versions(before: serde_json::Value, after: serde_json::Value) -> Versions {
        let latest = serde_json::from_value(json!({
            "version": 2, "definition_version": "1", "answers": after, "submitted_at": "2026-03-02T10:42:00Z",
            "submitted_by": "Bo Prøve"
        }));
        Versions { before: map(before), after: map(after), latest: latest.unwrap() }
    }

    fn typed(answers: serde_json::Value, based_on: Option<i64>) -> Content {
        Content { answers: map(answers), based_on, ..Content::default() }
    }

    #[test]
    fn what_both_sides_filled_in_is_put_together() {
        let versions = versions(json!({"a": 1, "b": 1}), json!({"a": 2, "b": 1}));
        let merged = versions.rebase(&typed(json!({"a": 1, "b": 3}), Some(1)), None);
        assert_eq!(merged, typed(json!({"a": 2, "b": 3}), Some(2)));
    }

    #[test]
    fn two_first_submissions_clash_only_where_they_differ() {
        let versions = versions(json!({}), json!({"a": 1, "b": 2}));
        let merged = versions.rebase(&typed(json!({"a": 1, "b": 3}), None), None);
        assert_eq!(merged.answers, map(json!({"a": 1, "b": 3})));
        assert_eq!(merged.clashes, map(json!({"b": 2})));
    }

    #[test]
    fn an_own_submission_whose_answer_never_came_is_no_other_side() {
        let versions = versions(json!({}), json!({"a": 1}));
        let attempted = map(json!({"a": 1}));
        let merged = versions.rebase(&typed(json!({"a": 5}), None), Some(&attempted));
        assert_eq!(merged, typed(json!({"a": 5}), Some(2)));
    }
}
