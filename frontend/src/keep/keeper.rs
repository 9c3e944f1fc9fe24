//! Carries out what [`Saving`] says, for every form whose last words are not yet on the server.
//!
//! It belongs to the application, not to a page: a form that has been left goes on being saved.

mod kept;
mod on_computer;

use std::collections::BTreeMap;
use std::time::Duration;

use api_client::{Answer, ClientError};
use api_types::{DraftView, DraftWriter, ProblemCode};
use domain::ids::CourseId;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

pub(crate) use self::kept::Kept;
use self::on_computer::Journaled;
use super::content::Content;
use super::journal::Journal;
use super::saving::{Effect, Event, Failure, Found, Receipt, SaveState, Saving, Sending};
use crate::browser::{ask_before_leaving, millis, pause, random_id, send_last, when_leaving, when_online};
use crate::connection::is_away;
use crate::live::follow;
use crate::session::Session;

/// A form: the course's and the form's id.
type Key = (CourseId, String);

/// Keeps every form that is open, and those left with something unsaved.
#[derive(Clone, Copy)]
pub(crate) struct Keeper {
    forms: StoredValue<BTreeMap<Key, Form>>,
    session: StoredValue<Session>,
    journal: Journal,
    window: Uuid,
    /// How many fields of all forms are not yet on the server.
    unsaved: RwSignal<usize>,
}

struct Form {
    saving: Saving,
    timer: Option<TimeoutHandle>,
    /// The page that shows it, if one does.
    page: Option<Page>,
    journaled: Journaled,
}

/// The page that shows a form.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    /// What the bar says.
    pub(crate) state: RwSignal<SaveState>,
    /// Shows what was merged in.
    pub(crate) show: Callback<Content>,
    /// Merges with the version somebody submitted.
    pub(crate) overtaken: Callback<i64>,
}

/// The keeper of the application.
pub(crate) fn use_keeper() -> Keeper {
    expect_context::<Keeper>()
}

impl Keeper {
    /// Begins to keep, for as long as the window is open.
    pub(crate) fn start(session: &Session) -> Self {
        let keeper = Self {
            forms: StoredValue::new(BTreeMap::new()),
            session: StoredValue::new(session.clone()),
            journal: Journal::start(session),
            window: random_id(),
            unsaved: RwSignal::new(0),
        };
        when_leaving(move || keeper.all(&Event::Leaving));
        when_online(move || keeper.all(&Event::Online));
        ask_before_leaving(move || {
            keeper.all(&Event::Leaving);
            keeper.unsaved.get_untracked() > 0
        });
        let session = session.clone();
        follow(move || {
            session.renewals();
            keeper.all(&Event::Renewed);
        });
        keeper
    }

    /// How many fields are not yet on the server; followed.
    pub(crate) fn unsaved(self) -> usize {
        self.unsaved.get()
    }

    /// How many fields are not yet on the server now.
    pub(crate) fn unsaved_now(self) -> usize {
        self.unsaved.get_untracked()
    }

    /// Forgets everything that is not yet on the server: whoever typed it is not here any more.
    pub(crate) fn forget(self) {
        self.all(&Event::Ended);
        self.forms.update_value(BTreeMap::clear);
        self.unsaved.set(0);
        self.journal.wipe();
    }

    /// Sends what is unsaved, and waits a little for the answers; says whether everything is on the server.
    pub(crate) async fn flush(self) -> bool {
        self.all(&Event::Asked);
        for _ in 0..30 {
            if self.unsaved.get_untracked() == 0 {
                return true;
            }
            pause(100).await;
        }
        self.unsaved.get_untracked() == 0
    }

    /// Waits a little until what was typed into the forms of a course is on the server.
    pub(crate) async fn settle(self, course: CourseId) {
        for _ in 0..20 {
            let is_dirty = self.forms.with_value(|forms| {
                forms.iter().any(|((of, _), form)| *of == course && form.saving.is_dirty())
            });
            if !is_dirty {
                return;
            }
            pause(50).await;
        }
    }

    /// What was typed into a form that was left, and is not on the server.
    pub(crate) fn pending(self, course: CourseId, form: &str) -> Option<Content> {
        self.forms.with_value(|forms| {
            let form = forms.get(&(course, form.to_owned()))?;
            form.saving.is_dirty().then(|| form.saving.latest().clone())
        })
    }

    /// Keeps a form that is being opened with `content`; `draft` is what the server has. What was typed before and
    /// is not on the server yet stays in charge.
    pub(crate) fn open(self, key: Key, content: Content, draft: Option<&DraftView>, page: Page) -> Kept {
        let window = self.window;
        self.forms.update_value(|forms| {
            let left = forms.remove(&key).filter(|form| form.saving.is_dirty());
            let form = left.map(|form| Form { page: Some(page), ..form }).unwrap_or_else(|| {
                let draft = draft.map(|draft| (draft.revision, draft.saved_at));
                Form {
                    saving: Saving::new(window, content, draft),
                    timer: None,
                    page: Some(page),
                    journaled: Journaled::Something,
                }
            });
            page.state.set(form.saving.state());
            forms.insert(key.clone(), form);
        });
        Kept { keeper: self, key: StoredValue::new(key) }
    }

    fn all(self, event: &Event) {
        let keys: Vec<Key> = self.forms.with_value(|forms| forms.keys().cloned().collect());
        for key in keys {
            self.on(&key, event.clone());
        }
    }

    fn on(self, key: &Key, event: Event) {
        let now = millis();
        let effects = self
            .forms
            .try_update_value(|forms| forms.get_mut(key).map(|form| (form.saving.on(event, now), form.page)));
        let Some(Some((effects, page))) = effects else { return };
        for effect in effects {
            self.carry_out(key, effect, page);
        }
        if self.journal.is_open() {
            self.keep_on_computer(key);
        }
        self.forms.update_value(|forms| {
            if let Some(form) = forms.get(key) {
                if let Some(page) = form.page {
                    let state = form.saving.state();
                    if page.state.try_get_untracked().is_some_and(|shown| shown != state) {
                        page.state.try_set(state);
                    }
                } else if !form.saving.is_dirty() {
                    forms.remove(key);
                }
            }
        });
        let unsaved = self
            .forms
            .with_value(|forms| forms.values().map(|form| form.saving.unsaved_fields()).sum::<usize>());
        if self.unsaved.get_untracked() != unsaved {
            self.unsaved.set(unsaved);
        }
    }

    fn carry_out(self, key: &Key, effect: Effect, page: Option<Page>) {
        match effect {
            Effect::Send(sending) => self.send(key.clone(), *sending),
            Effect::Fetch => self.fetch(key.clone()),
            Effect::Wake(after) => self.wake(key.clone(), after),
            Effect::Show(content) => {
                page.map(|page| page.show.try_run(*content));
            }
            Effect::Overtaken(version) => {
                page.map(|page| page.overtaken.try_run(version));
            }
        }
    }

    fn wake(self, key: Key, after: i64) {
        let of = key.clone();
        let wait = Duration::from_millis(u64::try_from(after).unwrap_or(0));
        let timer = set_timeout_with_handle(move || self.on(&of, Event::Woke), wait).ok();
        self.forms.update_value(|forms| {
            if let Some(form) = forms.get_mut(&key)
                && let Some(before) = std::mem::replace(&mut form.timer, timer)
            {
                before.clear();
            }
        });
    }

    fn send(self, key: Key, sending: Sending) {
        let session = self.session.get_value();
        let Sending { content, revision, sequence, is_last, is_background } = sending;
        let draft = content.to_save(DraftWriter { window: self.window, sequence });
        let client = if is_background { session.client().in_background() } else { session.client().clone() };
        spawn_local(async move {
            if !is_last {
                // The request is written after the key has been handled; when the page goes, the last one has all of it.
                pause(0).await;
            }
            let (course, form) = &key;
            let answer = match is_last {
                true => match client.last_draft(*course, form, draft, revision) {
                    Ok(request) => send_last(&request).await,
                    Err(error) => Err(error),
                },
                false => client.put_draft(*course, form, draft, revision).await,
            };
            let answer = if is_background { session.watch_background(answer) } else { session.watch(answer) };
            self.on(
                &key,
                match answer {
                    Ok(draft) => Event::Saved(Receipt {
                        sequence,
                        revision: draft.revision,
                        form_version: draft.form_version,
                        saved_at: draft.saved_at,
                    }),
                    Err(error) => Event::Refused { sequence, why: failure(&error) },
                },
            );
        });
    }

    fn fetch(self, key: Key) {
        let session = self.session.get_value();
        spawn_local(async move {
            let (course, form) = &key;
            let answer = session.client().draft(*course, form).await;
            self.on(&key, found(session.watch(answer)));
        });
    }
}

fn found(answer: Answer<Option<DraftView>>) -> Event {
    match answer {
        Ok(draft) => Event::Found(draft.map(|draft| Found {
            content: Content::of(&draft),
            revision: draft.revision,
            window: draft.writer.map(|writer| writer.window),
            form_version: draft.form_version,
        })),
        Err(error) => Event::FoundNothing(failure(&error)),
    }
}

fn failure(error: &ClientError) -> Failure {
    match error {
        _ if error.is_stale() => Failure::Stale,
        ClientError::Problem(problem) => match problem.code {
            ProblemCode::NotLoggedIn => Failure::LoggedOut,
            code => Failure::Problem(code),
        },
        _ if is_away(error) => Failure::Network,
        ClientError::Network | ClientError::Unexpected { .. } => Failure::Problem(ProblemCode::Internal),
    }
}
