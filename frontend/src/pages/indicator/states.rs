//! Why is a course (not) counted: how many count as what, and the way to the courses themselves.

use api_types::{Series, TallyView};
use chrono::NaiveDate;
use domain::access::Permission;
use domain::outcome::OutcomeState;
use leptos::prelude::*;

use super::choice::Choice;
use crate::live::live;
use crate::parts::Period;
use crate::session::use_session;
use crate::text::*;

/// The states that are counted, with their number.
pub(super) fn counts(total: &TallyView) -> [(OutcomeState, u64); 5] {
    [
        (OutcomeState::Fulfilled, total.numerator),
        (OutcomeState::NotFulfilled, total.denominator.saturating_sub(total.numerator)),
        (OutcomeState::Missing, total.missing),
        (OutcomeState::Excluded, total.excluded),
        (OutcomeState::Pending, total.pending),
    ]
}

/// The address of the courses of a state in some days, of a level of a split if one is named.
pub(crate) fn address(
    indicator: &str,
    state: &str,
    (from, to): (NaiveDate, NaiveDate),
    level: Option<&(String, String)>,
) -> String {
    let level = level.map_or_else(String::new, |(split, level)| format!("&fordelt={split}&niveau={level}"));
    format!(
        "/indikatorer/{indicator}/forloeb?tilstand={state}&periode={}{level}",
        Period::Days(from, to).write()
    )
}

/// How many courses are in a state, with the way to them where there are any to see.
pub(super) fn number(
    indicator: &str,
    (state, count): (OutcomeState, u64),
    days: (NaiveDate, NaiveDate),
    level: Option<&(String, String)>,
    may_see: bool,
) -> AnyView {
    if !may_see || count == 0 {
        return view! { <span>{count}</span> }.into_any();
    }
    view! {
        <a href=address(indicator, state.id(), days, level)>
            {count}<span class="visually-hidden">" "{tt(state.label())}</span>
        </a>
    }
    .into_any()
}

/// How many count as what, all levels together.
pub(super) fn sum(series: &Series) -> TallyView {
    series.groups.iter().fold(TallyView::default(), |sum, group| TallyView {
        numerator: sum.numerator + group.total.numerator,
        denominator: sum.denominator + group.total.denominator,
        missing: sum.missing + group.total.missing,
        excluded: sum.excluded + group.total.excluded,
        pending: sum.pending + group.total.pending,
        ..TallyView::default()
    })
}

const fn meaning(state: OutcomeState) -> Phrase {
    match state {
        OutcomeState::Fulfilled => STATE_MEANS_FULFILLED,
        OutcomeState::NotFulfilled => STATE_MEANS_NOT_FULFILLED,
        OutcomeState::Missing => STATE_MEANS_MISSING,
        OutcomeState::Excluded => STATE_MEANS_EXCLUDED,
        OutcomeState::Pending | OutcomeState::Outside => STATE_MEANS_PENDING,
    }
}

/// The card with the states.
pub(super) fn states(series: Signal<Series>, choice: Choice) -> AnyView {
    let may_see = use_session().may(Permission::ReadCoursesBehindNumbers);
    let rows = live(move || {
        let (total, id, days, is_past) = series.with(|series| {
            (sum(series), series.indicator.clone(), (series.from, series.to), choice.as_of.get().is_some())
        });
        let row = |(state, count): (OutcomeState, u64)| {
            // The courses are those of today: for numbers of an earlier day there is no list.
            let number = number(&id, (state, count), days, None, may_see && !is_past);
            view! {
                <tr>
                    <th scope="row">{tt(state.label())}<p class="small muted">{t(meaning(state))}</p></th>
                    <td class="number" data-state=state.id()>{number}</td>
                </tr>
            }
        };
        counts(&total).map(row).into_iter().collect::<Vec<_>>()
    });
    view! {
        <section class="card">
            <h2>{t(STATES)}</h2>
            <p class="muted">{t(if may_see { STATES_LEAD } else { STATES_LEAD_CLOSED })}</p>
            <table class="table states">
                <caption class="visually-hidden">{t(STATES)}</caption>
                <thead><tr>
                    <th scope="col">{t(STATES_COLUMN)}</th>
                    <th scope="col" class="number">{t(STATES_COUNT)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_course_is_in_one_state_and_the_states_add_up() {
        let total = TallyView {
            numerator: 7,
            denominator: 9,
            missing: 2,
            excluded: 1,
            pending: 4,
            ..TallyView::default()
        };
        let counts = counts(&total);
        assert_eq!(counts.map(|(_, count)| count), [7, 2, 2, 1, 4]);
        assert!(counts.iter().all(|(state, _)| *state != OutcomeState::Outside));
    }

    #[test]
    fn the_courses_of_a_number_have_an_address() {
        let day = |text: &str| text.parse().unwrap();
        let days = (day("2026-04-01"), day("2026-06-30"));
        assert_eq!(
            address("adherence", "missing", days, Some(&("sex".to_owned(), "female".to_owned()))),
            "/indikatorer/adherence/forloeb?tilstand=missing&periode=2026-04-01_2026-06-30&fordelt=sex&niveau=female"
        );
    }
}
