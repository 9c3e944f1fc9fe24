//! How long citizens waited: a dot per course, the median and the target.

use api_types::{Flow, Waiting};
use charts::{NumberFormat, PointWords, WaitingCourse, WaitingMedian, WaitingStrip};
use domain::text::Language;
use domain::words::decimal_mark;

use crate::chart::{Chart, drawn};
use crate::flow::scope;
use crate::said::{
    View, basis_words, filled, half_days, half_number, number_words, source_words, updated_words,
};
use crate::words::*;
use crate::{Cell, Grid};

/// Longer waits stand together at the end. Source: `spec/ux.md` 3.8.
const FOLD: f64 = 180.0;

/// The height of the strip.
const HEIGHT: f64 = 96.0;

fn median(waiting: &Waiting, language: Language) -> Option<WaitingMedian> {
    let at = waiting.median?;
    let interval = waiting.ci_low.zip(waiting.ci_high);
    let words = match interval {
        Some((low, high)) => {
            let places = [
                ("days", half_days(at, language)),
                ("low", half_number(low, language)),
                ("high", half_number(high, language)),
            ];
            filled(WAIT_MEDIAN_RANGE, language, &places)
        }
        None => filled(WAIT_MEDIAN_LINE, language, &[("days", half_days(at, language))]),
    };
    Some(WaitingMedian { days: at, interval, words })
}

/// The strip; its table counts the courses per wait.
#[must_use]
pub fn waiting(flow: &Flow, view: &View) -> Chart {
    let language = view.language;
    let waiting = &flow.waiting;
    let course = |waited: &u32| WaitingCourse {
        words: PointWords { announcement: half_days(f64::from(*waited), language), ..PointWords::default() },
        days: f64::from(*waited),
    };
    let courses: Vec<WaitingCourse> = waiting.days.iter().map(course).collect();
    let (median, target) = (median(waiting, language), f64::from(waiting.target_days));
    let has_band = median.as_ref().is_some_and(|median| median.interval.is_some());
    let target_words = filled(WAIT_TARGET_LINE, language, &[("days", half_days(target, language))]);
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
        notes: [
            Some(basis_words(FLOW_BASIS, language)),
            has_band.then(|| WAIT_BAND_NOTE.get(language).to_owned()),
            Some(filled(
                WAIT_TARGET_NOTE,
                language,
                &[("target", target_words.clone()), ("source", source_words(&waiting.source, language))],
            )),
            Some(updated_words(view)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        definition: None,
        empty: WAIT_EMPTY.get(language).to_owned(),
        height: HEIGHT,
        courses: Some(waiting.days.len() as u64),
        grid: Grid::new(&columns.map(|column| column.get(language)), distribution(&waiting.days)),
        draw: drawn(move |sheet| WaitingStrip {
            sheet,
            format: NumberFormat::number(decimal_mark(language), WAIT_UNIT.get(language)),
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
}
