//! Everything that has been written on a course, for pages that tell about the whole of it.

use std::sync::Arc;

use api_client::Answer;
use api_types::{CourseView, FormState};
use domain::expr::Facts;
use domain::ids::CourseId;
use domain::plan::Plan;
use domain::programme::Programme;
use domain::validation::read;

use crate::browser::today;
use crate::programmes::Programmes;
use crate::routes::id_of_address;
use crate::session::Session;

/// A course with its definition, the answers of its submitted forms and its plan.
#[derive(Clone)]
pub(crate) struct CourseFacts {
    /// The course.
    pub(crate) course: CourseView,
    /// The definition.
    pub(crate) programme: Arc<Programme>,
    /// The answers.
    pub(crate) facts: Facts,
    /// What is planned.
    pub(crate) plan: Plan,
}

/// Fetches a course and all that is written on it.
///
/// # Errors
/// What the server says.
pub(crate) async fn course_facts(
    session: Session,
    programmes: Programmes,
    id: String,
) -> Answer<CourseFacts> {
    let id: CourseId = id_of_address(&id);
    let client = session.client();
    let (course, plan) = futures::future::try_join(client.course(id), client.plan(id)).await?;
    let programme = programmes.get(&session, &course.programme, &course.programme_version).await?;
    let submitted = |form: &str| {
        course.forms.iter().any(|status| status.form == form && status.state == FormState::Submitted)
    };
    let forms = programme.forms.iter().filter(|form| submitted(&form.id));
    let fetches = forms.map(|form| async move { (form, client.form(id, &form.id).await) });
    let mut facts = Facts { as_of: today(), ..Facts::default() };
    for (form, answer) in futures::future::join_all(fetches).await {
        if let Some(view) = answer? {
            facts.forms.insert(form.id.clone(), read(&programme, form, &view.latest.answers).0);
        }
    }
    Ok(CourseFacts { course, programme, facts, plan: plan.plan })
}
