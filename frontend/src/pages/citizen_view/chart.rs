//! The chart of one measure: one stop of the keyboard, its points by arrow keys, the same numbers as a table.

use domain::progress::Progress;
use domain::text::Text;
use domain::words::long_date;
use leptos::ev::{self, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::line::line;
use super::size::TextSize;
use crate::live::{follow, live};
use crate::parts::number_table;
use crate::text::*;

/// The width that is drawn until the page has told its own.
const USUAL_WIDTH: f64 = 720.0;

/// The chart, and the button for its table.
pub(super) fn chart(progress: &Progress, better: Text, size: TextSize) -> AnyView {
    let language = use_language();
    let (selected, as_table) = (RwSignal::new(None::<usize>), RwSignal::new(false));
    let frame = NodeRef::<Div>::new();
    let width = width_of(frame);
    let count = progress.points.len();
    let (drawn, tabled, said, named) =
        (progress.clone(), progress.clone(), progress.clone(), progress.clone());
    let words = better.clone();
    let svg = Signal::derive(move || {
        // On a narrow screen the words shrink with it, or there would be no room for the line.
        let text = size.pixels().min(width.get() / 20.0).max(14.0);
        line(&drawn, &words, language.get(), (width.get(), text), selected.get()).to_svg()
    });
    let table = move || {
        let language = language.get();
        let headers = [COLUMN_DAY.get(language), COLUMN_RESULT.get(language)];
        number_table(line(&tabled, &better, language, (USUAL_WIDTH, 16.0), None).to_table(&headers))
    };
    let point = Signal::derive(move || {
        let language = language.get();
        let point = selected.get().and_then(|at| said.points.get(at));
        point.map_or_else(String::new, |point| {
            let places =
                [("date", long_date(point.on, language)), ("value", point.words.get(language).to_owned())];
            let places: Vec<(&str, &str)> =
                places.iter().map(|(name, text)| (*name, text.as_str())).collect();
            CHART_POINT.fill(language, &places)
        })
    });
    let name = Signal::derive(move || {
        let language = language.get();
        let sentences: Vec<&str> = named.sentences.iter().map(|sentence| sentence.get(language)).collect();
        format!("{}. {}", sentences.join(" "), CHART_KEYS.get(language)).replace("..", ".")
    });
    let keys = move |event: KeyboardEvent| move_point(&event, selected, count);
    let toggle = move |_| as_table.update(|shown| *shown = !*shown);
    let picture = view! {
        <div class="citizen-chart" role="group" tabindex="0" aria-label=name on:keydown=keys
            on:blur=move |_| selected.set(None)>
            <div class="citizen-drawing" inner_html=svg></div>
        </div>
        <p class="citizen-point" role="status">{point}</p>
    };
    view! {
        <div class="citizen-chart-frame" node_ref=frame>
            <button type="button" class="button button-plain button-small no-print"
                aria-pressed=Signal::derive(move || as_table.get().to_string()) on:click=toggle>
                {t(SHOW_TABLE)}
            </button>
            <div class="citizen-table no-print" hidden=Signal::derive(move || !as_table.get())>{live(table)}</div>
            <div class="citizen-picture" data-shown=Signal::derive(move || (!as_table.get()).to_string())>{picture}</div>
        </div>
    }
    .into_any()
}

/// Left and right go from point to point; the page keeps them from changing the measure.
fn move_point(event: &KeyboardEvent, selected: RwSignal<Option<usize>>, count: usize) {
    let last = count.saturating_sub(1);
    let at = selected.get_untracked();
    let next = match event.key().as_str() {
        "ArrowRight" => at.map_or(0, |at| (at + 1).min(last)),
        "ArrowLeft" => at.map_or(last, |at| at.saturating_sub(1)),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    selected.set(Some(next));
}

/// The width of the frame in pixels, also after the window has changed.
fn width_of(frame: NodeRef<Div>) -> RwSignal<f64> {
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
    width
}
