//! Numbers as they were known at the end of an earlier day.

use chrono::NaiveDate;
use domain::text::Text;

use crate::error::Error;
use crate::query::refused;

/// The day numbers are looked at: the one that is asked for, or today.
///
/// # Errors
/// 400 for a day that has not come.
pub(super) fn day(as_of: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Error> {
    match as_of {
        Some(day) if day > today => {
            let message = Text::new("Datoen ligger i fremtiden.", "The date lies in the future.");
            Err(refused("as_of", "in_the_future", message))
        }
        _ => Ok(as_of.unwrap_or(today)),
    }
}

/// Says why earlier numbers are not computed in a large municipality.
pub(super) fn too_many(error: db::Error) -> Error {
    match error {
        db::Error::Conflict("too_many_courses") => {
            let message = Text::new(
                "Kommunen har for mange forløb til at regne baglæns. Tallene vises kun, som de er nu.",
                "The municipality has too many courses to compute earlier numbers. They are shown as of now only.",
            );
            refused("as_of", "too_many_courses", message)
        }
        error => error.into(),
    }
}
