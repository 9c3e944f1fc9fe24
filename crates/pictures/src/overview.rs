//! The overview as one picture and one table: a bar per indicator, with its uncertainty and its target.

#[cfg(test)]
mod tests;

use api_types::{Compared, Overview, OverviewRow};
use charts::{BulletChart, BulletRow, BulletWords, PointWords, ValueAxis};
use domain::text::Language;
use domain::words::{decimal_mark, long_date, ratio, share};

use crate::chart::{Chart, drawn};
use crate::said::share_of;
use crate::words::*;
use crate::{Cell, Grid, missing_share};

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
        let compared = |of: fn(&Compared) -> Option<u8>| {
            let percent = row.compared.as_ref().and_then(of);
            Cell::share(percent.map(share_of))
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
            Cell::share(missing_share(row.denominator, row.missing)),
            Cell::Count(row.excluded),
            Cell::Count(row.pending),
        ];
        cells.into_iter().chain(known.clone()).collect()
    };
    let columns = columns.into_iter().chain(known.as_ref().map(|_| FILTER_AS_OF));
    let columns: Vec<&str> = columns.map(|column| column.get(language)).collect();
    Grid::new(&columns, overview.rows.iter().map(row).collect())
}

/// What is aimed at.
fn aim_of(row: &OverviewRow) -> Option<f64> {
    Some(row.standard?.percent.to_f64() / 100.0)
}

/// The overview as bullets: a bar from 0, its uncertainty and its target.
#[must_use]
pub fn overview(overview: &Overview, language: Language) -> Chart {
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
                    let ratio = ratio(row.numerator, row.denominator, language);
                    format!("{} ({ratio})", share(value, language))
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
    let days = format!("{} – {}", long_date(overview.from, language), long_date(overview.to, language));
    let known = overview.as_of.map(|day| NOTE_KNOWN.fill(language, &[("date", &long_date(day, language))]));
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
            axis: ValueAxis::share(decimal_mark(language)),
            rows: rows.clone(),
            key: key.clone(),
        }),
    }
}
