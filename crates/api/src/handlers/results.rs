//! What changes from the start of a course to its end.

use actix_web::get;
use actix_web::web::{self, Data, Path};
use api_types::{
    Development, MoveCell, MoveRow, Moves, MunicipalityView, NumberKind, ResultBin, ResultMeasure,
    ResultMeasureList, ResultPair, Results, SignalRules, ThresholdKind, ThresholdReached, ThresholdView,
};
use charts::Histogram;
use chrono::{DateTime, NaiveDate, Utc};
use db::MeasuredChange;
use db::rights::ReadIndicators;
use domain::access::{Permission, Role};
use domain::management::Measured;
use domain::municipality::MunicipalityCode;
use domain::period::{Period, Quarter};
use domain::programme::{
    CodeList, Programme, ResultDefinition, ThresholdCompares, ThresholdDefinition, VariableType,
};
use domain::text::Text;
use statistics::{Bounds, Pair, Reason, paired_change};

use super::period::OverTime;
use super::programmes::ProgrammeQuery;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::findings::number;
use crate::findings::results::{self as words, MeanChange};
use crate::query::Query;
use crate::series::{self, FEWEST_FOR_MEANS, Number, Of};

/// What a programme measures at the start and at the end, in the current version of its definition.
#[utoipa::path(
    tag = "management", operation_id = "result_measures",
    params(ProgrammeQuery),
    responses((status = OK, description = "The measures", body = ResultMeasureList), Error),
)]
#[get("/results")]
pub(crate) async fn measures(
    _caller: Caller<ReadIndicators>,
    query: Query<ProgrammeQuery>,
    app: Data<App>,
) -> Result<web::Json<ResultMeasureList>, Error> {
    let programme = app.catalogue.current(&query.into_inner().programme).ok_or(Error::NOT_FOUND)?;
    let items = programme.management.results.iter().map(|measure| ResultMeasure {
        id: measure.id.clone(),
        label: measure.label.clone(),
        unit: measure.unit.clone(),
        direction: measure.direction,
        decimals: decimals(programme, measure),
        is_coded: codes(programme, measure).is_some(),
        threshold: measure.thresholds.first().map(threshold),
        source: measure.source.clone(),
    });
    Ok(web::Json(ResultMeasureList { items: items.collect() }))
}

/// How one measure changes, of the courses that ended in a period. Fewer than five citizens are not shown.
#[utoipa::path(
    tag = "management", operation_id = "results",
    params(("measure" = String, Path, description = "The measure", example = "walk"), OverTime),
    responses((status = OK, description = "The change", body = Results), Error),
)]
#[get("/results/{measure}")]
pub(crate) async fn of_measure(
    caller: Caller<ReadIndicators>,
    path: Path<String>,
    query: Query<OverTime>,
    app: Data<App>,
) -> Result<web::Json<Results>, Error> {
    Ok(web::Json(found(&app, &caller, &path, query.into_inner()).await?))
}

/// The results that are asked for.
///
/// # Errors
/// As of the operation.
pub(super) async fn found(
    app: &App,
    caller: &Caller<ReadIndicators>,
    id: &str,
    query: OverTime,
) -> Result<Results, Error> {
    let today = app.clock.today();
    let (own, period) = query.of(caller, today)?;
    let programme = app.catalogue.current(&query.programme).ok_or(Error::NOT_FOUND)?;
    let measure = programme.management.result(id).ok_or(Error::NOT_FOUND)?;
    let repository = app.db.results(caller);
    let numbers = repository.count(&query.programme, id, period).await?;
    let bins = bins(measure, &numbers.measured, caller.role());
    let mut results = told(programme, measure, numbers, bins, (own, period, app.clock.now()));
    if codes(programme, measure).is_none() {
        let quarters = series::twelve_quarters(period, today);
        let measured = repository.by_day(&query.programme, id, quarters).await?;
        let measured = series::by_quarter(quarters, measured);
        results.development = Some(development(programme, measure, measured, (today, query.rules)));
    }
    Ok(results)
}

/// What can be told of the numbers.
fn told(
    programme: &Programme,
    measure: &ResultDefinition,
    MeasuredChange { measured, shown }: MeasuredChange,
    bins: Vec<ResultBin>,
    (own, period, now): (MunicipalityCode, Period, DateTime<Utc>),
) -> Results {
    let (paired, unpaired) = (measured.paired(), measured.unpaired);
    let codes = codes(programme, measure);
    let hidden = words::too_few(paired);
    let (change, no_interval) = match (&hidden, codes) {
        (None, None) => change(&measured),
        _ => (None, None),
    };
    let thresholds = if hidden.is_some() { Vec::new() } else { reached(measure, &measured) };
    let first = thresholds.first();
    let decimals = decimals(programme, measure);
    // A mean is finer than what it is taken of.
    let as_mean = (decimals.saturating_add(1), measure.unit.as_ref());
    let in_words = change.map(|change| words::finding(&measure.label, change, measure.direction, as_mean));
    let finding = hidden.clone().or(in_words).or_else(|| first.map(words::reached));
    let reached_first = first.map(words::reached).filter(|words| Some(words) != finding.as_ref());
    let summary =
        reached_first.into_iter().chain((paired + unpaired > 0).then(|| words::measured(paired, unpaired)));
    let moves = codes.filter(|_| hidden.is_none()).map(|codes| moves(codes, &measured));
    Results {
        programme: programme.id.clone(),
        municipality: MunicipalityView::from(own),
        from: period.from(),
        to: period.to(),
        updated_at: now,
        measure: measure.id.clone(),
        label: measure.label.clone(),
        unit: measure.unit.clone(),
        direction: measure.direction,
        decimals,
        bin_width: measure.bin_width.map(|width| width.to_f64()),
        threshold: measure.thresholds.first().map(threshold),
        pairs: shown
            .into_iter()
            .map(|pair| ResultPair { start: pair.start, end: pair.end, is_reached: pair.is_reached })
            .collect(),
        bins,
        n_paired: paired,
        n_unpaired: unpaired,
        mean_change: change.map(|change| change.mean),
        ci_low: change.and_then(|change| change.interval).map(|interval| interval.0),
        ci_high: change.and_then(|change| change.interval).map(|interval| interval.1),
        why_not: hidden.or(no_interval),
        reached: first.map(|first| first.reached),
        bias: words::bias(paired, unpaired),
        development: None,
        finding: finding.unwrap_or_else(|| measure.label.clone()),
        summary: summary.collect(),
        thresholds,
        moves,
    }
}

/// How many changed by how much: the bars of a histogram.
///
/// Somebody who may not see the courses behind a number is not shown how each of a few citizens changed.
fn bins(measure: &ResultDefinition, measured: &Measured, role: Role) -> Vec<ResultBin> {
    let fewest =
        if role.may(Permission::ReadCoursesBehindNumbers) { words::FEWEST } else { words::FEWEST_IN_BINS };
    let Some(width) = measure.bin_width.filter(|_| measured.paired() >= fewest) else { return Vec::new() };
    let changes: Vec<f64> = measured.pairs.iter().map(|pair| pair.end - pair.start).collect();
    let bins = Histogram::bins(&changes, width.to_f64()).into_iter();
    bins.map(|(from, to, count)| ResultBin { from, to, count }).collect()
}

/// The mean change, and why it has no interval if it has none.
fn change(measured: &Measured) -> (Option<MeanChange>, Option<Text>) {
    let pair = |pair: &domain::management::MeasuredPair| Pair { start: pair.start, end: Some(pair.end) };
    let pairs: Vec<Pair> = measured.pairs.iter().map(pair).collect();
    let Ok(change) = paired_change(&pairs) else { return (None, None) };
    let interval = change.interval.map(|interval| (interval.low, interval.high));
    let why_not = match interval {
        Err(Reason::NoVariation) => Some(Text::new(
            "Alle ændrer sig lige meget, så der er intet konfidensinterval.",
            "All change by the same amount, so there is no confidence interval.",
        )),
        Err(_) => Some(Text::new("For få til et konfidensinterval.", "Too few for a confidence interval.")),
        Ok(_) => None,
    };
    (Some(MeanChange { mean: change.mean, interval: interval.ok() }), why_not)
}

fn reached(measure: &ResultDefinition, measured: &Measured) -> Vec<ThresholdReached> {
    let counted = measure.thresholds.iter().zip(&measured.reached);
    counted
        .map(|(definition, count)| ThresholdReached {
            threshold: threshold(definition),
            among: definition.among_label.clone(),
            reached: number::share(count.reached, count.among),
        })
        .collect()
}

/// The mean change per quarter.
fn development(
    programme: &Programme,
    measure: &ResultDefinition,
    quarters: Vec<(Quarter, Vec<(f64, f64)>)>,
    asked: (NaiveDate, SignalRules),
) -> Development {
    let number = Number {
        label: Text::new(
            format!("{}, gennemsnitlig ændring", measure.label.da),
            format!("{}, mean change", measure.label.en),
        ),
        kind: NumberKind::Change,
        unit: measure.unit.clone(),
        decimals: decimals(programme, measure).saturating_add(1),
        direction: measure.direction,
        bounds: Bounds::default(),
        basis: Text::new("efter afslutningsdato", "by date of ending"),
        counted: Text::new("forløb", "courses"),
        fewest: FEWEST_FOR_MEANS,
    };
    let of = |(quarter, numbers): (Quarter, Vec<(f64, f64)>)| {
        let pairs: Vec<Pair> =
            numbers.into_iter().map(|(start, end)| Pair { start, end: Some(end) }).collect();
        let change = paired_change(&pairs).ok();
        (quarter, change.map(|change| Of { value: change.mean, n: change.paired.into() }))
    };
    series::development(number, &quarters.into_iter().map(of).collect::<Vec<_>>(), asked)
}

/// Every code on both sides, also those nobody has: a table that does not change its shape.
fn moves(codes: &CodeList, measured: &Measured) -> Moves {
    let count = |start: &str, end: &str| {
        measured.moves.get(&(start.to_owned(), end.to_owned())).copied().unwrap_or(0)
    };
    let row = |start: &domain::programme::Code| {
        let total = codes.codes.iter().map(|end| count(&start.id, &end.id)).sum();
        let cell = |end: &domain::programme::Code| {
            let count = count(&start.id, &end.id);
            let share = number::share(count, total).value;
            MoveCell { id: end.id.clone(), label: end.label.clone(), count, share }
        };
        MoveRow {
            id: start.id.clone(),
            label: start.label.clone(),
            total,
            cells: codes.codes.iter().map(cell).collect(),
        }
    };
    Moves { rows: codes.codes.iter().map(row).collect() }
}

fn threshold(definition: &ThresholdDefinition) -> ThresholdView {
    ThresholdView {
        id: definition.id.clone(),
        kind: match definition.kind {
            ThresholdCompares::Change => ThresholdKind::Change,
            ThresholdCompares::ChangePercent => ThresholdKind::ChangePercent,
            ThresholdCompares::Level => ThresholdKind::Level,
            ThresholdCompares::Code => ThresholdKind::Code,
        },
        value: definition.value.map(|value| value.to_f64()),
        label: definition.label.clone(),
        source: definition.source.clone(),
    }
}

/// The codes of a coded measure.
fn codes<'p>(programme: &'p Programme, measure: &ResultDefinition) -> Option<&'p CodeList> {
    let variable = programme.variable(&measure.start)?;
    if variable.kind == VariableType::Code { programme.codes_of(variable) } else { None }
}

fn decimals(programme: &Programme, measure: &ResultDefinition) -> u8 {
    programme.variable(&measure.start).map_or(0, |variable| variable.decimals)
}
