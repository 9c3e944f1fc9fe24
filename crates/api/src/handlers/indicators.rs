//! Exact numbers of the own municipality.

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::{
    Compared, Labelled, MunicipalityView, Overview, OverviewRow, PeriodCourses, QuarterPoint, SeriesChart,
    SeriesGrain,
};
use chrono::{Days, NaiveDate};
use db::rights::ReadIndicators;
use db::{Baseline, ComparedShares, CoursesWithin, IndicatorNumbers, Tally};
use domain::municipality::MunicipalityCode;
use domain::period::{Grain, Month, Period, Quarter};
use domain::programme::Indicator;
use serde::Deserialize;
use statistics::Proportion;
use utoipa::IntoParams;

use super::as_of;
use super::courses::EXPECTED_DAYS;
use super::period::{own, period};
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::findings;
use crate::query::Query;
use crate::series::{
    Cut, Question, Share, assurance_text, begins, count, judge, periods, share, tally_view, target_text,
    trimmed, variation_text,
};

/// Quarters that are shown.
const SHOWN: usize = 12;

/// Which numbers are shown.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OverviewQuery {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    programme: String,
    /// The caller's own municipality, which is also what absent means; any other does not exist here.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "0740")]
    municipality: Option<MunicipalityCode>,
    /// The indicator set; absent: the programme's first.
    #[serde(default)]
    #[param(example = "hjertekom")]
    set: Option<String>,
    /// The first day; absent: the first of the last four quarters up to today.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// The last day; absent: today.
    #[serde(default)]
    to: Option<NaiveDate>,
    /// The day the numbers are wanted as known at the end of; absent: now.
    #[serde(default)]
    as_of: Option<NaiveDate>,
}

/// One row per indicator: the share with its interval, who is missing, and twelve quarters.
///
/// `as_of` shows the numbers as they were known at the end of a day, beside what had been published of others by then;
/// every course is then read again, which takes longer (400 with more than 20,000).
#[utoipa::path(
    tag = "indicators", operation_id = "overview",
    params(OverviewQuery),
    responses((status = OK, description = "The rows", body = Overview), Error),
)]
#[get("/indicators/overview")]
pub(crate) async fn overview(
    caller: Caller<ReadIndicators>,
    query: Query<OverviewQuery>,
    app: Data<App>,
) -> Result<web::Json<Overview>, Error> {
    Ok(web::Json(found(&app, &caller, query.into_inner()).await?))
}

/// The overview that is asked for.
///
/// # Errors
/// As of the operation.
pub(super) async fn found(
    app: &App,
    caller: &Caller<ReadIndicators>,
    query: OverviewQuery,
) -> Result<Overview, Error> {
    let own = own(caller, query.municipality)?;
    let (now, today) = (app.clock.now(), as_of::day(query.as_of, app.clock.today())?);
    let period = period(query.from, query.to, today)?;
    let end_due = today.checked_sub_days(Days::new(EXPECTED_DAYS)).unwrap_or(today);
    let current = app.catalogue.current(&query.programme).ok_or(Error::NOT_FOUND)?;
    let (indicators, set) = (app.db.indicators(caller), query.set.as_deref());
    let numbers = match query.as_of {
        None => indicators.overview(&query.programme, set, period, end_due).await?,
        Some(day) => indicators
            .overview_as_known(&query.programme, set, (period, end_due), day)
            .await
            .map_err(as_of::too_many)?,
    };
    let compared = app.db.publications(caller).compared(&query.programme, query.as_of).await?;
    let rows = numbers.rows.into_iter().filter_map(|row| {
        let programme = app.catalogue.find(&query.programme, &row.version)?;
        let baselines = numbers.baselines.get(&row.indicator).map(Vec::as_slice).unwrap_or_default();
        let key = (row.indicator.clone(), row.version.clone());
        let others = compared.as_ref().and_then(|(snapshot, shares)| {
            let ComparedShares { cluster, region, all } = *shares.get(&key)?;
            Some(Compared { snapshot: snapshot.id.to_string(), cluster, region, all })
        });
        let shown = overview_row(programme.indicator(&row.indicator)?, row, baselines, today);
        Some(OverviewRow { compared: others, ..shown })
    });
    let sets = current.sets.iter().map(|set| Labelled { id: set.id.clone(), label: set.label.clone() });
    let sets: Vec<Labelled> = sets.collect();
    Ok(Overview {
        rows: rows.collect(),
        set: query.set.or_else(|| sets.first().map(|set| set.id.clone())).unwrap_or_default(),
        sets,
        updated_at: now,
        courses_missing_end: count(numbers.end_due),
        courses: numbers.courses.map(period_courses),
        programme: query.programme,
        municipality: MunicipalityView::from(own),
        from: period.from(),
        to: period.to(),
        as_of: query.as_of,
    })
}

fn period_courses(courses: CoursesWithin) -> PeriodCourses {
    let (ended, running) = (count(courses.ended), count(courses.running));
    let missing_end = count(courses.end_due);
    PeriodCourses {
        total: ended + running,
        ended,
        running,
        missing_end,
        summary: findings::overview::courses(ended, running, missing_end),
    }
}

fn overview_row(
    indicator: &Indicator,
    numbers: IndicatorNumbers,
    baselines: &[Baseline],
    today: NaiveDate,
) -> OverviewRow {
    let cuts = quarters(&numbers.quarters, today);
    let question = Question::of(indicator, SeriesChart::Run, SeriesGrain::Quarter);
    // The same points as the page of the indicator judges, however many of them are shown here.
    let judged_cuts = cuts.get(trimmed(&cuts)..).unwrap_or_default();
    let judged = judge(judged_cuts, &begins(judged_cuts, baselines), question);
    let total = tally_view(&numbers.tally);
    OverviewRow {
        indicator: numbers.indicator,
        version: numbers.version,
        number: indicator.number.clone(),
        label: indicator.label.clone(),
        direction: indicator.direction,
        numerator: total.numerator,
        denominator: total.denominator,
        missing: total.missing,
        excluded: total.excluded,
        pending: total.pending,
        value: total.value,
        ci_low: total.ci_low,
        ci_high: total.ci_high,
        standard: indicator.standard,
        set: indicator.set.clone(),
        variation: judged.variation,
        variation_text: variation_text(judged.variation),
        assurance: judged.assurance,
        assurance_text: assurance_text(judged.assurance),
        target_text: target_text(share(&numbers.tally).proportion, question.target, question.better),
        compared: None,
        centre: judged.centre,
        series: cuts.iter().skip(cuts.len().saturating_sub(SHOWN)).map(point).collect(),
    }
}

fn quarters(quarters: &[(Quarter, Tally)], today: NaiveDate) -> Vec<Cut> {
    let months =
        quarters.iter().map(|(quarter, tally)| (Month::of(quarter.period().from()).period().from(), *tally));
    let period = quarters
        .first()
        .zip(quarters.last())
        .and_then(|((first, _), (last, _))| Period::new(first.period().from(), last.period().to()).ok());
    period.map(|period| periods(Grain::Quarter, period, &months.collect(), today)).unwrap_or_default()
}

fn point(cut: &Cut) -> QuarterPoint {
    let Share { numerator, denominator, proportion } = share(&cut.tally);
    QuarterPoint {
        quarter: cut.id.clone(),
        numerator,
        denominator,
        value: proportion.map(Proportion::value),
        is_complete: cut.is_complete,
    }
}
