//! Data quality: what is lacking, where, and what should be mended first.

mod address;
mod chain;
mod delivery;
mod fields;
mod first;
mod lacking;
mod list;
mod rows;
mod units;
mod usual;

use api_types::DataQuality;
use leptos::prelude::*;
use pictures::Developed;

pub(crate) use self::address::list_address;
use self::chain::chain;
use self::delivery::{comparability, delivery};
use self::fields::fields;
use self::first::first;
use self::units::{UnitChoice, units};
use self::usual::{overall, time, usual};
use crate::events::own_numbers_changed;
use crate::live::{live, live_if};
use crate::load::Loader;
use crate::parts::development::{RulesChoice, development};
use crate::parts::{PeriodChoice, Scope, empty, finding_head, number_head};
use crate::text::*;

/// The quality of the own municipality's data.
pub(crate) fn page() -> AnyView {
    let (period, rules) = (PeriodChoice::of_address(), RulesChoice::of_address());
    let by_unit = UnitChoice::of_address();
    let loader = Loader::following(own_numbers_changed(), move |client| {
        let asked = period.ask(rules.get());
        async move { client.data_quality(&asked).await }
    });
    let scope = Signal::derive(move || loader.ready().as_ref().map(scope));
    view! {
        {number_head(QUALITY_TITLE, QUALITY_BASIS, scope, period, Some(by_unit.field()))}
        {loader.show_following(move |quality| quality_view(quality, period, rules, by_unit))}
    }
    .into_any()
}

/// The courses behind a number of the page: those that lack an answer, or a work list.
pub(crate) fn courses_page() -> AnyView {
    address::filter_of_address().map_or_else(lacking::page, list::page)
}

fn scope(quality: &DataQuality) -> Scope {
    Scope { unit: quality.municipality.name.clone(), from: quality.from, to: quality.to }
}

fn quality_view(
    quality: Signal<DataQuality>,
    period: PeriodChoice,
    rules: RulesChoice,
    by_unit: UnitChoice,
) -> AnyView {
    let language = use_language();
    let is_empty =
        Memo::new(move |_| quality.with(|quality| quality.forms.iter().all(|form| form.submitted == 0)));
    let finding =
        Signal::derive(move || quality.with(|quality| quality.finding.get(language.get()).to_owned()));
    let parts = live(move || match is_empty.get() {
        true => {
            let hint = view! { <p>{t(NUMBERS_LONGER)}</p> };
            empty(view! { <strong>{finding}</strong> }.into_any(), hint.into_any())
        }
        false => view! {
            {finding_head(finding, move || quality.with(|quality| quality.summary.clone()))}
            {first(quality, period)}
            {overall(quality)}
            {units(quality, by_unit, period)}
            {fields(quality, period)}
        }
        .into_any(),
    });
    let developed = Signal::derive(move || quality.with(Developed::of_quality));
    let is_developed = Memo::new(move |_| !is_empty.get() || developed.with(Developed::has_numbers));
    let over_time = live_if(move || is_developed.get().then(|| development(developed, rules)));
    // Links of the chain can be missing even where no form was submitted.
    view! {
        {parts}
        {over_time}
        {delivery(quality)}
        {chain(quality, period)}
        <div class="number-grid">{time(quality)}{usual(quality, period)}</div>
        {comparability(quality)}
    }
    .into_any()
}
