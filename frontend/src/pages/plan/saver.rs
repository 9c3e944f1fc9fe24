//! Saving the plan: 0.8 s after the last change and at the latest every 5 s, one save after the other.
//!
//! Saving outlives the page: what was written is saved although the user has gone on.

mod queue;

use std::sync::{Arc, Mutex};

use api_client::{Answer, Client, ClientError};
use api_types::{PlanView, ProblemCode};
use chrono::{DateTime, Utc};
use domain::ids::CourseId;
use domain::plan::Plan;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::queue::Queue;
use super::model::PlanModel;
use crate::browser::{ask_before_leaving, local, millis, pause, send_last};
use crate::keep::{may_have_arrived, with};
use crate::live::{follow, live, live_if};
use crate::parts::{Icon, icon, problem_text};
use crate::session::Session;
use crate::show;
use crate::text::*;

/// After the last change, in milliseconds.
const QUIET: i64 = 800;
/// After the first change, however much is written.
const LATEST: i64 = 5_000;
/// Between two attempts.
const AGAIN: u64 = 4_000;

/// What the bar says.
#[derive(Clone)]
enum State {
    Clean,
    Waiting,
    Saved(DateTime<Utc>),
    Failed(ClientError),
}

/// Saves one plan.
#[derive(Clone, Copy)]
pub(super) struct Saver {
    model: PlanModel,
    session: StoredValue<Session>,
    course: CourseId,
    queue: StoredValue<Arc<Mutex<Queue>>>,
    state: RwSignal<State>,
    changed_at: StoredValue<Option<(i64, i64)>>,
    /// Who saved the plan in between, and how many rows both had changed.
    pub(super) merged: RwSignal<Option<(String, usize)>>,
}

impl Saver {
    /// Follows the plan from now on.
    pub(super) fn start(model: PlanModel, session: Session, course: CourseId, shown: &PlanView) -> Self {
        let queue = Queue::new(shown);
        let saver = Self {
            model,
            session: StoredValue::new(session.clone()),
            course,
            queue: StoredValue::new(Arc::new(Mutex::new(queue))),
            state: RwSignal::new(State::Clean),
            changed_at: StoredValue::new(None),
            merged: RwSignal::new(None),
        };
        follow(move || saver.changed(model.whole.get()));
        // What failed without a session is tried again with the next one.
        follow(move || {
            session.renewals();
            saver.save_now();
        });
        saver.watch_leaving();
        saver
    }

    fn changed(self, plan: Plan) {
        let is_saved = with(&self.queue.get_value(), |queue| {
            queue.wanted = plan;
            queue.is_saved()
        });
        if is_saved {
            return;
        }
        self.state.set(State::Waiting);
        let now = millis();
        let first = self.changed_at.get_value().map_or(now, |(first, _)| first);
        self.changed_at.set_value(Some((first, now)));
        let wait = QUIET.min(first + LATEST - now).max(0);
        let is_latest = move || {
            let at = self.changed_at.try_get_value().flatten();
            at.is_some_and(|(first, last)| last == now || millis() >= first + LATEST)
        };
        spawn_local(async move {
            pause(wait.unsigned_abs()).await;
            if is_latest() {
                self.save_now();
            }
        });
    }

    /// Saves what is not saved, without waiting.
    pub(super) fn save_now(self) {
        self.changed_at.try_set_value(None);
        let Some(queue) = self.queue.try_get_value() else { return };
        let starts = with(&queue, |queue| {
            let starts = !queue.is_busy && !queue.is_saved();
            queue.is_busy |= starts;
            starts
        });
        if let (true, Some(session)) = (starts, self.session.try_get_value()) {
            spawn_local(async move { self.send_all(queue, session).await });
        }
    }

    async fn send_all(self, queue: Arc<Mutex<Queue>>, session: Session) {
        loop {
            let next = with(&queue, |queue| {
                queue.is_busy = !queue.is_saved();
                queue.is_busy.then(|| (queue.wanted.clone(), queue.version))
            });
            let Some((wanted, version)) = next else { break };
            let if_match = (version > 0).then_some(version);
            match session.watch(send(session.client(), self.course, &wanted, if_match).await) {
                Ok(saved) => {
                    with(&queue, |queue| {
                        queue.version = saved.version;
                        // The server may have added why a suggestion was made; that is no change of the user's.
                        queue.base = wanted;
                        queue.in_doubt = None;
                    });
                    self.model.decided.try_set(saved.decided);
                    if let Some(at) = saved.saved_at.filter(|_| with(&queue, |queue| queue.is_saved())) {
                        self.state.try_set(State::Saved(at));
                    }
                }
                Err(error) if error.is_stale() => {
                    match session.watch(session.client().plan(self.course).await) {
                        Ok(theirs) => self.join(&queue, theirs, &session),
                        Err(error) => {
                            if !self.failed(&queue, error).await {
                                break;
                            }
                        }
                    }
                }
                Err(error) => {
                    if may_have_arrived(&error) {
                        with(&queue, |queue| queue.in_doubt = Some(wanted));
                    }
                    if !self.failed(&queue, error).await {
                        break;
                    }
                }
            }
        }
    }

    /// Joins what was saved elsewhere with what is on the screen, and says so where it was somebody else's.
    fn join(self, queue: &Mutex<Queue>, theirs: PlanView, session: &Session) {
        let by = theirs.saved_by.clone().unwrap_or_default();
        let is_mine = session.me().is_some_and(|me| me.display_name == by);
        let (plan, clashes) = with(queue, |queue| {
            let clashes = queue.join(theirs, is_mine);
            (queue.wanted.clone(), clashes)
        });
        self.model.adopt(plan);
        self.merged.try_set(Some((by, clashes)));
    }

    /// Says why it could not be saved; whether to try again, after a while.
    async fn failed(self, queue: &Mutex<Queue>, error: ClientError) -> bool {
        let may_pass = match error.problem().map(|problem| problem.code) {
            None => true,
            Some(code) => code.status() >= 500 || code == ProblemCode::TooManyRequests,
        };
        self.state.try_set(State::Failed(error));
        if may_pass {
            pause(AGAIN).await;
        } else {
            with(queue, |queue| queue.is_busy = false);
        }
        may_pass
    }

    /// Nothing written is left behind when the page is.
    fn watch_leaving(self) {
        let hidden = window_event_listener(ev::visibilitychange, move |_| self.save_now());
        ask_before_leaving(move || {
            let is_unsaved = with(&self.queue.get_value(), |queue| !queue.is_saved());
            if is_unsaved {
                self.save_now();
            }
            is_unsaved
        });
        on_cleanup(move || {
            hidden.remove();
            self.save_now();
        });
    }
}

/// Sends the plan in a request that the browser carries out although the page is closed.
async fn send(client: &Client, course: CourseId, plan: &Plan, if_match: Option<i64>) -> Answer<PlanView> {
    send_last(&client.last_plan(course, plan, if_match)?).await
}

/// The bar that stays at the bottom: what is saved, and the keys.
pub(super) fn save_bar(saver: Saver) -> AnyView {
    let language = use_language();
    let mark = live(move || match saver.state.get() {
        State::Clean => ().into_any(),
        State::Waiting => icon(Icon::Clock),
        State::Saved(_) => icon(Icon::Tick),
        State::Failed(_) => icon(Icon::Warning),
    });
    let words = live(move || match saver.state.get() {
        State::Clean => t(PLAN_EMPTY).into_any(),
        State::Waiting => t(PLAN_SAVING).into_any(),
        State::Saved(at) => {
            let words = Signal::derive(move || {
                let time = show::time(local(at).time(), language.get());
                PLAN_SAVED.fill(language.get(), &[("time", &time)])
            });
            words.into_any()
        }
        State::Failed(error) => {
            let reason = problem_text(&error);
            tf(PLAN_NOT_SAVED, move |_| [("reason", reason())]).into_any()
        }
    });
    // Each save changes the line twice; read aloud, only that saving fails would be worth hearing.
    let failed = Memo::new(move |_| matches!(saver.state.get(), State::Failed(_)));
    let loudness = Signal::derive(move || if failed.get() { "polite" } else { "off" });
    view! {
        <div class="save-bar">
            <div class="save-bar-in">
                <span class="save-state" data-state=Signal::derive(move || state_id(&saver.state.get()))>
                    {mark}<span role="status" aria-live=loudness>{words}</span>
                </span>
                {live_if(move || failed.get().then(|| view! {
                    <button type="button" class="button button-quiet button-small" on:click=move |_| saver.save_now()>
                        {t(PLAN_SAVE_NOW)}
                    </button>
                }))}
                <span class="save-keys">
                    <span><kbd>"a"</kbd>" "<kbd>"x"</kbd>" "{t(PLAN_KEYS_DECIDE)}</span>
                    <span><kbd>{t(PLAN_KEY_ARROWS)}</kbd>" "{t(PLAN_KEYS_MOVE)}</span>
                    <span><kbd>"i"</kbd>" "<kbd>"t"</kbd>" "<kbd>"m"</kbd>" "{t(PLAN_KEYS_NEW)}</span>
                    <span><kbd>"Ctrl"</kbd>"+"<kbd>"S"</kbd>" "{t(PLAN_KEYS_SAVE)}</span>
                </span>
            </div>
        </div>
    }
    .into_any()
}

/// The state for style sheets and tests.
const fn state_id(state: &State) -> &'static str {
    match state {
        State::Clean => "clean",
        State::Waiting => "waiting",
        State::Saved(_) => "saved",
        State::Failed(_) => "failed",
    }
}
