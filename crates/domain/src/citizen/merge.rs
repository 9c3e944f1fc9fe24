//! A number that takes the place of another: when a person who had a replacement number gets a CPR number.

use super::CitizenFinding;
use crate::cpr::{Cpr, IdType};
use crate::text::Text;

/// How much a kind of number is worth: the higher one may take the place of the lower.
///
/// A CPR number is for life; cpr.dk's own replacement numbers and the national ones hold in the whole country; a
/// decentral one means nothing outside the region that gave it. Source: cpr.dk, dk-core; the order is a default.
const fn rank(kind: IdType) -> u8 {
    match kind {
        IdType::Decpr => 0,
        IdType::Xecpr => 1,
        IdType::Replacement => 2,
        IdType::Cpr => 3,
    }
}

/// Checks that a number may take the place of another.
///
/// # Errors
/// What is wrong, about the field `cpr`.
pub fn check_new_number(old: &Cpr, new: &Cpr) -> Result<(), CitizenFinding> {
    let refused =
        |code, da: &str, en: &str| Err(CitizenFinding { field: "cpr", code, message: Text::new(da, en) });
    if old == new {
        return refused(
            "same_number",
            "Det er det nummer, borgeren har.",
            "That is the number the citizen has.",
        );
    }
    if old.kind() == IdType::Cpr {
        return refused(
            "not_a_replacement_number",
            "Borgeren har et CPR-nummer. Kun et erstatningsnummer kan erstattes.",
            "The citizen has a CPR number. Only a replacement number can be replaced.",
        );
    }
    if rank(new.kind()) <= rank(old.kind()) {
        return refused(
            "not_a_better_number",
            "Skriv borgerens CPR-nummer. Et erstatningsnummer kan ikke erstatte det, borgeren har.",
            "Enter the citizen's CPR number. A replacement number cannot take the place of the one they have.",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(old: &str, new: &str) -> Option<&'static str> {
        check_new_number(&old.parse().unwrap(), &new.parse().unwrap()).err().map(|found| found.code)
    }

    #[test]
    fn a_number_gives_way_to_a_better_one_only() {
        let (decentral, national, replacement) = ("1102500AB3", "1102501AB3", "710250-1233");
        assert_eq!(code(decentral, national), None);
        assert_eq!(code(national, replacement), None);
        assert_eq!(code(replacement, national), Some("not_a_better_number"));
        assert_eq!(code(replacement, "710250-1241"), Some("not_a_better_number"));
        assert_eq!(code(replacement, "7102501233"), Some("same_number"));
    }
}
