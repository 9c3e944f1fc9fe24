//! Exact numbers of the own municipality.

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::{
    Compared, Labelled, MunicipalityView, Overview, OverviewRow, QuarterPoint, SeriesChart, SeriesGrain,
};
use chrono::{Days, NaiveDate};
use db::rights::ReadIndicators;
use db::{Baseline, ComparedShares, IndicatorNumbers, Tally};
use domain::municipality::MunicipalityCode;
use domain::period::{Grain, Month, Period, Quarter};
use domain::programme::{Direction, Indicator};
use serde::Deserialize;
use statistics::{Better, Proportion};
use utoipa::IntoParams;

use super::courses::EXPECTED_DAYS;
use super::series::period;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::query::Query;
use crate::series::{
    Cut, Question, Share, UnitWords, assurance_text, begins, count, judge, periods, share, tally_view,
    target_text, trimmed, variation_text,
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
    let (now, today) = (app.clock.now(), app.clock.today());
    let period = period(query.from, query.to, today)?;
    let end_due = today.checked_sub_days(Days::new(EXPECTED_DAYS)).unwrap_or(today);
    let current = app.catalogue.current(&query.programme).ok_or(Error::NOT_FOUND)?;
    let numbers =
        app.db.indicators(&caller).overview(&query.programme, query.set.as_deref(), period, end_due).await?;
    let compared = app.db.publications(&caller).compared(&query.programme).await?;
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
    Ok(web::Json(Overview {
        rows: rows.collect(),
        set: query.set.or_else(|| sets.first().map(|set| set.id.clone())).unwrap_or_default(),
        sets,
        updated_at: now,
        courses_missing_end: count(numbers.end_due),
        programme: query.programme,
        municipality: MunicipalityView::from(own),
        from: period.from(),
        to: period.to(),
    }))
}

fn overview_row(
    indicator: &Indicator,
    numbers: IndicatorNumbers,
    baselines: &[Baseline],
    today: NaiveDate,
) -> OverviewRow {
    let cuts = quarters(&numbers.quarters, today);
    let better = better(indicator.direction);
    let question = Question {
        better,
        target: target(indicator),
        chart: SeriesChart::Run,
        unit: UnitWords::of(SeriesGrain::Quarter),
    };
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
        target_text: target_text(share(&numbers.tally).proportion, target(indicator), better),
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

/// Which way is better, as the statistics say it.
pub(crate) const fn better(direction: Direction) -> Better {
    match direction {
        Direction::Up => Better::Higher,
        Direction::Down => Better::Lower,
    }
}

/// The standard as a share, 0–1.
pub(crate) fn target(indicator: &Indicator) -> Option<f64> {
    indicator.standard.map(|standard| standard.percent.to_f64() / 100.0)
}
