//! Results: what changes from the start of a course to its end, one measure at a time.

mod moves;
mod words;

use api_types::{ResultMeasure, ResultMeasureList, Results};
use leptos::prelude::*;
use pictures::Developed;

use self::moves::moves_table;
use self::words::key_figures;
use crate::events::own_numbers_changed;
use crate::live::{follow, live, live_if};
use crate::load::Loader;
use crate::parts::chart::{ChartLevel, chart, view_of};
use crate::parts::development::{RulesChoice, development};
use crate::parts::{PeriodChoice, Scope, Tone, alert, empty, figures, in_address, number_head};
use crate::programmes::HJERTEKOM;
use crate::session::use_session;
use crate::text::*;

/// The name of the measure in the address.
const MEASURE_IN_ADDRESS: &str = "maal";

/// How the own municipality's citizens change.
pub(crate) fn page() -> AnyView {
    let period = PeriodChoice::of_address();
    let scope = RwSignal::new(None);
    let session = use_session();
    let measures = Loader::new(move || {
        let session = session.clone();
        async move { session.client().result_measures(HJERTEKOM).await }
    });
    view! {
        {number_head(RESULTS_TITLE, RESULTS_BASIS, scope.into(), period, None)}
        {measures.show(move |list| of_measures(list, period, scope))}
    }
    .into_any()
}

fn scope_of(results: &Results) -> Scope {
    Scope { unit: results.municipality.name.clone(), from: results.from, to: results.to }
}

fn of_measures(list: ResultMeasureList, period: PeriodChoice, scope: RwSignal<Option<Scope>>) -> AnyView {
    let (chosen, choose) = in_address(MEASURE_IN_ADDRESS);
    let rules = RulesChoice::of_address();
    let Some(first) = list.items.first().map(|measure| measure.id.clone()) else {
        return empty(view! { <strong>{t(RESULTS_NO_MEASURES)}</strong> }.into_any(), ().into_any());
    };
    let known: Vec<String> = list.items.iter().map(|measure| measure.id.clone()).collect();
    // An address that names no measure, or one of another version, shows the first.
    let measure =
        Memo::new(move |_| chosen.get().filter(|id| known.contains(id)).unwrap_or_else(|| first.clone()));
    let loader = Loader::following(own_numbers_changed(), move |client| {
        let (measure, asked) = (measure.get(), period.ask(rules.get()));
        async move { client.results(&measure, &asked).await }
    });
    follow(move || scope.set(loader.ready().as_ref().map(scope_of)));
    view! {
        {picker(list.items, measure, choose)}
        {loader.show_following(move |results| results_view(results, rules))}
    }
    .into_any()
}

fn picker(
    measures: Vec<ResultMeasure>,
    measure: Memo<String>,
    choose: SignalSetter<Option<String>>,
) -> AnyView {
    let options: Vec<_> = measures
        .into_iter()
        .map(|of| {
            let id = of.id.clone();
            let selected = Signal::derive(move || measure.get() == id);
            view! { <option value=of.id prop:selected=selected>{tt(of.label)}</option> }
        })
        .collect();
    view! {
        <div class="field row number-choice no-print">
            <label class="label" for="measure">{t(RESULTS_MEASURE)}</label>
            <select class="input input-select" id="measure" on:change=move |event| choose.set(Some(event_target_value(&event)))>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// What of the results can be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pairs,
    Moves,
    Words,
}

fn kind_of(results: &Results) -> Kind {
    match &results.moves {
        Some(moves) if !moves.rows.is_empty() => Kind::Moves,
        _ if !results.pairs.is_empty() || !results.bins.is_empty() => Kind::Pairs,
        _ => Kind::Words,
    }
}

fn results_view(results: Signal<Results>, rules: RulesChoice) -> AnyView {
    let language = use_language();
    let kind = Memo::new(move |_| results.with(kind_of));
    let bias = live_if(move || {
        let bias = results.with(|results| results.bias.clone())?;
        let words = alert(Tone::Warning, view! { <p>{tt(bias)}</p> }.into_any());
        Some(view! { <div class="number-notice">{words}</div> })
    });
    let numbers = Signal::derive(move || results.with(|results| key_figures(results, language.get())));
    let shown = live(move || match kind.get() {
        Kind::Pairs => {
            let picture = Signal::derive(move || {
                results
                    .with(|results| pictures::results(results, &view_of(results.updated_at, language.get())))
            });
            chart(ChartLevel::Main, picture)
        }
        Kind::Moves => moves_table(results),
        Kind::Words => too_few(results),
    });
    let has_any = Memo::new(move |_| results.with(|results| results.n_paired + results.n_unpaired > 0));
    view! {
        {bias}
        {live_if(move || has_any.get().then(|| figures(numbers)))}
        <section class="number-part">{shown}</section>
        {over_time(results, rules)}
    }
    .into_any()
}

/// How the mean change develops; codes have none.
fn over_time(results: Signal<Results>, rules: RulesChoice) -> AnyView {
    let developed = Memo::new(move |_| results.with(Developed::of_results));
    // Built anew for another measure, not when its numbers change.
    let id = Memo::new(move |_| developed.with(|of| of.as_ref().map(|of| of.id.clone())));
    live_if(move || {
        id.get()?;
        let last = StoredValue::new(developed.get_untracked()?);
        let of = Signal::derive(move || {
            developed.with(|of| of.iter().for_each(|of| last.set_value(of.clone())));
            last.get_value()
        });
        Some(development(of, rules))
    })
}

/// What is said where nothing can be shown.
fn too_few(results: Signal<Results>) -> AnyView {
    live(move || {
        let (finding, why) = results.with(|results| (results.finding.clone(), results.why_not.clone()));
        let hint = match why {
            // Said once: a longer period may have more.
            Some(why) if why == finding => view! { <p>{t(NUMBERS_LONGER)}</p> }.into_any(),
            Some(why) => view! { <p>{tt(why)}</p> }.into_any(),
            None => view! { <p>{t(RESULTS_TOO_FEW)}</p> }.into_any(),
        };
        empty(view! { <strong>{tt(finding)}</strong> }.into_any(), hint)
    })
}
