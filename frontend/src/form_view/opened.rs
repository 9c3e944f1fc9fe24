//! Everything a form needs before it can be shown.

use std::sync::Arc;

use api_client::{Answer, ClientError};
use api_types::{CourseView, DraftView, FormState, FormView, Problem, ProblemCode};
use domain::expr::Facts;
use domain::ids::CourseId;
use domain::programme::{Form, Programme};
use domain::validation::read;

use crate::browser;
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
}

/// Fetches what the form with this address needs.
///
/// # Errors
/// What the server says, or `not_found` when the programme has no such form.
pub(crate) async fn open(
    session: Session,
    programmes: Programmes,
    id: String,
    slug: String,
) -> Answer<OpenedForm> {
    let client = session.client();
    let id: CourseId = id.parse().map_err(|_| not_found())?;
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
    let mut others = Facts { as_of: browser::today(), ..Facts::default() };
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
    Ok(OpenedForm { course, programme: programme.clone(), form: Arc::new(form), submitted, draft, others })
}

fn not_found() -> ClientError {
    ClientError::Problem(Box::new(Problem::new(ProblemCode::NotFound)))
}
