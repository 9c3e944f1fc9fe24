//! The courses behind a number: what each counts as and why, and for what is missing the way to the field.

use std::sync::Arc;

use api_client::{Answer, Client};
use api_types::{IndicatorCourse, IndicatorCourses, IndicatorCoursesAsk, Series, SeriesAsk, SeriesGrain};
use domain::outcome::OutcomeState;
use domain::programme::Programme;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::states::{counts, sum};
use crate::events::own_numbers_changed;
use crate::live::{follow, live, live_if};
use crate::load::Loader;
use crate::pages::overview::indicator_address;
use crate::parts::{Icon, PeriodChoice, Request, crumbs, days_words, empty, icon, in_address, page_head};
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// How many courses a page has.
const PAGE: u32 = 50;

/// What the page shows.
#[derive(Clone)]
struct Shown {
    series: Series,
    list: IndicatorCourses,
    ask: IndicatorCoursesAsk,
    programme: Arc<Programme>,
}

/// The state an address names; without one those that can be mended.
fn state(text: Option<&str>) -> OutcomeState {
    text.and_then(OutcomeState::from_id)
        .filter(|state| *state != OutcomeState::Outside)
        .unwrap_or(OutcomeState::Missing)
}

/// Shows the courses behind the number the address names.
pub(crate) fn page() -> AnyView {
    let params = use_params_map();
    let (session, programmes, language) = (use_session(), use_programmes(), use_language());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let period = PeriodChoice::of_address();
    let (named, choose) = in_address("tilstand");
    let (split, _) = in_address("fordelt");
    let (level, _) = in_address("niveau");
    let loader = Loader::following(own_numbers_changed(), move |client| {
        let (from, to) = period.days();
        let ask = IndicatorCoursesAsk {
            programme: HJERTEKOM.to_owned(),
            version: None,
            state: Some(named.with(|text| state(text.as_deref()))),
            from: Some(from),
            to: Some(to),
            split: split.get(),
            level: level.get(),
            cursor: None,
            limit: Some(PAGE),
        };
        fetch(session.clone(), client, programmes, id.get(), ask)
    });
    let title = Signal::derive(move || match loader.ready() {
        Some(shown) => {
            BEHIND_TITLE.fill(language.get(), &[("indicator", shown.series.label.get(language.get()))])
        }
        None => BEHIND.get(language.get()).to_owned(),
    });
    let lead = live(move || match loader.ready() {
        Some(shown) => {
            let days = (shown.series.from, shown.series.to);
            view! { <span>{Signal::derive(move || days_words(days.0, days.1, language.get()))}</span> }
                .into_any()
        }
        None => view! { <span>"\u{a0}"</span> }.into_any(),
    });
    let links = live(move || {
        let name = loader.ready().map(|shown| shown.series.label);
        let name = name.map_or_else(|| t(INDICATOR).into_any(), |name| tt(name).into_any());
        crumbs(vec![("/overblik".to_owned(), t(OVERVIEW).into_any()), (indicator_address(&id.get()), name)])
    });
    view! {
        {links}
        {page_head(title, Some(view! { <p>{lead}</p> }.into_any()), Some(period.field()), false)}
        {loader.show_following(move |shown| list_view(shown, choose))}
    }
    .into_any()
}

async fn fetch(
    session: Session,
    client: Client,
    programmes: Programmes,
    id: String,
    ask: IndicatorCoursesAsk,
) -> Answer<Shown> {
    let whole = SeriesAsk {
        programme: ask.programme.clone(),
        from: ask.from,
        to: ask.to,
        grain: Some(SeriesGrain::Year),
        split: ask.split.clone(),
        ..SeriesAsk::default()
    };
    let (series, list) =
        futures::future::try_join(client.series(&id, &whole), client.indicator_courses(&id, &ask)).await?;
    let programme = programmes.get(&session, HJERTEKOM, &series.version).await?;
    Ok(Shown { series, list, ask, programme })
}

/// The numbers that belong to what is listed: of a level of the split, or of all.
fn totals(shown: &Shown) -> [(OutcomeState, u64); 5] {
    let of_level = shown.ask.level.as_ref().and_then(|id| {
        let mut groups = shown.series.groups.iter();
        groups.find(|group| group.level.as_ref().is_some_and(|level| &level.id == id))
    });
    counts(&of_level.map_or_else(|| sum(&shown.series), |group| group.total))
}

fn list_view(shown: Signal<Shown>, choose: SignalSetter<Option<String>>) -> AnyView {
    let language = use_language();
    let chosen = Memo::new(move |_| shown.with(|shown| shown.ask.state));
    let tab = move |of: OutcomeState| {
        let count = Memo::new(move |_| {
            let of_state = |(state, _): &(OutcomeState, u64)| *state == of;
            shown.with(|shown| totals(shown).into_iter().find(of_state).map_or(0, |(_, count)| count))
        });
        view! {
            <button type="button" class="tab" data-state=of.id()
                aria-pressed=Signal::derive(move || (chosen.get() == Some(of)).to_string())
                on:click=move |_| choose.set(Some(of.id().to_owned()))>
                {tt(of.label())}" ("{count}")"
            </button>
        }
    };
    let tabs: Vec<_> =
        OutcomeState::ALL.into_iter().filter(|state| *state != OutcomeState::Outside).map(tab).collect();
    let level = live_if(move || {
        shown.with(|shown| {
            let id = shown.ask.level.clone()?;
            let mut groups = shown.series.groups.iter();
            let level = groups.find_map(|group| group.level.clone().filter(|level| level.id == id))?;
            let split = shown.series.split.clone()?;
            let words = Signal::derive(move || {
                format!("{}: {}", split.label.get(language.get()), level.label.get(language.get()))
            });
            Some(view! { <p class="tag">{words}</p> })
        })
    });
    let pages = RwSignal::new(Vec::<IndicatorCourses>::new());
    // Another list begins with its first page.
    let first = Memo::new(move |_| shown.with(|shown| (shown.list.clone(), shown.ask.clone())));
    follow(move || {
        first.track();
        pages.set(Vec::new());
    });
    let rows = live(move || {
        let (list, programme) = shown.with(|shown| (shown.list.clone(), shown.programme.clone()));
        let all = list.courses.into_iter().chain(pages.get().into_iter().flat_map(|page| page.courses));
        let rows: Vec<_> = all.map(|course| row(&programme, course)).collect();
        if rows.is_empty() {
            return empty(view! { <strong>{t(BEHIND_NONE)}</strong> }.into_any(), ().into_any());
        }
        view! { <ul class="rows behind">{rows}</ul> }.into_any()
    });
    view! {
        <div class="tabs no-print" role="group" aria-label=t(STATES_COLUMN)>{tabs}</div>
        {level}
        <div class="behind-list">{rows}</div>
        {more(shown, pages)}
        <p class="small muted">{t(BEHIND_LOGGED)}</p>
    }
    .into_any()
}

/// The button for the next page, while there is one.
fn more(shown: Signal<Shown>, pages: RwSignal<Vec<IndicatorCourses>>) -> AnyView {
    let (session, request) = (use_session(), Request::new());
    live_if(move || {
        let cursor = pages.with(|pages| match pages.last() {
            Some(page) => page.next.clone(),
            None => shown.with(|shown| shown.list.next.clone()),
        })?;
        let session = session.clone();
        let press = move |_| {
            let (ask, id) = shown.with_untracked(|shown| (shown.ask.clone(), shown.series.indicator.clone()));
            let of = (ask.clone(), id.clone());
            let ask = IndicatorCoursesAsk { cursor: Some(cursor.clone()), ..ask };
            let session = session.clone();
            let next = async move { session.watch(session.client().indicator_courses(&id, &ask).await) };
            request.run(next, move |page| {
                // Another list may be shown by now, and the page may be gone.
                let shown =
                    shown.try_with_untracked(|shown| (shown.ask.clone(), shown.series.indicator.clone()));
                if shown.as_ref() == Some(&of) {
                    pages.update(|pages| pages.push(page));
                }
            });
        };
        Some(view! {
            <p class="group-more"><button type="button" class="button button-quiet" on:click=press>{t(BEHIND_MORE)}</button></p>
        })
    })
}

fn row(programme: &Arc<Programme>, course: IndicatorCourse) -> AnyView {
    let language = use_language();
    let (born, counted) = (course.birth_date, course.attributed_on);
    let name = course.name.clone();
    let name = Signal::derive(move || match &name {
        Some(name) => name.clone(),
        None => COURSE_NAMELESS.get(language.get()).to_owned(),
    });
    let facts = Signal::derive(move || {
        let language = language.get();
        let born = born.map(|day| COURSE_BORN.fill(language, &[("date", &show::short_date(day, language))]));
        let counted = counted
            .map(|day| OUTCOME_COUNTED_ON.fill(language, &[("date", &show::long_date(day, language))]));
        [born, counted].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    let id = course.course_id;
    let link = |answer: api_types::MissingAnswer| {
        let form = programme.form(&answer.form);
        let slug = form.map_or_else(|| answer.form.clone(), |form| form.slug.clone());
        // An answer without a field of its own, such as a form that is not there, opens the form.
        let has_field = form.is_some_and(|form| form.variable(&answer.variable).is_some());
        let field = if has_field { format!("#f-{}", answer.variable) } else { String::new() };
        let href = format!("/forloeb/{id}/{slug}{field}");
        view! { <li><a class="missing-answer" href=href>{icon(Icon::ArrowRight)}<span>{tt(answer.label)}</span></a></li> }
    };
    let missing: Vec<_> = course.missing.into_iter().map(link).collect();
    let missing = (!missing.is_empty()).then(|| {
        view! {
            <div class="behind-missing"><p class="small muted">{t(BEHIND_MEND)}</p><ul>{missing}</ul></div>
        }
    });
    view! {
        <li class="behind-row" data-course=id.to_string()>
            <div>
                <p><a class="row-name" href=format!("/forloeb/{id}")>{name}</a></p>
                <p class="small muted">{facts}</p>
            </div>
            <p class="behind-reason">{tt(course.reason)}</p>
            {missing}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_state_lists_what_can_be_mended() {
        assert_eq!(state(None), OutcomeState::Missing);
        assert_eq!(state(Some("outside")), OutcomeState::Missing);
        assert_eq!(state(Some("fulfilled")), OutcomeState::Fulfilled);
    }
}
