//! The citizen's goals and their evaluation.

use domain::plan::{Evaluation, Goal, Plan};
use domain::text::{Language, Text};
use leptos::prelude::*;

use super::fields::{area, choice, given, line, remove_button, shown};
use super::model::PlanModel;
use crate::browser::focus_soon;
use crate::live::live_if;
use crate::text::*;

/// The list, and the button that adds to it.
pub(super) fn section(model: PlanModel) -> AnyView {
    view! {
        <section class="form-section" aria-labelledby="plan-goals">
            <h2 id="plan-goals">{t(PLAN_GOALS)}</h2>
            {live_if(move || model.goals.signals().is_empty().then(|| view! { <p class="muted">{t(PLAN_GOALS_NONE)}</p> }))}
            <For each=move || model.goals.signals() key=|row| row.with_untracked(|goal| goal.no)
                children=move |row| row_view(model, row)/>
            <p class="plan-adder">
                <button type="button" class="button button-quiet" id="add-goal" on:click=move |_| {
                    add(model);
                }>{t(PLAN_ADD_GOAL)}</button>
            </p>
        </section>
    }
    .into_any()
}

/// Adds an empty goal and goes to it.
pub(super) fn add(model: PlanModel) -> bool {
    let no = model.whole.with_untracked(Plan::next_goal);
    model.goals.add(Goal {
        no,
        text: String::new(),
        condition: None,
        kind: None,
        target: None,
        evaluation: Evaluation::None,
        note: None,
    });
    focus_soon(field_id(no, "text"));
    true
}

fn field_id(no: u32, field: &str) -> String {
    format!("goal-{no}-{field}")
}

fn row_view(model: PlanModel, row: RwSignal<Goal>) -> AnyView {
    let no = row.with_untracked(|goal| goal.no);
    let id = |field: &str| field_id(no, field);
    let programme = model.programme();
    let name = tf(PLAN_GOAL, move |_| [("number", no.to_string())]);
    let conditions = programme.planning.conditions.iter();
    let conditions = conditions.map(|known| (known.id.clone(), known.label.clone())).collect();
    let kinds = programme.planning.goal_kinds.iter();
    let kinds = kinds.map(|known| (known.id.clone(), known.label.clone())).collect();
    let words = |evaluation: &Evaluation| (evaluation.id().to_owned(), evaluation.label());
    let evaluations = Evaluation::ALL.iter().map(words).collect();
    let is_evaluated = Memo::new(move |_| row.with(|goal| goal.evaluation != Evaluation::None));
    let note = id("note");
    let evaluate = move |evaluation: String| {
        if let Ok(evaluation) = evaluation.parse() {
            row.update(|goal| goal.evaluation = evaluation);
        }
    };
    let remove = move || {
        model.goals.remove(&no);
        let number = no.to_string();
        let say = |language| PLAN_GOAL.fill(language, &[("number", &number)]);
        model.say(PLAN_REMOVED, &Text::new(say(Language::Da), say(Language::En)));
        focus_soon("add-goal");
    };
    view! {
        <div class="plan-row" role="group" aria-labelledby=id("name")>
            <div class="plan-row-head">
                <h3 id=id("name")>{name}</h3>
                {remove_button(id("remove"), name, remove)}
            </div>
            {area(id("text"), PLAN_GOAL_TEXT, Signal::derive(move || row.with(|goal| goal.text.clone())),
                move |text| row.update(|goal| goal.text = text))}
            <div class="plan-fields">
                {choice(id("condition"), PLAN_CONDITION, Some(PLAN_FOR_NONE), conditions,
                    Signal::derive(move || row.with(|goal| shown(goal.condition.as_ref()))),
                    move |condition| row.update(|goal| goal.condition = given(condition)))}
                {choice(id("kind"), PLAN_GOAL_KIND, Some(PLAN_FOR_NONE), kinds,
                    Signal::derive(move || row.with(|goal| shown(goal.kind.as_ref()))),
                    move |kind| row.update(|goal| goal.kind = given(kind)))}
                {line(id("target"), PLAN_GOAL_TARGET, Signal::derive(move || row.with(|goal| shown(goal.target.as_ref()))),
                    move |target| row.update(|goal| goal.target = given(target)))}
                {choice(id("evaluation"), PLAN_EVALUATION, None, evaluations,
                    Signal::derive(move || row.with(|goal| goal.evaluation.id().to_owned())), evaluate)}
            </div>
            {live_if(move || is_evaluated.get().then(|| line(note.clone(), PLAN_EVALUATION_NOTE,
                Signal::derive(move || row.with(|goal| shown(goal.note.as_ref()))),
                move |text| row.update(|goal| goal.note = given(text)))))}
        </div>
    }
    .into_any()
}
