//! One renderer for every form: what a definition says becomes fields, conditions, findings, scores and a draft.

mod autosave;
mod calendar;
mod carried;
mod choice;
mod clashes;
mod combobox;
mod complete;
mod computed;
mod correction;
mod differences;
mod draft;
mod earlier;
mod evaluation;
mod findings;
mod help;
mod impact;
mod index;
mod keys;
mod message;
mod missing_menu;
mod model;
mod news;
mod notes;
mod opened;
mod previous;
mod rebase;
mod recalls;
mod register;
mod row;
mod save_bar;
mod suggested;
mod summary;
mod trial;
mod typed;
mod undo;
mod view;

#[cfg(test)]
pub(crate) mod sample;

pub(crate) use self::opened::open;
pub(crate) use self::trial::trial_view;
pub(crate) use self::view::form_view;
