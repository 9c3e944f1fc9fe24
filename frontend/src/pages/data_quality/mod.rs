//! Data quality: what is lacking, where, and what should be mended first.

mod address;
mod chain;
mod fields;
mod first;
mod lacking;
mod list;
mod rows;
mod usual;

use api_types::DataQuality;
use leptos::prelude::*;

pub(crate) use self::address::list_address;
use self::chain::chain;
use self::fields::fields;
use self::first::first;
use self::usual::{overall, time, usual};
use crate::events::own_numbers_changed;
use crate::live::live;
use crate::load::Loader;
use crate::parts::{PeriodChoice, Scope, empty, number_head};
use crate::programmes::HJERTEKOM;
use crate::text::*;

/// The quality of the own municipality's data.
pub(crate) fn page() -> AnyView {
    let period = PeriodChoice::of_address();
    let loader = Loader::following(own_numbers_changed(), move |client| {
        let (from, to) = period.days();
        async move { client.data_quality(HJERTEKOM, &from.to_string(), &to.to_string()).await }
    });
    let scope = Signal::derive(move || loader.ready().as_ref().map(scope));
    view! {
        {number_head(QUALITY_TITLE, QUALITY_BASIS, scope, period, None)}
        {loader.show_following(move |quality| quality_view(quality, period))}
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

fn quality_view(quality: Signal<DataQuality>, period: PeriodChoice) -> AnyView {
    let language = use_language();
    let is_empty =
        Memo::new(move |_| quality.with(|quality| quality.forms.iter().all(|form| form.submitted == 0)));
    let finding =
        Signal::derive(move || quality.with(|quality| quality.finding.get(language.get()).to_owned()));
    let summary = move || {
        live(move || {
            let lines = quality.with(|quality| quality.summary.clone());
            lines.into_iter().map(|words| view! { <p>{tt(words)}</p> }).collect::<Vec<_>>()
        })
    };
    let parts = live(move || match is_empty.get() {
        true => {
            let hint = view! { <p>{t(QUALITY_EMPTY)}</p> };
            empty(view! { <strong>{finding}</strong> }.into_any(), hint.into_any())
        }
        false => view! {
            <div class="number-finding"><h2>{finding}</h2>{summary()}</div>
            {first(quality, period)}
            {overall(quality)}
            {fields(quality, period)}
        }
        .into_any(),
    });
    // Links of the chain can be missing even where no form was submitted.
    view! {
        {parts}
        {chain(quality)}
        <div class="number-grid">{time(quality)}{usual(quality)}</div>
    }
    .into_any()
}
