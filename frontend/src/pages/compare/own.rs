//! What only the own municipality sees, and the way from a point to the courses behind it.

use api_types::{Benchmark, TallyView};
use domain::access::Permission;
use domain::outcome::OutcomeState;
use leptos::prelude::*;
use pictures::ComparisonRow;

use crate::pages::indicator::courses_address;
use crate::pages::overview::indicator_address;
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// What there is to say of a unit that was chosen in the figure.
pub(super) fn unit_details(benchmark: &Benchmark, row: &ComparisonRow) -> AnyView {
    let language = use_language();
    let (words, name) = (row.clone(), row.cell.name.clone());
    let said = Signal::derive(move || {
        let text = words.announcement(language.get());
        text.split_once(": ").map(|(_, rest)| rest.to_owned()).unwrap_or(text)
    });
    let links = (row.cell.is_own && !row.is_summary).then(|| links(benchmark));
    view! {
        <section class="card compare-unit" aria-label=t(COMPARE_SELECTED)>
            <h3>{tt(name)}</h3>
            <p>{said}</p>
            {links}
        </section>
    }
    .into_any()
}

/// The own number in full, with the ways to what is behind it.
pub(super) fn own_number(benchmark: &Benchmark) -> Option<AnyView> {
    let own = benchmark.own_exact?;
    let TallyView { numerator, denominator, value, ci_low, ci_high, .. } = own;
    let words = match value.zip(ci_low).zip(ci_high) {
        Some(((value, low), high)) => tf(COMPARE_OWN_EXACT, move |language| {
            [
                ("share", show::share(value, language)),
                ("ratio", show::ratio(numerator, denominator, language)),
                ("low", show::share(low, language)),
                ("high", show::share(high, language)),
            ]
        }),
        None => tf(COMPARE_OWN_NONE, |_| []),
    };
    Some(
        view! {
            <section class="card compare-own">
                <h2>{t(COMPARE_OWN)}</h2>
                <p>{words}</p>
                {links(benchmark)}
            </section>
        }
        .into_any(),
    )
}

/// To the indicator's page, and to the courses behind the number for those who may see them.
fn links(benchmark: &Benchmark) -> AnyView {
    let session = use_session();
    let (from, to) = (benchmark.period.from, benchmark.period.to);
    let page = indicator_address(&benchmark.indicator);
    let courses = courses_address(&benchmark.indicator, OutcomeState::Missing.id(), (from, to), None);
    let may_see = session.may(Permission::ReadIndicators);
    let may_open = session.may(Permission::ReadCoursesBehindNumbers);
    view! {
        <p class="row no-print">
            {may_see.then(|| view! { <a href=page>{t(COMPARE_TO_INDICATOR)}</a> })}
            {may_open.then(|| view! { <a href=courses>{t(COMPARE_TO_COURSES)}</a> })}
        </p>
    }
    .into_any()
}
