//! How finely a series is cut.

use super::{Period, Year};
use crate::wire::wire_enum;

wire_enum! {
    /// How long one point of a series lasts.
    pub enum Grain ("grain") {
        /// A calendar month.
        Month = "month", "Måned", "Month";
        /// A calendar quarter.
        Quarter = "quarter", "Kvartal", "Quarter";
        /// A calendar year.
        Year = "year", "År", "Year";
    }
}

impl Grain {
    /// The whole months, quarters or years that a period touches, in order.
    #[must_use]
    pub fn cut(self, period: Period) -> Vec<Period> {
        match self {
            Self::Month => period.months().map(super::Month::period).collect(),
            Self::Quarter => period.quarters().map(super::Quarter::period).collect(),
            Self::Year => (Year::of(period.from()).number()..=Year::of(period.to()).number())
                .filter_map(|year| year.to_string().parse::<Year>().ok())
                .map(Year::period)
                .collect(),
        }
    }
}
