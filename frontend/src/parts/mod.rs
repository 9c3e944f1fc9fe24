//! Pieces that several screens are made of.

mod alert;
mod head;
mod icon;
mod table;

pub(crate) use alert::{
    Tone, alert, announced_alert, empty, forbidden, problem_alert, problem_text, skeleton,
};
pub(crate) use head::{crumbs, is_later_page, page_head};
pub(crate) use icon::{Icon, icon};
pub(crate) use table::number_table;
