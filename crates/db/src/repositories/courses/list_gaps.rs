//! Which answers the indicators of a course wait for.

use domain::answers::Answer;
use domain::citizen::Citizen;
use domain::expr::Truth;
use domain::outcome::{OutcomeState, outcome, trace};
use domain::programme::Programme;
use domain::validation::facts;

use super::ListedCourse;
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::danish_day;
use crate::repositories::Scoped;
use crate::repositories::forms::{StoredForm, newest};
use crate::rights::Right;

/// An answer without which an indicator cannot be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The indicator's id.
    pub indicator: String,
    /// The form's id.
    pub form: String,
    /// The variable's id.
    pub variable: String,
}

/// Adds to courses the answers that the programme's own indicators wait for, by the definition that is current.
pub(super) async fn attach<R: Right>(
    scoped: &Scoped<'_, R>,
    tx: &Tx,
    listed: &mut [ListedCourse],
) -> Result<(), Error> {
    let catalogue = scoped.database.catalogue();
    let courses: Vec<_> =
        listed.iter().map(|listed| (listed.course.id, listed.course.programme.as_str())).collect();
    let mut forms = newest(tx, &scoped.code()?, &courses, catalogue).await?;
    let today = danish_day(scoped.who().at);
    for listed in listed {
        let Some(programme) = catalogue.current(&listed.course.programme) else { continue };
        let forms = forms.remove(&listed.course.id).unwrap_or_default();
        listed.gaps = gaps(programme, &listed.citizen, forms, today);
    }
    Ok(())
}

fn gaps(
    programme: &Programme,
    citizen: &Citizen,
    forms: Vec<StoredForm>,
    today: chrono::NaiveDate,
) -> Vec<Gap> {
    let facts = facts(forms.into_iter().map(|form| (form.form, form.answers)), today)
        .of_citizen(citizen.birth_date, citizen.death_date);
    let missing = programme
        .own_indicators()
        .filter(|indicator| outcome(programme, indicator, &facts).state == OutcomeState::Missing);
    let mut gaps: Vec<Gap> = Vec::new();
    for indicator in missing {
        // The last rule is the one that could not be decided.
        let Some(rule) = trace(indicator, &facts).pop() else { continue };
        let open = rule.steps.into_iter().filter(|step| step.truth == Truth::Unknown);
        for read in open.flat_map(|step| step.reads) {
            if matches!(read.answer, Some(Answer::Value(_))) {
                continue;
            }
            let gap = Gap {
                indicator: indicator.id.clone(),
                form: read.variable.form,
                variable: read.variable.variable,
            };
            if !gaps.contains(&gap) {
                gaps.push(gap);
            }
        }
    }
    gaps
}
