//! One form's typing and its keeper: what the form holds goes out, what was saved elsewhere comes in.

use api_types::AnswerMap;
use domain::ids::CourseId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value as Json;

use super::draft::restore;
use super::model::FormModel;
use super::opened::OpenedForm;
use super::rebase::{Overtaking, versions};
use crate::browser::pause;
use crate::keep::{Content, History, Kept, Page, SaveState, use_keeper};
use crate::live::follow;
use crate::session::{Session, use_session};

/// Keeps one form.
#[derive(Clone, Copy)]
pub(crate) struct Autosave {
    /// The form.
    pub(super) model: FormModel,
    kept: Kept,
    pub(super) session: StoredValue<Session>,
    pub(super) course: CourseId,
    /// What the bar says.
    pub(crate) state: RwSignal<SaveState>,
    /// Whether fields changed in another window have been merged in.
    pub(crate) merged: RwSignal<bool>,
    /// Who submitted the form while it was being filled in here.
    pub(crate) overtaking: RwSignal<Option<Overtaking>>,
    /// Why a completed form is corrected.
    pub(crate) reason: RwSignal<String>,
    /// What was answered elsewhere to fields that were changed here as well.
    pub(crate) clashes: RwSignal<AnswerMap>,
    /// The submitted version that is being corrected.
    pub(crate) based_on: RwSignal<Option<i64>>,
    /// What this version of the definition has no field for.
    pub(crate) set_aside: RwSignal<AnswerMap>,
    content: Memo<Content>,
    pub(super) history: StoredValue<History>,
    /// Whether something can be undone and redone.
    pub(crate) can: RwSignal<(bool, bool)>,
}

impl Autosave {
    /// Follows the form from now on. `aside` is what it was opened with and has no field for.
    pub(crate) fn start(model: FormModel, opened: &OpenedForm, aside: AnswerMap) -> Self {
        let opening = &opened.opening;
        let reason = RwSignal::new(opening.content.reason.clone());
        let clashes = RwSignal::new(opening.content.clashes.clone());
        let based_on = RwSignal::new(opening.content.based_on);
        let set_aside = RwSignal::new(aside);
        let definition = opened.programme.version.clone();
        let content = Memo::new(move |_| {
            let mut answers = model.snapshot.get();
            set_aside.with(|aside| {
                for (id, value) in aside {
                    if !answers.contains_key(id) {
                        answers.insert(id.clone(), value.clone());
                    }
                }
            });
            Content {
                answers,
                confirmed: model.confirmed.get(),
                reason: reason.get(),
                clashes: clashes.get(),
                based_on: based_on.get(),
                definition: definition.clone(),
            }
        });
        let state = RwSignal::new(SaveState::Clean);
        let (merged, overtaking) = (RwSignal::new(false), RwSignal::new(opening.overtaking.clone()));
        let (show, overtaken) = (StoredValue::new(None), StoredValue::new(None));
        let page = Page {
            state,
            show: Callback::new(move |content: Content| {
                let autosave: Option<Self> = show.get_value();
                if let Some(autosave) = autosave {
                    autosave.take_in(&content);
                    autosave.merged.set(true);
                }
            }),
            overtaken: Callback::new(move |_: i64| {
                let autosave: Option<Self> = overtaken.get_value();
                if let Some(autosave) = autosave {
                    spawn_local(async move {
                        autosave.catch_up(None).await;
                    });
                }
            }),
        };
        // What the form opens with is not a change, unless it is more than the server has.
        let now = content.get_untracked();
        let known = match (&opened.draft, opening.is_ahead) {
            (Some(draft), true) => Content::of(draft),
            (None, true) => opening.blank.clone(),
            (_, false) => now.clone(),
        };
        let key = (opened.course.id, opened.form.id.clone());
        let kept = use_keeper().open(key, known, opened.draft.as_ref(), page);
        let autosave = Self {
            model,
            kept,
            session: StoredValue::new(use_session()),
            course: opened.course.id,
            state,
            merged,
            overtaking,
            reason,
            clashes,
            based_on,
            set_aside,
            content,
            history: StoredValue::new(History::new(now.answers)),
            can: RwSignal::new((false, false)),
        };
        show.set_value(Some(autosave));
        overtaken.set_value(Some(autosave));
        autosave.follow();
        autosave
    }

    fn follow(self) {
        follow(move || {
            self.kept.changed(self.content.get());
            // A field that is being typed in is a change when it is left.
            if self.model.typing.with(Option::is_none) {
                self.content.with_untracked(|content| {
                    self.history.update_value(|history| history.record(&content.answers));
                });
                self.show_history();
                self.kept.left();
            }
        });
        // A section that has been left is saved at once.
        let section = Memo::new(move |_| {
            let at = self.model.helped.get()?;
            let form = self.model.form();
            form.sections.iter().position(|section| section.variables.iter().any(|v| v.id == at))
        });
        follow(move || {
            if section.get().is_some() {
                self.kept.save();
            }
        });
        on_cleanup(move || {
            self.kept.changed(self.content.get_untracked());
            self.kept.leave();
        });
    }

    /// Says what can be undone now.
    pub(super) fn show_history(self) {
        let can = self.history.with_value(|history| (history.can_undo(), history.can_redo()));
        if self.can.get_untracked() != can {
            self.can.set(can);
        }
    }

    /// Everything typed so far.
    pub(crate) fn content(self) -> Content {
        self.content.get_untracked()
    }

    /// The revision of the draft on the server.
    pub(crate) fn revision(self) -> Option<i64> {
        self.kept.revision()
    }

    /// Saves at once what stands in the fields, e.g. on Ctrl+S.
    pub(crate) fn save_now(self) {
        self.kept.changed(self.content());
        self.kept.save();
    }

    /// Saves at once and waits a little; says whether the server has everything.
    pub(crate) async fn saved(self) -> bool {
        self.save_now();
        for _ in 0..60 {
            let is_waiting = self.state.try_get_untracked() == Some(SaveState::Waiting);
            if self.kept.is_saved() || !is_waiting {
                break;
            }
            pause(50).await;
        }
        self.kept.is_saved()
    }

    /// Ends saving: the form has been completed.
    pub(crate) fn stop(self) {
        self.kept.end();
    }

    /// Shows what was put together with what was typed elsewhere. It is no change of the user's.
    pub(crate) fn take_in(self, content: &Content) {
        let restored = restore(&self.model.programme(), &self.model.form(), content);
        self.reason.set(content.reason.clone());
        self.clashes.set(content.clashes.clone());
        self.based_on.set(content.based_on);
        self.set_aside.set(restored.set_aside.clone());
        self.model.replace(&restored);
        self.history.update_value(|history| history.accept(&content.answers));
    }

    /// Goes on from the version somebody has submitted. `attempted` are answers that were sent and may have arrived.
    /// Says whether everything typed here is in that version already.
    pub(crate) async fn catch_up(self, attempted: Option<&AnswerMap>) -> bool {
        let session = self.session.get_value();
        let (programme, form) = (self.model.programme(), self.model.form());
        let others = self.model.others();
        let based_on = self.based_on.get_untracked();
        let found = versions(&session, self.course, (&*programme, &*form), &others, based_on).await;
        let Ok(Some(versions)) = session.watch(found) else { return false };
        let Some(mine) = self.content.try_get_untracked() else { return false };
        if mine.based_on != based_on {
            return false; // It has been caught up with meanwhile.
        }
        let merged = versions.rebase(&mine, attempted);
        let is_in = merged.clashes.is_empty()
            && domain::answers::merge::differences(&merged.answers, &versions.after).is_empty();
        self.take_in(&merged);
        self.overtaking.set(Some(versions.overtaking()));
        is_in
    }

    /// Puts values into fields, as a draft holds them.
    pub(crate) fn put(self, fields: &[(String, Option<Json>)]) {
        let (programme, form) = (self.model.programme(), self.model.form());
        for (id, value) in fields {
            let answers = value.iter().map(|value| (id.clone(), value.clone())).collect();
            let restored = restore(&programme, &form, &Content { answers, ..Content::default() });
            let Some(variable) = form.variable(id) else { continue };
            self.model.put(variable, restored.answers.get(id).cloned());
            if let Some((_, text)) = restored.texts.first() {
                self.model.write(id, text);
                self.model.commit(id);
            }
        }
    }

    /// Empties the form after its draft was thrown away; it then holds what was submitted, if anything.
    pub(crate) fn empty(self, blank: &Content) {
        self.take_in(blank);
        self.model.carry_over(blank.based_on.is_none());
        self.merged.set(false);
        self.overtaking.set(None);
        self.kept.empty(self.content());
    }
}
