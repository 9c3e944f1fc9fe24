//! The figures of a comparison, on no sheet yet.

use api_types::Benchmark;
use charts::{
    ForestChart, ForestRow, FunnelChart, FunnelCurve, FunnelPoint, FunnelWords, Role, Sheet, ValueAxis,
};
use domain::publication::Level;
use domain::text::{Language, Phrase};
use domain::words::{decimal_mark, share};

use super::rows::{ComparisonRow, estimate, group};
use super::{Around, Choice};
use crate::said::share_of;
use crate::words::*;

/// An empty sheet, replaced by the one that is drawn on.
fn sheet() -> Sheet {
    let (title, subtitle, empty) = (String::new(), String::new(), String::new());
    Sheet { title, subtitle, notes: Vec::new(), empty, width: 0.0, height: 0.0 }
}

/// Who is pointed out, by name: also those without a number, and that there is nobody.
fn pointed_out(rows: &[ComparisonRow], around: Around, language: Language) -> Option<String> {
    let own = rows.iter().find(|row| row.role == Role::Own && !row.is_summary)?;
    let near: Vec<String> = rows
        .iter()
        .filter(|row| row.role == Role::Cluster && !row.is_summary)
        .map(|row| {
            let name = row.cell.name.get(language);
            match row.cell.percent {
                Some(_) => name.to_owned(),
                None => COMPARE_POINTED_HIDDEN.fill(language, &[("unit", name)]),
            }
        })
        .collect();
    let nobody = match around {
        Around::Nobody => return None,
        Around::Cluster => COMPARE_NOBODY_NEAR,
        Around::Similar if own.cell.percent.is_none() => COMPARE_NOBODY_OWN_HIDDEN,
        Around::Similar => COMPARE_NOBODY_SIMILAR,
    };
    match near.is_empty() {
        true => Some(nobody.get(language).to_owned()),
        false => {
            let who = if around == Around::Similar { COMPARE_KEY_SIMILAR } else { COMPARE_KEY_CLUSTER };
            Some(format!("{}: {}", who.get(language), near.join(", ")))
        }
    }
}

/// The funnel; without a point where the server says that it would not mean what it says.
pub(super) fn funnel(
    benchmark: &Benchmark,
    rows: &[ComparisonRow],
    choice: Choice,
    language: Language,
) -> FunnelChart {
    let view = benchmark.funnel.as_ref();
    let units = rows.iter().map(|row| {
        let place = row.cell.denominator.zip(row.cell.percent).filter(|_| view.is_some() && !row.is_summary);
        FunnelPoint {
            words: row.words(language),
            place: place.map(|(count, percent)| (f64::from(count), share_of(percent))),
            role: if row.is_summary { Role::Other } else { row.role },
            tone: row.tone,
        }
    });
    let curves = view.into_iter().flat_map(|view| &view.curves).map(|curve| FunnelCurve {
        // The lower one of a pair ends where the upper one does: its words stand there once.
        label: if curve.id.starts_with("high") {
            curve.label.get(language).to_owned()
        } else {
            String::new()
        },
        is_alarm: curve.id.ends_with("alarm"),
        points: curve.points.iter().map(|(count, share)| (f64::from(*count), *share)).collect(),
    });
    let centre = view.map(|view| {
        let words = share(view.centre, language);
        // Those that are hidden are not among them, so it is not the share of all.
        (view.centre, COMPARE_SHOWN_SHARE.fill(language, &[("share", &words)]))
    });
    // Of all units with a number, also of those that the choice leaves out.
    let of_level = benchmark.cells.iter().filter(|cell| cell.level == benchmark.level);
    let shown: u32 = of_level.filter_map(|cell| cell.denominator).sum();
    let line = view.map(|view| {
        let places = [("share", &*share(view.centre, language)), ("count", &*shown.to_string())];
        COMPARE_SHOWN_LINE.fill(language, &places)
    });
    let has_own = rows.iter().any(|row| row.role == Role::Own && !row.is_summary);
    let words = |phrase: Phrase| phrase.get(language).to_owned();
    let dispersion = view.and_then(|view| view.dispersion_text.as_ref());
    let dispersion = dispersion.map(|text| text.get(language).to_owned());
    FunnelChart {
        sheet: sheet(),
        axis: ValueAxis::share(decimal_mark(language)),
        counted: words(COMPARE_COUNTED),
        units: units.collect(),
        curves: curves.collect(),
        centre,
        findings: line
            .into_iter()
            .chain(dispersion)
            .chain(pointed_out(rows, choice.around, language))
            .collect(),
        key: FunnelWords {
            own: words(COMPARE_KEY_OWN),
            cluster: words(match choice.around {
                Around::Similar => COMPARE_KEY_SIMILAR,
                _ => COMPARE_KEY_CLUSTER,
            }),
            others: words(if has_own { COMPARE_KEY_OTHERS } else { COMPARE_KEY_UNITS }),
            better: words(COMPARE_KEY_BETTER),
            worse: words(COMPARE_KEY_WORSE),
        },
    }
}

/// The forest: every unit with its interval, the levels as diamonds below.
pub(super) fn forest(
    benchmark: &Benchmark,
    all: &[ComparisonRow],
    choice: Choice,
    language: Language,
) -> ForestChart {
    let is_grouped =
        !choice.is_by_value && all.iter().any(|row| !row.is_summary && row.cell.parent.is_some());
    let mut above: Option<String> = None;
    let rows = all.iter().map(|row| {
        let name = if row.is_summary {
            Some(COMPARE_COMPARED_WITH.get(language).to_owned())
        } else {
            let group = group(&row.cell).map(|group| group.get(language).to_owned());
            is_grouped.then(|| group.unwrap_or_else(|| COMPARE_OTHERS_GROUP.get(language).to_owned()))
        };
        let heading = name.filter(|name| above.as_ref() != Some(name));
        if heading.is_some() {
            above.clone_from(&heading);
        }
        ForestRow {
            heading,
            words: row.words(language),
            estimate: estimate(&row.cell),
            count: row.cell.denominator.map_or(0.0, f64::from),
            value: row.value(language),
            role: row.role,
            is_summary: row.is_summary,
        }
    });
    let rows = rows.collect();
    let target = benchmark.standard.map(|standard| standard.percent.to_f64() / 100.0);
    let whole = benchmark.cells.iter().find(|cell| cell.level == Level::All.id());
    let whole = whole.and_then(|cell| cell.percent.zip(cell.denominator));
    let lines = [
        target.map(|target| {
            (None, target, COMPARE_TARGET.fill(language, &[("share", &share(target, language))]))
        }),
        whole.map(|(whole, count)| {
            let whole = share_of(whole);
            let places = [("share", &*share(whole, language)), ("count", &*count.to_string())];
            (Some(Role::All), whole, COMPARE_ALL_SHARE.fill(language, &places))
        }),
    ];
    let unsure = choice.is_by_value.then(|| COMPARE_SORT_NOTE.get(language).to_owned());
    ForestChart {
        sheet: sheet(),
        axis: ValueAxis::share(decimal_mark(language)),
        findings: unsure.into_iter().chain(pointed_out(all, choice.around, language)).collect(),
        rows,
        lines: lines.into_iter().flatten().collect(),
        key: key(all, language),
    }
}

/// Whose rows are pointed out; each once.
fn key(rows: &[ComparisonRow], language: Language) -> Vec<(Role, String)> {
    let mut key: Vec<(Role, String)> = Vec::new();
    for row in rows {
        if let Some(who) = row.who.filter(|_| key.iter().all(|(role, _)| *role != row.role)) {
            key.push((row.role, who.get(language).to_owned()));
        }
    }
    key.sort_by_key(|(role, _)| *role != Role::Own);
    key
}
