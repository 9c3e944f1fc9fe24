//! How an indicator varies and whether its target is reached by itself: a shape and a word, never a colour alone.

use api_types::{Assurance, Variation};
use leptos::prelude::*;

/// A shape of 16 pixels that screen readers skip: its word stands beside it.
fn shape(class: &'static str, path: &'static str) -> AnyView {
    view! {
        <svg class=class viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=path/></svg>
    }
    .into_any()
}

/// The shape of a variation: up and down as the numbers' marks have it, a wave for chance.
pub(crate) fn variation_mark(variation: Variation) -> AnyView {
    match variation {
        Variation::Improvement => shape("sign sign-better", "M8 2 15 14H1z"),
        Variation::Concern => shape("sign sign-worse", "M8 14 1 2h14z"),
        Variation::Random => shape("sign sign-line", "M1 9c2-5 4-5 6.5-1s4.5 4 7.5-1"),
        Variation::Undirected => shape("sign sign-change", "M8 1 15 8 8 15 1 8z"),
        Variation::TooFew => shape("sign sign-line", "M3 8h.1M8 8h.1M13 8h.1"),
    }
}

/// The shape of an assurance: above, across, below its line.
pub(crate) fn assurance_mark(assurance: Assurance) -> AnyView {
    match assurance {
        Assurance::Met => shape("sign sign-line", "M1 13h14M8 10V2m-3.5 3.5L8 2l3.5 3.5"),
        Assurance::HitAndMiss => shape("sign sign-line", "M1 8h14M4 12V4m8 8V4"),
        Assurance::NotMet => shape("sign sign-line", "M1 3h14M8 6v8m-3.5-3.5L8 14l3.5-3.5"),
        Assurance::NoTarget => shape("sign sign-line", "M4 8h8"),
        Assurance::TooFew => shape("sign sign-line", "M3 8h.1M8 8h.1M13 8h.1"),
    }
}
