//! The overview: how are we doing, and do I need to act? One row per indicator, no traffic lights.

mod cells;
mod improve;
mod marks;
mod row;
#[cfg(test)]
mod sample;
mod series;

use api_types::{Labelled, Overview, OverviewRow};
use chrono::NaiveDate;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

pub(crate) use self::marks::{assurance_mark, variation_mark};
use crate::browser::{focused, today};
use crate::live::{live, live_if};
use crate::load::Loader;
use crate::parts::chart::export_button;
use crate::parts::{AsOf, Period, PeriodChoice, days_words, empty, in_address, page_head, updated_words};
use crate::programmes::HJERTEKOM;
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The name of the indicator set in the address.
const SET_IN_ADDRESS: &str = "saet";

/// The period that numbers beside a form are counted in: the running quarter and the three before it.
pub(crate) fn last_four_quarters(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    Period::LastFour.days(today)
}

/// The indicators of the own municipality.
pub(crate) fn page() -> AnyView {
    let (session, language) = (use_session(), use_language());
    let period = PeriodChoice::of_address();
    let (set, choose_set) = in_address(SET_IN_ADDRESS);
    let as_of = AsOf::of_address();
    let loader = Loader::following(as_of.own_numbers_changed(), move |client| {
        let (known, set) = (as_of.get(), set.get());
        // The last four quarters are those of the day that is looked back to.
        let (from, to) = period.get().days(known.unwrap_or_else(today));
        let (days, known) = ((from.to_string(), to.to_string()), known.map(|day| day.to_string()));
        async move { client.overview_of(HJERTEKOM, set.as_deref(), (&days.0, &days.1), known.as_deref()).await }
    });
    let title = Signal::derive(move || {
        OVERVIEW_TITLE.fill(language.get(), &[("unit", &session.unit(language.get()))])
    });
    // What it was, until the new numbers are there: the list must not go away while one chooses from it.
    let sets = Memo::new(move |before: Option<&Vec<Labelled>>| {
        loader.ready().map(|overview| overview.sets).or_else(|| before.cloned()).unwrap_or_default()
    });
    let chosen = Memo::new(move |_| set.get().or_else(|| sets.with(|sets| Some(sets.first()?.id.clone()))));
    let set_field =
        live_if(move || sets.with(|sets| sets.len() > 1).then(|| set_choice(sets, chosen, choose_set)));
    let actions = view! { {set_field}{period.field()}{as_of.field("field row")} };
    view! {
        {page_head(title, Some(lead(loader)), Some(actions.into_any()), false)}
        {loader.show_following(move |overview| overview_view(overview, as_of))}
    }
    .into_any()
}

fn set_choice(
    sets: Memo<Vec<Labelled>>,
    chosen: Memo<Option<String>>,
    choose: SignalSetter<Option<String>>,
) -> AnyView {
    let options = move || {
        let option = |set: Labelled| {
            let is_chosen = chosen.get().as_ref() == Some(&set.id);
            view! { <option value=set.id selected=is_chosen>{tt(set.label)}</option> }
        };
        sets.get().into_iter().map(option).collect::<Vec<_>>()
    };
    view! {
        <div class="field row">
            <label class="label" for="indicator-set">{t(INDICATOR_SET)}</label>
            <select class="input input-select" id="indicator-set"
                on:change=move |event| choose.set(Some(event_target_value(&event)))>{options}</select>
        </div>
    }
    .into_any()
}

/// The period, and when the numbers are from. It has its height before they are there.
fn lead(loader: Loader<Overview>) -> AnyView {
    let language = use_language();
    let line = live(move || match loader.ready() {
        None => view! { <span>"\u{a0}"</span> }.into_any(),
        Some(overview) => {
            let (from, to, updated, known) =
                (overview.from, overview.to, overview.updated_at, overview.as_of);
            // Looking back, nothing after the day is known.
            let to = known.map_or(to, |day| to.min(day));
            let parts = Signal::derive(move || {
                let language = language.get();
                let since = known.map_or_else(
                    || updated_words(updated, language),
                    |day| NOTE_KNOWN.fill(language, &[("date", &show::long_date(day, language))]),
                );
                [days_words(from, to, language), since].join(" · ")
            });
            view! { <span>{parts}</span> }.into_any()
        }
    });
    view! { <p>{line}</p> }.into_any()
}

/// How many courses the period has and how far they are. It stands with the numbers, so that nothing moves when they come.
fn courses(overview: Signal<Overview>) -> AnyView {
    let language = use_language();
    let said = Memo::new(move |_| {
        let language = language.get();
        overview.with(|overview| {
            overview.courses.as_ref().map(|courses| courses.summary.get(language).to_owned())
        })
    });
    let is_said = Memo::new(move |_| said.with(Option::is_some));
    live_if(move || is_said.get().then(|| view! { <p class="overview-courses">{said}</p> }))
}

fn is_counted(row: &OverviewRow) -> bool {
    row.denominator + row.missing + row.excluded + row.pending > 0
        || row.series.iter().any(|point| point.denominator > 0)
}

fn overview_view(overview: Signal<Overview>, as_of: AsOf) -> AnyView {
    let is_empty = Memo::new(move |_| overview.with(|overview| !overview.rows.iter().any(is_counted)));
    let is_past = Memo::new(move |_| overview.with(|overview| overview.as_of.is_some()));
    let numbers = live(move || match (is_empty.get(), is_past.get()) {
        (true, is_past) => {
            let (words, hint) = match is_past {
                true => (OVERVIEW_EMPTY_THEN, OVERVIEW_EMPTY_THEN_HINT),
                false => (OVERVIEW_EMPTY, OVERVIEW_EMPTY_HINT),
            };
            let hint = view! { <p>{t(hint)}</p> };
            empty(view! { <strong>{t(words)}</strong> }.into_any(), hint.into_any())
        }
        (false, _) => untrack(|| filled(overview, as_of)),
    });
    view! { {as_of.notice(move || overview.with(|overview| overview.as_of))}{numbers} }.into_any()
}

fn filled(overview: Signal<Overview>, as_of: AsOf) -> AnyView {
    let language = use_language();
    // Rows are built anew when others are shown, not when their numbers change.
    let ids = Memo::new(move |_| {
        overview.with(|overview| overview.rows.iter().map(|row| row.indicator.clone()).collect::<Vec<_>>())
    });
    let rows = live(move || {
        let row = |id: String| {
            let numbers = Memo::new(move |before: Option<&Option<OverviewRow>>| {
                let row =
                    overview.with(|overview| overview.rows.iter().find(|row| row.indicator == id).cloned());
                row.or_else(|| before.cloned().flatten())
            });
            row::row(numbers, as_of)
        };
        ids.get().into_iter().map(row).collect::<Vec<_>>()
    });
    let exported =
        Signal::derive(move || overview.with(|overview| pictures::overview(overview, language.get())));
    view! {
        {courses(overview)}
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby="overview-caption">
            <table class="table overview" role="table">
                <caption id="overview-caption" class="visually-hidden">{t(OVERVIEW)}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{t(COLUMN_INDICATOR)}</th>
                        <th role="columnheader" scope="col" class="number">{t(COLUMN_VALUE)}</th>
                        <th role="columnheader" scope="col">{t(COLUMN_INTERVAL)}</th>
                        <th role="columnheader" scope="col">{t(COLUMN_SERIES)}</th>
                        <th role="columnheader" scope="col">{t(COLUMN_VARIATION)}</th>
                        <th role="columnheader" scope="col">{t(COLUMN_STANDARD)}</th>
                        <th role="columnheader" scope="col" class="number">{t(COLUMN_MISSING)}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup" on:keydown=move_row>{rows}</tbody>
            </table>
        </div>
        <p class="small muted overview-note">{t(OVERVIEW_NOTE)}</p>
        {improve::improve(overview)}
        {series::tables(overview, export_button("overview-export", exported))}
    }
    .into_any()
}

/// Up and down go from indicator to indicator.
fn move_row(event: KeyboardEvent) {
    let step: i64 = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Ok(found) = document().query_selector_all("a.overview-link") else { return };
    let links: Vec<HtmlElement> =
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect();
    let active = focused();
    let Some(here) = links.iter().position(|link| active.as_ref() == Some(link)) else { return };
    let next = i64::try_from(here).ok().and_then(|here| usize::try_from(here + step).ok());
    if let Some(link) = next.and_then(|next| links.get(next)) {
        event.prevent_default();
        let _ = link.focus();
    }
}

/// The address of an indicator's page.
pub(crate) fn indicator_address(indicator: &str) -> String {
    format!("/indikatorer/{indicator}")
}
