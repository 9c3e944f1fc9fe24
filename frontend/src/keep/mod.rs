//! Never lose a keystroke: everything typed into a form is kept, whatever happens to page, connection or session.

mod again;
mod content;
mod history;
mod journal;
mod keeper;
mod saving;

pub(crate) use self::again::{before_again, is_same, may_be_sent_again, may_have_arrived, with};
pub(crate) use self::content::{Content, typed, typed_text};
pub(crate) use self::history::{Fields, History};
pub(crate) use self::journal::Recalled;
pub(crate) use self::keeper::{Keeper, Kept, Page, use_keeper};
pub(crate) use self::saving::SaveState;
