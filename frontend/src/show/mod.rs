//! Numbers, dates and times as people read them, in the language of the page.

mod answer;
mod date;
mod number;

pub(crate) use answer::answer;
pub(crate) use date::{long_date, quarter, short_date, time, weekday_date};
pub(crate) use number::{decimal, ratio, share, signed, unit};
