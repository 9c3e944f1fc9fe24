//! Exact numbers of the own municipality.

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::{MunicipalityView, Overview, OverviewRow, ProblemCode, QuarterPoint};
use chrono::NaiveDate;
use db::rights::ReadIndicators;
use db::{IndicatorNumbers, Tally};
use domain::municipality::MunicipalityCode;
use domain::period::{Period, Quarter, last_quarters};
use domain::programme::Indicator;
use domain::text::Text;
use serde::Deserialize;
use statistics::Proportion;
use utoipa::IntoParams;

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Error, field_finding};
use crate::query::Query;

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
    /// The first day; absent: the first of the last four quarters up to today.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// The last day; absent: today.
    #[serde(default)]
    to: Option<NaiveDate>,
}

/// One row per indicator: the share with its interval, who is missing, and twelve quarters.
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
    let query = query.into_inner();
    let own = caller.municipality().ok_or(Error::NOT_FOUND)?;
    if query.municipality.is_some_and(|asked| asked != own) {
        return Err(Error::NOT_FOUND);
    }
    let period = period(query.from, query.to, app.clock.today())?;
    let numbers = app.db.indicators(&caller).overview(&query.programme, period).await?;
    let rows = numbers.rows.into_iter().filter_map(|numbers| {
        let programme = app.catalogue.find(&query.programme, &numbers.version)?;
        Some(row(programme.indicator(&numbers.indicator)?, numbers))
    });
    Ok(web::Json(Overview {
        rows: rows.collect(),
        programme: query.programme,
        municipality: MunicipalityView::from(own),
        from: period.from(),
        to: period.to(),
    }))
}

fn period(from: Option<NaiveDate>, to: Option<NaiveDate>, today: NaiveDate) -> Result<Period, Error> {
    let to = to.unwrap_or(today);
    let quarters = last_quarters(to, 4);
    let from = from.or(quarters.first().map(|quarter| quarter.period().from())).unwrap_or(to);
    Period::new(from, to).map_err(|_| {
        let message = Text::new("Perioden begynder, efter den er slut.", "The period begins after it ends.");
        Error::Findings(
            ProblemCode::BadRequest,
            vec![field_finding(Some("from".into()), "backwards", message)],
        )
    })
}

fn row(indicator: &Indicator, numbers: IndicatorNumbers) -> OverviewRow {
    let Share { numerator, denominator, proportion } = share(&numbers.tally);
    let interval = proportion.map(Proportion::wilson);
    OverviewRow {
        indicator: numbers.indicator,
        version: numbers.version,
        number: indicator.number.clone(),
        label: indicator.label.clone(),
        direction: indicator.direction,
        numerator,
        denominator,
        missing: count(numbers.tally.missing),
        excluded: count(numbers.tally.excluded),
        pending: count(numbers.tally.pending),
        value: proportion.map(Proportion::value),
        ci_low: interval.map(|interval| interval.low),
        ci_high: interval.map(|interval| interval.high),
        standard: indicator.standard,
        series: numbers.quarters.iter().map(|(quarter, tally)| point(*quarter, tally)).collect(),
    }
}

fn point(quarter: Quarter, tally: &Tally) -> QuarterPoint {
    let Share { numerator, denominator, proportion } = share(tally);
    QuarterPoint {
        quarter: quarter.to_string(),
        numerator,
        denominator,
        value: proportion.map(Proportion::value),
    }
}

struct Share {
    numerator: u64,
    denominator: u64,
    proportion: Option<Proportion>,
}

fn share(tally: &Tally) -> Share {
    let (numerator, denominator) = (count(tally.fulfilled), count(tally.denominator()));
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    Share { numerator, denominator, proportion: Proportion::new(small(numerator), small(denominator)).ok() }
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
