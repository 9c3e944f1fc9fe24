//! Which forms came when, and whether courses can be compared, as it is sent.

use api_types::{Comparability, Delivery, FormDelivery, Labelled, MonthDelivery, MonthDeliveryState};
use chrono::{Days, NaiveDate};
use db::{DeliveredForm, Deliveries};
use domain::handover::HandOver;
use domain::management::{MonthState, MonthsFound};
use domain::period::Month;
use domain::programme::Programme;
use domain::text::Text;

use crate::findings::{delivery as words, hand_over as hand_over_words, number};

/// Days after the end of a month in which its forms are still in time. Source: interop 8.6.
const GRACE: Days = Days::new(14);

/// When the forms came; a month is judged when its forms should have come. Without a hand-over it is told of a period
/// that is over.
pub(super) fn delivery(
    programme: &Programme,
    deliveries: &Deliveries,
    hand_over: Option<&HandOver>,
    today: NaiveDate,
) -> Delivery {
    let judged = over(deliveries.months.iter().copied(), today);
    let form = |form: &DeliveredForm| {
        let label = programme.form(&form.form)?.label.clone();
        Some(of_form(form, label, judged, today))
    };
    let forms: Vec<FormDelivery> = deliveries.forms.iter().filter_map(form).collect();
    let name = |month: &Month| Labelled { id: month.to_string(), label: month.label() };
    let months: Vec<Labelled> = deliveries.months.iter().map(name).collect();
    let finding = words::finding(&forms, &months, hand_over.is_none());
    let hand_over = hand_over.map(hand_over_words::hand_over);
    Delivery { finding, months, forms, rule: words::rule(), hand_over }
}

/// How many months are over, with the days in which their forms are still in time.
pub(super) fn over(months: impl Iterator<Item = Month>, today: NaiveDate) -> usize {
    let is_over =
        |month: &Month| month.period().to().checked_add_days(GRACE).is_some_and(|last| last < today);
    months.filter(is_over).count()
}

fn of_form(form: &DeliveredForm, label: Text, judged: usize, today: NaiveDate) -> FormDelivery {
    let MonthsFound { states, found, expected } = MonthsFound::new(&form.months, judged, form.had_begun);
    let months = form.months.iter().zip(states);
    FormDelivery {
        id: form.form.clone(),
        label,
        last_saved_on: form.last_saved_on,
        days_since: form.last_saved_on.and_then(|day| u32::try_from((today - day).num_days()).ok()),
        months: months.map(|(forms, state)| MonthDelivery { forms: *forms, state: sent(state) }).collect(),
        found,
        expected,
    }
}

fn sent(state: MonthState) -> MonthDeliveryState {
    match state {
        MonthState::Delivered => MonthDeliveryState::Delivered,
        MonthState::Gap => MonthDeliveryState::Gap,
        MonthState::Empty => MonthDeliveryState::Empty,
        MonthState::Before => MonthDeliveryState::Before,
        MonthState::Open => MonthDeliveryState::Open,
    }
}

/// Whether the courses of the period follow the current version of the definition.
pub(super) fn comparability(programme: &Programme, deliveries: &Deliveries) -> Comparability {
    let current = number::share(deliveries.current, deliveries.courses);
    let finding = words::comparable(&current, &programme.version);
    Comparability { version: programme.version.clone(), current, finding }
}
