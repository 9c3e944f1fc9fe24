//! The optional journal on this computer: what is typed and not yet on the server survives a crash without a connection.
//!
//! Off unless the installation allows it (`docs/personal-data.md`). What is kept is sealed with a key that the server
//! gives the same user on the same device after every log-in; logging out wipes it.

use api_types::DraftWriter;
use domain::access::Permission;
use domain::ids::CourseId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Value as Json, json};

use super::content::Content;
use crate::browser::{
    journal_device, journaled, open_journal, pause, put_in_journal, remove_from_journal, wipe_journal,
};
use crate::live::follow;
use crate::preferences::Preferences;
use crate::session::Session;

/// How far the journal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// None is kept, or nobody is logged in.
    Off,
    /// The key is being fetched.
    Opening,
    /// What is typed is kept.
    Open,
}

/// The journal of the user who is logged in.
#[derive(Clone, Copy)]
pub(super) struct Journal {
    state: RwSignal<State>,
    session: StoredValue<Session>,
}

/// What was typed on this computer: the state of the server it went on from, and what was typed.
pub(crate) struct Recalled {
    saved: Content,
    latest: Content,
}

impl Journal {
    /// Opens the journal whenever somebody logs in who fills in forms, where the installation allows it and the computer
    /// is theirs.
    pub(super) fn start(session: &Session) -> Self {
        let journal = Self { state: RwSignal::new(State::Off), session: StoredValue::new(session.clone()) };
        let (session, preferences) = (session.clone(), expect_context::<Preferences>());
        follow(move || {
            session.renewals();
            let is_shared = preferences.is_shared.get();
            let Some(installation) = session.installation() else { return };
            if !installation.offline_journal || is_shared {
                journal.wipe();
            } else if session.may(Permission::WriteForms) && !journal.is_open() {
                journal.state.set(State::Opening);
                let session = session.clone();
                spawn_local(async move {
                    let is_open = open(&session).await;
                    journal.state.set(if is_open { State::Open } else { State::Off });
                });
            }
        });
        journal
    }

    /// Whether what is typed is kept on this computer now.
    pub(super) fn is_open(self) -> bool {
        self.state.get_untracked() == State::Open
    }

    /// The same, followed.
    pub(super) fn is_kept(self) -> bool {
        self.state.get() == State::Open
    }

    /// Keeps what was typed into a form.
    pub(super) fn put(self, course: CourseId, form: &str, saved: &Content, latest: &Content) {
        let (Some(id), text) = (self.id(course, form), written(saved, latest)) else { return };
        spawn_local(async move {
            // A computer that refuses must not be said to keep it.
            if !put_in_journal(&id, &text).await {
                self.state.set(State::Off);
            }
        });
    }

    /// The server has everything of a form.
    pub(super) fn remove(self, course: CourseId, form: &str) {
        let Some(id) = self.id(course, form) else { return };
        spawn_local(async move { remove_from_journal(&id).await });
    }

    /// What was typed into a form before this window was opened and never reached the server.
    pub(super) async fn recall(self, course: CourseId, form: &str) -> Option<Recalled> {
        for _ in 0..40 {
            if self.state.get_untracked() != State::Opening {
                break;
            }
            pause(50).await;
        }
        let id = self.id(course, form).filter(|_| self.is_open())?;
        read(&journaled(&id).await?)
    }

    /// Forgets everything, the key too.
    pub(super) fn wipe(self) {
        if self.state.get_untracked() != State::Off {
            self.state.set(State::Off);
        }
        spawn_local(wipe_journal());
    }

    fn id(self, course: CourseId, form: &str) -> Option<String> {
        let user = self.session.with_value(|session| untrack(|| session.me()))?.username;
        Some(format!("{user}/{course}/{form}"))
    }
}

async fn open(session: &Session) -> bool {
    let Some(device) = journal_device().await else { return false };
    let answer = session.client().in_background().journal_key(&device).await;
    let Ok(given) = session.watch_background(answer) else { return false };
    let digit = |at: usize| given.key.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let key: Option<Vec<u8>> = (0..given.key.len()).step_by(2).map(digit).collect();
    match key {
        Some(key) => open_journal(&key).await,
        None => false,
    }
}

impl Recalled {
    /// Puts what was typed on top of what the server has now, field by field; nothing if the server has all of it.
    pub(crate) fn on_top_of(&self, theirs: &Content) -> Option<Content> {
        let merged = Content::merge(&self.saved, &self.latest, theirs);
        (!merged.is_as(theirs)).then_some(merged)
    }
}

/// Both contents as a text.
fn written(saved: &Content, latest: &Content) -> String {
    let writer = DraftWriter { window: uuid::Uuid::nil(), sequence: 0 };
    json!([saved.to_save(writer), latest.to_save(writer)]).to_string()
}

/// Reads what [`written`] wrote; nothing if it is of another shape.
fn read(text: &str) -> Option<Recalled> {
    let both: Json = serde_json::from_str(text).ok()?;
    let content = |json: &Json| {
        let map = |name: &str| json.get(name).and_then(Json::as_object).cloned().unwrap_or_default();
        let words = |name: &str| json.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        let confirmed = json.get("confirmed").cloned().unwrap_or_else(|| json!([]));
        Some(Content {
            answers: map("answers"),
            confirmed: serde_json::from_value(confirmed).ok()?,
            reason: words("reason"),
            clashes: map("clashes"),
            based_on: json.get("based_on").and_then(Json::as_i64),
            definition: words("definition_version"),
        })
    };
    Some(Recalled { saved: content(both.get(0)?)?, latest: content(both.get(1)?)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(answers: Json, based_on: Option<i64>) -> Content {
        let answers = answers.as_object().cloned().unwrap();
        Content {
            answers,
            reason: "Tastefejl".into(),
            based_on,
            definition: "1".into(),
            ..Content::default()
        }
    }

    #[test]
    fn what_is_kept_can_be_read_back() {
        let (saved, latest) =
            (typed(json!({"a": 1}), None), typed(json!({"a": 2, "b": {"typed": "8,"}}), Some(3)));
        let recalled = read(&written(&saved, &latest)).unwrap();
        assert_eq!((recalled.saved, recalled.latest), (saved, latest));
        assert!(read("[]").is_none());
        assert!(read("nonsense").is_none());
    }

    #[test]
    fn what_was_typed_goes_on_top_of_what_the_server_has_now() {
        let recalled =
            Recalled { saved: typed(json!({"a": 1}), None), latest: typed(json!({"a": 1, "b": 2}), None) };
        let theirs = typed(json!({"a": 5}), None);
        assert_eq!(recalled.on_top_of(&theirs), Some(typed(json!({"a": 5, "b": 2}), None)));
        assert_eq!(
            recalled.on_top_of(&typed(json!({"a": 5, "b": 2}), None)),
            None,
            "the server has everything"
        );
    }
}
