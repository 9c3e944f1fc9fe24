//! The overview as one picture and one table, to be taken away.

use api_types::{Overview, OverviewRow};
use charts::{BulletChart, BulletRow, BulletWords, PointWords, ValueAxis};
use domain::text::Language;

use super::cells::{aim_of, missing_share};
use crate::parts::chart::{Cell, Chart, Grid, drawn};
use crate::parts::days_words;
use crate::show;
use crate::text::*;

/// The rows with their numbers as they stand on the page.
fn grid(overview: &Overview, language: Language) -> Grid {
    let columns = [
        COLUMN_NUMBER,
        COLUMN_INDICATOR,
        COLUMN_SHARE,
        COLUMN_NUMERATOR,
        COLUMN_DENOMINATOR,
        COLUMN_LOW,
        COLUMN_HIGH,
        COLUMN_STANDARD,
        COLUMN_VARIATION,
        COLUMN_ASSURANCE,
        COMPARED_CLUSTER,
        COMPARED_REGION,
        COMPARED_ALL,
        COLUMN_MISSING,
        COLUMN_MISSING_SHARE,
        COLUMN_EXCLUDED,
        COLUMN_PENDING,
    ];
    // A file of an earlier day says so in every row.
    let known = overview.as_of.map(Cell::Day);
    let row = |row: &OverviewRow| {
        let compared = |of: fn(&api_types::Compared) -> Option<u8>| {
            let percent = row.compared.as_ref().and_then(of);
            Cell::share(percent.map(show::share_of))
        };
        let cells = [
            Cell::words(&row.number),
            Cell::words(row.label.get(language)),
            Cell::share(row.value),
            Cell::Count(row.numerator),
            Cell::Count(row.denominator),
            Cell::share(row.ci_low),
            Cell::share(row.ci_high),
            Cell::share(aim_of(row)),
            Cell::words(row.variation_text.get(language)),
            Cell::words(row.assurance_text.get(language)),
            compared(|compared| compared.cluster),
            compared(|compared| compared.region),
            compared(|compared| compared.all),
            Cell::Count(row.missing),
            Cell::share(missing_share(row)),
            Cell::Count(row.excluded),
            Cell::Count(row.pending),
        ];
        cells.into_iter().chain(known.clone()).collect()
    };
    let columns = columns.into_iter().chain(known.as_ref().map(|_| FILTER_AS_OF));
    let columns: Vec<&str> = columns.map(|column| column.get(language)).collect();
    Grid::new(&columns, overview.rows.iter().map(row).collect())
}

/// The overview as bullets: a bar from 0, its uncertainty and its target.
pub(super) fn chart(overview: &Overview, language: Language) -> Chart {
    let rows: Vec<BulletRow> = overview
        .rows
        .iter()
        .map(|row| BulletRow {
            words: PointWords {
                label: format!("{} {}", row.number, row.label.get(language)),
                ..PointWords::default()
            },
            value: match row.value {
                Some(value) => {
                    let ratio = show::ratio(row.numerator, row.denominator, language);
                    format!("{} ({ratio})", show::share(value, language))
                }
                None => ROW_EMPTY.get(language).to_owned(),
            },
            bar: row.value,
            interval: row.ci_low.zip(row.ci_high),
            target: aim_of(row),
            expected: None,
        })
        .collect();
    let key = BulletWords {
        bar: COLUMN_SHARE.get(language).to_owned(),
        interval: INTERVAL_95.get(language).to_owned(),
        target: COLUMN_STANDARD.get(language).to_owned(),
        expected: String::new(),
    };
    let unit = overview.municipality.name.as_str();
    let days = days_words(overview.from, overview.to, language);
    let known =
        overview.as_of.map(|day| NOTE_KNOWN.fill(language, &[("date", &show::long_date(day, language))]));
    Chart {
        id: overview.as_of.map_or_else(|| "overview".to_owned(), |day| format!("overview-as-of-{day}")),
        title: OVERVIEW_TITLE.fill(language, &[("unit", unit)]),
        subtitle: [Some(days), known].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        summary: Vec::new(),
        notes: vec![OVERVIEW_NOTE_FILE.get(language).to_owned()],
        definition: None,
        empty: OVERVIEW_EMPTY.get(language).to_owned(),
        height: 0.0,
        courses: None,
        grid: grid(overview, language),
        draw: drawn(move |sheet| BulletChart {
            sheet,
            axis: ValueAxis::share(show::decimal_mark(language)),
            rows: rows.clone(),
            key: key.clone(),
        }),
    }
}

#[cfg(test)]
pub(super) fn sample() -> Overview {
    serde_json::from_value(serde_json::json!({
        "programme": "hjertekom", "municipality": {"code": "0740", "name": "Silkeborg"},
        "from": "2026-01-01", "to": "2026-12-31", "set": "hjertekom", "sets": [],
        "updated_at": "2026-11-22T10:42:00Z", "courses_missing_end": 11,
        "courses": {"total": 186, "ended": 145, "running": 41, "missing_end": 11,
            "summary": {"da": "186 forløb i perioden.", "en": "186 courses in the period."}},
        "rows": [{
            "indicator": "adherence", "version": "2026.1", "number": "K1",
            "label": {"da": "Gennemfører", "en": "Complete"}, "direction": "up",
            "numerator": 145, "denominator": 186, "missing": 8, "excluded": 3, "pending": 5,
            "value": 145.0 / 186.0, "ci_low": 0.7151, "ci_high": 0.8331,
            "standard": {"percent": 80, "verified": false}, "set": "hjertekom",
            "variation": "random", "variation_text": {"da": "Tilfældig variation", "en": "Random variation"},
            "assurance": "hit_and_miss", "assurance_text": {"da": "Rammer tilfældigt", "en": "Hit and miss"},
            "target_text": {"da": "Inden for usikkerheden", "en": "Within the uncertainty"},
            "compared": {"snapshot": "2026-11", "cluster": 74, "region": 76, "all": null},
            "series": []
        }]
    }))
    .unwrap()
}

#[cfg(test)]
mod tests {
    use charts::Theme;

    use super::*;
    use crate::parts::chart::drawing;

    #[test]
    fn picture_and_table_say_the_same_numbers() {
        let chart = chart(&sample(), Language::Da);
        let cells: Vec<String> = chart.grid.rows[0].iter().map(|cell| cell.show(Language::Da)).collect();
        assert_eq!(cells[2..8], ["78\u{a0}%", "145", "186", "72\u{a0}%", "83\u{a0}%", "80\u{a0}%"]);
        assert_eq!(cells[10..17], ["74\u{a0}%", "76\u{a0}%", "–", "8", "4\u{a0}%", "3", "5"]);
        assert_eq!(chart.grid.columns.len(), cells.len());
        let svg = drawing(&chart, 800.0, Theme::Light);
        assert!(svg.contains("78\u{a0}% (145 af 186)"), "{svg}");
    }

    #[test]
    fn what_is_taken_away_of_an_earlier_day_says_so() {
        let mut overview = sample();
        overview.as_of = "2026-06-30".parse().ok();
        let chart = chart(&overview, Language::Da);
        assert_eq!(chart.id, "overview-as-of-2026-06-30");
        assert!(drawing(&chart, 800.0, Theme::Light).contains("Som kendt den 30. juni 2026"));
        assert_eq!(chart.grid.columns.last().map(String::as_str), Some("Som kendt den"));
        assert_eq!(chart.grid.rows[0].len(), chart.grid.columns.len());
        assert_eq!(
            chart.grid.rows[0].last().map(|cell| cell.show(Language::Da)),
            Some("30.06.2026".to_owned())
        );
    }
}
