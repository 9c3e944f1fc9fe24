//! What the attendance register counts, for the fields that are suggested from it.

use api_types::CourseView;
use domain::attendance::SessionCounts;
use domain::programme::Prefill;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::FormModel;
use crate::session::Session;

/// Fetches the counts after the form is there; a suggestion appears when they arrive, and is never in the way.
pub(super) fn fetch_register(model: FormModel, session: Session, course: &CourseView) {
    let form = model.form();
    if !form.variables().any(|variable| variable.suggest.iter().any(Prefill::is_register)) {
        return;
    }
    let id = course.id;
    spawn_local(async move {
        let Ok(register) = session.client().sessions(id).await else { return };
        // A register nobody has used says nothing about what was planned.
        let used = |counts: SessionCounts| Some(counts).filter(|counts| counts.planned > 0);
        model.known.try_update(|known| {
            known.training = used(register.counts);
            known.education = used(register.education);
        });
    });
}
