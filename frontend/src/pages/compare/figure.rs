//! The figure: funnel, forest or table over the same rows, switched by digits while the focus is in it.

use std::sync::Arc;

use api_types::Benchmark;
use domain::text::Language;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use pictures::{Choice, ComparisonFigure, ComparisonRow, ComparisonView, comparison_rows};

use super::own::unit_details;
use super::wanted::{Figure, Wanted};
use crate::browser::{focus, focused, in_text_field, is_covered, local, on_window_key, single_key};
use crate::live::{live, live_if};
use crate::parts::chart::{Chart, ChartLevel, chart_with, grid_table, table_button};
use crate::text::*;

const fn name(figure: Figure) -> Phrase {
    match figure {
        Figure::Funnel => COMPARE_FUNNEL,
        Figure::Forest => COMPARE_FOREST,
        Figure::Table => COMPARE_TABLE,
    }
}

/// How a figure is read.
const fn reading(figure: Figure) -> Phrase {
    match figure {
        Figure::Funnel => COMPARE_FUNNEL_READ,
        Figure::Forest => COMPARE_FOREST_READ,
        Figure::Table => COMPARE_TABLE_READ,
    }
}

fn button_id(figure: Figure) -> String {
    format!("figure-{}", figure.id())
}

/// The digit a figure is chosen with.
const fn digit(figure: Figure) -> &'static str {
    match figure {
        Figure::Funnel => "1",
        Figure::Forest => "2",
        Figure::Table => "3",
    }
}

/// The figure with its switch, and what is known of the unit that was chosen in it.
pub(super) fn figure(benchmark: Signal<Arc<Benchmark>>, wanted: Wanted) -> AnyView {
    let choice = Memo::new(move |_| Choice {
        around: wanted.around(),
        is_only: wanted.is_only(),
        is_by_value: wanted.is_by_value(),
    });
    let shown = Memo::new(move |_| wanted.figure(benchmark.with(|benchmark| benchmark.funnel.is_some())));
    let all =
        Memo::new(move |_| benchmark.with(|benchmark| Arc::new(comparison_rows(benchmark, choice.get()))));
    let chosen = RwSignal::new(None::<String>);
    let language = use_language();
    let choose = move |figure: Figure| wanted.figure.set(Some(figure.id().to_owned()));
    let keys = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || in_text_field(&event) {
            return;
        }
        if let Some(figure) = Figure::ALL.into_iter().find(|figure| digit(*figure) == event.key()) {
            event.prevent_default();
            event.stop_propagation();
            // What has the focus goes away with the old figure.
            focus(&button_id(figure));
            choose(figure);
        }
    };
    let tabs = Figure::ALL.map(|figure| {
        let pressed = Signal::derive(move || (shown.get() == figure).to_string());
        view! {
            <button type="button" class="tab" id=button_id(figure) aria-pressed=pressed aria-keyshortcuts=digit(figure)
                on:click=move |_| choose(figure)>
                <kbd aria-hidden="true">{digit(figure)}</kbd>" "{t(name(figure))}
            </button>
        }
    });
    let content = live(move || match shown.get() {
        Figure::Table => table(benchmark, choice),
        Figure::Funnel => picture(benchmark, all, choice, ComparisonFigure::Funnel, chosen),
        Figure::Forest => picture(benchmark, all, choice, ComparisonFigure::Forest, chosen),
    });
    let read = Signal::derive(move || reading(shown.get()).get(language.get()));
    let sort = live(move || (shown.get() != Figure::Funnel).then(|| order(wanted)));
    view! {
        <div class="compare-figure" role="group" aria-label=t(COMPARE_FIGURE) on:keydown=keys>
            <div class="compare-figure-head no-print">
                <div class="tabs" role="group" aria-label=t(COMPARE_FIGURE)>{tabs.into_iter().collect::<Vec<_>>()}</div>
                {sort}
                <p class="small muted about-keys">{t(COMPARE_KEYS)}</p>
                <p class="small compare-read">{read}</p>
            </div>
            {content}
            {live(move || {
                let id = chosen.get();
                let row = all.with(|all| all.iter().find(|row| Some(&row.cell.id) == id.as_ref()).cloned());
                view! { <div role="status">{row.map(|row| benchmark.with(|benchmark| unit_details(benchmark, &row)))}</div> }
            })}
        </div>
    }
    .into_any()
}

/// The comparison as it is shown, with the way to its definition.
fn shown(
    benchmark: &Benchmark,
    choice: Choice,
    figure: Option<ComparisonFigure>,
    language: Language,
) -> Chart {
    // The page says the rules itself.
    let published = local(benchmark.snapshot.published_at).date();
    let view = ComparisonView { figure, choice, published, has_rules: false, language };
    let address = format!("/data#indicator.{}", benchmark.indicator);
    let definition = Some((address, COMPARE_DEFINITION.get(language).to_owned()));
    Chart { definition, ..pictures::comparison(benchmark, &view) }
}

/// Funnel or forest.
fn picture(
    benchmark: Signal<Arc<Benchmark>>,
    all: Memo<Arc<Vec<ComparisonRow>>>,
    choice: Memo<Choice>,
    figure: ComparisonFigure,
    chosen: RwSignal<Option<String>>,
) -> AnyView {
    let language = use_language();
    let drawn = Signal::derive(move || shown(&benchmark.get(), choice.get(), Some(figure), language.get()));
    let on_point = Callback::new(move |point: usize| {
        chosen.set(all.with_untracked(|all| all.get(point).map(|row| row.cell.id.clone())));
    });
    chart_with(ChartLevel::Main, drawn, Some(on_point), None)
}

/// The button of what can be taken away from the table.
const TABLE_MENU: &str = "compare-table-menu";

/// The numbers alone, under the finding.
fn table(benchmark: Signal<Arc<Benchmark>>, choice: Memo<Choice>) -> AnyView {
    let language = use_language();
    let chart = Signal::derive(move || shown(&benchmark.get(), choice.get(), None, language.get()));
    let title = Signal::derive(move || chart.with(|chart| chart.title.clone()));
    let caption = Signal::derive(move || chart.with(|chart| chart.subtitle.clone()));
    let grid = Signal::derive(move || chart.with(|chart| chart.grid.clone()));
    let unsure = live_if(move || {
        let words = COMPARE_SORT_NOTE.get(language.get());
        choice.get().is_by_value.then(|| view! { <p class="small compare-read">{words}</p> })
    });
    let notes = live(move || {
        let Chart { notes, definition, .. } = chart.get();
        let notes: Vec<_> = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect();
        let definition = definition.map(|(href, words)| view! { <li><a href=href>{words}</a></li> });
        view! { <ul class="chart-notes">{notes}{definition}</ul> }
    });
    on_window_key(move |event| {
        let is_mine = single_key(&event).as_deref() == Some("d") && !is_covered();
        if is_mine && focus(TABLE_MENU) {
            event.prevent_default();
            if let Some(button) = focused() {
                button.click();
            }
        }
    });
    view! {
        <div class="chart-frame">
            <h2 class="chart-title">{title}</h2>
            <p class="chart-subtitle">{caption}</p>
            <div class="chart-tools no-print">
                <span class="chart-buttons">{table_button(TABLE_MENU, chart)}</span>
            </div>
            {unsure}
            {grid_table(caption, grid)}
            {notes}
        </div>
    }
    .into_any()
}

/// By name or by share.
fn order(wanted: Wanted) -> AnyView {
    let is_by_value = Memo::new(move |_| wanted.is_by_value());
    let changed = move |event| {
        let value: String = event_target_value(&event);
        wanted.sort.set((value == "andel").then_some(value));
    };
    view! {
        <span class="compare-order">
            <label class="small" for="compare-order">{t(COMPARE_SORT)}</label>
            <select class="input input-select input-small" id="compare-order" on:change=changed>
                <option value="navn" prop:selected=move || !is_by_value.get()>{t(COMPARE_SORT_NAME)}</option>
                <option value="andel" prop:selected=move || is_by_value.get()>{t(COMPARE_SORT_VALUE)}</option>
            </select>
        </span>
    }
    .into_any()
}
