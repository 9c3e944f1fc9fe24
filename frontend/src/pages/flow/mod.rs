//! The course flow: how far courses come, why they end early, and how long citizens wait.

mod endings;
mod lists;
mod waiting;

use api_types::Flow;
use leptos::prelude::*;
use pictures::Developed;

use self::endings::endings;
use self::lists::{list_of_step, lists};
use self::waiting::{waiting_basis, waiting_figures};
use crate::events::own_numbers_changed;
use crate::live::{live, live_if};
use crate::load::Loader;
use crate::parts::chart::{ChartLevel, chart, chart_with, view_of};
use crate::parts::development::{RulesChoice, development};
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
    let developed = Signal::derive(move || flow.with(Developed::of_flow));
    let parts = live(move || match is_empty.get() {
        true => empty(
            flow.with_untracked(|flow| view! { <strong>{tt(flow.finding.clone())}</strong> }.into_any()),
            view! { <p>{t(NUMBERS_LONGER)}</p> }.into_any(),
        ),
        false => parts(flow),
    });
    // The empty page has said that there is nothing.
    let is_developed = Memo::new(move |_| !is_empty.get() || developed.with(Developed::has_numbers));
    let over_time = live_if(move || is_developed.get().then(|| development(developed, rules)));
    view! { {parts}{over_time} }.into_any()
}

fn parts(flow: Signal<Flow>) -> AnyView {
    let language = use_language();
    let steps = Signal::derive(move || {
        flow.with(|flow| pictures::flow(flow, &view_of(flow.updated_at, language.get())))
    });
    let waits = Signal::derive(move || {
        flow.with(|flow| pictures::waiting(flow, &view_of(flow.updated_at, language.get())))
    });
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

#[cfg(test)]
mod tests {
    use charts::Theme;
    use domain::municipality::MunicipalityCode;
    use domain::text::Text;

    use api_types::{EndingGroup, Flow, FlowStep};
    use domain::text::Language;
    use pictures::{Chart, View, drawing};

    fn flow_chart(flow: &Flow, language: Language) -> Chart {
        pictures::flow(flow, &View { updated: flow.updated_at.naive_utc(), language })
    }

    fn step(id: &str, count: u64, of_previous: Option<f64>, of_referred: Option<f64>) -> FlowStep {
        FlowStep { id: id.into(), label: Text::new(id, id), count, of_previous, of_referred }
    }

    fn flow(referred: u64, finished: u64) -> Flow {
        let share = (referred > 0).then(|| finished as f64 / referred as f64);
        let reason = api_types::EndingReason {
            id: "transport".into(),
            label: Text::new("Transport", "Transport"),
            count: 1,
        };
        let code: MunicipalityCode = "0740".parse().unwrap();
        Flow {
            programme: "hjertekom".into(),
            municipality: api_types::MunicipalityView { code, name: "Silkeborg".into() },
            from: "2026-01-01".parse().unwrap(),
            to: "2026-12-31".parse().unwrap(),
            steps: vec![step("referred", referred, None, None), step("finished", finished, share, share)],
            under_way: 1,
            endings: vec![EndingGroup {
                group: "logistics".into(),
                label: Text::new("Praktiske forhold", "Practical matters"),
                count: 1,
                reasons: vec![reason],
            }],
            waiting: api_types::Waiting {
                label: Text::new("fra", "from"),
                days: vec![],
                median: None,
                ci_low: None,
                ci_high: None,
                within: api_types::ShareView::default(),
                indicator: api_types::WaitingIndicator {
                    id: "waiting_14d".into(),
                    number: "P1".into(),
                    label: Text::new("Inden 14 dage", "Within 14 days"),
                },
                target_days: 14,
                source: "default".into(),
                still_waiting: 0,
                missing: 0,
                finding: Text::new("ingen", "none"),
                summary: Text::new("ingen", "none"),
            },
            development: crate::parts::development::sample::development(),
            finding: Text::new("Fund", "Finding"),
            summary: vec![],
            updated_at: "2026-11-22T09:42:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn the_picture_the_table_and_what_is_announced_say_the_same() {
        let chart = flow_chart(&flow(62, 44), Language::Da);
        assert_eq!(chart.grid.rows.len(), 3);
        let svg = drawing(&chart, 900.0, Theme::Page);
        assert!(svg.contains("finished: 44, 71\u{a0}% af forrige trin, 71\u{a0}% af henviste"), "{svg}");
        assert!(
            svg.contains("Sluttet før tid, Praktiske forhold: 1, 2\u{a0}% af henviste. Transport (1)"),
            "{svg}"
        );
        let shown: Vec<String> = chart.grid.rows[1].iter().map(|cell| cell.show(Language::Da)).collect();
        assert_eq!(shown, ["finished", "44", "71\u{a0}%", "71\u{a0}%", "–"]);
    }

    #[test]
    fn causes_are_left_out_where_nobody_ended_early() {
        let mut flow = flow(62, 44);
        flow.endings[0].count = 0;
        assert_eq!(flow_chart(&flow, Language::Da).grid.rows.len(), flow.steps.len());
    }

    #[test]
    fn nobody_referred_is_no_division_by_zero() {
        let chart = flow_chart(&flow(0, 0), Language::En);
        assert_eq!(chart.grid.rows[2][3].show(Language::En), "–");
    }
}
