//! An indicator over time: from counts to points, lines and sentences. Pure: numbers and a day in, answers out.

mod aim;
mod cut;
mod finding;
mod judge;
mod levels;
mod reason;
mod share;
mod signals;
mod words;
mod xmr;

#[cfg(test)]
mod tests;

pub(crate) use aim::aim_view;
pub(crate) use cut::{Begin, Cut, begins, by_month, from_a_quarter, groups, periods, total, trimmed};
pub(crate) use finding::{GroupFound, between, finding, summary};
pub(crate) use judge::{Judged, Question, better, judge};
pub(crate) use levels::Levels;
pub(crate) use reason::{missing, reason};
pub(crate) use share::{Share, count, share, tally_view};
pub(crate) use words::{UnitWords, assurance_text, on_day, target_text, variation_text};
pub(crate) use xmr::{FEWEST, FEWEST_FOR_MEANS, Number, Of, by_quarter, development, twelve_quarters};
