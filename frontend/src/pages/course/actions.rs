//! What can be done with a course besides its forms: a menu, and a dialog for each thing that needs a word.

mod death;
mod ending;
mod event;
mod transfer;

use api_types::{CourseEvents, CourseView};
use domain::access::Permission;
use domain::course::{CourseState, LifeEvent, TransferState};
use leptos::prelude::*;

use crate::parts::{MenuItem, menu};
use crate::session::use_session;
use crate::text::*;

pub(super) use ending::start_ending;
pub(super) use transfer::resend;
pub(in crate::pages) use transfer::said;

/// The menu's button.
const MENU: &str = "course-actions";

/// A course that something is done with, and how to show it afterwards.
#[derive(Clone)]
pub(super) struct Acting {
    /// The course.
    pub(super) course: CourseView,
    /// Loads the page anew.
    pub(super) reload: Callback<()>,
    /// The dialog that is open.
    pub(super) open: RwSignal<Option<Open>>,
    /// Whether a dialog is open.
    is_open: RwSignal<bool>,
}

/// What a dialog is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// An event to record.
    Event(LifeEvent),
    /// Handing the course over.
    Transfer,
    /// The citizen's death.
    Death,
}

impl Acting {
    /// Nothing is open yet.
    pub(super) fn new(course: CourseView, reload: Callback<()>) -> Self {
        Self { course, reload, open: RwSignal::new(None), is_open: RwSignal::new(false) }
    }

    /// Opens a dialog.
    pub(super) fn ask(&self, open: Open) {
        self.open.set(Some(open));
        self.is_open.set(true);
    }

    fn item(&self, name: Phrase, open: Open) -> MenuItem {
        let acting = self.clone();
        MenuItem { name, act: Callback::new(move |()| acting.ask(open)) }
    }
}

/// The menu with what the course accepts now; nothing for those who may not change it.
pub(super) fn actions(acting: &Acting, events: &CourseEvents) -> Option<AnyView> {
    let session = use_session();
    if !session.may(Permission::WriteCourses) {
        return None;
    }
    let state = acting.course.state;
    let mut items: Vec<MenuItem> = LifeEvent::ALL
        .iter()
        .filter_map(|&event| Some(acting.item(named(state, event)?, Open::Event(event))))
        .collect();
    let is_sent = events.transfer.as_ref().is_some_and(|transfer| transfer.state == TransferState::Offered);
    if state.can_be_transferred() && !is_sent {
        items.push(acting.item(ACTION_TRANSFER, Open::Transfer));
    }
    if state.is_open() && session.may(Permission::WriteForms) {
        let course = acting.course.clone();
        let drop_out = Callback::new({
            let start = start_ending();
            move |()| start.run((course.clone(), "dropped_out", None))
        });
        items.push(MenuItem { name: ACTION_DROP_OUT, act: drop_out });
    }
    if state != CourseState::Closed && acting.course.citizen.death_date.is_none() {
        items.push(acting.item(ACTION_DEATH, Open::Death));
    }
    let dialogs = dialogs(acting.clone());
    (!items.is_empty()).then(|| view! { {menu(MENU, ACTIONS, items)}{dialogs} }.into_any())
}

/// What recording an event is called, if the course accepts it.
fn named(state: CourseState, event: LifeEvent) -> Option<Phrase> {
    state.after(event.moves()?).ok()?;
    Some(match event {
        LifeEvent::Invited => ACTION_INVITED,
        LifeEvent::Paused => ACTION_PAUSED,
        LifeEvent::Resumed => ACTION_RESUMED,
        LifeEvent::Rejected => ACTION_REJECTED,
        LifeEvent::Closed => ACTION_CLOSED,
        LifeEvent::Reopened => ACTION_REOPENED,
        _ => return None,
    })
}

fn dialogs(acting: Acting) -> AnyView {
    let title = {
        let (language, state, open) = (use_language(), acting.course.state, acting.open);
        Signal::derive(move || {
            let phrase = match open.get() {
                Some(Open::Event(event)) => named(state, event).unwrap_or(ACTIONS),
                Some(Open::Transfer) => ACTION_TRANSFER,
                Some(Open::Death) => ACTION_DEATH,
                None => ACTIONS,
            };
            phrase.get(language.get()).to_owned()
        })
    };
    let is_open = acting.is_open;
    crate::parts::dialog(is_open, MENU, title, move || match acting.open.get_untracked() {
        Some(Open::Event(event)) => event::event_form(&acting, event, is_open),
        Some(Open::Transfer) => transfer::transfer_form(&acting, is_open),
        Some(Open::Death) => death::death_form(&acting, is_open),
        None => ().into_any(),
    })
}
