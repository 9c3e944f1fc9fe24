//! The fair-comparison switch: as counted, adjusted, smoothed; and what each does and does not.

use api_types::{Benchmark, BenchmarkView, ModelCardFactor, ModelCardView};
use domain::text::Text;
use leptos::prelude::*;

use super::wanted::{VIEWS, Wanted, view_id};
use crate::live::live;
use crate::parts::{Icon, icon, number_words};
use crate::show;
use crate::text::*;

const fn name(view: BenchmarkView) -> Phrase {
    match view {
        BenchmarkView::Raw => COMPARE_RAW,
        BenchmarkView::Adjusted => COMPARE_ADJUSTED,
        BenchmarkView::Shrunken => COMPARE_SHRUNKEN,
    }
}

/// What a view does, and what it does not.
const fn meaning(view: BenchmarkView) -> (Phrase, Phrase) {
    match view {
        BenchmarkView::Raw => (COMPARE_RAW_DOES, COMPARE_RAW_NOT),
        BenchmarkView::Adjusted => (COMPARE_ADJUSTED_DOES, COMPARE_ADJUSTED_NOT),
        BenchmarkView::Shrunken => (COMPARE_SHRUNKEN_DOES, COMPARE_SHRUNKEN_NOT),
    }
}

/// The switch with its explanation.
pub(super) fn switch(wanted: Wanted) -> AnyView {
    let now = Memo::new(move |_| wanted.view());
    let buttons = VIEWS.map(|view| {
        let pressed = Signal::derive(move || (now.get() == view).to_string());
        let choose = move |_| {
            let id = (view != BenchmarkView::Raw).then(|| view_id(view).to_owned());
            wanted.view.set(id);
        };
        view! { <button type="button" class="tab" aria-pressed=pressed on:click=choose>{t(name(view))}</button> }
    });
    let words = live(move || {
        let (does, does_not) = meaning(now.get());
        view! {
            <p>{icon(Icon::Tick)}<span>{t(does)}</span></p>
            <p>{icon(Icon::Circle)}<span>{t(does_not)}</span></p>
        }
    });
    view! {
        <section class="compare-fair" aria-labelledby="compare-fair">
            <div class="compare-fair-head">
                <h2 id="compare-fair">{t(COMPARE_FAIR)}</h2>
                <div class="tabs no-print" role="group" aria-labelledby="compare-fair">{buttons.into_iter().collect::<Vec<_>>()}</div>
            </div>
            <div class="compare-fair-words" role="status">{words}</div>
        </section>
    }
    .into_any()
}

/// The model card, in full.
pub(super) fn card(benchmark: &Benchmark) -> Option<AnyView> {
    let ModelCardView { method, version, factors, left_out, reference, discrimination, assumptions, limits } =
        benchmark.model_card.clone()?;
    let names: Vec<_> = factors.iter().map(|factor| factor.split.label.clone()).collect();
    let left_out = (!left_out.is_empty()).then(|| {
        let names = left_out.into_iter().map(|split| split.label).collect();
        view! { <div><dt>{t(COMPARE_CARD_LEFT_OUT)}</dt><dd>{list(names)}<p>{t(COMPARE_CARD_LEFT_OUT_WHY)}</p></dd></div> }
    });
    let discrimination = discrimination.map(|value| {
        let words = tf(COMPARE_CARD_DISCRIMINATION_TEXT, move |language| {
            [("value", number_words(value, 2, language))]
        });
        view! { <div><dt>{t(COMPARE_CARD_DISCRIMINATION)}</dt><dd>{words}</dd></div> }
    });
    let version = tf(COMPARE_CARD_VERSION, move |_| [("version", version.to_string())]);
    let groups: Vec<_> = factors.into_iter().map(group).collect();
    Some(
        view! {
            <details class="card compare-card">
                <summary><span class="chevron">{icon(Icon::ChevronRight)}</span><strong>{t(COMPARE_CARD)}</strong></summary>
                <dl class="entry-facts">
                    <div><dt>{t(COMPARE_CARD_METHOD)}</dt><dd><p>{tt(method)}" "<span class="muted">{version}</span></p></dd></div>
                    <div><dt>{t(COMPARE_CARD_FACTOR)}</dt><dd>{list(names)}</dd></div>
                    {left_out}
                    <div><dt>{t(COMPARE_CARD_REFERENCE)}</dt><dd>{tt(reference)}</dd></div>
                    {discrimination}
                    <div><dt>{t(COMPARE_CARD_ASSUMPTIONS)}</dt><dd>{list(assumptions)}</dd></div>
                    <div><dt>{t(COMPARE_CARD_LIMITS)}</dt><dd>{list(limits)}</dd></div>
                </dl>
                <table class="table compare-reference">
                    <caption class="visually-hidden">{t(COMPARE_CARD_REFERENCE)}</caption>
                    <thead><tr>
                        <th scope="col">{t(COMPARE_CARD_LEVEL)}</th>
                        <th scope="col" class="number">{t(COMPARE_CARD_COUNT)}</th>
                        <th scope="col" class="number">{t(COMPARE_CARD_SHARE)}</th>
                    </tr></thead>
                    {groups}
                </table>
            </details>
        }
        .into_any(),
    )
}

/// The reference by the levels of one split.
fn group(factor: ModelCardFactor) -> AnyView {
    let language = use_language();
    let rows: Vec<_> = factor
        .rows
        .into_iter()
        .map(|row| {
            let share = Signal::derive(move || show::share(show::share_of(row.percent), language.get()));
            let pooled =
                row.is_pooled.then(|| view! { " "<span class="tag">{t(COMPARE_CARD_POOLED)}</span> });
            view! {
                <tr>
                    <th scope="row">{tt(row.level.label)}{pooled}</th>
                    <td class="number">{row.denominator}</td>
                    <td class="number">{share}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <tbody>
            <tr><th scope="rowgroup" colspan="3">{tt(factor.split.label)}</th></tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn list(items: Vec<Text>) -> AnyView {
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{tt(item)}</li> }).collect();
    view! { <ul class="rule-list">{items}</ul> }.into_any()
}
