//! The page of comparison: every indicator with the own result beside cluster, region and all, on one axis.

use std::sync::Arc;

use api_types::Benchmark;
use leptos::prelude::*;
use pictures::LevelsView;

use super::load::{MOST, Report};
use crate::browser::local;
use crate::pages::compare::rule_set;
use crate::parts::chart::{ChartLevel, chart};
use crate::parts::days_words;
use crate::show;
use crate::text::*;

/// All indicators that are published, twelve on a page.
pub(super) fn forests(report: &Report) -> AnyView {
    let unit = report.now.municipality.name.clone();
    let published: Vec<Arc<Benchmark>> = report.rows.iter().filter_map(|row| row.compared.clone()).collect();
    let none = if report.now.as_of.is_some() { REPORT_FOREST_NONE_KNOWN } else { REPORT_FOREST_NONE };
    let Some(first) = published.first().cloned() else {
        return view! {
            <section class="report-part"><h2>{t(REPORT_FOREST)}</h2><p>{t(none)}</p></section>
        }
        .into_any();
    };
    let (label, from, to) = (first.period.label.clone(), first.period.from, first.period.to);
    let note = tf(REPORT_FOREST_NOTE, move |language| {
        [("period", format!("{} ({})", label.get(language), days_words(from, to, language)))]
    });
    let put_out = local(first.snapshot.published_at).date();
    let is_own_exact = first.own_exact.is_some();
    let phrase = if is_own_exact { REPORT_FOREST_KNOWN } else { REPORT_FOREST_KNOWN_ALL };
    let of_day = report.now.as_of.map(|_| {
        let words = tf(phrase, move |language| [("published", show::long_date(put_out, language))]);
        view! { <p class="small">{words}</p> }
    });
    let sheets: Vec<_> = published
        .chunks(MOST)
        .map(|chunk| {
            let charts: Vec<_> = chunk.iter().map(|benchmark| one(benchmark.clone(), unit.clone())).collect();
            view! { <div class="report-forests">{charts}</div> }
        })
        .collect();
    view! {
        <section class="report-part report-page">
            <h2>{t(REPORT_FOREST)}</h2>
            <p class="small">{note}</p>
            {of_day}
            {sheets}
            {rule_set(&first.snapshot)}
        </section>
    }
    .into_any()
}

fn one(benchmark: Arc<Benchmark>, unit: String) -> AnyView {
    let language = use_language();
    let published = local(benchmark.snapshot.published_at).date();
    let drawn = Signal::derive(move || {
        pictures::levels(&benchmark, &LevelsView { unit: &unit, published, language: language.get() })
    });
    chart(ChartLevel::Part, drawn)
}
