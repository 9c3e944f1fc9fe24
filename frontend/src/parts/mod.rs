//! Pieces that several screens are made of.

mod alert;
mod copy;
mod dialog;
mod fields;
mod head;
mod icon;
mod menu;
mod request;
mod table;

pub(crate) use alert::{
    Tone, alert, announced_alert, empty, forbidden, problem_alert, problem_text, skeleton,
};
pub(crate) use copy::copy_button;
pub(crate) use dialog::dialog;
pub(crate) use fields::{Typed, buttons, refusal};
pub(crate) use head::{crumbs, is_later_page, page_head};
pub(crate) use icon::{Icon, icon};
pub(crate) use menu::{MenuItem, menu};
pub(crate) use request::Request;
pub(crate) use table::number_table;
