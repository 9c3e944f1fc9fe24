//! The course flow: how far courses come, why they end early, and how long citizens wait.

mod endings;
mod lists;
mod steps;
mod waiting;

use api_types::Flow;
use leptos::prelude::*;

use self::endings::endings;
use self::lists::{list_of_step, lists};
use self::waiting::{waiting_basis, waiting_chart, waiting_figures};
use crate::events::own_numbers_changed;
use crate::live::live;
use crate::load::Loader;
use crate::parts::chart::{ChartLevel, chart, chart_with};
use crate::parts::development::{Of, RulesChoice, development};
use crate::parts::{PeriodChoice, Scope, empty, figures, number_head};
use crate::text::*;

/// The flow of the own municipality's courses.
pub(crate) fn page() -> AnyView {
    let (period, rules) = (PeriodChoice::of_address(), RulesChoice::of_address());
    let loader = Loader::following(own_numbers_changed(), move |client| {
        let asked = period.ask(rules.get());
        async move { client.flow(&asked).await }
    });
    let scope = Signal::derive(move || loader.ready().as_ref().map(scope));
    view! {
        {number_head(FLOW_TITLE, FLOW_BASIS, scope, period, None)}
        {loader.show_following(move |flow| flow_view(flow, rules))}
    }
    .into_any()
}

fn scope(flow: &Flow) -> Scope {
    Scope { unit: flow.municipality.name.clone(), from: flow.from, to: flow.to }
}

fn flow_view(flow: Signal<Flow>, rules: RulesChoice) -> AnyView {
    let is_empty = Memo::new(move |_| flow.with(|flow| flow.steps.iter().all(|step| step.count == 0)));
    let developed = Signal::derive(move || {
        flow.with(|flow| Of {
            unit: flow.municipality.name.clone(),
            updated_at: flow.updated_at,
            development: flow.development.clone(),
        })
    });
    let parts = live(move || match is_empty.get() {
        true => empty(
            flow.with_untracked(|flow| view! { <strong>{tt(flow.finding.clone())}</strong> }.into_any()),
            view! { <p>{t(NUMBERS_LONGER)}</p> }.into_any(),
        ),
        false => parts(flow),
    });
    view! { {parts}{development("ventetid", developed, rules)} }.into_any()
}

fn parts(flow: Signal<Flow>) -> AnyView {
    let language = use_language();
    let steps = Signal::derive(move || flow.with(|flow| steps::chart_of(flow, language.get())));
    let waits = Signal::derive(move || flow.with(|flow| waiting_chart(flow, language.get())));
    let numbers = Signal::derive(move || flow.with(|flow| waiting_figures(&flow.waiting, language.get())));
    let open = list_of_step(move |point| {
        flow.with_untracked(|flow| flow.steps.get(point).map(|step| step.id.clone()))
    });
    view! {
        <section class="number-part">{chart_with(ChartLevel::Main, steps, open, None)}</section>
        {lists()}
        <section class="number-part" aria-labelledby="endings">
            <h2 id="endings">{t(FLOW_REASONS_TITLE)}</h2>
            {endings(flow)}
        </section>
        <section class="number-part" aria-labelledby="waiting">
            <h2 id="waiting">{t(WAIT_TITLE)}</h2>
            {figures(numbers)}
            {waiting_basis(flow)}
            {chart(ChartLevel::Part, waits)}
        </section>
    }
    .into_any()
}
