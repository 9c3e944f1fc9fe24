//! The conditions that were found.

use domain::plan::PlannedCondition;
use leptos::prelude::*;

use super::fields::{Choice, adder, given, line, remove_button, shown, tick};
use super::model::PlanModel;
use crate::browser::focus_soon;
use crate::live::live_if;
use crate::text::*;

/// The list, and the field that adds to it.
pub(super) fn section(model: PlanModel) -> AnyView {
    let programme = model.programme();
    let planning = &programme.planning;
    let groups = planning.areas.iter().map(|area| {
        let inside = planning.conditions.iter().filter(|condition| condition.area == area.id);
        let inside: Vec<Choice> = inside.map(|known| (known.id.clone(), known.label.clone())).collect();
        (Some(area.label.clone()), inside)
    });
    let add = move |code: String| {
        model.found(&code);
        model.say(PLAN_ACCEPTED, &model.condition_name(&code));
        focus_soon(field_id(&code, "focus"));
    };
    view! {
        <section class="form-section" aria-labelledby="plan-conditions">
            <h2 id="plan-conditions">{t(PLAN_CONDITIONS)}</h2>
            {live_if(move || model.conditions.signals().is_empty().then(|| view! { <p class="muted">{t(PLAN_CONDITIONS_NONE)}</p> }))}
            <For each=move || model.conditions.signals() key=|row| row.with_untracked(|it| it.code.clone())
                children=move |row| row_view(model, row)/>
            {adder("add-condition", PLAN_ADD_CONDITION, groups.collect(), add)}
        </section>
    }
    .into_any()
}

fn field_id(code: &str, field: &str) -> String {
    format!("condition-{code}-{field}")
}

fn row_view(model: PlanModel, row: RwSignal<PlannedCondition>) -> AnyView {
    let code = row.with_untracked(|it| it.code.clone());
    let id = |field: &str| field_id(&code, field);
    let name = model.condition_name(&code);
    let language = use_language();
    let spoken = name.clone();
    let spoken_name = Signal::derive(move || spoken.get(language.get()).to_owned());
    let (gone, removed) = (code.clone(), name.clone());
    let remove = move || {
        model.conditions.remove(&gone);
        model.say(PLAN_REMOVED, &removed);
        focus_soon("add-condition");
    };
    view! {
        <div class="plan-row" role="group" aria-labelledby=id("name")>
            <div class="plan-row-head">
                <h3 id=id("name")>{tt(name)}</h3>
                {remove_button(id("remove"), spoken_name, remove)}
            </div>
            <div class="plan-condition">
            <div class="choices">
                {tick(id("focus"), PLAN_FOCUS, Signal::derive(move || row.with(|it| it.focus)),
                    move |focus| row.update(|it| it.focus = focus))}
                {tick(id("active"), PLAN_ACTIVE, Signal::derive(move || row.with(|it| it.active)),
                    move |active| row.update(|it| it.active = active))}
            </div>
            {line(id("note"), PLAN_NOTE, Signal::derive(move || row.with(|it| shown(it.note.as_ref()))),
                move |text| row.update(|it| it.note = given(text)))}
            </div>
        </div>
    }
    .into_any()
}
