//! The browser's clock and time zone: the only place that asks for the time.

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use leptos::prelude::set_timeout;

/// The moment as the wall clock of this computer shows it.
pub(crate) fn now() -> NaiveDateTime {
    naive(&js_sys::Date::new_0())
}

/// The moment in milliseconds, for measuring how long ago something was.
pub(crate) fn millis() -> i64 {
    // Milliseconds since 1970 are far below 2⁵³, so the float is exact.
    js_sys::Date::now() as i64
}

/// Lets some milliseconds pass.
pub(crate) async fn pause(millis: u64) {
    let (over, waiting) = futures::channel::oneshot::channel();
    let end = move || {
        // Nobody waits any more when the page has gone.
        let _ = over.send(());
    };
    set_timeout(end, Duration::from_millis(millis));
    // The timer cannot be cancelled, so the other end is always heard from.
    let _ = waiting.await;
}

/// Today on this computer.
pub(crate) fn today() -> NaiveDate {
    now().date()
}

/// An instant as the wall clock of this computer shows it.
#[cfg(target_family = "wasm")]
pub(crate) fn local(instant: DateTime<Utc>) -> NaiveDateTime {
    // Milliseconds since 1970 are far below 2⁵³, so the float is exact.
    naive(&js_sys::Date::new(&(instant.timestamp_millis() as f64).into()))
}

/// The same where there is no browser, in tests: the clock is at UTC.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn local(instant: DateTime<Utc>) -> NaiveDateTime {
    instant.naive_utc()
}

fn naive(date: &js_sys::Date) -> NaiveDateTime {
    let year = i32::try_from(date.get_full_year()).unwrap_or(1970);
    let first = NaiveDate::from_ymd_opt(year, date.get_month() + 1, 1).unwrap_or_default();
    let day =
        first.checked_add_days(Days::new(u64::from(date.get_date().saturating_sub(1)))).unwrap_or(first);
    day.and_hms_opt(date.get_hours(), date.get_minutes(), date.get_seconds()).unwrap_or_default()
}
