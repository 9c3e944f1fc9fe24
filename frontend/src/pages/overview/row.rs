//! One indicator of the overview.

use api_types::OverviewRow;
use charts::IntervalStrip;
use domain::programme::{Direction, Standard};
use leptos::prelude::*;

use super::series;
use crate::show;
use crate::text::*;

/// What the point estimate says about the target, and whether the uncertainty covers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attainment {
    Met,
    NotMet,
    Within,
}

/// Met or not by the point estimate; when the interval covers the target that is said instead of a verdict.
fn attainment(row: &OverviewRow, target: f64) -> Option<Attainment> {
    let (value, low, high) = (row.value?, row.ci_low?, row.ci_high?);
    if low <= target && target <= high {
        return Some(Attainment::Within);
    }
    let is_met = match row.direction {
        Direction::Up => value >= target,
        Direction::Down => value <= target,
    };
    Some(if is_met { Attainment::Met } else { Attainment::NotMet })
}

fn target(row: &OverviewRow) -> Option<f64> {
    row.standard.map(|standard| standard.percent.to_f64() / 100.0)
}

/// The row of one indicator.
pub(super) fn row(row: OverviewRow) -> AnyView {
    let spark = series::sparkline(&row);
    let cells = (value_cell(&row), strip_cell(&row), missing_cell(&row), standard_cell(&row));
    let (value, strip, missing, standard) = cells;
    let also = [(row.excluded, ALSO_EXCLUDED), (row.pending, ALSO_PENDING)];
    let also: Vec<_> = also
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| view! { <p>{tf(words, move |_| [("count", count.to_string())])}</p> })
        .collect();
    view! {
        <tr role="row" data-indicator=row.indicator>
            <th role="rowheader" scope="row" class="overview-name">
                <span class="muted">{row.number}</span>" "{tt(row.label)}{also}
            </th>
            {cell("number", COLUMN_VALUE, value)}
            {cell("", COLUMN_INTERVAL, strip)}
            {cell("", COLUMN_SERIES, spark)}
            {cell("number", COLUMN_MISSING, missing)}
            {cell("", COLUMN_STANDARD, standard)}
        </tr>
    }
    .into_any()
}

/// A cell that names its column itself where the row is shown as a card.
fn cell(class: &'static str, column: Phrase, content: AnyView) -> AnyView {
    view! { <td role="cell" class=class><span class="cell-label" aria-hidden="true">{t(column)}</span>{content}</td> }
        .into_any()
}

fn value_cell(row: &OverviewRow) -> AnyView {
    let (value, numerator, denominator) = (row.value, row.numerator, row.denominator);
    let language = use_language();
    match value {
        Some(value) => view! {
            <span class="big">{Signal::derive(move || show::share(value, language.get()))}</span><br/>
            <span class="small muted nowrap">{Signal::derive(move || show::ratio(numerator, denominator, language.get()))}</span>
        }
        .into_any(),
        None => view! { <span class="muted">{t(ROW_EMPTY)}</span> }.into_any(),
    }
}

fn strip_cell(row: &OverviewRow) -> AnyView {
    let estimate = row.value.zip(row.ci_low).zip(row.ci_high).map(|((value, low), high)| (value, low, high));
    let (target, label) = (target(row), row.label.clone());
    let language = use_language();
    let range = estimate.map(|(_, low, high)| {
        let words = tf(INTERVAL_RANGE, move |language| {
            [("low", show::share(low, language)), ("high", show::share(high, language))]
        });
        view! { <span class="small muted nowrap">{words}</span> }
    });
    let svg = Signal::derive(move || {
        let language = language.get();
        let value = estimate.map(|(value, low, high)| {
            let share = |share| show::share(share, language);
            let places = [("value", share(value)), ("low", share(low)), ("high", share(high))];
            let places: Vec<(&str, &str)> =
                places.iter().map(|(name, text)| (*name, text.as_str())).collect();
            INTERVAL_WORDS.fill(language, &places)
        });
        let aim =
            target.map(|target| TARGET_WORDS.fill(language, &[("target", &show::share(target, language))]));
        let words: Vec<String> =
            [Some(label.get(language).to_owned()), value, aim].into_iter().flatten().collect();
        IntervalStrip { name: words.join(", "), estimate, target, width: 180.0, height: 26.0 }.to_svg()
    });
    view! { <span class="chart" inner_html=svg></span>{range} }.into_any()
}

fn missing_cell(row: &OverviewRow) -> AnyView {
    let concerned = row.denominator + row.missing;
    let missing = row.missing;
    let language = use_language();
    let share = (concerned > 0).then(|| {
        // Counts of courses are far below 2⁵³.
        let share = missing as f64 / concerned as f64;
        view! { <span>{Signal::derive(move || show::share(share, language.get()))}</span><br/> }
    });
    view! {
        {share}<span class="small muted nowrap">{tf(MISSING_WORDS, move |_| [("count", missing.to_string())])}</span>
    }
    .into_any()
}

fn standard_cell(row: &OverviewRow) -> AnyView {
    let Some(Standard { percent, verified }) = row.standard else {
        return view! { <span class="muted">{t(STANDARD_NONE)}</span> }.into_any();
    };
    let language = use_language();
    let aim = percent.to_f64() / 100.0;
    let words = attainment(row, aim).map(|attainment| match attainment {
        Attainment::Met => TARGET_REACHED,
        Attainment::NotMet => TARGET_NOT_REACHED,
        Attainment::Within => TARGET_WITHIN,
    });
    let placeholder = (!verified).then(|| view! { <p><span class="tag">{t(STANDARD_UNVERIFIED)}</span></p> });
    view! {
        <span>{Signal::derive(move || show::share(aim, language.get()))}</span>
        {words.map(|words| view! { <span class="small">" · "{t(words)}</span> })}
        {placeholder}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overview_row(value: f64, low: f64, high: f64, direction: Direction) -> OverviewRow {
        OverviewRow {
            indicator: "x".into(),
            version: "1".into(),
            number: "K1".into(),
            label: domain::text::Text::new("x", "x"),
            direction,
            numerator: 1,
            denominator: 2,
            missing: 0,
            excluded: 0,
            pending: 0,
            value: Some(value),
            ci_low: Some(low),
            ci_high: Some(high),
            standard: None,
            series: vec![],
        }
    }

    #[test]
    fn a_target_inside_the_interval_is_neither_met_nor_missed() {
        let up = overview_row(0.78, 0.72, 0.83, Direction::Up);
        assert_eq!(attainment(&up, 0.80), Some(Attainment::Within));
        assert_eq!(attainment(&up, 0.60), Some(Attainment::Met));
        assert_eq!(attainment(&up, 0.90), Some(Attainment::NotMet));
        let down = overview_row(0.22, 0.17, 0.28, Direction::Down);
        assert_eq!(attainment(&down, 0.40), Some(Attainment::Met));
        assert_eq!(attainment(&down, 0.10), Some(Attainment::NotMet));
    }
}
