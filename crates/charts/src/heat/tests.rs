use super::*;
use crate::words::sample::sheet;

#[test]
fn steps_begin_at_60_80_90_and_95_per_cent() {
    let steps = [0.0, 0.599, 0.6, 0.8, 0.899, 0.9, 19.0 / 20.0, 1.0].map(HeatTable::step);
    assert_eq!(steps, [0, 0, 1, 2, 2, 3, 4, 4]);
}

fn table(width: f64) -> HeatTable {
    let cell = HeatCell { share: Some(0.97), text: "97".to_owned(), announcement: "97 %".to_owned() };
    HeatTable {
        sheet: sheet(width),
        periods: (0..16).map(|at| format!("K{at}")).collect(),
        rows: vec![HeatRow { name: "Rygestatus".to_owned(), cells: vec![cell; 16] }; 3],
        steps: ["a", "b", "c", "d", "e"].map(ToOwned::to_owned),
        older: "Ældre kvartaler står i tabellen".to_owned(),
    }
}

#[test]
fn what_has_no_room_is_said_and_stays_in_the_table() {
    let (wide, narrow) = (table(900.0), table(340.0));
    assert_eq!(wide.geometry().first, 0);
    let geometry = narrow.geometry();
    assert!(geometry.first > 0 && geometry.columns.1 >= 30.0);
    assert_eq!(geometry.periods.last().map(|period| period.0), Some(15), "the newest is shown");
    assert!(narrow.to_svg(Theme::Page).contains("Ældre kvartaler"));
    assert!(!wide.to_svg(Theme::Page).contains("Ældre kvartaler"));
    assert_eq!(narrow.to_table("Felt").columns.len(), 17);
}

#[test]
fn a_cell_without_anything_expected_has_words_and_no_colour() {
    let mut heat = table(900.0);
    heat.rows[0].cells[0] =
        HeatCell { share: None, text: "–".to_owned(), announcement: "ingen".to_owned() };
    let svg = heat.to_svg(Theme::Page);
    // Four steps and the fifth in the key.
    assert_eq!(svg.matches("\"chart-heat-4\"").count(), 47 + 1);
    assert!(svg.contains(">–<"));
}
