//! The report of a quarter or a year: what a leader takes to a meeting, on paper or on the screen alike.

mod findings;
mod forests;
mod issued;
mod kept;
mod load;
mod overview;
mod parts;
mod saved;
mod schedule;

use api_types::Labelled;
use leptos::prelude::*;

use self::load::Report;
use crate::browser::{now, print};
use crate::live::{live, live_if};
use crate::load::Loader;
use crate::parts::{AsOf, PeriodChoice, days_words, in_address, page_head};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The page.
pub(crate) fn page() -> AnyView {
    let session = use_session();
    let period = PeriodChoice::of_address();
    let (set, choose_set) = in_address("saet");
    let as_of = AsOf::of_address();
    let loader = Loader::new(move || {
        let (session, set, days) = (session.clone(), set.get().filter(|set| !set.is_empty()), period.days());
        let known = as_of.get();
        async move { load::load(session.client(), set, days, known).await }
    });
    let language = use_language();
    let title = Signal::derive(move || {
        let (from, to) = period.days();
        findings::title(from, to).get(language.get()).to_owned()
    });
    let lead = live_if(move || {
        let report = loader.ready()?;
        let (unit, from, to) = (report.now.municipality.name.clone(), report.now.from, report.now.to);
        let words = tf(REPORT_OF, move |language| {
            [("unit", unit.clone()), ("period", days_words(from, to, language))]
        });
        Some(view! { <p>{words}</p> })
    });
    let sets = live_if(move || {
        let report = loader.ready()?;
        (report.now.sets.len() > 1).then(|| set_choice(&report.now.sets, set, choose_set))
    });
    let actions = view! {
        {period.field()}
        {sets}
        {as_of.field("field row")}
        <button type="button" class="button" aria-keyshortcuts="Control+P" on:click=|_| print()>{t(REPORT_PRINT)}</button>
    };
    view! {
        <div class="report">
            {page_head(title, Some(lead), Some(actions.into_any()), false)}
            {loader.show(report_view)}
        </div>
        {saved::saved_views()}
    }
    .into_any()
}

fn set_choice(sets: &[Labelled], set: Memo<Option<String>>, choose: SignalSetter<Option<String>>) -> AnyView {
    let options: Vec<_> = sets
        .iter()
        .map(|known| {
            let id = known.id.clone();
            let is_chosen = Signal::derive(move || set.with(|set| set.as_ref() == Some(&id)));
            view! { <option value=known.id.clone() prop:selected=is_chosen>{tt(known.label.clone())}</option> }
        })
        .collect();
    let changed = move |event| {
        let value: String = event_target_value(&event);
        choose.set(Some(value).filter(|value| !value.is_empty()));
    };
    view! {
        <div class="field row">
            <label class="label" for="report-set">{t(REPORT_SET)}</label>
            <select class="input input-select" id="report-set" on:change=changed>
                <option value="">{t(REPORT_SET_USUAL)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn report_view(report: Report) -> AnyView {
    let language = use_language();
    let (printed, updated) = (now().date(), crate::browser::local(report.now.updated_at).time());
    let made = tf(REPORT_MADE, move |language| {
        [("date", show::long_date(printed, language)), ("time", show::time(updated, language))]
    });
    let known = report.now.as_of.map(|day| {
        let words = tf(REPORT_KNOWN, move |language| [("date", show::long_date(day, language))]);
        view! { <p class="report-known"><strong>{words}</strong></p> }
    });
    let rest = if known.is_some() {
        view! { <section class="report-part"><h2>{t(REPORT_FLOW)}</h2><p>{t(REPORT_NOT_KNOWN)}</p></section> }
            .into_any()
    } else {
        view! { {parts::flow(&report)}{parts::quality(&report)} }.into_any()
    };
    let of_points = report.clone();
    let points = live(move || {
        let points = findings::findings(&of_points, language.get());
        points.into_iter().map(|point| view! { <li>{point}</li> }).collect::<Vec<_>>()
    });
    view! {
        {known}
        <p class="small muted report-made">{made}</p>
        <section class="report-part report-key">
            <h2>{t(REPORT_KEY)}</h2>
            <ul class="report-list">{points}</ul>
        </section>
        <section class="report-part report-overview">
            <h2>{t(REPORT_OVERVIEW)}</h2>
            {overview::table(&report)}
        </section>
        {forests::forests(&report)}
        <div class="report-page">
            {rest}
            {parts::comments(&report)}
        </div>
    }
    .into_any()
}
