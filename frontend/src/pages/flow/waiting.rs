//! How long citizens waited: a dot per course, the median and the target.

use api_types::{Flow, Waiting};
use charts::{NumberFormat, PointWords, WaitingCourse, WaitingMedian, WaitingStrip};
use domain::text::Language;
use leptos::prelude::*;

use super::scope;
use crate::pages::overview::indicator_address;
use crate::parts::chart::{Cell, Chart, Grid, drawn};
use crate::parts::{Figure, basis_words, day_count, number_words, source_words, updated_words, whole};
use crate::show;
use crate::text::*;

/// Longer waits stand together at the end. Source: `spec/ux.md` 3.8.
const FOLD: f64 = 180.0;

/// The height of the strip.
const HEIGHT: f64 = 96.0;

/// A median of whole days has at most a half.
fn decimals(days: f64) -> u8 {
    if days.fract() == 0.0 { 0 } else { 1 }
}

fn days(count: f64, language: Language) -> String {
    day_count(count, decimals(count), language)
}

fn number(days: f64, language: Language) -> String {
    number_words(days, decimals(days), language)
}

fn median(waiting: &Waiting, language: Language) -> Option<WaitingMedian> {
    let at = waiting.median?;
    let interval = waiting.ci_low.zip(waiting.ci_high);
    let words = match interval {
        Some((low, high)) => {
            let places = [
                ("days", days(at, language)),
                ("low", number(low, language)),
                ("high", number(high, language)),
            ];
            filled(WAIT_MEDIAN_RANGE, language, &places)
        }
        None => filled(WAIT_MEDIAN_LINE, language, &[("days", days(at, language))]),
    };
    Some(WaitingMedian { days: at, interval, words })
}

/// The strip; its table counts the courses per wait.
pub(super) fn waiting_chart(flow: &Flow, language: Language) -> Chart {
    let waiting = &flow.waiting;
    let course = |waited: &u32| WaitingCourse {
        words: PointWords { announcement: days(f64::from(*waited), language), ..PointWords::default() },
        days: f64::from(*waited),
    };
    let courses: Vec<WaitingCourse> = waiting.days.iter().map(course).collect();
    let (median, target) = (median(waiting, language), f64::from(waiting.target_days));
    let target_words = filled(WAIT_TARGET_LINE, language, &[("days", days(target, language))]);
    let fold = filled(WAIT_FOLD, language, &[("days", number_words(FOLD, 0, language))]);
    let columns = [WAIT_COLUMN_DAYS, WAIT_COLUMN_COUNT, WAIT_COLUMN_UP_TO];
    Chart {
        id: "ventetid".to_owned(),
        title: waiting.finding.get(language).to_owned(),
        subtitle: scope(flow).subtitle(
            &filled(WAIT_WHAT, language, &[("label", waiting.label.get(language).to_owned())]),
            waiting.days.len() as u64,
            language,
        ),
        summary: Vec::new(),
        notes: vec![
            basis_words(FLOW_BASIS, language),
            filled(
                WAIT_TARGET_NOTE,
                language,
                &[("target", target_words.clone()), ("source", source_words(&waiting.source, language))],
            ),
            updated_words(flow.updated_at, language),
        ],
        definition: None,
        empty: WAIT_EMPTY.get(language).to_owned(),
        height: HEIGHT,
        courses: Some(waiting.days.len() as u64),
        grid: Grid::new(&columns.map(|column| column.get(language)), distribution(&waiting.days)),
        draw: drawn(move |sheet| WaitingStrip {
            sheet,
            format: NumberFormat::number(show::decimal_mark(language), WAIT_UNIT.get(language)),
            courses: courses.clone(),
            fold: (FOLD, fold.clone()),
            median: median.clone(),
            target: Some((target, target_words.clone())),
        }),
    }
}

/// Every wait that occurs, how many waited so long, and the share that waited no longer.
fn distribution(days: &[u32]) -> Vec<Vec<Cell>> {
    let mut counts = std::collections::BTreeMap::<u32, u64>::new();
    for waited in days {
        *counts.entry(*waited).or_default() += 1;
    }
    let all = days.len() as f64;
    let mut so_far = 0;
    let row = |(waited, count): (u32, u64)| {
        so_far += count;
        vec![Cell::Count(waited.into()), Cell::Count(count), Cell::Share(so_far as f64 / all)]
    };
    counts.into_iter().map(row).collect()
}

/// The numbers beside the strip.
pub(super) fn waiting_figures(waiting: &Waiting, language: Language) -> Vec<Figure> {
    let middle = Figure::new(
        WAIT_MEDIAN.get(language),
        waiting.median.map_or_else(|| NUMBERS_NONE.get(language).to_owned(), |at| days(at, language)),
    )
    .note(count_words(NUMBERS_N_ONE, NUMBERS_N, waiting.days.len(), language));
    let middle = match waiting.ci_low.zip(waiting.ci_high) {
        Some((low, high)) => middle.note(filled(
            NUMBERS_RANGE,
            language,
            &[("low", number(low, language)), ("high", number(high, language))],
        )),
        None => middle.note(WAIT_TOO_FEW.get(language)),
    };
    let count = |term: Phrase, count: u64| {
        Figure::new(term.get(language), count_words(NUMBERS_N_ONE, NUMBERS_N, whole(count), language))
    };
    let mut all = vec![
        middle,
        Figure::share(waiting.indicator.label.get(language), &waiting.within, language),
        count(WAIT_STILL, waiting.still_waiting),
    ];
    if waiting.missing > 0 {
        all.push(count(WAIT_MISSING, waiting.missing).note(WAIT_MISSING_NOTE.get(language)));
    }
    all
}

/// Why the share is another than what the strip shows, with the way to its indicator.
pub(super) fn waiting_basis(flow: Signal<Flow>) -> AnyView {
    let language = use_language();
    let indicator = Memo::new(move |_| flow.with(|flow| flow.waiting.indicator.clone()));
    let words = Signal::derive(move || {
        let days = flow.with(|flow| f64::from(flow.waiting.target_days));
        let places = [
            ("number", indicator.with(|of| of.number.clone())),
            ("days", day_count(days, 0, language.get())),
        ];
        filled(WAIT_BASIS, language.get(), &places)
    });
    let address = move || indicator.with(|of| indicator_address(&of.id));
    view! { <p class="small muted overview-note">{words}" "<a href=address>{t(OUTCOME_SEE_INDICATOR)}</a></p> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_counts_every_course_once_and_ends_at_all_of_them() {
        let rows = distribution(&[3, 3, 14, 200]);
        let shown: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| cell.show(Language::Da)).collect()).collect();
        assert_eq!(shown, [["3", "2", "50\u{a0}%"], ["14", "1", "75\u{a0}%"], ["200", "1", "100\u{a0}%"]]);
        assert!(distribution(&[]).is_empty());
    }

    #[test]
    fn days_are_written_as_people_say_them() {
        assert_eq!(days(1.0, Language::Da), "1\u{a0}dag");
        assert_eq!(days(20.5, Language::Da), "20,5\u{a0}dage");
        assert_eq!(days(0.0, Language::En), "0\u{a0}days");
    }
}
