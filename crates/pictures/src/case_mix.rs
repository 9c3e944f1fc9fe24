//! One way to divide citizens, as dots: own with its interval, and all municipalities as published.

use api_types::{CaseMix, CaseMixLevel, CaseMixSplit};
use charts::{DotChart, DotRow, PointWords, Role, ValueAxis};
use domain::text::Language;
use domain::words::{decimal_mark, listed, share};

use crate::chart::{Chart, drawn};
use crate::said::{Scope, View, basis_words, filled, share_of, share_words, updated_words};
use crate::words::*;
use crate::{Cell, Grid};

fn scope(mix: &CaseMix) -> Scope {
    Scope { unit: mix.municipality.name.clone(), from: mix.from, to: mix.to }
}

/// The chart of a split; an unknown one says that there is nothing.
#[must_use]
pub fn case_mix(mix: &CaseMix, id: &str, view: &View) -> Chart {
    let language = view.language;
    let split = mix.splits.iter().find(|split| split.id == id);
    let levels = split.map(|split| split.levels.as_slice()).unwrap_or_default();
    let is_compared = is_compared(mix, levels);
    let known = split.map_or(0, |split| split.known);
    let rows: Vec<DotRow> = levels.iter().map(|level| row(level, known, is_compared, language)).collect();
    let mut series = vec![(Role::Own, mix.municipality.name.clone())];
    if is_compared {
        series.push((Role::All, CASE_MIX_ALL.get(language).to_owned()));
    }
    let mut columns = vec![CASE_MIX_LEVEL, CASE_MIX_COUNT, CASE_MIX_SHARE, CASE_MIX_LOW, CASE_MIX_HIGH];
    columns.extend(is_compared.then_some(CASE_MIX_ALL));
    let columns: Vec<&str> = columns.into_iter().map(|column| column.get(language)).collect();
    let grid = levels.iter().map(|level| cells(level, is_compared, language)).collect();
    Chart {
        id: format!("borgersammensaetning-{id}"),
        title: split.map(|split| title(split, language)).unwrap_or_default(),
        subtitle: scope(mix).subtitle(CASE_MIX_WHAT.get(language), known, language),
        summary: Vec::new(),
        notes: split.map(|split| notes(mix, split, view)).unwrap_or_default(),
        definition: None,
        empty: CASE_MIX_SPLIT_EMPTY.get(language).to_owned(),
        height: 0.0,
        courses: Some(known),
        grid: Grid::new(&columns, grid),
        draw: drawn(move |sheet| DotChart {
            sheet,
            axis: ValueAxis::share(decimal_mark(language)),
            series: series.clone(),
            rows: rows.clone(),
        }),
    }
}

/// Whether there is anything to compare with: some ways to divide are not published at all.
fn is_compared(mix: &CaseMix, levels: &[CaseMixLevel]) -> bool {
    mix.snapshot.is_some() && levels.iter().any(|level| level.all.is_some())
}

/// The largest group, or those that share the place, in a sentence.
fn title(split: &CaseMixSplit, language: Language) -> String {
    let label = split.label.get(language).to_owned();
    let most = split.levels.iter().map(|level| level.count).max().unwrap_or_default();
    let largest: Vec<&CaseMixLevel> =
        split.levels.iter().filter(|level| level.count == most && most > 0).collect();
    let Some(first) = largest.first() else { return label };
    let names: Vec<&str> = largest.iter().map(|level| level.label.get(language)).collect();
    let and = if language == Language::Da { "og" } else { "and" };
    let places =
        [("split", label), ("level", listed(&names, and)), ("share", share_words(first.share, language))];
    filled(if largest.len() == 1 { CASE_MIX_LARGEST } else { CASE_MIX_LARGEST_EVEN }, language, &places)
}

/// All municipalities' share as it is written, when there is something to compare with.
fn all_words(level: &CaseMixLevel, language: Language) -> String {
    match level.all {
        Some(percent) => share(share_of(percent), language),
        None => CASE_MIX_HIDDEN.get(language).to_owned(),
    }
}

fn row(level: &CaseMixLevel, known: u64, is_compared: bool, language: Language) -> DotRow {
    let own = share_words(level.share, language);
    let all = is_compared.then(|| all_words(level, language));
    let places = [
        ("level", level.label.get(language).to_owned()),
        ("share", own.clone()),
        ("count", level.count.to_string()),
        ("known", known.to_string()),
        ("low", share_words(level.ci_low, language)),
        ("high", share_words(level.ci_high, language)),
    ];
    let mut announcement = filled(CASE_MIX_SAYS, language, &places);
    if let Some(all) = &all {
        announcement += ", ";
        announcement += &filled(CASE_MIX_SAYS_ALL, language, &[("all", all.clone())]);
    }
    let interval = level.share.zip(level.ci_low).zip(level.ci_high);
    let mut estimates = vec![interval.map(|((share, low), high)| (share, low, high))];
    if is_compared {
        let share = level.all.map(share_of);
        estimates.push(share.map(|share| (share, share, share)));
    }
    DotRow {
        words: PointWords { label: level.label.get(language).to_owned(), announcement, cells: Vec::new() },
        value: match all {
            Some(all) => filled(
                CASE_MIX_VALUE_AND_ALL,
                language,
                &[("own", own), ("count", level.count.to_string()), ("all", all)],
            ),
            None => filled(CASE_MIX_VALUE, language, &[("own", own), ("count", level.count.to_string())]),
        },
        estimates,
    }
}

fn cells(level: &CaseMixLevel, is_compared: bool, language: Language) -> Vec<Cell> {
    let mut cells = vec![
        Cell::words(level.label.get(language)),
        Cell::Count(level.count),
        Cell::share(level.share),
        Cell::share(level.ci_low),
        Cell::share(level.ci_high),
    ];
    cells.extend(is_compared.then(|| match level.all {
        Some(percent) => Cell::Share(share_of(percent)),
        None => Cell::words(CASE_MIX_HIDDEN.get(language)),
    }));
    cells
}

fn notes(mix: &CaseMix, split: &CaseMixSplit, view: &View) -> Vec<String> {
    let language = view.language;
    let unknown = (split.unknown > 0).then(|| {
        let places = [("count", split.unknown.to_string()), ("known", split.known.to_string())];
        filled(CASE_MIX_UNKNOWN, language, &places)
    });
    let compared = match (&mix.snapshot, is_compared(mix, &split.levels)) {
        (None, _) => CASE_MIX_UNPUBLISHED,
        (Some(_), false) => CASE_MIX_NOT_COMPARED,
        (Some(_), true) => CASE_MIX_PUBLISHED,
    };
    // Without answers there is no interval to name, and the dots of all are not the own.
    let own = if split.known > 0 { CASE_MIX_INTERVALS } else { CASE_MIX_SPLIT_EMPTY };
    let own = own.get(language).to_owned();
    let compared = compared.get(language).to_owned();
    let is_hidden = is_compared(mix, &split.levels) && split.levels.iter().any(|level| level.all.is_none());
    let hidden = is_hidden.then(|| CASE_MIX_HIDDEN_NOTE.get(language).to_owned());
    [
        Some(basis_words(CASE_MIX_BASIS, language)),
        Some(own),
        unknown,
        Some(compared),
        hidden,
        Some(updated_words(view)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use charts::Theme;
    use domain::text::Text;

    use super::*;
    use crate::drawing;

    fn chart_of(mix: &CaseMix, id: &str, language: Language) -> Chart {
        case_mix(mix, id, &View { updated: mix.updated_at.naive_utc(), language })
    }

    fn level(id: &str, count: u64, share: f64, all: Option<u8>) -> CaseMixLevel {
        CaseMixLevel {
            id: id.into(),
            label: Text::new(id, id),
            count,
            share: Some(share),
            ci_low: Some(share - 0.1),
            ci_high: Some(share + 0.1),
            all,
        }
    }

    fn mix(snapshot: Option<&str>) -> CaseMix {
        CaseMix {
            programme: "hjertekom".into(),
            municipality: api_types::MunicipalityView {
                code: "0740".parse().unwrap(),
                name: "Silkeborg".into(),
            },
            from: "2026-01-01".parse().unwrap(),
            to: "2026-12-31".parse().unwrap(),
            n: 42,
            splits: vec![CaseMixSplit {
                id: "sex".into(),
                label: Text::new("Køn", "Sex"),
                levels: vec![level("kvinder", 12, 0.3, None), level("mænd", 28, 0.7, Some(68))],
                known: 40,
                unknown: 2,
                source: "S:17".into(),
            }],
            snapshot: snapshot.map(str::to_owned),
            finding: Text::new("Fund", "Finding"),
            summary: vec![],
            updated_at: "2026-11-22T09:42:00Z".parse().unwrap(),
        }
    }

    fn svg(chart: &Chart) -> String {
        drawing(chart, 900.0, Theme::Page)
    }

    #[test]
    fn a_hidden_cell_is_named_and_never_a_number_or_blank() {
        let chart = chart_of(&mix(Some("2026-11-21")), "sex", Language::Da);
        assert_eq!(chart.title, "Køn: mænd er den største gruppe, 70\u{a0}%");
        assert_eq!(chart.grid.rows[0][5], Cell::words("skjult"));
        let svg = svg(&chart);
        assert!(
            svg.contains(
                "kvinder: 30\u{a0}%, 12 af 40, 95\u{a0}% 20\u{a0}% til 40\u{a0}%, alle kommuner skjult"
            ),
            "{svg}"
        );
        assert!(svg.contains("30\u{a0}% (12) · alle skjult"), "{svg}");
        assert!(svg.contains("70\u{a0}% (28) · alle 68\u{a0}%"), "{svg}");
        assert!(chart.notes.iter().any(|note| note.starts_with("Skjult")), "{:?}", chart.notes);
    }

    #[test]
    fn two_equally_large_groups_share_the_title() {
        let mut mix = mix(None);
        mix.splits[0].levels = vec![level("kvinder", 20, 0.5, None), level("mænd", 20, 0.5, None)];
        let chart = chart_of(&mix, "sex", Language::Da);
        assert_eq!(chart.title, "Køn: lige mange i grupperne kvinder og mænd, hver 50\u{a0}%");
    }

    #[test]
    fn a_split_nobody_answered_is_said_in_words_beside_what_all_have() {
        let mut mix = mix(Some("2026-11-21"));
        mix.splits[0].known = 0;
        for level in &mut mix.splits[0].levels {
            (level.count, level.share, level.ci_low, level.ci_high) = (0, None, None, None);
        }
        let chart = chart_of(&mix, "sex", Language::Da);
        assert!(
            chart.notes.iter().any(|note| note == "Ingen af forløbene har et svar her."),
            "{:?}",
            chart.notes
        );
        assert!(!chart.notes.iter().any(|note| note.contains("konfidensinterval")), "{:?}", chart.notes);
        assert!(!svg(&chart).contains("NaN"));
    }

    #[test]
    fn before_anything_is_published_only_the_own_shares_are_shown_and_it_is_said() {
        let chart = chart_of(&mix(None), "sex", Language::Da);
        assert_eq!(chart.grid.columns.len(), 5);
        assert!(!svg(&chart).contains("skjult"));
        assert!(chart.notes.iter().any(|note| note.contains("endnu ikke offentliggjort")));
    }

    #[test]
    fn a_split_that_is_gone_is_empty_and_not_a_fault() {
        let chart = chart_of(&mix(None), "age", Language::En);
        assert!(svg(&chart).contains("None of the courses has an answer here."));
    }
}
