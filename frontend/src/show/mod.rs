//! Numbers, dates and times as people read them, in the language of the page.

mod date;
mod number;

pub(crate) use date::{quarter, start_time, time, weekday_date};
pub(crate) use domain::words::{answer, long_date, short_date};
pub(crate) use number::{decimal, ratio, share, signed, unit};
