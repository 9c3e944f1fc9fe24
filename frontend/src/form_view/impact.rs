//! Beside the form, before it is completed: what the course would count as, what is still needed, and how the unit's
//! numbers move. The server's own rules, run here.

use std::sync::Arc;
use std::time::Duration;

use api_types::CourseView;
use domain::expr::{Facts, VariableRef};
use domain::outcome::{Impact, OutcomeState, impact};
use domain::programme::{Form, Programme};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use self::unit::{Counted, fetch, numbers};
use super::evaluation::Evaluation;
use super::keys::focus_field;
use super::model::FormModel;
use super::recalls::form_name;
use crate::live::{follow, live, live_if};
use crate::parts::{Icon, icon};
use crate::session::Session;
use crate::text::*;

mod unit;

/// So long nothing is typed before the panel is computed: never while a key is being handled.
const QUIET: Duration = Duration::from_millis(120);

/// The panel; nothing for a form that no indicator reads.
pub(super) fn impact_panel(model: FormModel, session: Session, course: &CourseView) -> Option<AnyView> {
    let counted = RwSignal::new(None::<Counted>);
    let panel = panel(model, counted, IMPACT_NOTE)?;
    fetch(session, course, counted);
    Some(panel)
}

/// The same for a form that is tried: what the answers come to, beside no numbers.
pub(super) fn trial_panel(model: FormModel) -> Option<AnyView> {
    panel(model, RwSignal::new(None), TRIAL_IMPACT_NOTE)
}

fn panel(model: FormModel, counted: RwSignal<Option<Counted>>, note: Phrase) -> Option<AnyView> {
    let (programme, form) = (model.programme(), model.form());
    if !is_read(&programme, &form.id) {
        return None;
    }
    let lines = RwSignal::new(Vec::<Impact>::new());
    follow_answers(model, lines);
    let (shown, rest) = (lines, lines);
    let language = use_language();
    let summary = Signal::derive(move || lines.with(|lines| summary_words(lines, language.get())));
    let concerning = {
        let programme = programme.clone();
        live(move || {
            let lines = shown.get();
            let lines: Vec<_> = lines
                .iter()
                .filter(|line| concerns(line))
                .map(|i| line(model, &programme, i, counted))
                .collect();
            if lines.is_empty() {
                return view! { <p class="muted">{t(IMPACT_NONE)}</p> }.into_any();
            }
            view! { <ul class="impact-lines">{lines}</ul> }.into_any()
        })
    };
    let outside = live_if(move || {
        let labels = rest.with(|lines| names(&programme, lines.iter().filter(|line| !concerns(line))));
        (!labels.is_empty()).then(|| {
            let places = move |_| [("names", labels.clone())];
            view! { <p class="small muted">{tf(IMPACT_OUTSIDE, places)}</p> }
        })
    });
    let is_open = opens_with_its_column();
    Some(
        view! {
            <details class="impact aside-card" prop:open=is_open>
                <summary>
                    <span class="chevron">{icon(Icon::ChevronRight)}</span>
                    <span class="aside-title">{t(IMPACT)}</span>
                    <span class="small muted">{summary}</span>
                </summary>
                {concerning}
                {outside}
                <p class="small muted">{t(note)}</p>
            </details>
        }
        .into_any(),
    )
}

/// What the folded panel says: every indicator that concerns the course is counted where its line would be.
fn summary_words(lines: &[Impact], language: domain::text::Language) -> String {
    let count = |is: &dyn Fn(&Impact) -> bool| lines.iter().filter(|line| is(line)).count().to_string();
    let state = |state| count(&|line| line.state == state);
    let later = count(&|line| {
        line.state == OutcomeState::Pending || (line.state == OutcomeState::Outside && line.is_later)
    });
    IMPACT_SUMMARY.fill(
        language,
        &[
            ("fulfilled", &state(OutcomeState::Fulfilled)),
            ("not_fulfilled", &state(OutcomeState::NotFulfilled)),
            ("missing", &state(OutcomeState::Missing)),
            ("later", &later),
        ],
    )
}

/// Open where there is a column for the panel. Above the fields of a narrow window it would push them down, so it is
/// folded when the window becomes narrow and unfolded when the column comes back; in between the user decides.
fn opens_with_its_column() -> ReadSignal<bool> {
    let (is_open, set) = signal(is_wide());
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        if is_open.get_untracked() != is_wide() {
            set.set(is_wide());
        }
    });
    on_cleanup(move || resized.remove());
    is_open
}

/// Whether there is a column for the panel.
fn is_wide() -> bool {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width > 1280.0)
}

/// Whether one of the programme's own indicators reads this form.
fn is_read(programme: &Programme, form: &str) -> bool {
    let mut is_read = false;
    for indicator in programme.own_indicators() {
        for rule in [&indicator.applies, &indicator.fulfilled] {
            rule.expr.visit_variables(&mut |variable| is_read |= variable.form == form);
        }
    }
    is_read
}

/// Whether the indicator concerns the course, now or when a later form decides.
fn concerns(line: &Impact) -> bool {
    line.state != OutcomeState::Outside || line.is_later
}

fn names<'a>(programme: &Programme, lines: impl Iterator<Item = &'a Impact>) -> String {
    let numbers = lines.filter_map(|line| Some(programme.indicator(&line.indicator)?.number.as_str()));
    numbers.collect::<Vec<_>>().join(", ")
}

/// Computes the panel a moment after the answers have changed.
fn follow_answers(model: FormModel, lines: RwSignal<Vec<Impact>>) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let (programme, form) = (model.programme(), model.form());
    let others = model.fixed.with_value(|fixed| fixed.others.clone());
    follow(move || {
        model.evaluation.track();
        let (programme, form, others) = (programme.clone(), form.clone(), others.clone());
        let compute = move || {
            let now = model
                .evaluation
                .try_with_untracked(|evaluation| impacts(&programme, &form, &others, evaluation));
            if let Some(now) = now
                && lines.try_with_untracked(|before| *before != now) == Some(true)
            {
                lines.set(now);
            }
        };
        let next = set_timeout_with_handle(compute, QUIET).ok();
        timer.update_value(|timer| {
            if let Some(before) = std::mem::replace(timer, next) {
                before.clear();
            }
        });
    });
    on_cleanup(move || {
        timer.try_update_value(|timer| timer.take().map(|timer| timer.clear()));
    });
}

fn impacts(programme: &Programme, form: &Form, others: &Arc<Facts>, evaluation: &Evaluation) -> Vec<Impact> {
    let mut facts = Facts::clone(others);
    facts.forms.insert(form.id.clone(), evaluation.answers.clone());
    let asked = |id: &str| evaluation.counts(id);
    let one = |indicator| impact(programme, indicator, &facts, &form.id, asked);
    programme.own_indicators().map(one).collect()
}

/// How a state looks and what it is called here.
const fn look(line: &Impact) -> (Icon, &'static str, Phrase) {
    match line.state {
        OutcomeState::Fulfilled => (Icon::Tick, "status status-done", IMPACT_FULFILLED),
        OutcomeState::NotFulfilled if line.wanted.is_empty() => {
            (Icon::Circle, "status", IMPACT_NOT_FULFILLED)
        }
        OutcomeState::NotFulfilled => (Icon::Half, "status", IMPACT_NOT_YET),
        OutcomeState::Missing => (Icon::Question, "status status-attention", IMPACT_MISSING),
        OutcomeState::Excluded => (Icon::Circle, "status", IMPACT_EXCLUDED),
        OutcomeState::Pending => (Icon::Clock, "status", IMPACT_PENDING),
        OutcomeState::Outside => (Icon::Clock, "status", IMPACT_LATER),
    }
}

fn line(
    model: FormModel,
    programme: &Arc<Programme>,
    impact: &Impact,
    counted: RwSignal<Option<Counted>>,
) -> AnyView {
    let indicator = programme.indicator(&impact.indicator);
    let label = indicator.map(|indicator| indicator.label.clone()).unwrap_or_default();
    let number = indicator.map(|indicator| indicator.number.clone()).unwrap_or_default();
    let (mark, class, words) = look(impact);
    let wanted: Vec<_> =
        impact.wanted.iter().filter_map(|variable| wanted(model, programme, variable)).collect();
    let wanted = (!wanted.is_empty()).then(|| {
        view! { <p class="small">{t(IMPACT_WANTED)}" "<span class="impact-wanted">{wanted}</span></p> }
    });
    let (now, moved) = (impact.clone(), impact.indicator.clone());
    // What a later form decides moves no number yet.
    let unit =
        (!impact.is_later).then(|| live_if(move || counted.with(|counted| numbers(counted.as_ref()?, &now))));
    view! {
        <li data-indicator=moved data-state=impact.state.id()>
            <p><span class="muted">{number}</span>" "{tt(label)}</p>
            <p class=class>{icon(mark)}{t(words)}</p>
            {wanted}
            {unit}
        </li>
    }
    .into_any()
}

/// An answer that is still needed: a link to its field, or the form it belongs to.
fn wanted(model: FormModel, programme: &Arc<Programme>, wanted: &VariableRef) -> Option<AnyView> {
    let label = programme.variable(wanted)?.label.clone();
    if wanted.form == model.form().id {
        let id = wanted.variable.clone();
        let go = move |_| focus_field(&id);
        return Some(
            view! { <button type="button" class="link" on:click=go>{tt(label)}</button> }.into_any(),
        );
    }
    let form = form_name(programme, &wanted.form);
    Some(view! { <span>{tt(label)}" ("{tt(form)}")"</span> }.into_any())
}

#[cfg(test)]
mod tests {
    use domain::text::Language;

    use super::*;

    #[test]
    fn the_folded_panel_also_counts_what_a_later_form_decides() {
        let line = |state, is_later| Impact {
            indicator: "K1".to_owned(),
            state,
            attributed_on: None,
            is_later,
            wanted: Vec::new(),
        };
        let lines = [
            line(OutcomeState::Fulfilled, false),
            line(OutcomeState::Outside, true),
            line(OutcomeState::Pending, false),
            line(OutcomeState::Outside, false),
        ];
        let words = summary_words(&lines, Language::Da);
        assert_eq!(words, "1 opfyldt · 0 ikke opfyldt · 0 uoplyst · 2 afgøres senere");
    }
}
