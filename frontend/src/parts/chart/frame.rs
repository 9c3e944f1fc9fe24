//! The frame of a chart on the page.

use charts::Theme;
use leptos::ev::{self, FocusEvent, KeyboardEvent};
use leptos::html::{Div, Figure};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::export::export_button;
use super::points::{focus_point, focused_point, on_key, point_of, words_of};
use super::table::grid_table;
use super::{Chart, drawing};
use crate::browser::{in_text_field, is_covered, on_window_key, single_key};
use crate::live::{follow, live, live_if};
use crate::text::*;

/// The width that is drawn until the page has told its own.
const USUAL_WIDTH: f64 = 860.0;

/// How a chart stands in its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChartLevel {
    /// The chart of the page: its title is a heading below the page's, and it hears the page's keys.
    Main,
    /// One of several: its title is a heading below that of a part.
    Part,
}

/// A chart on a page. See [`chart_with`].
pub(crate) fn chart(level: ChartLevel, chart: Signal<Chart>) -> AnyView {
    chart_with(level, chart, None, None)
}

/// A chart whose points do something on Enter or a click, with more controls beside its own.
///
/// When the numbers change while a point has the focus, the old picture stays until the user asks for the new one.
pub(crate) fn chart_with(
    level: ChartLevel,
    chart: Signal<Chart>,
    on_point: Option<Callback<usize>>,
    controls: Option<AnyView>,
) -> AnyView {
    let (frame, picture) = (NodeRef::<Figure>::new(), NodeRef::<Div>::new());
    let shown = RwSignal::new(chart.get_untracked());
    let newer = RwSignal::new(None::<Chart>);
    let is_inside = move || {
        let picture = picture.get_untracked();
        picture.is_some_and(|picture| focused_point(&picture).is_some())
    };
    let language = use_language();
    let spoken = StoredValue::new(language.get_untracked());
    follow(move || {
        let next = chart.get();
        let is_translated = spoken.get_value() != language.get_untracked();
        spoken.set_value(language.get_untracked());
        let is_news = shown.with_untracked(|shown| shown.grid != next.grid || shown.title != next.title);
        if is_news && is_inside() && !is_translated {
            newer.set(Some(next));
        } else {
            newer.set(None);
            shown.set(next);
        }
    });
    let as_table = RwSignal::new(false);
    let tables = Signal::derive(move || {
        let words = if as_table.get() { SHOW_AS_CHART } else { SHOW_AS_TABLE };
        words.get(language.get())
    });
    let id = shown.with_untracked(|chart| chart.id.clone());
    let menu_id = format!("chart-menu-{id}");
    page_keys(level, frame, as_table, menu_id.clone());
    let text = move |of: fn(&Chart) -> &String| Signal::derive(move || shown.with(|chart| of(chart).clone()));
    let title = text(|chart| &chart.title);
    let heading = match level {
        ChartLevel::Main => view! { <h2 class="chart-title">{title}</h2> }.into_any(),
        ChartLevel::Part => view! { <h3 class="chart-title">{title}</h3> }.into_any(),
    };
    let caption = Signal::derive(move || {
        shown.with(|chart| [chart.title.as_str(), chart.subtitle.as_str()].join(" – "))
    });
    let grid = Signal::derive(move || shown.with(|chart| chart.grid.clone()));
    let summary = live(move || {
        shown.with(|chart| {
            chart.summary.iter().map(|line| view! { <p>{line.clone()}</p> }).collect::<Vec<_>>()
        })
    });
    view! {
        <figure class="chart-frame" data-chart=id node_ref=frame>
            <figcaption>
                {heading}
                <p class="chart-subtitle">{text(|chart| &chart.subtitle)}</p>
                <div class="chart-summary">{summary}</div>
            </figcaption>
            <div class="chart-tools no-print">
                {controls}
                <span class="chart-buttons">
                    <button type="button" class="button button-quiet button-small" aria-keyshortcuts=(level == ChartLevel::Main).then_some("t")
                        on:click=move |_| as_table.update(|shown| *shown = !*shown)>{tables}</button>
                    {export_button(menu_id, shown.into())}
                </span>
            </div>
            {live_if(move || as_table.get().then(|| grid_table(caption, grid)))}
            <div class="chart-shown" hidden=as_table>{drawn(picture, shown, newer, on_point)}</div>
            {notes(shown)}
        </figure>
    }
    .into_any()
}

/// The picture, and below it what the point under the focus or the pointer says.
fn drawn(
    picture: NodeRef<Div>,
    shown: RwSignal<Chart>,
    newer: RwSignal<Option<Chart>>,
    on_point: Option<Callback<usize>>,
) -> AnyView {
    let width = width_of(picture);
    let read = RwSignal::new(None::<String>);
    let has_points = RwSignal::new(true);
    // Drawn by hand and not by the view, so that the focus can return to its point.
    Effect::new(move |before: Option<String>| {
        let svg = drawing(&shown.get(), width.get(), Theme::Page);
        if let Some(frame) = picture.get().filter(|_| before.as_ref() != Some(&svg)) {
            let point = focused_point(&frame);
            frame.set_inner_html(&svg);
            has_points.set(svg.contains("data-point"));
            if let Some(point) = point {
                focus_point(&frame, point);
            }
        }
        svg
    });
    let say = move |target: Option<web_sys::EventTarget>| {
        let element = target.and_then(|target| target.dyn_into::<Element>().ok());
        let point = element.and_then(|element| point_of(&element));
        // Leaving a point that goes away with its chart is told after the chart has gone.
        let frame = picture.try_get_untracked().flatten();
        read.try_set(point.zip(frame).and_then(|(point, frame)| words_of(&frame, point)));
    };
    let act = move |target: Option<web_sys::EventTarget>| {
        let element = target.and_then(|target| target.dyn_into::<Element>().ok());
        if let Some((point, act)) = element.and_then(|element| point_of(&element)).zip(on_point) {
            act.run(point);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if let Some(frame) = picture.get_untracked() {
            on_key(&event, &frame);
        }
        if event.key() == "Enter" {
            act(event.target());
        }
    };
    let left = move |event: FocusEvent| say(event.related_target());
    let update = move |_| {
        if let Some(chart) = newer.get_untracked() {
            let point = picture.get_untracked().and_then(|frame| focused_point(&frame));
            newer.set(None);
            shown.set(chart);
            // The button goes away under the focus: the chart takes it.
            request_animation_frame(move || {
                if let Some(frame) = picture.try_get_untracked().flatten() {
                    focus_point(&frame, point.unwrap_or(0));
                }
            });
        }
    };
    let hint = if on_point.is_some() { CHART_HINT_ENTER } else { CHART_HINT };
    let readout = live(move || match read.get() {
        Some(words) => view! { <span>{words}</span> }.into_any(),
        None if has_points.get() => view! { <span class="muted about-keys">{t(hint)}</span> }.into_any(),
        None => ().into_any(),
    });
    let fresh = live_if(move || {
        let newer = newer.get()?;
        let more = newer.courses.zip(shown.with(|chart| chart.courses));
        let more = more.and_then(|(now, before)| usize::try_from(now.checked_sub(before)?).ok());
        let words = move |language| match more {
            None | Some(0) => CHART_NEWER.get(language).to_owned(),
            Some(more) => count_words(CHART_NEWER_ONE, CHART_NEWER_MANY, more, language),
        };
        let language = use_language();
        Some(view! {
            <button type="button" class="button button-quiet button-small" on:click=update>
                {Signal::derive(move || words(language.get()))}
            </button>
        })
    });
    view! {
        <div class="chart-picture" data-acts=on_point.is_some().to_string() node_ref=picture on:keydown=keys
            on:focusin=move |event: FocusEvent| say(event.target()) on:focusout=left
            on:pointerover=move |event| say(event.target())
            on:pointerleave=move |_| read.set(None)
            on:click=move |event| act(event.target())></div>
        <div class="chart-line no-print">
            <p class="chart-readout" aria-hidden="true">{readout}</p>
            <span class="chart-fresh">{fresh}</span>
        </div>
    }
    .into_any()
}

fn notes(shown: RwSignal<Chart>) -> AnyView {
    live_if(move || {
        let chart = shown.get();
        let lines: Vec<_> = chart.notes.into_iter().map(|line| view! { <li>{line}</li> }).collect();
        let definition = chart.definition.map(|(href, words)| view! { <li><a href=href>{words}</a></li> });
        let is_there = !lines.is_empty() || definition.is_some();
        is_there.then(|| view! { <ul class="chart-notes">{lines}{definition}</ul> }.into_any())
    })
}

/// `t` shows the table, `d` opens the menu: of the chart that has the focus, else of the page's main chart.
fn page_keys(level: ChartLevel, frame: NodeRef<Figure>, as_table: RwSignal<bool>, menu: String) {
    on_window_key(move |event| {
        let Some(key) = single_key(&event).filter(|_| !is_covered() && !in_text_field(&event)) else {
            return;
        };
        let Some(frame) = frame.get_untracked() else { return };
        let active = document().active_element();
        let of = active.and_then(|active| active.closest(".chart-frame").ok().flatten());
        let is_mine = match of {
            Some(other) => frame.is_same_node(Some(&other)),
            None => level == ChartLevel::Main,
        };
        match key.as_str() {
            "t" if is_mine => as_table.update(|shown| *shown = !*shown),
            "d" if is_mine => {
                let button = document().get_element_by_id(&menu);
                if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok())
                {
                    let _ = button.focus();
                    button.click();
                }
            }
            _ => return,
        }
        event.prevent_default();
    });
}

/// The width of the picture in pixels, also after the window has changed.
fn width_of(frame: NodeRef<Div>) -> Signal<f64> {
    let width = RwSignal::new(USUAL_WIDTH);
    // A frame later the chart may be gone already.
    let measure = move || {
        let found = frame.try_get_untracked().flatten().map(|frame| f64::from(frame.client_width()));
        if let Some(found) = found.filter(|found| *found > 0.0) {
            width.try_set(found);
        }
    };
    follow(move || {
        frame.track();
        request_animation_frame(measure);
    });
    let listener = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || listener.remove());
    Memo::new(move |_| width.get()).into()
}
