//! Numbers, dates and times as people read them, in the language of the page.

mod date;
mod number;

pub(crate) use date::{quarter, start_time, time, weekday_date};
pub(crate) use domain::words::{answer, long_date, quantity, short_date};
pub(crate) use number::{decimal, decimal_mark, ratio, share, share_of, signed, standard_share, unit};
