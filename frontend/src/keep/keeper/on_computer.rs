//! The part of keeping that is about this computer: what the journal has of each form.

use std::time::Duration;

use domain::ids::CourseId;
use leptos::prelude::*;

use super::{Keeper, Key};
use crate::keep::journal::Recalled;

/// After a change, before it is written to the journal on this computer (spec/ux 4.4: within 50 ms).
const JOURNAL_AFTER: Duration = Duration::from_millis(10);

/// What the journal on this computer has of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Journaled {
    /// Nothing, as far as this window knows.
    Nothing,
    /// It will be written in a moment: once for all that happens until then.
    Soon,
    /// What was written last.
    Something,
}

impl Keeper {
    /// What was typed into a form on this computer before the window was opened and never reached the server.
    pub(crate) async fn recall(self, course: CourseId, form: &str) -> Option<Recalled> {
        self.journal.recall(course, form).await
    }

    /// Whether what is typed is also kept on this computer; followed.
    pub(crate) fn keeps_journal(self) -> bool {
        self.journal.is_kept()
    }

    /// Writes to the journal what the server does not have yet, and takes out what it has.
    pub(super) fn keep_on_computer(self, key: &Key) {
        let next = self.forms.try_update_value(|forms| {
            let form = forms.get_mut(key)?;
            let next = match (form.saving.is_dirty(), form.journaled) {
                (true, Journaled::Soon) | (false, Journaled::Nothing) => return None,
                (true, _) => Journaled::Soon,
                (false, _) => Journaled::Nothing,
            };
            form.journaled = next;
            Some(next)
        });
        match next.flatten() {
            // Not while a key is being handled.
            Some(Journaled::Soon) => {
                let key = key.clone();
                set_timeout(move || self.write_to_journal(&key), JOURNAL_AFTER);
            }
            Some(_) => self.journal.remove(key.0, &key.1),
            None => {}
        }
    }

    fn write_to_journal(self, key: &Key) {
        self.forms.try_update_value(|forms| {
            let Some(form) = forms.get_mut(key).filter(|form| form.saving.is_dirty()) else { return };
            form.journaled = Journaled::Something;
            self.journal.put(key.0, &key.1, form.saving.saved(), form.saving.latest());
        });
    }
}
