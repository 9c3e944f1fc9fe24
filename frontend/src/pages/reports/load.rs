//! Everything a report is made of, fetched together. A part that cannot be had is missing, the rest is there.

use std::sync::Arc;

use api_client::{Answer, Client, ClientError};
use api_types::{
    Benchmark, BenchmarkAsk, Benchmarks, CommentView, DataQuality, Flow, Overview, OverviewRow, PeriodAsk,
    SignalRules,
};
use chrono::{Datelike, Days, Months, NaiveDate};
use futures::future::{join, join_all, join3};

use crate::programmes::HJERTEKOM;

/// The most indicators of a usual report: as many as fit on one page of comparison.
pub(super) const MOST: usize = 12;

/// A report. Parts are shared: the view is built from them more than once.
#[derive(Clone)]
pub(super) struct Report {
    pub(super) now: Arc<Overview>,
    pub(super) rows: Arc<Vec<ReportRow>>,
    pub(super) before: (NaiveDate, NaiveDate),
    pub(super) flow: Option<Arc<Flow>>,
    pub(super) quality: Option<Arc<DataQuality>>,
    /// Comments on dates in the period with the indicator's number, oldest first.
    pub(super) comments: Option<Arc<Vec<(String, CommentView)>>>,
}

/// An indicator of the report.
#[derive(Clone)]
pub(super) struct ReportRow {
    pub(super) now: OverviewRow,
    /// The same in the period before.
    pub(super) before: Option<OverviewRow>,
    /// It across units, if it is published.
    pub(super) compared: Option<Arc<Benchmark>>,
}

impl ReportRow {
    /// The published share of a level the own municipality belongs to, in whole per cent.
    pub(super) fn published(&self, level: &str) -> Option<u8> {
        let cells = self.compared.as_ref().map(|benchmark| benchmark.cells.as_slice()).unwrap_or_default();
        cells.iter().find(|cell| cell.level == level)?.percent
    }
}

/// Fetches a report on the chosen set, or on the usual indicators.
pub(super) async fn load(
    client: &Client,
    set: Option<String>,
    (from, to): (NaiveDate, NaiveDate),
) -> Answer<Report> {
    let before = period_before(from, to);
    let asked = PeriodAsk { programme: HJERTEKOM.to_owned(), from, to, rules: SignalRules::default() };
    let (first, published, (flow, quality)) = join3(
        overview(client, set.as_deref(), (from, to)),
        client.benchmarks(HJERTEKOM),
        join(client.flow(&asked), client.data_quality(&asked)),
    )
    .await;
    let first = first?;
    // Without a choice the first set is filled up from the second.
    let second = first.sets.get(1).filter(|_| set.is_none() && first.rows.len() < MOST).cloned();
    let mut now = first.rows.clone();
    if let Some(second) = &second {
        now.extend(overview(client, Some(&second.id), (from, to)).await?.rows);
        now.truncate(MOST);
    }
    let earlier = async {
        let sets = [set.clone(), second.map(|second| second.id)];
        let asked = sets.iter().enumerate().filter(|(index, set)| *index == 0 || set.is_some());
        let all = asked.map(|(_, set)| overview(client, set.as_deref(), before));
        let rows = join_all(all).await.into_iter().flatten().flat_map(|overview| overview.rows);
        rows.collect::<Vec<_>>()
    };
    let (earlier, compared, comments) = join3(
        earlier,
        compared(client, published.ok().as_ref(), &now, (from, to)),
        comments(client, &now, (from, to)),
    )
    .await;
    let rows = now.into_iter().zip(compared).map(|(now, compared)| ReportRow {
        before: earlier.iter().find(|row| row.indicator == now.indicator).cloned(),
        compared: compared.map(Arc::new),
        now,
    });
    Ok(Report {
        rows: Arc::new(rows.collect()),
        now: Arc::new(first),
        before,
        flow: flow.ok().map(Arc::new),
        quality: quality.ok().map(Arc::new),
        comments: comments.ok().map(Arc::new),
    })
}

async fn overview(
    client: &Client,
    set: Option<&str>,
    (from, to): (NaiveDate, NaiveDate),
) -> Answer<Overview> {
    client.overview_of(HJERTEKOM, set, (&from.to_string(), &to.to_string()), None).await
}

/// The period of the same length that ends where this one begins: whole months stay whole months.
pub(super) fn period_before(from: NaiveDate, to: NaiveDate) -> (NaiveDate, NaiveDate) {
    let end = from.pred_opt().unwrap_or(from);
    let after = to.succ_opt().unwrap_or(to);
    let is_whole = from.day() == 1 && after.day() == 1;
    let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let months = month(after) - month(from);
    let begin = match u32::try_from(months) {
        Ok(months) if is_whole => from.checked_sub_months(Months::new(months)),
        _ => u64::try_from((after - from).num_days())
            .ok()
            .and_then(|days| from.checked_sub_days(Days::new(days))),
    };
    (begin.unwrap_or(from), end)
}

/// The indicators across units: in the year the report is about, if that is published, else the last twelve months.
async fn compared(
    client: &Client,
    published: Option<&Benchmarks>,
    rows: &[OverviewRow],
    period: (NaiveDate, NaiveDate),
) -> Vec<Option<Benchmark>> {
    let Some(published) = published.filter(|published| !published.snapshots.is_empty()) else {
        return rows.iter().map(|_| None).collect();
    };
    let year = published_period(published, period);
    let asked = rows.iter().map(|row| {
        let year = year.clone();
        let is_there = published.indicators.iter().any(|known| known.id == row.indicator);
        async move {
            if !is_there {
                return None;
            }
            let ask = BenchmarkAsk {
                programme: HJERTEKOM.to_owned(),
                version: None,
                snapshot: None,
                level: None,
                period: year,
                split: None,
                split_level: None,
                view: None,
            };
            client.benchmark(&row.indicator, &ask).await.ok()
        }
    });
    join_all(asked).await
}

/// The published period that is exactly the report's.
fn published_period(published: &Benchmarks, (from, to): (NaiveDate, NaiveDate)) -> Option<String> {
    let same = published.periods.iter().find(|period| period.from == from && period.to == to);
    same.map(|period| period.id.clone())
}

async fn comments(
    client: &Client,
    rows: &[OverviewRow],
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<(String, CommentView)>, ClientError> {
    let asked = rows.iter().map(|row| async move {
        let notes = client.indicator_notes(HJERTEKOM, &row.indicator).await?;
        let within = notes.comments.into_iter().filter(|comment| (from..=to).contains(&comment.on));
        Ok(within.map(|comment| (row.number.clone(), comment)).collect::<Vec<_>>())
    });
    let all: Result<Vec<_>, ClientError> = join_all(asked).await.into_iter().collect();
    let mut all = all?.concat();
    all.sort_by_key(|(_, comment)| comment.on);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_period_before_is_as_long_and_ends_the_day_before() {
        let before = |from, to| period_before(day(from), day(to));
        assert_eq!(before("2026-07-01", "2026-09-30"), (day("2026-04-01"), day("2026-06-30")));
        assert_eq!(before("2026-01-01", "2026-12-31"), (day("2025-01-01"), day("2025-12-31")));
        assert_eq!(before("2026-01-10", "2026-01-19"), (day("2025-12-31"), day("2026-01-09")));
        assert_eq!(before("2026-01-10", "2026-01-10"), (day("2026-01-09"), day("2026-01-09")));
    }
}
