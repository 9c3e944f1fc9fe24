//! How far courses come, why they end early and how long citizens wait.

use std::collections::BTreeMap;

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::{
    Development, EndingGroup, EndingReason, Flow, FlowStep, MunicipalityView, NumberKind, SignalRules,
    Waiting, WaitingIndicator,
};
use chrono::NaiveDate;
use db::rights::ReadIndicators;
use db::{FlowNumbers, Tally};
use domain::expr::VariableRef;
use domain::management::{CourseEnd, FlowCounts, Waits};
use domain::period::Quarter;
use domain::programme::{Direction, FlowDefinition, Indicator, Programme, WaitingDefinition};
use domain::text::Text;
use statistics::Bounds;

use super::period::OverTime;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::findings::{flow as words, number};
use crate::query::Query;
use crate::series::{self, FEWEST, Number, Of, count};

/// The courses referred in a period, followed from step to step, with how long citizens waited.
#[utoipa::path(
    tag = "management", operation_id = "flow",
    params(OverTime),
    responses((status = OK, description = "The flow", body = Flow), Error),
)]
#[get("/flow")]
pub(crate) async fn of_period(
    caller: Caller<ReadIndicators>,
    query: Query<OverTime>,
    app: Data<App>,
) -> Result<web::Json<Flow>, Error> {
    Ok(web::Json(found(&app, &caller, query.into_inner()).await?))
}

/// The flow that is asked for.
///
/// # Errors
/// As of the operation.
pub(super) async fn found(
    app: &App,
    caller: &Caller<ReadIndicators>,
    query: OverTime,
) -> Result<Flow, Error> {
    let today = app.clock.today();
    let (own, period) = query.of(caller, today)?;
    let programme = app.catalogue.current(&query.programme).ok_or(Error::NOT_FOUND)?;
    let definition = programme.management.flow.as_ref().ok_or(Error::NOT_FOUND)?;
    let indicator = programme.indicator(&definition.waiting.indicator).ok_or(Error::NOT_FOUND)?;
    let repository = app.db.flow(caller);
    let FlowNumbers { counts, in_time } = repository.count(&query.programme, period).await?;
    let quarters = series::twelve_quarters(period, today);
    let waits = repository.waits(&query.programme, quarters).await?;
    let steps = steps(definition, &counts);
    let endings = endings(programme, definition, &counts);
    let waiting = waiting(&definition.waiting, counts.waits, (indicator, in_time));
    Ok(Flow {
        finding: words::finding(&steps, counts.under_way),
        summary: words::summary(&steps, &endings, &waiting),
        programme: query.programme,
        municipality: MunicipalityView::from(own),
        from: period.from(),
        to: period.to(),
        development: development(series::by_quarter(quarters, waits), (today, query.rules)),
        steps,
        under_way: counts.under_way,
        endings,
        waiting,
        updated_at: app.clock.now(),
    })
}

fn steps(definition: &FlowDefinition, counts: &FlowCounts) -> Vec<FlowStep> {
    let referred = counts.steps.first().copied().unwrap_or(0);
    let mut previous = None;
    let step = |(step, count): (&domain::programme::FlowStepDefinition, &u64)| FlowStep {
        id: step.id.clone(),
        label: step.label.clone(),
        count: *count,
        of_previous: previous.replace(*count).and_then(|before| number::share(*count, before).value),
        of_referred: number::share(*count, referred).value,
    };
    definition.steps.iter().zip(&counts.steps).map(step).collect()
}

fn endings(programme: &Programme, definition: &FlowDefinition, counts: &FlowCounts) -> Vec<EndingGroup> {
    let mut groups: BTreeMap<&str, Vec<(&CourseEnd, u64)>> = BTreeMap::new();
    for (end, count) in &counts.endings {
        groups.entry(&end.group).or_default().push((end, *count));
    }
    let group = |group: &domain::programme::EndingGroupDefinition| {
        let mut ends = groups.remove(group.id.as_str()).unwrap_or_default();
        ends.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        EndingGroup {
            group: group.id.clone(),
            label: group.label.clone(),
            count: ends.iter().map(|(_, count)| count).sum(),
            reasons: ends.into_iter().map(|(end, count)| reason(programme, end, count)).collect(),
        }
    };
    definition.groups.iter().map(group).collect()
}

fn reason(programme: &Programme, end: &CourseEnd, count: u64) -> EndingReason {
    let label = |reason: &VariableRef| {
        Some(programme.code_lists.get(&reason.form)?.code(&reason.variable)?.label.clone())
    };
    let unstated = || Text::new("Ingen årsag angivet", "No reason stated");
    EndingReason {
        id: end.reason.as_ref().map_or_else(|| "not_stated".to_owned(), |reason| reason.variable.clone()),
        label: end.reason.as_ref().and_then(label).unwrap_or_else(unstated),
        count,
    }
}

fn waiting(
    definition: &WaitingDefinition,
    waits: Waits,
    (indicator, in_time): (&Indicator, Tally),
) -> Waiting {
    let days: Vec<f64> = waits.days.iter().copied().map(f64::from).collect();
    let median = statistics::median(&days).ok();
    let interval =
        median.and_then(|median| median.interval.ok()).map(|interval| (interval.low, interval.high));
    let within = number::share(count(in_time.fulfilled), count(in_time.denominator()));
    let median = median.map(|median| median.value);
    let finding = words::waiting(&definition.label, median.map(|median| (median, interval)));
    Waiting {
        summary: words::waited(&finding, &within, definition.target_days, &indicator.number),
        finding,
        label: definition.label.clone(),
        days: waits.days,
        median,
        ci_low: interval.map(|interval| interval.0),
        ci_high: interval.map(|interval| interval.1),
        within,
        indicator: WaitingIndicator {
            id: indicator.id.clone(),
            number: indicator.number.clone(),
            label: indicator.label.clone(),
        },
        target_days: definition.target_days,
        source: definition.source.clone(),
        still_waiting: waits.still,
        missing: waits.unknown,
    }
}

/// The median wait per quarter.
fn development(quarters: Vec<(Quarter, Vec<u32>)>, asked: (NaiveDate, SignalRules)) -> Development {
    let number = Number {
        label: Text::new("Median ventetid", "Median wait"),
        kind: NumberKind::Amount,
        unit: Some(Text::new("dage", "days")),
        decimals: 1,
        direction: Some(Direction::Down),
        bounds: Bounds { low: Some(0.0), high: None },
        basis: Text::new("efter den dag, ventetiden sluttede", "by the day the wait ended"),
        counted: Text::new("forløb", "courses"),
        fewest: FEWEST,
    };
    let of = |(quarter, days): (Quarter, Vec<u32>)| {
        let days: Vec<f64> = days.into_iter().map(f64::from).collect();
        let median = statistics::median(&days).ok();
        (quarter, median.map(|median| Of { value: median.value, n: median.count.into() }))
    };
    series::development(number, &quarters.into_iter().map(of).collect::<Vec<_>>(), asked)
}
