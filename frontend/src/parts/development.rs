//! How one number per quarter develops: the chart, behind a button how far quarters lie apart, and the choice of rules.

#[cfg(test)]
pub(crate) mod sample;

use api_types::SignalRules;
use leptos::prelude::*;
use pictures::Developed;

use super::{InAddress, select_field};
use crate::live::live_if;
use crate::parts::chart::{ChartLevel, chart, chart_with, view_of};
use crate::text::*;

/// The rules in the address; Anhøj's are what one gets without.
const NHS: &str = "nhs";
/// The distances in the address.
const SHOWN: &str = "vis";
/// The axis that does not begin at 0, in the address.
const ZOOMED: &str = "zoom";

/// Which rules look for signals, as it stands in the address.
#[derive(Clone, Copy)]
pub(crate) struct RulesChoice(InAddress);

impl RulesChoice {
    /// Reads the address of the page that is being built.
    pub(crate) fn of_address() -> Self {
        Self(InAddress::of("regler"))
    }

    /// The rules.
    pub(crate) fn get(self) -> SignalRules {
        if self.0.get().as_deref() == Some(NHS) { SignalRules::Nhs } else { SignalRules::Anhoej }
    }

    /// The list to choose from.
    pub(crate) fn field(self) -> AnyView {
        let options = [(SignalRules::Anhoej, "", RULES_ANHOEJ), (SignalRules::Nhs, NHS, RULES_NHS)];
        let options: Vec<_> = options
            .into_iter()
            .map(|(rules, id, words)| {
                view! { <option value=id selected=move || self.get() == rules>{t(words)}</option> }
            })
            .collect();
        select_field("rules", RULES, options.into_any(), Callback::new(move |rules| self.0.set(Some(rules))))
    }
}

/// The part of a page that shows a development.
pub(crate) fn development(of: Signal<Developed>, rules: RulesChoice) -> AnyView {
    let language = use_language();
    let (shown, axis) = (InAddress::of("variation"), InAddress::of("akse"));
    let is_zoomed = Memo::new(move |_| axis.get().as_deref() == Some(ZOOMED));
    let is_share = Memo::new(move |_| of.with(Developed::is_share));
    let has_ranges = Memo::new(move |_| of.with(Developed::has_distances));
    let is_shown = Memo::new(move |_| has_ranges.get() && shown.get().as_deref() == Some(SHOWN));
    let values = Signal::derive(move || {
        of.with(|of| pictures::development(of, is_zoomed.get(), &view_of(of.updated_at, language.get())))
    });
    let distances = Signal::derive(move || {
        of.with(|of| pictures::distances(of, &view_of(of.updated_at, language.get())))
    });
    let toggle = move |_| shown.set((!is_shown.get_untracked()).then(|| SHOWN.to_owned()));
    let zoom = move |_| axis.set((!is_zoomed.get_untracked()).then(|| ZOOMED.to_owned()));
    let variation_button = live_if(move || {
        has_ranges.get().then(|| view! {
            <button type="button" class="button button-quiet button-small" aria-controls="development-ranges"
                aria-expanded=Signal::derive(move || is_shown.get().to_string()) on:click=toggle>{t(DEVELOPMENT_VARIATION)}</button>
        })
    });
    let zoom_button = live_if(move || {
        (is_share.get() && has_ranges.get()).then(|| view! {
            <button type="button" class="button button-plain button-small"
                aria-pressed=Signal::derive(move || is_zoomed.get().to_string()) on:click=zoom>{t(AXIS_ZOOM)}</button>
        })
    });
    let controls = view! { {rules.field()}{variation_button}{zoom_button} };
    let variation = live_if(move || is_shown.get().then(|| chart(ChartLevel::Part, distances)));
    view! {
        <section class="number-part" aria-labelledby="development">
            <h2 id="development">{t(DEVELOPMENT)}</h2>
            {chart_with(ChartLevel::Part, values, None, Some(controls.into_any()))}
            <div id="development-ranges" class="development-ranges">{variation}</div>
        </section>
    }
    .into_any()
}
