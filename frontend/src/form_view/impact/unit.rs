//! The unit's own numbers beside the form: what is counted already, and how this course moves it.

use api_types::{CourseView, OutcomeView, Overview};
use domain::access::Permission;
use domain::outcome::{Impact, OutcomeState};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::today;
use crate::pages::last_four_quarters;
use crate::session::Session;
use crate::show;
use crate::text::*;

/// What the unit has counted already.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    overview: Overview,
    /// What this course counts as until now.
    before: Vec<OutcomeView>,
}

/// Fetches what the unit has counted, after the form is there. Without it the panel only leaves the numbers out.
pub(super) fn fetch(session: Session, course: &CourseView, counted: RwSignal<Option<Counted>>) {
    if !session.may(Permission::ReadIndicators) {
        return;
    }
    let (id, programme) = (course.id, course.programme.clone());
    spawn_local(async move {
        let (from, to) = last_four_quarters(today());
        let client = session.client();
        let (from, to) = (from.to_string(), to.to_string());
        let both =
            futures::future::try_join(client.overview(&programme, &from, &to), client.outcomes(id)).await;
        if let Ok((overview, before)) = both {
            counted.try_set(Some(Counted { overview, before }));
        }
    });
}

/// The unit's number now and with this course as it stands.
pub(super) fn numbers(counted: &Counted, impact: &Impact) -> Option<AnyView> {
    let row = counted.overview.rows.iter().find(|row| row.indicator == impact.indicator)?;
    let (from, to) = (counted.overview.from, counted.overview.to);
    let within = |state: OutcomeState, day: Option<chrono::NaiveDate>| match day {
        Some(day) if (from..=to).contains(&day) => state.counts(),
        _ => (0, 0),
    };
    let before = counted.before.iter().find(|outcome| outcome.indicator == impact.indicator);
    let before = before.map_or((0, 0), |outcome| within(outcome.state, outcome.attributed_on));
    let after = within(impact.state, impact.attributed_on);
    let then = (row.numerator, row.denominator);
    let moved = (then.0.saturating_sub(before.0) + after.0, then.1.saturating_sub(before.1) + after.1);
    let phrase = if moved == then { IMPACT_UNIT_SAME } else { IMPACT_UNIT_MOVES };
    Some(
        view! {
            <p class="small muted">{tf(phrase, move |language| [
                ("before", with_share(then, language)),
                ("after", with_share(moved, language)),
            ])}</p>
        }
        .into_any(),
    )
}

fn with_share((numerator, denominator): (u64, u64), language: domain::text::Language) -> String {
    let ratio = show::ratio(numerator, denominator, language);
    if denominator == 0 {
        return ratio;
    }
    format!("{ratio} ({})", show::share(numerator as f64 / denominator as f64, language))
}
