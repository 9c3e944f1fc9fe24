//! One indicator: is it changing, is it where we want it, which courses are behind it, and how it is counted.

mod aim;
mod annotate;
mod baseline;
mod choice;
mod comments;
pub(crate) mod courses;
mod definition;
mod detail;
mod filters;
mod picture;
mod states;

use std::sync::Arc;

use api_client::{Answer, Client};
use api_types::{IndicatorNotes, Series, SeriesAsk, SeriesGroup, ShareView};
use domain::programme::Programme;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::choice::Choice;
use self::picture::Look;
pub(crate) use self::states::address as courses_address;
use crate::browser::focus_soon;
use crate::live::{live, live_if};
use crate::load::Loader;
use crate::pages::overview::{assurance_mark, variation_mark};
use crate::parts::chart::{Chart, ChartLevel, chart_with};
use crate::parts::{Figure, crumbs, figure_item, page_head, paragraphs};
use crate::programmes::{HJERTEKOM, Programmes, use_programmes};
use crate::session::{Session, use_session};
use crate::show;
use crate::text::*;

/// What the page shows.
#[derive(Clone)]
struct Shown {
    series: Series,
    notes: IndicatorNotes,
    programme: Arc<Programme>,
}

/// Shows the indicator the address names.
pub(crate) fn page() -> AnyView {
    let params = use_params_map();
    let (session, programmes, language) = (use_session(), use_programmes(), use_language());
    let choice = Choice::of_address();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loader = Loader::following(choice.as_of.own_numbers_changed(), move |client| {
        fetch(session.clone(), client, programmes, id.get(), choice.ask())
    });
    // A page that is not there has its own heading.
    let is_missing = Memo::new(move |_| loader.is_not_found());
    let title = Signal::derive(move || match loader.ready() {
        Some(shown) => shown.series.label.get(language.get()).to_owned(),
        None => INDICATOR.get(language.get()).to_owned(),
    });
    let lead = move || match loader.ready() {
        Some(shown) => {
            let number = shown.series.number;
            view! { <span>{number}" · "{tt(shown.series.description)}</span> }.into_any()
        }
        None => view! { <span>"\u{a0}"</span> }.into_any(),
    };
    let head = move || {
        page_head(title, Some(view! { <p class="indicator-lead">{live(lead)}</p> }.into_any()), None, false)
    };
    let back = live(move || crumbs(vec![(choice.as_of.keep("/overblik"), t(OVERVIEW).into_any())]));
    let reload = Callback::new(move |()| loader.reload());
    view! {
        {back}
        {live_if(move || (!is_missing.get()).then(head))}
        {loader.show_following(move |shown| indicator_view(shown, choice, reload))}
    }
    .into_any()
}

async fn fetch(
    session: Session,
    client: Client,
    programmes: Programmes,
    id: String,
    ask: SeriesAsk,
) -> Answer<Shown> {
    let (series, notes) =
        futures::future::try_join(client.series(&id, &ask), client.indicator_notes(HJERTEKOM, &id)).await?;
    let programme = programmes.get(&session, HJERTEKOM, &series.version).await?;
    Ok(Shown { series, notes, programme })
}

fn indicator_view(shown: Signal<Shown>, choice: Choice, reload: Callback<()>) -> AnyView {
    // Kept, because every part of the page reads them.
    let series = Signal::from(Memo::new(move |_| shown.with(|shown| shown.series.clone())));
    let notes = Signal::from(Memo::new(move |_| shown.with(|shown| shown.notes.clone())));
    let id = shown.with_untracked(|shown| shown.series.indicator.clone());
    view! {
        {filters::filters(series, choice)}
        {choice.as_of.notice(move || shown.with(|shown| shown.series.as_of))}
        {standing(series)}
        {charts(series, choice)}
        <div class="indicator-columns">
            {states::states(series, choice)}
            {aim::aim(id.clone(), series, reload)}
            {comments::comments(id.clone(), notes, reload)}
            {baseline::baselines(id, series, notes, reload)}
        </div>
        {definition::definition(shown)}
    }
    .into_any()
}

/// Where the indicator stands: the share, how it varies, what it means for the target.
fn standing(series: Signal<Series>) -> AnyView {
    let language = use_language();
    let content = live(move || {
        let series = series.get();
        let language = language.get();
        let Some(group) = whole_of(&series) else { return ().into_any() };
        let total = &group.total;
        let share = ShareView {
            numerator: total.numerator,
            denominator: total.denominator,
            value: total.value,
            ci_low: total.ci_low,
            ci_high: total.ci_high,
        };
        let share = Figure::share(FIGURE_SHARE.get(language), &share, language);
        let (variation, assurance) = (group.variation, group.assurance);
        let target = target_words(&series, group, language);
        view! {
            {figure_item(share)}
            <div class="figure-item">
                <dt>{t(COLUMN_VARIATION)}</dt>
                <dd class="marked">{variation_mark(variation)}<span>{group.variation_text.get(language).to_owned()}</span></dd>
            </div>
            <div class="figure-item">
                <dt>{t(COLUMN_ASSURANCE)}</dt>
                <dd class="marked">{assurance_mark(assurance)}<span>{group.assurance_text.get(language).to_owned()}</span></dd>
                {(!target.is_empty()).then(|| view! { <dd class="figure-note">{target}</dd> })}
            </div>
        }
        .into_any()
    });
    view! { <dl class="figures indicator-standing">{content}</dl> }.into_any()
}

/// The line of all courses; with a split there is none.
fn whole_of(series: &Series) -> Option<&SeriesGroup> {
    series.groups.first().filter(|group| group.level.is_none())
}

fn target_words(series: &Series, group: &SeriesGroup, language: domain::text::Language) -> String {
    match series.standard {
        Some(standard) => {
            let said = group.target_text.get(language);
            let said = match group.total.denominator {
                0 => {
                    let share = show::share(show::standard_share(standard), language);
                    format!("{} · {said}", filled(TARGET_STANDARD, language, &[("target", share)]))
                }
                _ => said.to_owned(),
            };
            if standard.verified { said } else { format!("{said} · {}", STANDARD_UNVERIFIED.get(language)) }
        }
        // The assurance says that there is none.
        None => String::new(),
    }
}

/// The chart, or one for each level of the split.
fn charts(series: Signal<Series>, choice: Choice) -> AnyView {
    let language = use_language();
    let session = use_session();
    let unit = Signal::derive(move || session.unit(language.get()));
    // Charts are built anew when there are others, not when their numbers change.
    let levels = Memo::new(move |_| {
        series.with(|series| {
            let level = |group: &SeriesGroup| group.level.as_ref().map(|level| level.id.clone());
            series.groups.iter().map(level).collect::<Vec<_>>()
        })
    });
    let chart_of = move |index: usize, is_part: bool| {
        Signal::derive(move || {
            series.with(|series| {
                picture(
                    series,
                    index,
                    Look { is_part, is_zoomed: choice.is_zoomed() },
                    &unit.get(),
                    language.get(),
                )
            })
        })
    };
    let selected = RwSignal::new(None::<detail::Selected>);
    let one = move |index: usize, is_part: bool| {
        let on_point = Callback::new(move |point| {
            selected.set(Some(detail::Selected { group: index, point }));
            focus_soon(detail::ID);
        });
        let level = if is_part { ChartLevel::Part } else { ChartLevel::Main };
        let controls = (!is_part).then(|| filters::chart_choice(series, choice));
        chart_with(level, chart_of(index, is_part), Some(on_point), controls)
    };
    let all = live(move || {
        let levels = levels.get();
        untrack(|| match levels.len() {
            0 => ().into_any(),
            1 => one(0, false),
            count => {
                let heading = Signal::derive(move || {
                    series.with(|series| series.finding.get(language.get()).to_owned())
                });
                let summary = paragraphs(move || series.with(|series| series.summary.clone()));
                let parts: Vec<_> = (0..count).map(|index| one(index, true)).collect();
                let notes = live(move || {
                    let notes =
                        series.with(|series| picture::notes_of_all(series, &unit.get(), language.get()));
                    notes.into_iter().map(|note| view! { <li>{note}</li> }).collect::<Vec<_>>()
                });
                view! {
                    <section class="chart-set">
                        <h2 class="chart-title">{heading}</h2>
                        <div class="chart-summary">{summary}</div>
                        <div class="chart-tools no-print">{filters::chart_choice(series, choice)}</div>
                        <div class="chart-parts">{parts}</div>
                        <ul class="chart-notes">{notes}<li><a href="#definition">{t(NOTE_DEFINITION)}</a></li></ul>
                    </section>
                }
                .into_any()
            }
        })
    });
    view! { <div class="indicator-charts">{all}{detail::detail(series, selected)}</div> }.into_any()
}

fn picture(series: &Series, index: usize, look: Look, unit: &str, language: domain::text::Language) -> Chart {
    match series.groups.get(index) {
        Some(group) => picture::chart(series, group, look, unit, language),
        // Another choice has fewer lines; the view is built anew in a moment.
        None => Chart::nothing(),
    }
}
