//! How far courses come, why they end early and how long citizens wait.

use std::collections::BTreeMap;

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::{EndingGroup, EndingReason, Flow, FlowStep, MunicipalityView, Waiting};
use db::rights::ReadIndicators;
use domain::expr::VariableRef;
use domain::management::{CourseEnd, FlowCounts, Waits};
use domain::programme::{FlowDefinition, Programme, WaitingDefinition};
use domain::text::Text;

use super::period::InPeriod;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::findings::{flow as words, number};
use crate::query::Query;

/// The courses referred in a period, followed from step to step, with how long citizens waited.
#[utoipa::path(
    tag = "management", operation_id = "flow",
    params(InPeriod),
    responses((status = OK, description = "The flow", body = Flow), Error),
)]
#[get("/flow")]
pub(crate) async fn of_period(
    caller: Caller<ReadIndicators>,
    query: Query<InPeriod>,
    app: Data<App>,
) -> Result<web::Json<Flow>, Error> {
    let query = query.into_inner();
    let (own, period) = query.of(&caller, app.clock.today())?;
    let programme = app.catalogue.current(&query.programme).ok_or(Error::NOT_FOUND)?;
    let definition = programme.management.flow.as_ref().ok_or(Error::NOT_FOUND)?;
    let counts = app.db.flow(&caller).count(&query.programme, period).await?;
    let steps = steps(definition, &counts);
    let endings = endings(programme, definition, &counts);
    let waiting = waiting(&definition.waiting, counts.waits);
    Ok(web::Json(Flow {
        finding: words::finding(&steps, counts.under_way),
        summary: words::summary(&steps, &endings, &waiting),
        programme: query.programme,
        municipality: MunicipalityView::from(own),
        from: period.from(),
        to: period.to(),
        steps,
        under_way: counts.under_way,
        endings,
        waiting,
        updated_at: app.clock.now(),
    }))
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

fn waiting(definition: &WaitingDefinition, waits: Waits) -> Waiting {
    let days: Vec<f64> = waits.days.iter().copied().map(f64::from).collect();
    let median = statistics::median(&days).ok();
    let interval =
        median.and_then(|median| median.interval.ok()).map(|interval| (interval.low, interval.high));
    let in_time = waits.days.iter().filter(|days| **days <= definition.target_days).count();
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let within = number::share(count(in_time), count(waits.days.len()));
    let median = median.map(|median| median.value);
    Waiting {
        summary: words::waiting(
            &definition.label,
            median.map(|median| (median, interval)),
            &within,
            definition.target_days,
        ),
        label: definition.label.clone(),
        days: waits.days,
        median,
        ci_low: interval.map(|interval| interval.0),
        ci_high: interval.map(|interval| interval.1),
        within,
        target_days: definition.target_days,
        source: definition.source.clone(),
        still_waiting: waits.still,
        missing: waits.unknown,
    }
}
