//! What the citizen's answers call for: accepted or declined with one key.

use api_types::SuggestionView;
use domain::plan::{Standing, Verdict};
use domain::programme::Reason;
use domain::text::Language;
use domain::validation::read_answer;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::fields::{line, shown};
use super::model::PlanModel;
use crate::browser::{focus, focus_soon, focused, local};
use crate::live::live_if;
use crate::parts::{Icon, icon};
use crate::show;
use crate::text::*;

const HEADING: &str = "plan-suggestions";

/// The suggestions nobody has decided about, and below them those that are decided.
pub(super) fn section(model: PlanModel) -> AnyView {
    let is_empty = model.suggestions.with_value(Vec::is_empty);
    let standings = Memo::new(move |_| {
        model.suggestions.with_value(|all| all.iter().map(|view| model.standing(view)).collect::<Vec<_>>())
    });
    // Those that stand where they are wanted.
    let standing = move |is_open: bool| {
        model.suggestions.with_value(|all| {
            standings.with(|standings| {
                let all = all.iter().zip(standings.iter().copied());
                let wanted = all.filter(|(_, standing)| (*standing == Standing::Open) == is_open);
                wanted.map(|(view, standing)| (view.clone(), standing)).collect::<Vec<_>>()
            })
        })
    };
    let open = Memo::new(move |_| standing(true).into_iter().map(|(view, _)| view).collect::<Vec<_>>());
    let none = live_if(move || {
        let words = if is_empty { PLAN_SUGGESTIONS_NONE } else { PLAN_SUGGESTIONS_DONE };
        open.with(Vec::is_empty).then(|| view! { <p class="muted">{t(words)}</p> })
    });
    // A card that stays is not drawn again, so that it keeps focus.
    let cards = view! {
        <ul class="suggestions" hidden=Signal::derive(move || open.with(Vec::is_empty)) on:keydown=|event| move_focus(&event)>
            <For each=move || open.get() key=|view| view.suggestion.clone() children=move |view| card(model, view)/>
        </ul>
    };
    let decided = live_if(move || {
        let decided = standing(false);
        (!decided.is_empty()).then(|| decided_list(model, decided))
    });
    view! {
        <section class="form-section" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">{t(PLAN_SUGGESTIONS)}</h2>
            {(!is_empty).then(|| view! { <p class="plan-lead">{t(PLAN_SUGGESTIONS_LEAD)}</p> })}
            {none}
            {cards}
            {decided}
        </section>
    }
    .into_any()
}

fn accept_id(suggestion: &str) -> String {
    format!("accept-{suggestion}")
}

fn card(model: PlanModel, suggestion: SuggestionView) -> AnyView {
    let name = model.intervention_name(&suggestion.intervention);
    let programme = model.programme();
    let rule = programme.planning.suggestion(&suggestion.suggestion).cloned();
    let source = rule.as_ref().map(|rule| rule.source.clone()).unwrap_or_default();
    let rule = rule.map(|rule| view! { <p>{tt(rule.label)}</p> });
    let reasons: Vec<_> = suggestion.because.iter().map(|reason| because(model, reason)).collect();
    let (accepted, declined) = (suggestion.clone(), suggestion.clone());
    let id = suggestion.suggestion;
    let (accept_name, decline_name) = (name.clone(), name.clone());
    view! {
        <li class="suggestion" data-suggestion=id.clone()>
            <div>
                <h3>{tt(name)}</h3>
                {rule}
                <p class="because"><strong>{t(PLAN_BECAUSE)}": "</strong><span class="because-answers">{reasons}</span></p>
                <p class="small muted">{tf(PLAN_SOURCE, move |language| [("source", show::source(&source, language))])}</p>
            </div>
            <div class="suggestion-tools">
                <button type="button" class="button" id=accept_id(&id) on:click=move |_| act(model, &accepted, Verdict::Accepted)>
                    {t(PLAN_ACCEPT)}<span class="visually-hidden">": "{tt(accept_name)}</span><kbd aria-hidden="true">"a"</kbd>
                </button>
                <button type="button" class="button button-quiet" on:click=move |_| act(model, &declined, Verdict::Declined)>
                    {t(PLAN_DECLINE)}<span class="visually-hidden">": "{tt(decline_name)}</span><kbd aria-hidden="true">"x"</kbd>
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// An answer the suggestion follows from, in words: »Rygestatus: Ryger dagligt«.
fn because(model: PlanModel, reason: &Reason) -> AnyView {
    let (programme, reason) = (model.programme(), reason.clone());
    let language = use_language();
    let words = Signal::derive(move || reason_words(&programme, &reason, language.get()));
    view! { <span class="tag">{words}</span> }.into_any()
}

fn reason_words(programme: &domain::programme::Programme, reason: &Reason, language: Language) -> String {
    let Some(variable) = programme.variable(&reason.variable) else { return reason.variable.to_string() };
    let value = match read_answer(programme, variable, &reason.value) {
        Ok(answer) => show::answer(programme, variable, &answer, language),
        Err(_) => reason.value.to_string(),
    };
    format!("{}: {value}", variable.label.get(language))
}

/// Decides, and goes on to the next suggestion.
fn act(model: PlanModel, suggestion: &SuggestionView, verdict: Verdict) {
    let open = open(model);
    let here = open.iter().position(|other| other.suggestion == suggestion.suggestion).unwrap_or(0);
    let next = open.get(here + 1).or_else(|| here.checked_sub(1).and_then(|before| open.get(before)));
    model.decide(suggestion, verdict);
    focus_soon(next.map_or_else(|| HEADING.to_owned(), |next| accept_id(&next.suggestion)));
}

fn open(model: PlanModel) -> Vec<SuggestionView> {
    let is_open = |view: &&SuggestionView| model.standing(view) == Standing::Open;
    untrack(|| model.suggestions.with_value(|all| all.iter().filter(is_open).cloned().collect()))
}

/// Decides about the suggestion that has focus, else the first open one; whether there was one.
pub(super) fn decide(model: PlanModel, accept: bool) -> bool {
    let open = open(model);
    let here = focused().and_then(|element| suggestion_of(&element));
    let focused = here.and_then(|here| open.iter().find(|view| view.suggestion == here));
    let Some(suggestion) = focused.or_else(|| open.first()) else { return false };
    act(model, suggestion, if accept { Verdict::Accepted } else { Verdict::Declined });
    true
}

fn suggestion_of(element: &Element) -> Option<String> {
    element.closest("[data-suggestion]").ok().flatten()?.get_attribute("data-suggestion")
}

/// Arrows move between the suggestions.
fn move_focus(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(card) = target.and_then(|target| target.closest("[data-suggestion]").ok().flatten()) else {
        return;
    };
    let next = match event.key().as_str() {
        "ArrowDown" => card.next_element_sibling(),
        "ArrowUp" => card.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next.and_then(|next| next.get_attribute("data-suggestion")) {
        focus(&accept_id(&next));
    }
}

fn decided_list(model: PlanModel, decided: Vec<(SuggestionView, Standing)>) -> AnyView {
    let count = decided.len();
    let items: Vec<_> =
        decided.into_iter().map(|(view, standing)| decided_item(model, view, standing)).collect();
    view! {
        <details class="plan-decided">
            <summary>
                <span class="chevron">{icon(Icon::ChevronRight)}</span>
                <span>{tf(PLAN_DECIDED, move |_| [("count", count.to_string())])}</span>
            </summary>
            <ul>{items}</ul>
        </details>
    }
    .into_any()
}

fn decided_item(model: PlanModel, suggestion: SuggestionView, standing: Standing) -> AnyView {
    let name = model.intervention_name(&suggestion.intervention);
    let (class, mark) = match standing {
        Standing::Declined => ("status", Icon::Cross),
        _ => ("status status-done", Icon::Tick),
    };
    let reasons: Vec<_> = suggestion.because.iter().map(|reason| because(model, reason)).collect();
    let id = suggestion.suggestion.clone();
    let known = id.clone();
    let who = live_if(move || {
        let decided = model.decided.get().into_iter().find(|decided| decided.suggestion == known)?;
        let (name, at) = (decided.decided_by, local(decided.decided_at).date());
        let words = tf(PLAN_DECIDED_BY, move |language| {
            [("name", name.clone()), ("date", show::short_date(at, language))]
        });
        Some(view! { <span class="muted">" · "{words}</span> })
    });
    let (shown_id, written_id) = (id.clone(), id.clone());
    let reason = (standing == Standing::Declined).then(|| {
        let value = Signal::derive(move || {
            shown(model.decision(&shown_id).and_then(|decision| decision.reason).as_ref())
        });
        line(format!("declined-{id}"), PLAN_DECLINE_REASON, value, move |text| {
            model.explain(&written_id, text)
        })
    });
    let undone = suggestion.clone();
    let undo_name = name.clone();
    let undo = (standing != Standing::Planned).then(|| {
        view! {
            <button type="button" class="button button-plain button-small" on:click=move |_| {
                model.undo(&undone);
                let is_open = untrack(|| model.standing(&undone)) == Standing::Open;
                focus_soon(if is_open { accept_id(&undone.suggestion) } else { HEADING.to_owned() });
            }>{t(PLAN_UNDO)}<span class="visually-hidden">": "{tt(undo_name)}</span></button>
        }
    });
    view! {
        <li class="plan-row">
            <div class="plan-row-head">
                <p class=class>{icon(mark)}<span><strong>{tt(name)}</strong>": "{tt(standing.label())}{who}</span></p>
                {undo}
            </div>
            <p class="because-answers">{reasons}</p>
            {reason}
        </li>
    }
    .into_any()
}
