//! Everything a form needs before it can be shown.

use std::sync::Arc;

use api_client::{Answer, ClientError};
use api_types::{CourseView, DraftView, FormState, FormView, Problem, ProblemCode};
use domain::expr::Facts;
use domain::ids::CourseId;
use domain::programme::{Form, Programme};
use domain::validation::read;

use super::rebase::{Overtaking, given, versions};
use crate::browser;
use crate::keep::{Content, Keeper, Recalled};
use crate::programmes::Programmes;
use crate::session::Session;

/// A form of a course with its definition, its draft and what is known from the other forms.
#[derive(Clone, Debug)]
pub(crate) struct OpenedForm {
    /// The course.
    pub(crate) course: CourseView,
    /// The definition.
    pub(crate) programme: Arc<Programme>,
    /// The form's definition.
    pub(crate) form: Arc<Form>,
    /// What was submitted before, if anything.
    pub(crate) submitted: Option<FormView>,
    /// What was typed but not submitted.
    pub(crate) draft: Option<DraftView>,
    /// The answers of the course's other submitted forms.
    pub(crate) others: Facts,
    /// What the form opens with.
    pub(crate) opening: Opening,
}

/// What a form opens with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Opening {
    /// What was typed, or else what was submitted.
    pub(crate) content: Content,
    /// What was submitted: what the form holds without a draft.
    pub(crate) blank: Content,
    /// Whether the content is more than the server's draft.
    pub(crate) is_ahead: bool,
    /// The version that was submitted since the draft was begun.
    pub(crate) overtaking: Option<Overtaking>,
    /// The definition the draft was typed with, when it is another one.
    pub(crate) older: Option<Arc<Programme>>,
}

/// Fetches what the form with this address needs.
///
/// # Errors
/// What the server says, or `not_found` when the programme has no such form.
pub(crate) async fn open(
    session: Session,
    programmes: Programmes,
    keeper: Keeper,
    id: String,
    slug: String,
) -> Answer<OpenedForm> {
    let client = session.client();
    let id: CourseId = id.parse().map_err(|_| not_found())?;
    // A form that has just been left may still be on its way to the server.
    keeper.settle(id).await;
    let course = client.course(id).await?;
    let programme = programmes.get(&session, &course.programme, &course.programme_version).await?;
    let form = programme.forms.iter().find(|form| form.slug == slug).cloned().ok_or_else(not_found)?;
    // The course says what there is, so nothing is asked for in vain.
    let status = course.forms.iter().find(|status| status.form == form.id);
    let has_draft = status.is_some_and(|status| status.draft_saved_at.is_some());
    let has_version = status.is_some_and(|status| status.state == FormState::Submitted);
    let draft = async { if has_draft { client.draft(id, &form.id).await } else { Ok(None) } };
    let submitted = async { if has_version { client.form(id, &form.id).await } else { Ok(None) } };
    let (draft, submitted) = futures::future::try_join(draft, submitted).await?;
    let born = (course.citizen.birth_date, course.citizen.death_date);
    let mut others = Facts { as_of: browser::today(), ..Facts::default() }.of_citizen(born.0, born.1);
    let filled = |id: &str| {
        course.forms.iter().any(|status| status.form == id && status.state == FormState::Submitted)
    };
    let other_forms = programme.forms.iter().filter(|other| other.id != form.id && filled(&other.id));
    let fetches = other_forms.map(|other| async move { (other, client.form(id, &other.id).await) });
    for (other, answer) in futures::future::join_all(fetches).await {
        if let Some(view) = answer? {
            others.forms.insert(other.id.clone(), read(&programme, other, &view.latest.answers).0);
        }
    }
    let pending = keeper.pending(id, &form.id);
    let recalled = if pending.is_none() { keeper.recall(id, &form.id).await } else { None };
    let mut opened = OpenedForm {
        course,
        programme,
        form: Arc::new(form),
        submitted,
        draft,
        others,
        opening: Opening::default(),
    };
    opened.opening = opened.begin(&session, programmes, (pending, recalled)).await?;
    if opened.opening.content.is_as(&opened.opening.blank) {
        opened.drop_draft(&session).await;
    }
    Ok(opened)
}

impl OpenedForm {
    async fn begin(
        &self,
        session: &Session,
        programmes: Programmes,
        (pending, recalled): (Option<Content>, Option<Recalled>),
    ) -> Answer<Opening> {
        let mut opening = Opening { blank: self.blank(), ..Opening::default() };
        let saved = self.draft.as_ref().map(Content::of);
        let theirs = saved.as_ref().unwrap_or(&opening.blank);
        let ahead = pending.or_else(|| recalled?.on_top_of(theirs));
        opening.is_ahead = ahead.is_some();
        let typed = ahead.or(saved);
        opening.content = typed.unwrap_or_else(|| opening.blank.clone());
        let (course, based_on) = (self.course.id, opening.content.based_on);
        if based_on != opening.blank.based_on {
            let definition = (&*self.programme, &*self.form);
            if let Some(versions) = versions(session, course, definition, &self.others, based_on).await? {
                opening.content = versions.rebase(&opening.content, None);
                opening.overtaking = Some(versions.overtaking());
                opening.is_ahead = true;
            }
        }
        let definition = &opening.content.definition;
        if !definition.is_empty() && *definition != self.programme.version {
            // Only for the names of what is no longer asked; without it they are shown by their ids.
            opening.older = programmes.get(session, &self.programme.id, definition).await.ok();
        }
        Ok(opening)
    }

    /// What the form holds without a draft.
    fn blank(&self) -> Content {
        let definition = self.programme.version.clone();
        let Some(submitted) = &self.submitted else {
            return Content { definition, ..Content::default() };
        };
        Content {
            answers: given(&self.programme, &self.form, &self.others, &submitted.latest.answers),
            based_on: Some(submitted.latest.version),
            definition,
            ..Content::default()
        }
    }

    /// A draft that says nothing more than what is submitted is nobody's work, e.g. one another window saved while
    /// the form was being completed.
    async fn drop_draft(&mut self, session: &Session) {
        self.opening.overtaking = None;
        self.opening.is_ahead = false;
        if let Some(draft) = self.draft.take() {
            let client = session.client().in_background();
            // If somebody has just saved it again, it stays.
            let _ = client.discard_draft(self.course.id, &self.form.id, draft.revision).await;
        }
    }
}

fn not_found() -> ClientError {
    ClientError::Problem(Box::new(Problem::new(ProblemCode::NotFound)))
}
