//! The citizen view: what the citizen sees of their own progress, on a screen that is turned round.
//!
//! Two sides, as a sheet of paper has. The front shows one measure at a time, sentence first; the back all of them in a
//! table, the agreements, and what the numbers mean. On paper both stand on one page. No CPR number, no staff notes, no
//! other citizens.

mod back;
mod chart;
mod front;
mod line;
mod size;

use domain::plan::Plan;
use domain::progress::{Progress, progress};
use domain::text::Text;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use self::size::TextSize;
use crate::browser::{in_text_field, on_window_key, print, set_root_attribute, single_key, today};
use crate::course_facts::{CourseFacts, course_facts};
use crate::load::Loader;
use crate::parts::{empty, page_head};
use crate::programmes::use_programmes;
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// How many agreements paper has room for; the style sheet leaves out the rest.
const PRINTED_GOALS: usize = 5;

/// With more measures and agreements than this, paper takes smaller words.
const ROOMY: usize = 11;

/// Which side is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Front,
    Back,
}

/// What the reader has chosen.
#[derive(Clone, Copy)]
struct Choice {
    side: RwSignal<Side>,
    measure: RwSignal<usize>,
    count: usize,
    size: TextSize,
}

impl Choice {
    /// Goes to the neighbour of the measure that is shown, round the end.
    fn step(self, forward: bool) {
        let count = self.count.max(1);
        let by = if forward { 1 } else { count - 1 };
        self.measure.update(|at| *at = (*at + by) % count);
        self.side.set(Side::Front);
    }
}

/// Shows the course the address names to its citizen.
pub(crate) fn page() -> AnyView {
    let params = use_params_map();
    let (session, programmes) = (use_session(), use_programmes());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    // The bar and the foot are the professional's; the citizen sees a calm page.
    set_root_attribute("view", Some("citizen"));
    on_cleanup(|| set_root_attribute("view", None));
    let loader = Loader::new(move || course_facts(session.clone(), programmes, id.get()));
    loader.show(citizen_view)
}

fn citizen_view(shown: CourseFacts) -> AnyView {
    let CourseFacts { course, programme, facts, plan } = shown;
    let told = progress(&programme, &facts);
    // The first that tells of a development; a single measurement tells less.
    let first = told.iter().position(|progress| progress.points.len() > 1).unwrap_or_default();
    let choice = Choice {
        side: RwSignal::new(Side::Front),
        measure: RwSignal::new(first),
        count: told.len(),
        size: TextSize::kept(),
    };
    let leave = format!("/forloeb/{}", course.id);
    listen(choice, leave.clone());
    let name = course.citizen.name.clone();
    let first_name = name.split_whitespace().next().unwrap_or(&name).to_owned();
    let title = tf(CITIZEN_TITLE, move |_| [("name", first_name.clone())]);
    let is_dense = told.len() + plan.goals.len().min(PRINTED_GOALS) > ROOMY;
    let talked = talked_through();
    let lead = view! { <p class="citizen-who"><span class="print-only"><strong>{name}</strong>" · "</span><span>{talked}</span></p> };
    let content = if told.is_empty() {
        let hint = view! { <p>{t(CITIZEN_EMPTY_HINT)}</p> };
        empty(view! { <strong>{t(CITIZEN_EMPTY)}</strong> }.into_any(), hint.into_any())
    } else {
        both_sides(choice, told, plan, &programme.citizen_view.sentences.better)
    };
    view! {
        <div class="citizen-view" data-size=choice.size.attribute() data-dense=is_dense.to_string()>
            {page_head(title, Some(lead.into_any()), Some(tools(choice, leave)), false)}
            {content}
            <p class="citizen-own small muted">
                {t(CITIZEN_OWN)}" "<span class="no-print about-keys">{t(CITIZEN_KEYS)}</span>
            </p>
        </div>
    }
    .into_any()
}

fn both_sides(choice: Choice, told: Vec<Progress>, plan: Plan, better: &Text) -> AnyView {
    let sides = [(Side::Front, CITIZEN_FRONT), (Side::Back, CITIZEN_BACK)].map(|(side, name)| {
        view! {
            <button type="button" class="tab" aria-pressed=Signal::derive(move || (choice.side.get() == side).to_string())
                on:click=move |_| choice.side.set(side)>
                {t(name)}
            </button>
        }
    });
    // Both are always there, because paper shows both; the screen shows the one that is up.
    let shown = move |side: Side| Signal::derive(move || (choice.side.get() == side).to_string());
    view! {
        <div class="tabs no-print" role="group" aria-label=t(CITIZEN_SIDES)>{sides.into_iter().collect::<Vec<_>>()}</div>
        <div class="citizen-side" data-shown=shown(Side::Front)>{front::front(choice, &told, better)}</div>
        <div class="citizen-side" data-shown=shown(Side::Back)>{back::back(told, plan)}</div>
    }
    .into_any()
}

/// When it was talked through and with whom: the professional who has it open.
fn talked_through() -> Signal<String> {
    let session = use_session();
    let name = move || session.me().map(|me| me.display_name).unwrap_or_default();
    tf(CITIZEN_WITH, move |language| [("date", show::long_date(today(), language)), ("name", name())])
}

fn tools(choice: Choice, leave: String) -> AnyView {
    view! {
        <button type="button" class="button button-quiet" on:click=move |_| choice.size.change(-1)>
            "A-"<span class="visually-hidden">" – "{t(CITIZEN_SMALLER)}</span>
        </button>
        <button type="button" class="button button-quiet" on:click=move |_| choice.size.change(1)>
            "A+"<span class="visually-hidden">" – "{t(CITIZEN_LARGER)}</span>
        </button>
        <button type="button" class="button button-quiet" on:click=move |_| print()>{t(PRINT)}</button>
        <a class="button" href=leave>{t(CITIZEN_CLOSE)}" "<kbd aria-hidden="true">"Esc"</kbd></a>
    }
    .into_any()
}

/// Arrows change the measure, `+` and `-` the size of the text, Esc leaves.
fn listen(choice: Choice, leave: String) {
    let navigate = use_navigate();
    let session = use_session();
    on_window_key(move |event| {
        let is_modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if is_modified || event.default_prevented() || session.is_expired() || in_text_field(&event) {
            return;
        }
        match event.key().as_str() {
            "ArrowLeft" => choice.step(false),
            "ArrowRight" => choice.step(true),
            "Escape" => {
                event.prevent_default();
                navigate(&leave, NavigateOptions::default());
            }
            _ => match single_key(&event).as_deref() {
                Some("+") => choice.size.change(1),
                Some("-") => choice.size.change(-1),
                _ => {}
            },
        }
    });
}
