//! The back: all measures in a table, the agreements, and what the numbers mean.

use domain::note::goal;
use domain::plan::Plan;
use domain::progress::{Point, Progress};
use domain::text::Text;
use leptos::prelude::*;

use super::line::line;
use crate::text::*;

/// The size of a picture in the table, in pixels.
const SPARK: (f64, f64) = (88.0, 32.0);

/// Everything at once.
pub(super) fn back(told: Vec<Progress>, plan: Plan) -> AnyView {
    let rows: Vec<_> = told.iter().map(row).collect();
    let meanings: Vec<_> = told
        .iter()
        .map(|progress| {
            let (label, meaning) = (progress.measure.label.clone(), progress.measure.meaning.clone());
            view! { <div><dt>{tt(label)}</dt><dd>{tt(meaning)}</dd></div> }
        })
        .collect();
    view! {
        <div class="citizen-block">
            <h2 id="citizen-table">{t(CITIZEN_TABLE)}</h2>
            <div class="table-scroll" role="region" tabindex="0" aria-labelledby="citizen-table">
                <table class="table citizen-overview">
                    <thead>
                        <tr>
                            <th scope="col">{t(COLUMN_MEASURE)}</th>
                            <th scope="col">{t(COLUMN_START)}</th>
                            <th scope="col">{t(COLUMN_NOW)}</th>
                            <th scope="col">{t(COLUMN_CHANGE)}</th>
                            <td class="citizen-spark-cell"></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
        {goals(plan)}
        <section class="citizen-block" aria-labelledby="citizen-meaning">
            <h2 id="citizen-meaning">{t(CITIZEN_MEANING)}</h2>
            <dl class="citizen-meanings">{meanings}</dl>
        </section>
    }
    .into_any()
}

fn row(progress: &Progress) -> AnyView {
    let words = |point: Option<&Point>| point.map(|point| point.words.clone()).unwrap_or_default();
    let is_first = progress.points.len() < 2;
    let start = words(progress.points.first());
    let now = if is_first { both(NOT_MEASURED_AGAIN) } else { words(progress.points.last()) };
    let language = use_language();
    let picture = (!is_first).then(|| {
        let drawn = progress.clone();
        let better = Text::default();
        let svg = Signal::derive(move || {
            line(&drawn, &better, language.get(), SPARK, None).to_spark_svg(SPARK.0, SPARK.1)
        });
        view! { <span class="chart" inner_html=svg></span> }
    });
    view! {
        <tr>
            <th scope="row">{tt(progress.measure.label.clone())}</th>
            <td>{tt(start)}</td>
            <td class:muted=is_first>{tt(now)}</td>
            <td>{tt(progress.change.clone())}</td>
            <td class="citizen-spark-cell">{picture}</td>
        </tr>
    }
    .into_any()
}

/// The goals of the plan, in the citizen's own words.
fn goals(plan: Plan) -> AnyView {
    let language = use_language();
    let items: Vec<_> = plan
        .goals
        .into_iter()
        .map(|agreed| view! { <li>{Signal::derive(move || goal(&agreed, language.get()))}</li> })
        .collect();
    let list = if items.is_empty() {
        view! { <p class="muted">{t(CITIZEN_GOALS_NONE)}</p> }.into_any()
    } else {
        view! { <ul class="citizen-goals">{items}</ul> }.into_any()
    };
    view! {
        <section class="citizen-block" aria-labelledby="citizen-goals">
            <h2 id="citizen-goals">{t(CITIZEN_GOALS)}</h2>
            {list}
        </section>
    }
    .into_any()
}
