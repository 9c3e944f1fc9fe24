//! How the user wants the screen and the keyboard.

use domain::text::Language;
use leptos::prelude::*;

use std::time::Duration;

use crate::browser::{SINGLE_KEYS, is_shared, keep, kept, set_root_attribute, set_root_language, share};
use crate::live::follow;

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// What the operating system asks for.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How close things stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Density {
    /// Generous, for most.
    #[default]
    Comfort,
    /// More rows on the screen.
    Compact,
}

/// The preferences as signals; changing one changes the page at once and is kept in the browser.
#[derive(Clone, Copy)]
pub(crate) struct Preferences {
    /// The language of every text.
    pub(crate) language: RwSignal<Language>,
    /// The colours.
    pub(crate) theme: RwSignal<Theme>,
    /// The density.
    pub(crate) density: RwSignal<Density>,
    /// Whether Enter moves to the next field of a form.
    pub(crate) enter_moves: RwSignal<bool>,
    /// Whether single keys command the page outside fields.
    pub(crate) single_keys: RwSignal<bool>,
    /// Whether several people share the computer.
    pub(crate) is_shared: RwSignal<bool>,
    /// Counts how often everything was written anew.
    written: RwSignal<u32>,
}

/// How long after a log-out the browser has certainly cleared what the site keeps, as the server tells it to.
const CLEARED: Duration = Duration::from_millis(500);

/// Where it is kept that Enter does not move.
const ENTER_MOVES: &str = "enter-moves";

impl Theme {
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    const fn id(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

impl Density {
    pub(crate) const ALL: [Self; 2] = [Self::Comfort, Self::Compact];

    const fn id(self) -> Option<&'static str> {
        match self {
            Self::Comfort => None,
            Self::Compact => Some("compact"),
        }
    }
}

impl Preferences {
    /// Reads what was kept earlier and follows every change from now on.
    pub(crate) fn from_browser() -> Self {
        let theme = kept("theme").and_then(|id| Theme::ALL.into_iter().find(|theme| theme.id() == Some(&id)));
        let density = kept("density").and_then(|id| Density::ALL.into_iter().find(|d| d.id() == Some(&id)));
        let language = if kept("language").as_deref() == Some("en") { Language::En } else { Language::Da };
        let preferences = Self {
            language: RwSignal::new(language),
            theme: RwSignal::new(theme.unwrap_or_default()),
            density: RwSignal::new(density.unwrap_or_default()),
            enter_moves: RwSignal::new(kept(ENTER_MOVES).is_none()),
            single_keys: RwSignal::new(kept(SINGLE_KEYS).is_none()),
            is_shared: RwSignal::new(is_shared()),
            written: RwSignal::new(0),
        };
        preferences.follow();
        preferences
    }

    /// The session of this computer is over: the choices last, unless the next person may be another.
    pub(crate) fn outlive_session(self) {
        if self.is_shared.get_untracked() {
            self.language.set(Language::default());
            self.theme.set(Theme::default());
            self.density.set(Density::default());
            self.enter_moves.set(true);
            self.single_keys.set(true);
        }
        self.written.update(|times| *times += 1);
        set_timeout(move || self.written.update(|times| *times += 1), CLEARED);
    }

    fn follow(self) {
        // First of all: it decides where the others are kept.
        follow(move || {
            self.written.track();
            let is_to_be = self.is_shared.get();
            if is_to_be || is_shared() {
                share(is_to_be);
            }
        });
        follow(move || {
            self.written.track();
            self.is_shared.track();
            let english = self.language.get() == Language::En;
            set_root_language(if english { "en" } else { "da" });
            keep("language", english.then_some("en"));
        });
        follow(move || {
            self.written.track();
            self.is_shared.track();
            let id = self.theme.get().id();
            set_root_attribute("theme", id);
            keep("theme", id);
        });
        follow(move || {
            self.written.track();
            self.is_shared.track();
            let id = self.density.get().id();
            set_root_attribute("density", id);
            keep("density", id);
        });
        follow(move || keep(ENTER_MOVES, (!self.enter_moves.get()).then_some("off")));
        follow(move || keep(SINGLE_KEYS, (!self.single_keys.get()).then_some("off")));
    }
}
