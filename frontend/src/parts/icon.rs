//! Icons, drawn with one stroke so that they follow the colour of the text.

use leptos::prelude::*;

/// The icons the application uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// The product's mark.
    Heart,
    /// Done, holds.
    Tick,
    /// Does not hold.
    Cross,
    /// Undecided, not stated.
    Question,
    /// Attention.
    Warning,
    /// Something went wrong.
    Error,
    /// For information.
    Info,
    /// Nothing yet.
    Circle,
    /// Begun.
    Half,
    /// Later.
    Clock,
    /// Goes on.
    ArrowRight,
    /// Opens downwards.
    ChevronDown,
    /// Opens to the side.
    ChevronRight,
    /// A person.
    Person,
    /// Back to what was before.
    Undo,
    /// Three lines.
    Menu,
    /// More choices.
    More,
    /// A month.
    Calendar,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Heart => {
                "M10 16.6 4.1 10.7a3.9 3.9 0 0 1 0-5.5 3.9 3.9 0 0 1 5.5 0l.4.4.4-.4a3.9 3.9 0 0 1 5.5 0 3.9 3.9 0 0 1 0 5.5zM3.4 9.9h3.7l1.4-2.5 2.2 4.6 1.3-2.1h4.6"
            }
            Self::Tick => "m4.5 10.5 3.5 3.5 7.5-8",
            Self::Cross => "m5.5 5.5 9 9m0-9-9 9",
            Self::Question => "M7 7.6a3 3 0 1 1 4.6 2.6c-1 .6-1.6 1.1-1.6 2.1m0 2.6v.1",
            Self::Warning => "M10 3.2 18 16.8H2zM10 8v4m0 2.4v.1",
            Self::Error => "M6.9 2.5h6.2l4.4 4.4v6.2l-4.4 4.4H6.9l-4.4-4.4V6.9zM10 6v4.6m0 2.8v.1",
            Self::Info => "M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0zM10 9v5m0-7.6v.1",
            Self::Circle => "M16.5 10a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z",
            Self::Half => {
                "M16.5 10a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM10 3.5v13m2.2-12.6v12.2m2.2-10.9v9.6"
            }
            Self::Clock => "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM10 6v4.2l2.8 1.6",
            Self::ArrowRight => "M4 10h11.5m-4.5-4.5 4.5 4.5-4.5 4.5",
            Self::ChevronDown => "m5 7.5 5 5 5-5",
            Self::ChevronRight => "m7.5 5 5 5-5 5",
            Self::Person => {
                "M13.2 6.4a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0zM3.8 17c.5-3.2 3-5 6.2-5s5.7 1.8 6.2 5"
            }
            Self::Undo => "M8 5 4 9l4 4M4 9h8a4 4 0 0 1 0 8h-2",
            Self::Menu => "M3 5.5h14M3 10h14M3 14.5h14",
            Self::More => "M4.5 10v.1m5.5-.1v.1m5.5-.1v.1",
            Self::Calendar => "M3.5 5h13v11.5h-13zM3.5 8.8h13M7 3v3.4M13 3v3.4",
        }
    }
}

/// An icon of 20 pixels that screen readers skip: words stand beside it.
pub(crate) fn icon(icon: Icon) -> AnyView {
    let width = if icon == Icon::More { "2.6" } else { "1.8" };
    view! {
        <svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width=width
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <path d=icon.path()/>
        </svg>
    }
    .into_any()
}
