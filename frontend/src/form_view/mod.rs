//! One renderer for every form: what a definition says becomes fields, conditions, findings, scores and a draft.

mod autosave;
mod choice;
mod complete;
mod draft;
mod evaluation;
mod help;
mod index;
mod keys;
mod missing_menu;
mod model;
mod opened;
mod previous;
mod reading;
mod row;
mod save_bar;
mod summary;
mod typed;
mod view;

#[cfg(test)]
mod sample;

pub(crate) use self::opened::open;
pub(crate) use self::view::form_view;
