//! Looking back: numbers as they were known at the end of a day. The day stands in the address, so that a link shows the
//! same numbers.

use chrono::NaiveDate;
use domain::typing::read_date;
use leptos::prelude::*;

use super::{InAddress, Tone, alert};
use crate::browser::{focus, today};
use crate::events::own_numbers_changed;
use crate::live::live_if;
use crate::show;
use crate::text::*;

/// The name of the day in the address.
const AS_OF_IN_ADDRESS: &str = "kendt";

/// The id of the field it is chosen in.
const FIELD: &str = "filter-as-of";

/// The day numbers are to be as known at; usually now.
#[derive(Clone, Copy)]
pub(crate) struct AsOf(InAddress);

/// The day an address names; today and later is now.
fn known_at(text: Option<&str>, today: NaiveDate) -> Option<NaiveDate> {
    text?.parse().ok().filter(|day: &NaiveDate| *day < today)
}

/// An address with the day in it, if there is one.
fn with_day(address: &str, day: Option<NaiveDate>) -> String {
    day.map_or_else(|| address.to_owned(), |day| format!("{address}?{AS_OF_IN_ADDRESS}={day}"))
}

impl AsOf {
    /// Reads the address of the page that is being built.
    pub(crate) fn of_address() -> Self {
        Self(InAddress::of(AS_OF_IN_ADDRESS))
    }

    /// The day; nothing for now.
    pub(crate) fn get(self) -> Option<NaiveDate> {
        known_at(self.0.get().as_deref(), today())
    }

    /// The address of another page, showing the same day there.
    pub(crate) fn keep(self, address: &str) -> String {
        with_day(address, self.get())
    }

    /// Counts up when the own numbers have changed, but not while looking back: what was known stays what it was.
    pub(crate) fn own_numbers_changed(self) -> Signal<u32> {
        let changed = own_numbers_changed();
        let last = StoredValue::new(changed.get_untracked());
        // No memo: a loader that reads the day and a memo of the day would not hear of another day.
        Signal::derive(move || {
            if self.get().is_none() {
                last.set_value(changed.get());
            }
            last.get_value()
        })
    }

    /// The field to choose the day in; empty is now. `class` is that of its row.
    pub(crate) fn field(self, class: &'static str) -> AnyView {
        let language = use_language();
        let is_wrong = RwSignal::new(false);
        let shown = Signal::derive(move || {
            self.get().map_or_else(String::new, |day| show::short_date(day, language.get()))
        });
        let changed = move |event| {
            let text = event_target_value(&event);
            let day = read_date(&text, today());
            is_wrong.set(day.is_err() || matches!(day, Ok(Some(day)) if day > today()));
            if !is_wrong.get_untracked() {
                self.0.set(day.ok().flatten().map(|day| day.to_string()));
            }
        };
        view! {
            <div class=class class:field-error=is_wrong>
                <label class="label" for=FIELD>{t(FILTER_AS_OF)}</label>
                <input class="input input-date" id=FIELD type="text" autocomplete="off" prop:value=shown
                    placeholder=t(FILTER_AS_OF_NOW) aria-invalid=Signal::derive(move || is_wrong.get().then_some("true"))
                    aria-describedby=Signal::derive(move || is_wrong.get().then_some("filter-as-of-message"))
                    on:change=changed/>
                {live_if(move || is_wrong.get().then(|| view! {
                    <p class="message message-error" id="filter-as-of-message" role="alert">
                        <span class="visually-hidden">{t(ERROR_PREFIX)}</span>{t(EVENT_DATE_WRONG)}
                    </p>
                }))}
            </div>
        }
        .into_any()
    }

    /// Says above the numbers that they are those of an earlier day, with the way back to now.
    pub(crate) fn notice(self, shown: impl Fn() -> Option<NaiveDate> + Send + Sync + 'static) -> AnyView {
        let day = Memo::new(move |_| shown());
        live_if(move || {
            day.get().map(|day| {
                let words = tf(KNOWN_AT, move |language| [("date", show::long_date(day, language))]);
                // The button goes away under the focus: the field takes it.
                let now = move |_| {
                    self.0.set(None);
                    focus(FIELD);
                };
                let content = view! {
                    <p>{words}</p>
                    <p><button type="button" class="button button-quiet button-small" on:click=now>{t(KNOWN_NOW)}</button></p>
                };
                alert(Tone::Info, content.into_any())
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_earlier_day_is_looked_back_to_and_anything_else_is_now() {
        let today = day("2026-11-22");
        assert_eq!(known_at(Some("2026-06-30"), today), Some(day("2026-06-30")));
        for now in [Some("2026-11-22"), Some("2026-11-23"), Some("i går"), None] {
            assert_eq!(known_at(now, today), None, "{now:?}");
        }
    }

    #[test]
    fn a_link_keeps_the_day() {
        assert_eq!(
            with_day("/indikatorer/diet", Some(day("2026-06-30"))),
            "/indikatorer/diet?kendt=2026-06-30"
        );
        assert_eq!(with_day("/indikatorer/diet", None), "/indikatorer/diet");
    }
}
