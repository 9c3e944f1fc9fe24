//! What a professional adds to a closing note: kept while the program is open, so that a look at the course loses
//! nothing; never stored.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::ids::CourseId;
use domain::note::PartId;
use leptos::prelude::*;

use crate::browser::ask_before_leaving;
use crate::live::follow;
use crate::session::use_session;

type Texts = BTreeMap<PartId, String>;

thread_local! {
    /// By user and course.
    static KEPT: RefCell<BTreeMap<(String, CourseId), Texts>> = const { RefCell::new(BTreeMap::new()) };
}

/// The additions to the note of one course.
#[derive(Clone, Copy)]
pub(super) struct Additions {
    texts: RwSignal<Texts>,
    /// Whether something was added since the note was last copied or printed.
    unshared: RwSignal<bool>,
}

impl Additions {
    /// What the same user added before; what others added on this computer is forgotten, as it is at log-out.
    pub(super) fn of(course: CourseId) -> Self {
        let session = use_session();
        session.at_log_out(|| KEPT.with_borrow_mut(BTreeMap::clear));
        let user = session.me().map(|me| me.username).unwrap_or_default();
        let key = (user, course);
        let before = KEPT.with_borrow_mut(|kept| {
            kept.retain(|(of, _), _| *of == key.0);
            kept.get(&key).cloned().unwrap_or_default()
        });
        let texts = RwSignal::new(before);
        follow(move || {
            let texts = texts.get();
            KEPT.with_borrow_mut(|kept| kept.insert(key.clone(), texts));
        });
        Self { texts, unshared: RwSignal::new(false) }
    }

    /// What was added to a part.
    pub(super) fn get(self, part: PartId) -> String {
        self.texts.with(|texts| texts.get(&part).cloned().unwrap_or_default())
    }

    /// The same, without following it.
    pub(super) fn get_untracked(self, part: PartId) -> String {
        self.texts.with_untracked(|texts| texts.get(&part).cloned().unwrap_or_default())
    }

    /// Adds to a part.
    pub(super) fn set(self, part: PartId, text: String) {
        self.unshared.set(true);
        self.texts.update(|texts| drop(texts.insert(part, text)));
    }

    /// The note has been copied or printed: what was added has left the program.
    pub(super) fn leave(self) {
        self.unshared.set(false);
    }
}

/// Asks before the window is closed on something that was added and not yet copied or printed.
pub(super) fn warn_before_loss(additions: Additions) {
    ask_before_leaving(move || additions.unshared.get_untracked());
}
