use api_types::{BenchmarkFlag, BenchmarkView};
use charts::{Role, Theme, Tone};
use domain::programme::Direction;
use domain::text::{Language, Text};

use super::draw::{forest, funnel};
use super::rows::tone;
use super::sample::{benchmark, cell, with_funnel};
use super::*;
use crate::{Dialect, csv, drawing};

fn names(rows: &[ComparisonRow]) -> Vec<&str> {
    rows.iter().map(|row| row.cell.name.da.as_str()).collect()
}

fn rows(choice: Choice) -> Vec<ComparisonRow> {
    comparison_rows(&benchmark(), choice)
}

fn view() -> ComparisonView {
    let published = "2026-11-02".parse().unwrap();
    let language = Language::Da;
    ComparisonView { figure: None, choice: Choice::default(), published, has_rules: false, language }
}

#[test]
fn units_come_by_name_within_their_cluster_and_levels_last() {
    let rows = rows(Choice::default());
    let expected = ["Silkeborg", "Viborg", "Kommune 3", "Kommune 7", "Midtklyngen", "Hele HjerteKom"];
    assert_eq!(names(&rows), expected);
    let roles: Vec<_> = rows.iter().map(|row| row.role).collect();
    use Role::{All, Cluster, Other, Own};
    assert_eq!(roles, [Own, Cluster, Other, Other, Cluster, All]);
    assert!(rows.iter().skip(4).all(|row| row.is_summary && row.who.is_none()));
}

#[test]
fn those_most_alike_can_be_shown_alone_with_the_own_unit_and_the_levels() {
    let rows = rows(Choice { around: Around::Similar, is_only: true, ..Choice::default() });
    assert_eq!(names(&rows), ["Silkeborg", "Kommune 3", "Midtklyngen", "Hele HjerteKom"]);
}

#[test]
fn by_share_the_hidden_stand_last() {
    let rows = rows(Choice { is_by_value: true, ..Choice::default() });
    assert_eq!(names(&rows)[..4], ["Viborg", "Silkeborg", "Kommune 3", "Kommune 7"]);
}

#[test]
fn a_hidden_unit_is_named_in_the_table_and_its_announcement_says_why() {
    let rows = rows(Choice::default());
    let hidden = rows.iter().find(|row| row.cell.id == "unit:7").unwrap();
    assert_eq!(estimate(&hidden.cell), None);
    assert_eq!(hidden.announcement(Language::Da), "Kommune 7: skjult (n<10), Færre end 10 forløb");
    let cells = hidden.cells(Language::Da);
    assert_eq!((&cells[1], &cells[2]), (&Cell::None, &Cell::words("skjult (n<10)")));
    assert_eq!(cells[7], Cell::None);
}

#[test]
fn picture_table_and_file_say_what_the_answer_says() {
    let benchmark = with_funnel();
    for figure in [ComparisonFigure::Funnel, ComparisonFigure::Forest] {
        let chart = comparison(&benchmark, &ComparisonView { figure: Some(figure), ..view() });
        let (svg, file) = (drawing(&chart, 860.0, Theme::Page), csv(&chart.grid, Dialect::Danish));
        for (row, line) in comparison_rows(&benchmark, Choice::default()).iter().zip(file.lines().skip(1)) {
            let (cell, said) = (&row.cell, row.announcement(Language::Da));
            let is_drawn = figure == ComparisonFigure::Forest || (cell.percent.is_some() && !row.is_summary);
            assert_eq!(svg.contains(&said.replace('<', "&lt;")), is_drawn, "{said}");
            let Some(((percent, count), low)) = cell.percent.zip(cell.denominator).zip(cell.ci_low) else {
                continue;
            };
            assert!(said.contains(&format!("{percent}\u{a0}%, omkring {count} forløb")), "{said}");
            let who = row.who.map(|who| who.get(Language::Da)).unwrap_or_default();
            let expected = format!("{};{who};{count};{percent};{low};", cell.name.da);
            assert!(line.starts_with(&expected), "{line} is not {expected}");
        }
    }
}

#[test]
fn a_share_that_is_only_bounded_stays_in_words() {
    let mut bounded = cell("unit:9", "Kommune 9", Some((100, 15)));
    bounded.percent_text = Text::new("mindst 95\u{a0}%", "at least 95%");
    let row =
        ComparisonRow { cell: bounded, role: Role::Other, tone: Tone::Chance, is_summary: false, who: None };
    assert_eq!(row.cells(Language::Da)[2], Cell::words("mindst 95\u{a0}%"));
}

#[test]
fn standing_out_is_better_or_worse_by_the_direction() {
    assert_eq!(tone(BenchmarkFlag::HighAlert, Direction::Up), Tone::Improvement);
    assert_eq!(tone(BenchmarkFlag::HighAlarm, Direction::Down), Tone::Concern);
    assert_eq!(tone(BenchmarkFlag::LowAlert, Direction::Down), Tone::Improvement);
    assert_eq!(tone(BenchmarkFlag::NotJudged, Direction::Up), Tone::Chance);
}

#[test]
fn a_funnel_has_a_point_for_every_unit_with_a_number_and_names_the_own_only() {
    let benchmark = with_funnel();
    let funnel = funnel(&benchmark, &rows(Choice::default()), Choice::default(), Language::Da);
    let drawn = funnel.units.iter().filter(|unit| unit.place.is_some()).count();
    assert_eq!((funnel.units.len(), drawn), (6, 3));
    assert_eq!(funnel.curves.iter().filter(|curve| !curve.label.is_empty()).count(), 1);
    let svg = drawing(&comparison(&benchmark, &view()), 860.0, Theme::Page);
    assert!(svg.contains(">Silkeborg<") && !svg.contains(">Kommune 3<"), "{svg}");
}

#[test]
fn what_units_are_compared_with_is_told_with_its_courses() {
    let choice = Choice { around: Around::Nobody, is_only: true, ..Choice::default() };
    let benchmark = with_funnel();
    let rows = comparison_rows(&benchmark, choice);
    let funnel = funnel(&benchmark, &rows, choice, Language::Da);
    let expected = "Den vandrette linje er de viste enheders samlede andel: 76\u{a0}% af omkring 475 forløb.";
    assert_eq!(funnel.findings, [expected], "of those left out too");
    let forest = forest(&benchmark, &rows, choice, Language::Da);
    assert_eq!(forest.lines[0].2, "Alle 76\u{a0}% (n\u{a0}=\u{a0}900)");
}

#[test]
fn without_any_number_the_picture_says_so_and_the_table_names_every_unit() {
    let mut benchmark = benchmark();
    benchmark.cells.truncate(2);
    benchmark.cells[0] = cell("unit:3", "Kommune 3", None);
    for cells in [benchmark.cells.clone(), Vec::new()] {
        let units = cells.len();
        let chart = comparison(&Benchmark { cells, ..benchmark.clone() }, &view());
        let svg = drawing(&chart, 860.0, Theme::Page);
        assert!(svg.contains("Ingen af enhederne har tal, der kan vises."), "{svg}");
        let hidden = chart.grid.rows.iter().filter(|row| row[2].show(Language::Da).starts_with("skjult"));
        assert_eq!((hidden.count(), chart.grid.rows.len()), (units, units));
    }
}

#[test]
fn without_a_funnel_from_the_server_none_is_drawn() {
    assert!(funnel(&benchmark(), &rows(Choice::default()), Choice::default(), Language::Da).is_empty());
    let svg = drawing(&comparison(&benchmark(), &view()), 860.0, Theme::Page);
    assert!(svg.contains("chart-forest"), "{svg}");
}

#[test]
fn a_file_says_which_share_it_has() {
    let heads = [BenchmarkView::Raw, BenchmarkView::Adjusted, BenchmarkView::Shrunken]
        .map(|view| super::rows::columns(view, Language::Da)[2]);
    assert_eq!(heads, ["Andel", "Andel, justeret", "Andel, udjævnet"]);
}

#[test]
fn a_forest_is_grouped_by_name_and_ungrouped_by_share_with_a_warning() {
    let benchmark = benchmark();
    let by_name = Choice { around: Around::Nobody, ..Choice::default() };
    let chart = forest(&benchmark, &rows(by_name), by_name, Language::Da);
    let headings: Vec<_> = chart.rows.iter().filter_map(|row| row.heading.as_deref()).collect();
    assert_eq!(headings, ["Midtklyngen", "Øvrige", "Sammenlignet med"]);
    let by_share = Choice { is_by_value: true, ..by_name };
    let chart = forest(&benchmark, &rows(by_share), by_share, Language::Da);
    assert_eq!(chart.rows.iter().filter(|row| row.heading.is_some()).count(), 1);
    assert_eq!(chart.findings.len(), 1);
    assert_eq!(chart.lines.len(), 1, "all, and no target");
}

#[test]
fn who_is_pointed_out_is_named_marked_and_in_the_table_also_without_a_number() {
    let mut benchmark = benchmark();
    let near = benchmark.cells.iter_mut().find(|cell| cell.name.da == "Viborg").unwrap();
    (near.percent, near.hidden) = (None, Some(Text::new("For få forløb", "Too few")));
    let chart = comparison(&benchmark, &view());
    let svg = drawing(&chart, 860.0, Theme::Page);
    assert!(svg.contains("Jeres klynge: Viborg (skjult)"), "{svg}");
    let who: Vec<String> = chart.grid.rows.iter().map(|row| row[1].show(Language::Da)).collect();
    assert_eq!(who, ["Jer", "Jeres klynge", "–", "–", "–", "–"]);
    let key =
        forest(&benchmark, &comparison_rows(&benchmark, Choice::default()), Choice::default(), Language::Da)
            .key;
    assert_eq!(key, [(Role::Own, "Jer".to_owned()), (Role::Cluster, "Jeres klynge".to_owned())]);
}

#[test]
fn that_nobody_is_pointed_out_is_said() {
    let mut benchmark = benchmark();
    benchmark.cells.iter_mut().for_each(|cell| cell.is_similar = false);
    let similar =
        ComparisonView { choice: Choice { around: Around::Similar, ..Choice::default() }, ..view() };
    let svg = |benchmark: &Benchmark| drawing(&comparison(benchmark, &similar), 860.0, Theme::Page);
    assert!(svg(&benchmark).contains("ligner jer nok"));
    let own = benchmark.cells.iter_mut().find(|cell| cell.is_own).unwrap();
    own.percent = None;
    assert!(svg(&benchmark).contains("Når jeres eget tal er skjult"));
    benchmark.cells.iter_mut().for_each(|cell| cell.is_own = false);
    assert!(!svg(&benchmark).contains("fremhæv"), "who belongs to no unit has none to point out");
}

#[test]
fn a_file_says_when_the_numbers_were_published_and_by_which_rules() {
    let mut benchmark = benchmark();
    // Half an hour before midnight UTC: the next day in Denmark, which is what the view says.
    benchmark.snapshot.published_at = "2026-11-01T23:30:00Z".parse().unwrap();
    let page = comparison(&benchmark, &view()).notes;
    assert_eq!(page[0], "Opgjort 31. oktober 2026, offentliggjort 2. november 2026, regelsæt 1");
    let file = comparison(&benchmark, &ComparisonView { has_rules: true, ..view() }).notes;
    assert_eq!(file[0], "Andele vises kun for mindst 10 forløb.");
    assert_eq!(file[1..], page);
    assert_eq!(page[1], "Kilde: HjerteKom");
}
