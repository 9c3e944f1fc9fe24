//! Numbers, dates and times as people read them, in the language of the page.

mod date;
mod number;
mod source;

pub(crate) use date::{quarter, start_time, weekday_date};
pub(crate) use domain::words::{answer, long_date, quantity, ratio, share, short_date, time};
pub(crate) use number::{decimal, signed, standard_share, unit};
pub(crate) use pictures::share_of;
pub(crate) use source::source;
