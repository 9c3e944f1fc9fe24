//! How one number per quarter develops: the chart, behind a button how far quarters lie apart, and the choice of rules.

mod picture;
mod ranges;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

use api_types::{Development, NumberKind, SignalRules};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{InAddress, select_field};
use crate::live::live_if;
use crate::parts::chart::{ChartLevel, chart, chart_with};
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

/// What the numbers of a development belong to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Of {
    /// Whose numbers.
    pub(crate) unit: String,
    /// When they were read.
    pub(crate) updated_at: DateTime<Utc>,
    /// The number, and what it is about.
    pub(crate) development: Development,
}

/// Whether there is a number to draw.
pub(crate) fn has_numbers(development: &Development) -> bool {
    development.points.iter().any(|point| point.value.is_some())
}

/// The part of a page that shows a development. `id` names its charts and files.
pub(crate) fn development(id: &str, of: Signal<Of>, rules: RulesChoice) -> AnyView {
    let language = use_language();
    let (shown, axis) = (InAddress::of("variation"), InAddress::of("akse"));
    let is_zoomed = Memo::new(move |_| axis.get().as_deref() == Some(ZOOMED));
    let is_share = Memo::new(move |_| of.with(|of| of.development.kind == NumberKind::Share));
    // Without two numbers there is no distance to show.
    let has_ranges =
        Memo::new(move |_| of.with(|of| of.development.points.iter().any(|point| point.range.is_some())));
    let is_shown = Memo::new(move |_| has_ranges.get() && shown.get().as_deref() == Some(SHOWN));
    let id = StoredValue::new(id.to_owned());
    let values = Signal::derive(move || {
        of.with(|of| id.with_value(|id| picture::chart_of(id, of, is_zoomed.get(), language.get())))
    });
    let distances =
        Signal::derive(move || of.with(|of| id.with_value(|id| ranges::chart_of(id, of, language.get()))));
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
