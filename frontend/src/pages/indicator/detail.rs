//! One period in full: its numbers, what they mean, what was said about it, and the way to its courses.

use api_types::{CommentView, Series, SeriesPoint};
use domain::access::Permission;
use domain::outcome::OutcomeState;
use domain::programme::OTHER;
use domain::text::{Language, Text};
use leptos::prelude::*;
use pictures::{comments_in, remark};
use wasm_bindgen::JsCast;

use super::states::number;
use crate::live::live_if;
use crate::parts::chart::focus_point;
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The heading that gets the focus.
pub(super) const ID: &str = "point-detail";

/// A point of one of the charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Selected {
    pub(super) group: usize,
    pub(super) point: usize,
}

/// Returns to the point in its chart.
fn back_to(selected: Selected) {
    let charts = document().query_selector_all(".chart-frame");
    let index = u32::try_from(selected.group).unwrap_or_default();
    let frame = charts.ok().and_then(|charts| charts.item(index)?.dyn_into::<web_sys::Element>().ok());
    if let Some(frame) = frame {
        focus_point(&frame, selected.point);
    }
}

/// The details of the point that was chosen, if one was.
pub(super) fn detail(series: Signal<Series>, selected: RwSignal<Option<Selected>>) -> AnyView {
    live_if(move || {
        let at = selected.get()?;
        let series = series.get();
        let group = series.groups.get(at.group)?;
        let point = group.points.get(at.point)?.clone();
        let level = group.level.clone();
        let of_level = level.as_ref().map(|level| {
            let split = series.split.as_ref().map(|split| split.id.clone()).unwrap_or_default();
            (split, level.id.clone())
        });
        let said = |language| remark(group, &point, language);
        let told = (
            Text::new(said(Language::Da), said(Language::En)),
            comments_in(&series, &point).cloned().collect(),
        );
        Some(card(&series.indicator, at, point, level.map(|level| level.label), of_level, told, selected))
    })
}

fn card(
    indicator: &str,
    at: Selected,
    point: SeriesPoint,
    level: Option<Text>,
    of_level: Option<(String, String)>,
    (meaning, comments): (Text, Vec<CommentView>),
    selected: RwSignal<Option<Selected>>,
) -> AnyView {
    let language = use_language();
    // Units that are shown together are looked at one by one.
    let is_one = of_level.as_ref().is_none_or(|(_, level)| level != OTHER);
    let may_see = is_one && use_session().may(Permission::ReadCoursesBehindNumbers);
    let days = (point.from, point.to);
    let (label, counted) = (point.label.clone(), point.clone());
    let title = Signal::derive(move || {
        let label = label.get(language.get());
        let level =
            level.as_ref().map_or_else(String::new, |level| format!(" – {}", level.get(language.get())));
        format!("{label}{level}")
    });
    let sentence = Signal::derive(move || {
        let (language, point) = (language.get(), &counted);
        match (point.value, point.ci_low, point.ci_high) {
            (Some(value), Some(low), Some(high)) => POINT_SENTENCE.fill(
                language,
                &[
                    ("share", &show::share(value, language)),
                    ("ratio", &show::ratio(point.numerator, point.denominator, language)),
                    ("low", &show::share(low, language)),
                    ("high", &show::share(high, language)),
                ],
            ),
            _ => SERIES_NOTHING.get(language).to_owned(),
        }
    });
    let beside = [
        (OutcomeState::Missing, point.missing),
        (OutcomeState::Excluded, point.excluded),
        (OutcomeState::Pending, point.pending),
        (OutcomeState::Fulfilled, point.numerator),
        (OutcomeState::NotFulfilled, point.denominator.saturating_sub(point.numerator)),
    ];
    let counts = beside.into_iter().map(|(state, count)| {
        let number = number(indicator, (state, count), days, of_level.as_ref(), may_see);
        view! { <div class="figure-item"><dt>{tt(state.label())}</dt><dd>{number}</dd></div> }
    });
    let comments: Vec<_> = comments
        .into_iter()
        .map(|CommentView { on, text, by, .. }| {
            view! { <li>{Signal::derive(move || show::short_date(on, language.get()))}": "{text}" ("{by}")"</li> }
        })
        .collect();
    let close = move |_| {
        back_to(at);
        selected.set(None);
    };
    view! {
        <section class="card point-detail" aria-labelledby=ID>
            <h2 id=ID tabindex="-1">{title}</h2>
            <p>{sentence}</p>
            <p class="muted point-meaning">{tt(meaning)}</p>
            <dl class="figures">{counts.collect::<Vec<_>>()}</dl>
            {(!comments.is_empty()).then(|| view! { <ul class="bullets">{comments}</ul> })}
            <p class="no-print"><button type="button" class="button button-quiet button-small" on:click=close>{t(CLOSE)}</button></p>
        </section>
    }
    .into_any()
}
