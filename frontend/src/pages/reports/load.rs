//! Everything a report is made of, fetched together. A part that cannot be had is missing, the rest is there.

use std::sync::Arc;

use api_client::{Answer, Client, ClientError};
use api_types::{
    Benchmark, BenchmarkAsk, Benchmarks, CommentView, DataQuality, Flow, Overview, OverviewRow, PeriodAsk,
    SignalRules, SnapshotView, TallyView,
};
use chrono::{Datelike, Days, Months, NaiveDate};
use domain::publication;
use futures::future::{OptionFuture, join, join_all, join3};

use crate::browser::local;
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

/// Fetches a report on the chosen set, or on the usual indicators: as known at the end of a day, or now.
pub(super) async fn load(
    client: &Client,
    set: Option<String>,
    (from, to): (NaiveDate, NaiveDate),
    known: Option<NaiveDate>,
) -> Answer<Report> {
    let before = period_before(from, to);
    let asked = PeriodAsk { programme: HJERTEKOM.to_owned(), from, to, rules: SignalRules::default() };
    // Neither is there as it was on an earlier day.
    let of_today = async {
        let flow = OptionFuture::from(known.is_none().then(|| client.flow(&asked)));
        let quality = OptionFuture::from(known.is_none().then(|| client.data_quality(&asked)));
        let (flow, quality) = join(flow, quality).await;
        (flow.and_then(Result::ok), quality.and_then(Result::ok))
    };
    let (first, published, (flow, quality)) =
        join3(overview(client, set.as_deref(), (from, to), known), client.benchmarks(HJERTEKOM), of_today)
            .await;
    let first = first?;
    // Without a choice the first set is filled up from the second.
    let second = first.sets.get(1).filter(|_| set.is_none() && first.rows.len() < MOST).cloned();
    let mut now = first.rows.clone();
    if let Some(second) = &second {
        now.extend(overview(client, Some(&second.id), (from, to), known).await?.rows);
        now.truncate(MOST);
    }
    let earlier = async {
        let sets = [set.clone(), second.map(|second| second.id)];
        let asked = sets.iter().enumerate().filter(|(index, set)| *index == 0 || set.is_some());
        let all = asked.map(|(_, set)| overview(client, set.as_deref(), before, known));
        let rows = join_all(all).await.into_iter().flatten().flat_map(|overview| overview.rows);
        rows.collect::<Vec<_>>()
    };
    let (earlier, compared, comments) = join3(
        earlier,
        compared(client, published.ok().as_ref(), &now, (from, to), known),
        comments(client, &now, (from, to), known),
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
        flow: flow.map(Arc::new),
        quality: quality.map(Arc::new),
        comments: comments.ok().map(Arc::new),
    })
}

async fn overview(
    client: &Client,
    set: Option<&str>,
    (from, to): (NaiveDate, NaiveDate),
    known: Option<NaiveDate>,
) -> Answer<Overview> {
    let known = known.map(|day| day.to_string());
    client.overview_of(HJERTEKOM, set, (&from.to_string(), &to.to_string()), known.as_deref()).await
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
///
/// For an earlier day from what was published by then, with the own numbers of that day.
async fn compared(
    client: &Client,
    published: Option<&Benchmarks>,
    rows: &[OverviewRow],
    days: (NaiveDate, NaiveDate),
    known: Option<NaiveDate>,
) -> Vec<Option<Benchmark>> {
    let snapshots = published.map(|published| published.snapshots.as_slice()).unwrap_or_default();
    let (Some(published), Some(snapshot)) = (published, snapshot_of(snapshots, known)) else {
        return rows.iter().map(|_| None).collect();
    };
    let year = published_period(snapshot.as_of, days);
    let asked = rows.iter().map(|row| {
        let year = year.clone();
        let is_there = published.indicators.iter().any(|indicator| indicator.id == row.indicator);
        async move {
            if !is_there {
                return None;
            }
            let ask = BenchmarkAsk {
                programme: HJERTEKOM.to_owned(),
                snapshot: Some(snapshot.id),
                period: year,
                ..BenchmarkAsk::default()
            };
            let found = client.benchmark(&row.indicator, &ask).await.ok()?;
            Some(if known.is_some() { as_known(found, row, days) } else { found })
        }
    });
    join_all(asked).await
}

/// The newest publication, or the newest at the end of a day; they come newest first.
fn snapshot_of(snapshots: &[SnapshotView], known: Option<NaiveDate>) -> Option<&SnapshotView> {
    let is_there =
        |snapshot: &&SnapshotView| known.is_none_or(|day| local(snapshot.published_at).date() <= day);
    snapshots.iter().find(is_there)
}

/// The published period that is exactly the report's.
fn published_period(as_of: NaiveDate, (from, to): (NaiveDate, NaiveDate)) -> Option<String> {
    let mut periods = publication::periods(as_of).into_iter();
    periods.find(|(_, period)| (period.from(), period.to()) == (from, to)).map(|(id, _)| id.to_string())
}

/// A benchmark without today's exact numbers: those of the report, where the periods are the same.
fn as_known(benchmark: Benchmark, row: &OverviewRow, days: (NaiveDate, NaiveDate)) -> Benchmark {
    let own = TallyView {
        numerator: row.numerator,
        denominator: row.denominator,
        missing: row.missing,
        excluded: row.excluded,
        pending: row.pending,
        value: row.value,
        ci_low: row.ci_low,
        ci_high: row.ci_high,
    };
    let is_same = (benchmark.period.from, benchmark.period.to) == days;
    Benchmark { own_exact: is_same.then_some(own), ..benchmark }
}

async fn comments(
    client: &Client,
    rows: &[OverviewRow],
    (from, to): (NaiveDate, NaiveDate),
    known: Option<NaiveDate>,
) -> Result<Vec<(String, CommentView)>, ClientError> {
    let asked = rows.iter().map(|row| async move {
        let notes = client.indicator_notes(HJERTEKOM, &row.indicator).await?;
        let is_known = |at| known.is_none_or(|day| local(at).date() <= day);
        let within = notes.comments.into_iter();
        let within = within.filter(|comment| (from..=to).contains(&comment.on) && is_known(comment.at));
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

    #[test]
    fn comparisons_are_those_published_by_the_day() {
        let of = |id: u128, at: &str| SnapshotView {
            id: uuid::Uuid::from_u128(id),
            as_of: day("2026-09-30"),
            published_at: format!("{at}T10:00:00Z").parse().unwrap(),
            rules_version: 1,
            rules: Vec::new(),
        };
        let all = [of(2, "2026-11-01"), of(1, "2026-10-20")];
        let found = |known| snapshot_of(&all, known).map(|snapshot| snapshot.id.as_u128());
        assert_eq!(found(None), Some(2));
        assert_eq!(found(Some(day("2026-10-31"))), Some(1));
        assert_eq!(found(Some(day("2026-10-20"))), Some(1));
        assert_eq!(found(Some(day("2026-10-19"))), None);
    }

    #[test]
    fn a_year_is_compared_in_itself_once_it_is_published() {
        let year = (day("2025-01-01"), day("2025-12-31"));
        assert_eq!(published_period(day("2026-03-31"), year).as_deref(), Some("2025"));
        assert_eq!(published_period(day("2025-11-30"), year), None);
        assert_eq!(published_period(day("2026-09-30"), (day("2026-07-01"), day("2026-09-30"))), None);
    }
}
