//! What can be chosen: how far back, which periods, what to split by, as known on which day, which chart.

use api_types::{Series, SeriesChart};
use leptos::prelude::*;

use super::choice::{Choice, GRAINS, YEARS};
use crate::live::{live, live_if};
use crate::parts::InAddress;
use crate::text::*;

/// The choices above the chart.
pub(super) fn filters(series: Signal<Series>, choice: Choice) -> AnyView {
    let years = YEARS.into_iter().map(|(years, id, words)| {
        view! { <option value=id selected=move || choice.years() == years>{t(words)}</option> }
    });
    let grains = GRAINS.into_iter().map(|(grain, id, words)| {
        view! { <option value=id selected=move || choice.grain() == grain>{t(words)}</option> }
    });
    let (years, grains): (Vec<_>, Vec<_>) = (years.collect(), grains.collect());
    let known_splits = Memo::new(move |_| series.with(|series| series.splits.clone()));
    let splits = move || {
        let chosen = choice.split.get();
        let split = |split: api_types::SplitView| {
            let is_chosen = chosen.as_ref() == Some(&split.id);
            view! { <option value=split.id selected=is_chosen>{tt(split.label)}</option> }
        };
        known_splits.get().into_iter().map(split).collect::<Vec<_>>()
    };
    let versions = Memo::new(move |_| series.with(|series| series.versions.clone()));
    let version = live_if(move || {
        versions.with(|versions| versions.len() > 1).then(|| version_field(series, choice, versions))
    });
    let chosen = |of: InAddress| move |event: leptos::ev::Event| of.set(Some(event_target_value(&event)));
    view! {
        <div class="filters indicator-filters no-print" role="group" aria-label=t(FILTERS)>
            {field("filter-years", FILTER_YEARS, view! {
                <select class="input input-select" id="filter-years" on:change=chosen(choice.years)>{years}</select>
            }.into_any())}
            {field("filter-grain", FILTER_GRAIN, view! {
                <select class="input input-select" id="filter-grain" on:change=chosen(choice.grain)>{grains}</select>
            }.into_any())}
            {field("filter-split", FILTER_SPLIT, view! {
                <select class="input input-select" id="filter-split" on:change=chosen(choice.split)>
                    <option value="">{t(SPLIT_NONE)}</option>
                    {splits}
                </select>
            }.into_any())}
            {version}
            {choice.as_of.field("field")}
        </div>
    }
    .into_any()
}

fn field(id: &'static str, label: Phrase, control: AnyView) -> AnyView {
    view! { <div class="field"><label class="label" for=id>{t(label)}</label>{control}</div> }.into_any()
}

fn version_field(series: Signal<Series>, choice: Choice, versions: Memo<Vec<String>>) -> AnyView {
    let current = Memo::new(move |_| series.with(|series| series.version.clone()));
    let options = move || {
        let current = current.get();
        let option = |version: String| {
            view! { <option value=version.clone() selected=version == current>{version.clone()}</option> }
        };
        versions.get().into_iter().map(option).collect::<Vec<_>>()
    };
    field(
        "filter-version",
        FILTER_VERSION,
        view! {
            <select class="input input-select" id="filter-version"
                on:change=move |event| choice.version.set(Some(event_target_value(&event)))>{options}</select>
        }
        .into_any(),
    )
}

/// Which chart, and where the axis begins; a chart that would say too much is named with the reason.
pub(super) fn chart_choice(series: Signal<Series>, choice: Choice) -> AnyView {
    let shown = Memo::new(move |_| series.with(|series| series.chart));
    let why_not = Memo::new(move |_| {
        series.with(|series| {
            series
                .groups
                .iter()
                .find(|group| !group.p_chart_offered)
                .map(|group| group.why_not.clone().unwrap_or_default())
        })
    });
    let pressed = move |of: SeriesChart| Signal::derive(move || (shown.get() == of).to_string());
    let is_refused = Signal::derive(move || why_not.with(Option::is_some));
    let control = move |_| {
        if !is_refused.get_untracked() {
            choice.show(SeriesChart::P);
        }
    };
    let reason = live(move || match why_not.get() {
        Some(reason) => {
            view! { <p class="small muted chart-reason" id="chart-reason">{tt(reason)}</p> }.into_any()
        }
        None => ().into_any(),
    });
    let rules = live_if(move || (shown.get() == SeriesChart::P).then(|| choice.rules.field()));
    view! {
        <div class="tabs" role="group" aria-label=t(CHART_KIND)>
            <button type="button" class="tab" aria-pressed=pressed(SeriesChart::Run)
                on:click=move |_| choice.show(SeriesChart::Run)>{t(CHART_RUN)}</button>
            <button type="button" class="tab" aria-pressed=pressed(SeriesChart::P)
                aria-disabled=Signal::derive(move || is_refused.get().then_some("true"))
                aria-describedby=Signal::derive(move || is_refused.get().then_some("chart-reason"))
                on:click=control>{t(CHART_CONTROL)}</button>
        </div>
        <button type="button" class="button button-plain button-small" aria-pressed=Signal::derive(move || choice.is_zoomed().to_string())
            on:click=move |_| choice.zoom(!choice.is_zoomed())>{t(AXIS_ZOOM)}</button>
        {rules}
        {reason}
    }
    .into_any()
}
