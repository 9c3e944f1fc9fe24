//! The comparison as a chart: funnel or forest over the same rows.

use std::sync::Arc;

use api_types::{Benchmark, BenchmarkView};
use charts::{ForestChart, ForestRow, FunnelChart, FunnelCurve, FunnelPoint, FunnelWords, Role, ValueAxis};
use domain::text::{Language, Text};

use super::model::{Choice, Row, columns, group};
use super::wanted::{Around, Figure};
use crate::parts::chart::{Chart, Grid, drawn};
use crate::parts::days_words;
use crate::show;
use crate::text::*;

/// The chart with its words. `rows` are those of [`super::model::rows`].
pub(super) fn chart(
    benchmark: &Arc<Benchmark>,
    rows: &Arc<Vec<Row>>,
    figure: Figure,
    choice: Choice,
    level: &Text,
    language: Language,
) -> Chart {
    let summary = benchmark.summary.iter().map(|line| line.get(language).to_owned()).collect();
    let mut notes: Vec<String> = benchmark.notes.iter().map(|note| note.get(language).to_owned()).collect();
    notes.push(snapshot_words(benchmark, language));
    let draw = {
        let (benchmark, rows) = (benchmark.clone(), rows.clone());
        match figure {
            Figure::Funnel => drawn(move |sheet| FunnelChart {
                sheet,
                ..funnel(&benchmark, &rows, choice.around, language)
            }),
            Figure::Forest | Figure::Table => {
                drawn(move |sheet| ForestChart { sheet, ..forest(&benchmark, &rows, choice, language) })
            }
        }
    };
    let is_funnel = figure == Figure::Funnel;
    Chart {
        id: format!("sammenlign-{}", benchmark.indicator),
        title: benchmark.finding.get(language).to_owned(),
        subtitle: subtitle(benchmark, level, language),
        summary,
        notes,
        definition: Some((
            format!("/data#indicator.{}", benchmark.indicator),
            COMPARE_DEFINITION.get(language).to_owned(),
        )),
        empty: if is_funnel { COMPARE_FUNNEL_EMPTY } else { COMPARE_EMPTY }.get(language).to_owned(),
        height: 340.0,
        courses: None,
        grid: grid(rows, benchmark.view, language),
        draw,
    }
}

/// The numbers.
pub(super) fn grid(rows: &[Row], view: BenchmarkView, language: Language) -> Grid {
    Grid::new(&columns(view, language), rows.iter().map(|row| row.cells(language)).collect())
}

/// When the numbers were made and by which rules.
pub(super) fn snapshot_words(benchmark: &Benchmark, language: Language) -> String {
    let snapshot = &benchmark.snapshot;
    COMPARE_SNAPSHOT.fill(
        language,
        &[
            ("as_of", &show::long_date(snapshot.as_of, language)),
            ("published", &show::long_date(snapshot.published_at.date_naive(), language)),
            ("version", &snapshot.rules_version.to_string()),
        ],
    )
}

/// Indicator, period, units, group and how many courses.
pub(super) fn subtitle(benchmark: &Benchmark, level: &Text, language: Language) -> String {
    let period = &benchmark.period;
    let days = days_words(period.from, period.to, language);
    let mut words = COMPARE_SUBTITLE.fill(
        language,
        &[
            ("number", &benchmark.number),
            ("indicator", benchmark.label.get(language)),
            ("period", &format!("{} ({days})", period.label.get(language))),
            ("level", &level.get(language).to_lowercase()),
        ],
    );
    if let Some(level) = &benchmark.split_level {
        let only =
            COMPARE_SUBTITLE_OF.fill(language, &[("level", &level.label.get(language).to_lowercase())]);
        words = format!("{words} · {only}");
    }
    let all = benchmark.cells.iter().find(|cell| cell.level == "all").and_then(|cell| cell.denominator);
    match all {
        Some(count) => format!("{words} · {}", COMPARE_N.fill(language, &[("count", &count.to_string())])),
        None => words,
    }
}

/// An empty sheet, replaced by the one that is drawn on.
fn sheet() -> charts::Sheet {
    let (title, subtitle, empty) = (String::new(), String::new(), String::new());
    charts::Sheet { title, subtitle, notes: Vec::new(), empty, width: 0.0, height: 0.0 }
}

/// The funnel; without a point where the server says that it would not mean what it says.
fn funnel(benchmark: &Benchmark, rows: &[Row], around: Around, language: Language) -> FunnelChart {
    let view = benchmark.funnel.as_ref();
    let units = rows.iter().map(|row| {
        let place = row.cell.denominator.zip(row.cell.percent).filter(|_| view.is_some() && !row.is_summary);
        FunnelPoint {
            words: row.words(language),
            place: place.map(|(count, percent)| (f64::from(count), show::share_of(percent))),
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
        let share = show::share(view.centre, language);
        // Those that are hidden are not among them, so it is not the share of all.
        (view.centre, COMPARE_SHOWN_SHARE.fill(language, &[("share", &share)]))
    });
    let has_own = rows.iter().any(|row| row.role == Role::Own);
    let words = |phrase: Phrase| phrase.get(language).to_owned();
    FunnelChart {
        sheet: sheet(),
        axis: ValueAxis::share(show::decimal_mark(language)),
        counted: words(COMPARE_COUNTED),
        units: units.collect(),
        curves: curves.collect(),
        centre,
        findings: view
            .and_then(|view| view.dispersion_text.as_ref())
            .map(|text| text.get(language).to_owned())
            .into_iter()
            .collect(),
        key: FunnelWords {
            own: words(COMPARE_KEY_OWN),
            cluster: words(if around == Around::Similar { COMPARE_KEY_SIMILAR } else { COMPARE_KEY_CLUSTER }),
            others: words(if has_own { COMPARE_KEY_OTHERS } else { COMPARE_KEY_UNITS }),
            better: words(COMPARE_KEY_BETTER),
            worse: words(COMPARE_KEY_WORSE),
        },
    }
}

/// The forest: every unit with its interval, the levels as diamonds below.
fn forest(benchmark: &Benchmark, rows: &[Row], choice: Choice, language: Language) -> ForestChart {
    let is_grouped =
        !choice.is_by_value && rows.iter().any(|row| !row.is_summary && row.cell.parent.is_some());
    let mut above: Option<String> = None;
    let rows = rows.iter().map(|row| {
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
            estimate: row.estimate(),
            count: row.cell.denominator.map_or(0.0, f64::from),
            value: row.value(language),
            role: row.role,
            is_summary: row.is_summary,
        }
    });
    let rows = rows.collect();
    let target = benchmark.standard.map(show::standard_share);
    let all = benchmark.cells.iter().find(|cell| cell.level == "all").and_then(|cell| cell.percent);
    let share = |share: f64| show::share(share, language);
    let lines = [
        target.map(|target| (None, target, COMPARE_TARGET.fill(language, &[("share", &share(target))]))),
        all.map(|all| {
            let all = show::share_of(all);
            (Some(Role::All), all, capital(&COMPARE_ALL_SHARE.fill(language, &[("share", &share(all))])))
        }),
    ];
    ForestChart {
        sheet: sheet(),
        axis: ValueAxis::share(show::decimal_mark(language)),
        findings: choice
            .is_by_value
            .then(|| COMPARE_SORT_NOTE.get(language).to_owned())
            .into_iter()
            .collect(),
        rows,
        lines: lines.into_iter().flatten().collect(),
    }
}

#[cfg(test)]
mod tests {
    use api_types::{FunnelCurveView, FunnelView};
    use charts::Theme;

    use super::super::model::rows;
    use super::super::sample::benchmark;
    use super::*;

    fn with_funnel() -> Benchmark {
        let curve = |id: &str, share: f64| FunnelCurveView {
            id: id.into(),
            label: Text::new("95\u{a0}%", "95%"),
            points: vec![(10, share), (200, 0.76)],
        };
        let curves = vec![curve("low_alert", 0.4), curve("high_alert", 1.0)];
        Benchmark {
            funnel: Some(FunnelView { centre: 0.76, curves, dispersion_text: None, checks: Vec::new() }),
            ..benchmark()
        }
    }

    #[test]
    fn a_funnel_has_a_point_for_every_unit_with_a_number_and_names_the_own_only() {
        let benchmark = with_funnel();
        let rows = rows(&benchmark, Choice::default());
        let funnel = funnel(&benchmark, &rows, Around::Cluster, Language::Da);
        let drawn = funnel.units.iter().filter(|unit| unit.place.is_some()).count();
        assert_eq!((funnel.units.len(), drawn), (6, 3));
        assert_eq!(funnel.curves.iter().filter(|curve| !curve.label.is_empty()).count(), 1);
        let mut sheet = sheet();
        (sheet.width, sheet.height) = (860.0, 340.0);
        let svg = FunnelChart { sheet, ..funnel }.to_svg(Theme::Page);
        assert!(svg.contains(">Silkeborg<") && !svg.contains(">Kommune 3<") && !svg.contains("NaN"));
    }

    #[test]
    fn without_a_funnel_from_the_server_none_is_drawn() {
        let benchmark = benchmark();
        let rows = rows(&benchmark, Choice::default());
        assert!(funnel(&benchmark, &rows, Around::Cluster, Language::Da).is_empty());
    }

    #[test]
    fn a_file_says_which_share_it_has() {
        let heads = [BenchmarkView::Raw, BenchmarkView::Adjusted, BenchmarkView::Shrunken]
            .map(|view| grid(&[], view, Language::Da).columns[2].clone());
        assert_eq!(heads, ["Andel", "Andel, justeret", "Andel, udjævnet"]);
    }

    #[test]
    fn a_forest_is_grouped_by_name_and_ungrouped_by_share_with_a_warning() {
        let benchmark = benchmark();
        let by_name = Choice::default();
        let chart = forest(&benchmark, &rows(&benchmark, by_name), by_name, Language::Da);
        let headings: Vec<_> = chart.rows.iter().filter_map(|row| row.heading.as_deref()).collect();
        assert_eq!(headings, ["Midtklyngen", "Øvrige", "Sammenlignet med"]);
        let by_share = Choice { is_by_value: true, ..by_name };
        let chart = forest(&benchmark, &rows(&benchmark, by_share), by_share, Language::Da);
        assert_eq!(chart.rows.iter().filter(|row| row.heading.is_some()).count(), 1);
        assert_eq!(chart.findings.len(), 1);
        assert_eq!(chart.lines.len(), 1, "all, and no target");
    }
}
