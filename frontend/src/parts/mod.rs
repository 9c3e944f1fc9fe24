//! Pieces that several screens are made of.

mod alert;
mod as_of;
pub(crate) mod chart;
mod copy;
pub(crate) mod development;
mod dialog;
mod fields;
mod head;
mod icon;
mod menu;
mod numbers;
mod period;
mod request;
mod table;

pub(crate) use alert::{
    Tone, alert, announced_alert, empty, forbidden, problem_alert, problem_text, skeleton, skeleton_of,
};
pub(crate) use as_of::AsOf;
pub(crate) use copy::copy_button;
pub(crate) use dialog::dialog;
pub(crate) use fields::{Typed, buttons, refusal, select_field};
pub(crate) use head::{crumbs, is_later_page, page_head};
pub(crate) use icon::{Icon, icon};
pub(crate) use menu::{MenuItem, close_outside, menu};
pub(crate) use numbers::{
    Figure, Scope, day_count, figure_item, figures, finding_head, number_head, number_words, paragraphs,
    share_words, signed_words, updated_words, whole,
};
pub(crate) use period::{InAddress, PERIOD_IN_ADDRESS, Period, PeriodChoice, days_words, in_address};
pub(crate) use pictures::missing_share;
pub(crate) use request::Request;
pub(crate) use table::number_table;
