//! How long citizens waited: a dot per course, the median and the target.

use api_types::{Flow, Waiting};
use charts::{NumberFormat, PointWords, WaitingCourse, WaitingMedian, WaitingStrip};
use domain::text::Language;

use super::scope;
use crate::parts::chart::{Cell, Chart, Grid, drawn};
use crate::parts::{Figure, decimal_mark, filled, number_words, source_words, updated_words, whole};
use crate::text::*;

/// Longer waits stand together at the end. Source: `spec/ux.md` 3.8.
const FOLD: f64 = 180.0;

/// The height of the strip.
const HEIGHT: f64 = 96.0;

fn days(count: f64, language: Language) -> String {
    // A median of whole days has at most a half.
    let decimals = if count.fract() == 0.0 { 0 } else { 1 };
    match number_words(count, decimals, language).as_str() {
        "1" => WAIT_DAYS_ONE.get(language).to_owned(),
        count => filled(WAIT_DAYS, language, &[("count", count.to_owned())]),
    }
}

fn median(waiting: &Waiting, language: Language) -> Option<WaitingMedian> {
    let at = waiting.median?;
    let interval = waiting.ci_low.zip(waiting.ci_high);
    let number = |value: f64| number_words(value, if value.fract() == 0.0 { 0 } else { 1 }, language);
    let words = match interval {
        Some((low, high)) => {
            let places = [("days", days(at, language)), ("low", number(low)), ("high", number(high))];
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
        title: waiting.summary.get(language).to_owned(),
        subtitle: scope(flow).subtitle(
            &filled(WAIT_WHAT, language, &[("label", waiting.label.get(language).to_owned())]),
            waiting.days.len() as u64,
            language,
        ),
        summary: Vec::new(),
        notes: vec![
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
            format: NumberFormat::number(decimal_mark(language), ""),
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
    let number = |value: f64| number_words(value, if value.fract() == 0.0 { 0 } else { 1 }, language);
    let middle = Figure::new(
        WAIT_MEDIAN.get(language),
        waiting.median.map_or_else(|| NUMBERS_NONE.get(language).to_owned(), |at| days(at, language)),
    );
    let middle = match waiting.ci_low.zip(waiting.ci_high) {
        Some((low, high)) => {
            middle.note(filled(NUMBERS_RANGE, language, &[("low", number(low)), ("high", number(high))]))
        }
        None => middle.note(WAIT_TOO_FEW.get(language)),
    };
    let within = filled(WAIT_WITHIN, language, &[("days", waiting.target_days.to_string())]);
    let count = |term: Phrase, count: u64| {
        Figure::new(term.get(language), count_words(NUMBERS_N_ONE, NUMBERS_N, whole(count), language))
    };
    let mut all = vec![
        middle,
        Figure::share(within, &waiting.within, language),
        count(WAIT_STILL, waiting.still_waiting),
    ];
    if waiting.missing > 0 {
        all.push(count(WAIT_MISSING, waiting.missing).note(WAIT_MISSING_NOTE.get(language)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_counts_every_course_once_and_ends_at_all_of_them() {
        let rows = distribution(&[3, 3, 14, 200]);
        let shown: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| cell.show(Language::Da)).collect()).collect();
        assert_eq!(shown, [["3", "2", "50 %"], ["14", "1", "75 %"], ["200", "1", "100 %"]]);
        assert!(distribution(&[]).is_empty());
    }

    #[test]
    fn days_are_written_as_people_say_them() {
        assert_eq!(days(1.0, Language::Da), "1 dag");
        assert_eq!(days(20.5, Language::Da), "20,5 dage");
        assert_eq!(days(0.0, Language::En), "0 days");
    }
}
