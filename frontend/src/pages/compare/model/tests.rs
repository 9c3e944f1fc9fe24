use super::super::sample::{benchmark, cell};
use super::*;

fn names(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.cell.name.da.as_str()).collect()
}

#[test]
fn units_come_by_name_within_their_cluster_and_levels_last() {
    let rows = rows(&benchmark(), Choice::default());
    assert_eq!(
        names(&rows),
        ["Silkeborg", "Viborg", "Kommune 3", "Kommune 7", "Midtklyngen", "Hele HjerteKom"]
    );
    let roles: Vec<_> = rows.iter().map(|row| row.role).collect();
    use Role::{All, Cluster, Other, Own};
    assert_eq!(roles, [Own, Cluster, Other, Other, Cluster, All]);
    assert!(rows.iter().skip(4).all(|row| row.is_summary));
}

#[test]
fn those_most_alike_can_be_shown_alone_with_the_own_unit_and_the_levels() {
    let choice = Choice { around: Around::Similar, is_only: true, ..Choice::default() };
    let rows = rows(&benchmark(), choice);
    assert_eq!(names(&rows), ["Silkeborg", "Kommune 3", "Midtklyngen", "Hele HjerteKom"]);
}

#[test]
fn by_share_the_hidden_stand_last() {
    let rows = rows(&benchmark(), Choice { is_by_value: true, ..Choice::default() });
    assert_eq!(names(&rows)[..4], ["Viborg", "Silkeborg", "Kommune 3", "Kommune 7"]);
}

#[test]
fn a_hidden_unit_is_named_in_the_table_and_says_why_in_announcement_and_list() {
    let rows = rows(&benchmark(), Choice::default());
    let hidden_row = rows.iter().find(|row| row.cell.id == "unit:7").unwrap();
    assert_eq!(hidden_row.estimate(), None);
    assert_eq!(hidden_row.announcement(Language::Da), "Kommune 7: skjult (n<10), Færre end 10 forløb");
    let cells = hidden_row.cells(Language::Da);
    assert_eq!((&cells[1], &cells[2]), (&Cell::None, &Cell::words("skjult (n<10)")));
    assert_eq!(cells[7], Cell::None);
    assert_eq!(hidden(&rows).len(), 1);
}

#[test]
fn the_same_numbers_are_said_and_tabled() {
    let rows = rows(&benchmark(), Choice::default());
    let own = &rows[0];
    let said = own.announcement(Language::Da);
    for cell in own.cells(Language::Da).iter().filter(|cell| **cell != Cell::None) {
        assert!(said.contains(&cell.show(Language::Da)), "{said} lacks {cell:?}");
    }
}

#[test]
fn a_share_that_is_only_bounded_stays_in_words() {
    let mut bounded = cell("unit:9", "Kommune 9", Some((100, 15)));
    bounded.percent_text = Text::new("mindst 95\u{a0}%", "at least 95%");
    let row = Row { cell: bounded, role: Role::Other, tone: Tone::Chance, is_summary: false };
    assert_eq!(row.cells(Language::Da)[2], Cell::words("mindst 95\u{a0}%"));
}

#[test]
fn standing_out_is_better_or_worse_by_the_direction() {
    assert_eq!(tone(BenchmarkFlag::HighAlert, Direction::Up), Tone::Improvement);
    assert_eq!(tone(BenchmarkFlag::HighAlarm, Direction::Down), Tone::Concern);
    assert_eq!(tone(BenchmarkFlag::LowAlert, Direction::Down), Tone::Improvement);
    assert_eq!(tone(BenchmarkFlag::NotJudged, Direction::Up), Tone::Chance);
}
