use charts::Theme;
use serde_json::json;

use super::*;

fn point(id: &str, (from, to): (&str, &str), numerator: u64, denominator: u64) -> serde_json::Value {
    let value = (denominator > 0).then(|| numerator as f64 / denominator as f64);
    json!({
        "id": id, "label": {"da": format!("{id} da"), "en": format!("{id} en")}, "from": from, "to": to,
        "numerator": numerator, "denominator": denominator, "missing": 2, "excluded": 1, "pending": 0,
        "value": value, "ci_low": value.map(|v| v / 2.0), "ci_high": value, "is_complete": id != "2026-Q3",
        "tone": "none"
    })
}

fn series() -> Series {
    let points = [
        point("2026-Q1", ("2026-01-01", "2026-03-31"), 7, 9),
        point("2026-Q2", ("2026-04-01", "2026-06-30"), 0, 0),
        point("2026-Q3", ("2026-07-01", "2026-09-30"), 3, 3),
    ];
    serde_json::from_value(json!({
        "indicator": "adherence", "version": "2026.1", "number": "K1",
        "label": {"da": "Gennemfører", "en": "Complete"}, "description": {"da": "x", "en": "x"},
        "direction": "up", "kind": "process", "standard": {"percent": 80, "verified": false}, "aim": null,
        "basis": {"da": "efter afslutningsdato", "en": "by end date"}, "grain": "quarter", "chart": "p",
        "from": "2026-01-01", "to": "2026-09-30", "splits": [], "versions": ["2026.1"],
        "groups": [{
            "total": {"numerator": 10, "denominator": 12, "missing": 6, "excluded": 3, "pending": 0,
                "value": 10.0 / 12.0, "ci_low": 0.55, "ci_high": 0.95},
            "points": points,
            "segments": [{"first": 0, "last": 2, "centre": 0.7778, "is_signal": false, "is_trial": true,
                "limits": [{"lower": 0.36, "upper": 1.0}, {"lower": null, "upper": null}, {"lower": null, "upper": null}]}],
            "signals": [], "p_chart_offered": true, "variation": "too_few",
            "variation_text": {"da": "For få målinger", "en": "Too few"}, "assurance": "too_few",
            "assurance_text": {"da": "For få", "en": "Too few"}, "target_text": {"da": "Inden for", "en": "Within"}
        }],
        "breaks": [{"index": 1, "on": "2026-04-01", "text": {"da": "Ny definition", "en": "New definition"}}],
        "comments": [{"id": uuid::Uuid::nil(), "on": "2026-02-01", "text": "Nyt hold", "by": "mk", "at": "2026-02-02T10:00:00Z"}],
        "finding": {"da": "78\u{a0}% i 1. kvartal", "en": "78% in Q1"}, "summary": [],
        "updated_at": "2026-09-30T10:00:00Z",
        "definition": {"applies": "a", "fulfilled": "b", "attributed_to": "c", "source": "S:7"}
    }))
    .unwrap()
}

fn view() -> SeriesView<'static> {
    let updated = "2026-09-30T12:00:00".parse().unwrap();
    SeriesView { unit: "Silkeborg", updated, is_zoomed: false, language: Language::Da }
}

fn picture(of: &Series) -> SeriesPicture {
    super::series(of, &of.groups[0], &view())
}

#[test]
fn the_points_announce_the_cells_of_their_rows() {
    let series = series();
    let picture = picture(&series);
    let svg = picture.chart.to_svg(Theme::Page);
    for (row, point) in picture.grid.rows.iter().zip(&series.groups[0].points) {
        let cells: Vec<String> = row.iter().map(|cell| cell.show(Language::Da)).collect();
        let said = match point.value {
            Some(_) => format!("{}: {}, {} af {}", cells[0], cells[1], cells[2], cells[3]),
            None => format!("{}: {}", cells[0], SERIES_EMPTY.get(Language::Da)),
        };
        assert!(svg.contains(&said), "{said} in {svg}");
    }
    assert_eq!(picture.grid.rows[0][1].show(Language::Da), "78\u{a0}%");
    assert_eq!(picture.grid.rows[0].len(), picture.grid.columns.len());
}

#[test]
fn an_empty_quarter_is_a_gap_and_an_unfinished_one_says_so() {
    let series = series();
    let grid = grid(&series, &series.groups[0], Language::Da);
    assert_eq!(grid.rows[1][1], Cell::None);
    let remark = grid.columns.iter().position(|column| column == COLUMN_REMARK.get(Language::Da)).unwrap();
    assert!(grid.rows[2][remark].show(Language::Da).contains(POINT_INCOMPLETE.get(Language::Da)));
    assert_eq!(grid.rows[0][remark].show(Language::Da), "Nyt hold", "too few points are not judged");
}

#[test]
fn comments_and_breaks_are_flags_in_the_order_of_time() {
    let mut series = series();
    let flags = |series: &Series| super::flags(series, &series.groups[0], Language::Da);
    assert_eq!(flags(&series), [(0, "01.02.2026: Nyt hold".to_owned()), (1, "Ny definition".to_owned())]);
    // A stretch that gives the reason itself says it once.
    series.groups[0].segments[0].first = 1;
    series.groups[0].segments[0].reason = Some(domain::text::Text::new("Ny definition", "New definition"));
    assert_eq!(flags(&series).len(), 1);
}

#[test]
fn a_zoomed_axis_says_where_it_begins_and_never_leaves_a_limit_out() {
    let series = series();
    let zoomed = axis(&series.groups[0], Some(0.8), &SeriesView { is_zoomed: true, ..view() });
    assert_eq!(zoomed.domain, Some((0.3, 1.0)));
    assert!(zoomed.cut.is_some_and(|words| words.contains("30\u{a0}%")));
    assert_eq!(axis(&series.groups[0], None, &view()).domain, Some((0.0, 1.0)));
}

#[test]
fn labels_of_the_axis_are_short_in_every_grain() {
    let mut point = series().groups[0].points[1].clone();
    assert_eq!(short_label(&point, Language::Da), "2. kvt. 26");
    assert_eq!(short_label(&point, Language::En), "Q2 26");
    point.id = "2026-04".to_owned();
    assert_eq!(short_label(&point, Language::Da), "04.26");
    point.id = "2026".to_owned();
    assert_eq!(short_label(&point, Language::Da), "2026");
    point.id = "7".to_owned();
    assert_eq!(short_label(&point, Language::Da), "7");
}

#[test]
fn nothing_counted_is_said_in_words_and_there_is_no_number_that_is_none() {
    let mut series = series();
    let group = &mut series.groups[0];
    group
        .points
        .iter_mut()
        .for_each(|point| (point.value, point.denominator, point.numerator) = (None, 0, 0));
    group.segments.clear();
    let chart = picture(&series).chart;
    for theme in [Theme::Page, Theme::Light] {
        let svg = chart.to_svg(theme);
        assert!(svg.contains(SERIES_NOTHING.get(Language::Da).split(' ').next().unwrap()), "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}

#[test]
fn a_file_of_one_level_says_what_it_is_about_and_where_it_is_from() {
    let mut series = series();
    let level =
        api_types::Labelled { id: "female".to_owned(), label: domain::text::Text::new("Kvinder", "Women") };
    series.groups[0].level = Some(level);
    let picture = picture(&series);
    assert_eq!(picture.id, "adherence-female");
    assert_eq!(picture.chart.sheet.title, "Kvinder: 83\u{a0}%");
    assert_eq!(picture.brief, "10 af 12 · For få målinger");
    let file = picture.chart.to_svg(Theme::Light);
    for words in [
        "K1 Gennemfører · Silkeborg · 01.01.2026 – 30.09.2026 · 10 af 12 · For få målinger",
        "Kilde: HjerteKom",
        "Uoplyst 33\u{a0}% (6 forløb)",
    ] {
        assert!(file.contains(words), "{words}: {file}");
    }
}

#[test]
fn the_words_around_a_chart_are_in_the_language_asked_for() {
    let series = series();
    let english = SeriesView { language: Language::En, ..view() };
    let file = super::series(&series, &series.groups[0], &english).chart.to_svg(Theme::Light);
    for words in [
        "78% in Q1",
        "K1 Complete · Silkeborg · 01/01/2026 – 30/09/2026 · 12 courses",
        "Counted by end date",
        "Data updated 30/09/2026 at 12:00",
        "Target 80%",
    ] {
        assert!(file.contains(words), "{words}: {file}");
    }
    assert!(!file.contains("forløb"), "{file}");
}

#[test]
fn the_own_aim_stands_for_the_standard() {
    let mut series = series();
    assert_eq!(target(&series, Language::Da).unwrap().1, "Mål 80\u{a0}% (foreløbigt)");
    series.standard = None;
    assert_eq!(target(&series, Language::Da), None);
}

#[test]
fn looking_back_the_period_ends_on_the_day() {
    let mut series = series();
    series.as_of = Some("2026-08-15".parse().unwrap());
    assert!(picture(&series).brief.contains("01.01.2026 – 15.08.2026"), "{}", picture(&series).brief);
    series.as_of = Some("2026-12-15".parse().unwrap());
    assert!(picture(&series).brief.contains("01.01.2026 – 30.09.2026"), "{}", picture(&series).brief);
}
