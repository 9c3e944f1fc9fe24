//! How long citizens waited: the numbers beside the strip.

use api_types::{Flow, Waiting};
use domain::text::Language;
use leptos::prelude::*;
use pictures::{half_days, half_number};

use crate::pages::overview::indicator_address;
use crate::parts::{Figure, day_count, whole};
use crate::text::*;

/// The numbers beside the strip.
pub(super) fn waiting_figures(waiting: &Waiting, language: Language) -> Vec<Figure> {
    let middle = Figure::new(
        WAIT_MEDIAN.get(language),
        waiting.median.map_or_else(|| NUMBERS_NONE.get(language).to_owned(), |at| half_days(at, language)),
    )
    .note(count_words(NUMBERS_N_ONE, NUMBERS_N, waiting.days.len(), language));
    let middle = match waiting.ci_low.zip(waiting.ci_high) {
        Some((low, high)) => middle.note(filled(
            NUMBERS_RANGE,
            language,
            &[("low", half_number(low, language)), ("high", half_number(high, language))],
        )),
        None => middle.note(WAIT_TOO_FEW.get(language)),
    };
    let count = |term: Phrase, count: u64| {
        Figure::new(term.get(language), count_words(NUMBERS_N_ONE, NUMBERS_N, whole(count), language))
    };
    let mut all = vec![
        middle,
        Figure::share(waiting.indicator.label.get(language), &waiting.within, language),
        count(WAIT_STILL, waiting.still_waiting),
    ];
    if waiting.missing > 0 {
        all.push(count(WAIT_MISSING, waiting.missing).note(WAIT_MISSING_NOTE.get(language)));
    }
    all
}

/// Why the share is another than what the strip shows, with the way to its indicator.
pub(super) fn waiting_basis(flow: Signal<Flow>) -> AnyView {
    let language = use_language();
    let indicator = Memo::new(move |_| flow.with(|flow| flow.waiting.indicator.clone()));
    let words = Signal::derive(move || {
        let days = flow.with(|flow| f64::from(flow.waiting.target_days));
        let places = [
            ("number", indicator.with(|of| of.number.clone())),
            ("days", day_count(days, 0, language.get())),
        ];
        filled(WAIT_BASIS, language.get(), &places)
    });
    let address = move || indicator.with(|of| indicator_address(&of.id));
    view! { <p class="small muted overview-note">{words}" "<a href=address>{t(OUTCOME_SEE_INDICATOR)}</a></p> }.into_any()
}
