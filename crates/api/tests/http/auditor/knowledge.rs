//! What somebody knows who fetched everything: the printed rules turned into equations about exact counts.

use std::collections::BTreeMap;

use serde_json::Value;

use super::lp::Model;

/// A cell as it was fetched: rounded courses, and the rounded courses that meet the indicator as far as the whole per
/// cent tells. `None` where it is hidden.
pub(super) type Seen = Option<(f64, (f64, f64))>;

/// The counts of one municipality: exact ones (fulfilled, not) and the protected ones behind what is printed
/// (denominator, fulfilled).
#[derive(Clone, Copy, Debug)]
pub(super) struct Counts {
    pub(super) fulfilled: usize,
    pub(super) not_fulfilled: usize,
    pub(super) total: usize,
    pub(super) shown: usize,
}

/// Reads a cell of the API.
pub(super) fn seen(cell: &Value) -> Seen {
    let total = u32::try_from(cell["denominator"].as_u64()?).unwrap();
    let percent = u32::try_from(cell["percent"].as_u64()?).unwrap();
    let words = cell["percent_text"]["da"].as_str().unwrap();
    let fits = |fulfilled: &u32| match words.split(' ').next().unwrap() {
        "højst" => *fulfilled == 0,
        "mindst" => *fulfilled == total,
        _ => (200 * fulfilled + total) / (2 * total) == percent,
    };
    let candidates: Vec<u32> = (0..=total).step_by(5).filter(fits).collect();
    let ends = (*candidates.first().unwrap(), *candidates.last().unwrap());
    Some((f64::from(total), (f64::from(ends.0), f64::from(ends.1))))
}

/// A whole municipality.
pub(super) fn whole(model: &mut Model, seen: Seen) -> Counts {
    let counts = Counts {
        fulfilled: model.count(0.0, 10_000.0),
        not_fulfilled: model.count(0.0, 10_000.0),
        total: model.count(0.0, 10_000.0),
        shown: model.count(0.0, 10_000.0),
    };
    let Counts { fulfilled, not_fulfilled, total, shown } = counts;
    let courses = vec![(fulfilled, 1.0), (not_fulfilled, 1.0)];
    model.between(vec![(shown, 1.0), (total, -1.0)], f64::NEG_INFINITY, 0.0);
    match seen {
        Some((n, (low, high))) => {
            model.between(vec![(total, 1.0)], n, n);
            model.between(vec![(shown, 1.0)], low, high);
            // The denominator is rounded, and the larger of its parts.
            model.between(courses, n - 2.0, n + 2.0);
            // Which part is the larger one is certain only where they are ten apart: 6 and 7 are shown as 10 and 5.
            let (of_fulfilled, of_rest) = match (2.0 * low - n >= 10.0, n - 2.0 * high >= 10.0) {
                (true, _) => (2.0, 4.0),
                (_, true) => (4.0, 2.0),
                _ => (4.0, 4.0),
            };
            model.between(vec![(fulfilled, 1.0), (shown, -1.0)], -of_fulfilled, of_fulfilled);
            let rest = vec![(not_fulfilled, 1.0), (total, -1.0), (shown, 1.0)];
            model.between(rest, -of_rest, of_rest);
        }
        // Up to seven courses count nowhere; eight to twelve count as ten in sums. Between the two, what lies between.
        None => {
            model.between(vec![(total, 1.0)], 0.0, 10.0);
            model.between(vec![(fulfilled, 1.0), (not_fulfilled, 1.0), (total, -0.8)], 0.0, f64::INFINITY);
            model.between(
                vec![(fulfilled, 1.0), (not_fulfilled, 1.0), (total, -0.5)],
                f64::NEG_INFINITY,
                7.0,
            );
            model.between(vec![(fulfilled, 1.0), (shown, -1.0)], -4.0, 7.0);
        }
    }
    counts
}

/// The parts of a municipality by the levels of a split; they add up, exactly and as printed.
pub(super) fn parts(
    model: &mut Model,
    whole: Counts,
    is_shown: bool,
    seen: &BTreeMap<&str, Seen>,
) -> Vec<Counts> {
    let most = if is_shown { 4.0 } else { 7.0 };
    let parts: Vec<Counts> = seen
        .values()
        .map(|seen| {
            let part = Counts {
                fulfilled: model.count(0.0, 10_000.0),
                not_fulfilled: model.count(0.0, 10_000.0),
                total: model.count(0.0, 10_000.0),
                shown: model.count(0.0, 10_000.0),
            };
            model.between(vec![(part.shown, 1.0), (part.total, -1.0)], f64::NEG_INFINITY, 0.0);
            model.between(vec![(part.fulfilled, 1.0), (part.shown, -1.0)], -4.0, most);
            let rest = vec![(part.not_fulfilled, 1.0), (part.total, -1.0), (part.shown, 1.0)];
            model.between(rest, -4.0, most);
            if let Some((n, (low, high))) = seen {
                model.between(vec![(part.total, 1.0)], *n, *n);
                model.between(vec![(part.shown, 1.0)], *low, *high);
            }
            part
        })
        .collect();
    for count in [
        |counts: &Counts| counts.fulfilled,
        |counts: &Counts| counts.not_fulfilled,
        |counts: &Counts| counts.total,
        |counts: &Counts| counts.shown,
    ] {
        let mut terms: Vec<(usize, f64)> = parts.iter().map(|part| (count(part), 1.0)).collect();
        terms.push((count(&whole), -1.0));
        model.between(terms, 0.0, 0.0);
    }
    parts
}

/// A level above: the sum of what is printed of its members.
pub(super) fn sum<'c>(model: &mut Model, members: impl Iterator<Item = &'c Counts> + Clone, seen: Seen) {
    if let Some((n, (low, high))) = seen {
        model.between(members.clone().map(|counts| (counts.total, 1.0)).collect(), n, n);
        model.between(members.map(|counts| (counts.shown, 1.0)).collect(), low, high);
    }
}

/// What the attacker knows anyway: the exact counts of the own municipality.
pub(super) fn own(model: &mut Model, counts: Counts, exact: (u32, u32)) {
    model.between(vec![(counts.fulfilled, 1.0)], f64::from(exact.0), f64::from(exact.0));
    model.between(vec![(counts.not_fulfilled, 1.0)], f64::from(exact.1), f64::from(exact.1));
}

/// The fewest whole numbers that any count of a municipality or part can be; `None` if the equations contradict.
pub(super) fn fewest(model: &Model, counts: &Counts) -> Option<i64> {
    let targets = [
        vec![(counts.fulfilled, 1.0)],
        vec![(counts.not_fulfilled, 1.0)],
        vec![(counts.fulfilled, 1.0), (counts.not_fulfilled, 1.0)],
    ];
    targets.iter().map(|target| model.whole_numbers(target)).collect::<Option<Vec<_>>>()?.into_iter().min()
}
