//! One form that is kept, as its page sees it.

use leptos::prelude::*;

use super::{Keeper, Key};
use crate::keep::content::Content;
use crate::keep::saving::{Event, Saving};

/// One form that is kept, as its page sees it.
#[derive(Clone, Copy)]
pub(crate) struct Kept {
    pub(super) keeper: Keeper,
    pub(super) key: StoredValue<Key>,
}

impl Kept {
    fn on(self, event: Event) {
        if let Some(key) = self.key.try_get_value() {
            self.keeper.on(&key, event);
        }
    }

    /// The form holds this now.
    pub(crate) fn changed(self, content: Content) {
        self.on(Event::Changed(content));
    }

    /// No field is being typed in.
    pub(crate) fn left(self) {
        self.on(Event::Left);
    }

    /// Saves at once.
    pub(crate) fn save(self) {
        self.on(Event::Asked);
    }

    /// The form has been completed, or its draft thrown away for good: nothing more is saved.
    pub(crate) fn end(self) {
        self.on(Event::Ended);
    }

    /// The draft was thrown away; the form holds `content` instead.
    pub(crate) fn empty(self, content: Content) {
        self.on(Event::Emptied(content));
    }

    /// The page is left. What the server does not have yet goes on being saved without it.
    pub(crate) fn leave(self) {
        let Some(key) = self.key.try_get_value() else { return };
        self.keeper.forms.update_value(|forms| {
            if let Some(form) = forms.get_mut(&key) {
                form.page = None;
            }
        });
        self.keeper.on(&key, Event::Asked);
    }

    /// The revision of the draft on the server.
    pub(crate) fn revision(self) -> Option<i64> {
        self.with(Saving::revision).flatten()
    }

    /// Whether the server has everything.
    pub(crate) fn is_saved(self) -> bool {
        !self.with(Saving::is_dirty).unwrap_or(false)
    }

    fn with<T>(self, read: impl FnOnce(&Saving) -> T) -> Option<T> {
        let key = self.key.try_get_value()?;
        self.keeper.forms.with_value(|forms| forms.get(&key).map(|form| read(&form.saving)))
    }
}
