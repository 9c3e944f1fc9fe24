//! The interventions of a plan.

use domain::plan::{InterventionStatus, PlannedIntervention};
use leptos::prelude::*;

use super::fields::{Choice, adder, choice, day, given, line_with, remove_button, shown};
use super::model::PlanModel;
use crate::browser::{focus_soon, today};
use crate::live::live_if;
use crate::text::*;

/// The list, and the field that adds to it.
pub(super) fn section(model: PlanModel) -> AnyView {
    let programme = model.programme();
    let choices = programme.planning.interventions.iter();
    let choices: Vec<Choice> = choices.map(|known| (known.id.clone(), known.label.clone())).collect();
    let add = move |code: String| {
        let no = model.plan_intervention(&code, Vec::new());
        model.say(PLAN_ACCEPTED, &model.intervention_name(&code));
        focus_soon(field_id(no, "status"));
    };
    view! {
        <section class="form-section" aria-labelledby="plan-interventions">
            <h2 id="plan-interventions">{t(PLAN_INTERVENTIONS)}</h2>
            {live_if(move || model.interventions.signals().is_empty().then(|| view! { <p class="muted">{t(PLAN_INTERVENTIONS_NONE)}</p> }))}
            <For each=move || model.interventions.signals() key=|row| row.with_untracked(|it| it.no)
                children=move |row| row_view(model, row)/>
            {adder("add-intervention", PLAN_ADD_INTERVENTION, vec![(None, choices)], add)}
        </section>
    }
    .into_any()
}

fn field_id(no: u32, field: &str) -> String {
    format!("intervention-{no}-{field}")
}

fn row_view(model: PlanModel, row: RwSignal<PlannedIntervention>) -> AnyView {
    let (no, code) = row.with_untracked(|it| (it.no, it.code.clone()));
    let id = |field: &str| field_id(no, field);
    let name = model.intervention_name(&code);
    let language = use_language();
    let spoken = name.clone();
    let spoken_name = Signal::derive(move || spoken.get(language.get()).to_owned());
    let programme = model.programme();
    let words = |status: &InterventionStatus| (status.id().to_owned(), status.label());
    let statuses = InterventionStatus::ALL.iter().map(words).collect();
    let deliveries = programme.planning.deliveries.iter();
    let deliveries = deliveries.map(|known| (known.id.clone(), known.label.clone())).collect();
    let conditions = programme.planning.conditions.iter();
    let conditions = conditions.map(|known| (known.id.clone(), known.label.clone())).collect();
    let needs_reason = Memo::new(move |_| row.with(|it| it.status.needs_reason()));
    let reason = id("reason");
    let lacks = move |field: &'static str| {
        Signal::derive(move || model.lacks(&format!("interventions.{no}.{field}")))
    };
    let (reason_lacks, ends_lacks) = (lacks("reason"), lacks("ends_on"));
    let removed = name.clone();
    let remove = move || {
        model.interventions.remove(&no);
        model.say(PLAN_REMOVED, &removed);
        focus_soon("add-intervention");
    };
    view! {
        <div class="plan-row" role="group" aria-labelledby=id("name")>
            <div class="plan-row-head">
                <h3 id=id("name")>{tt(name)}</h3>
                {remove_button(id("remove"), spoken_name, remove)}
            </div>
            <div class="plan-fields">
                {choice(id("status"), PLAN_STATUS, None, statuses,
                    Signal::derive(move || row.with(|it| it.status.id().to_owned())),
                    move |status| row.update(|it| set_status(it, &status)))}
                {choice(id("delivery"), PLAN_DELIVERY, None, deliveries,
                    Signal::derive(move || row.with(|it| it.delivery.clone())),
                    move |delivery| row.update(|it| it.delivery = delivery))}
                {choice(id("for"), PLAN_FOR, Some(PLAN_FOR_NONE), conditions,
                    Signal::derive(move || row.with(|it| shown(it.conditions.first()))),
                    move |condition| row.update(|it| it.conditions = given(condition).into_iter().collect()))}
                <div class="plan-days">
                {day(id("from"), PLAN_FROM, Signal::derive(move || row.with(|it| it.starts_on)), Signal::stored(None),
                    move |day| row.update(|it| it.starts_on = day))}
                {day(id("to"), PLAN_TO, Signal::derive(move || row.with(|it| it.ends_on)), ends_lacks,
                    move |day| row.update(|it| it.ends_on = day))}
                </div>
            </div>
            {live_if(move || needs_reason.get().then(|| line_with(reason.clone(), PLAN_REASON,
                Signal::derive(move || row.with(|it| shown(it.reason.as_ref()))), reason_lacks,
                move |text| row.update(|it| it.reason = given(text)))))}
        </div>
    }
    .into_any()
}

/// Moves an intervention on; what is over ends today unless a day was written.
fn set_status(intervention: &mut PlannedIntervention, status: &str) {
    let Ok(status) = status.parse::<InterventionStatus>() else { return };
    intervention.status = status;
    if status == InterventionStatus::InProgress {
        intervention.starts_on = intervention.starts_on.or_else(|| Some(today()));
    }
    if status.is_over() {
        intervention.ends_on = intervention.ends_on.or_else(|| Some(today()));
    }
}
