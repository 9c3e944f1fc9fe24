//! The front: one measure at a time, sentence first.

use domain::progress::Progress;
use domain::text::Text;
use leptos::prelude::*;

use super::chart::chart;
use super::{Choice, Side};
use crate::live::live;
use crate::parts::{Icon, icon};
use crate::text::*;

/// The measure that is chosen, and the way to the others.
pub(super) fn front(choice: Choice, told: &[Progress], better: &Text) -> AnyView {
    let better = better.clone();
    let all: Vec<Progress> = told.to_vec();
    let shown = live(move || {
        let at = choice.measure.get();
        all.get(at).map(|progress| measure(progress, choice, better.clone())).unwrap_or_else(|| ().into_any())
    });
    view! {
        {choices(choice, told)}
        <div class="citizen-measure">{shown}</div>
    }
    .into_any()
}

fn measure(progress: &Progress, choice: Choice, better: Text) -> AnyView {
    let sentences: Vec<_> =
        progress.sentences.iter().map(|sentence| view! { <p>{tt(sentence.clone())}</p> }).collect();
    view! {
        <h2 class="citizen-name">{tt(progress.measure.label.clone())}</h2>
        <div class="citizen-sentences" role="status">{sentences}</div>
        {chart(progress, better, choice.size)}
    }
    .into_any()
}

/// The measures by name, with the neighbours to the left and right.
fn choices(choice: Choice, told: &[Progress]) -> AnyView {
    let count = told.len();
    let names: Vec<_> = told
        .iter()
        .enumerate()
        .map(|(index, progress)| {
            let is_current = move || choice.measure.get() == index && choice.side.get() == Side::Front;
            view! {
                <li>
                    <button type="button" class="citizen-choice"
                        aria-current=Signal::derive(move || is_current().then_some("true"))
                        on:click=move |_| choice.measure.set(index)>
                        {tt(progress.measure.label.clone())}
                    </button>
                </li>
            }
        })
        .collect();
    let position = tf(CITIZEN_POSITION, move |_| {
        [("number", (choice.measure.get() + 1).to_string()), ("count", count.to_string())]
    });
    view! {
        <nav class="citizen-choices no-print" aria-label=t(CITIZEN_MEASURES)>
            <button type="button" class="icon-button citizen-step citizen-step-back" aria-label=t(CITIZEN_PREVIOUS)
                on:click=move |_| choice.step(false)>
                {icon(Icon::ChevronRight)}
            </button>
            <ul>{names}</ul>
            <button type="button" class="icon-button citizen-step" aria-label=t(CITIZEN_NEXT)
                on:click=move |_| choice.step(true)>
                {icon(Icon::ChevronRight)}
            </button>
            <span class="muted nowrap">{position}</span>
        </nav>
    }
    .into_any()
}
