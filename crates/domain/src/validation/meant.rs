//! The number that was probably meant: a forgotten decimal sign, metres for centimetres.

use crate::decimal::Decimal;
use crate::programme::{Variable, VariableType};

/// Ten, a hundred and a thousand times, in the order they are tried.
const FACTORS: [i64; 3] = [10, 100, 1000];

/// What was probably meant by a number that is impossible: 82,5 by 825 kg, 172 by 1,72 cm.
///
/// Only what lies in the usual range and has no more decimals than the variable is offered. Source: ux 4.3.
#[must_use]
pub fn meant(variable: &Variable, number: Decimal) -> Option<Decimal> {
    let possible = variable.hard?;
    let usual = variable.plausible.unwrap_or(possible);
    if possible.contains(number) {
        return None;
    }
    let decimals = if variable.kind == VariableType::Integer { 0 } else { variable.decimals };
    let offered = |candidate: &Decimal| usual.contains(*candidate) && candidate.decimals() <= decimals;
    FACTORS.into_iter().filter_map(Decimal::from_integer).find_map(|factor| {
        let smaller = number.checked_div(factor).filter(offered);
        smaller.or_else(|| number.checked_mul(factor).filter(offered))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variable(kind: &str, decimals: u8, hard: (f64, f64), plausible: Option<(f64, f64)>) -> Variable {
        let words = serde_json::json!({"da": "x", "en": "x"});
        let mut json = serde_json::json!({
            "id": "x", "label": words, "type": kind, "decimals": decimals, "hard": hard, "source": "default"
        });
        if let Some(plausible) = plausible {
            json["plausible"] = serde_json::json!(plausible);
        }
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_forgotten_or_misplaced_decimal_sign_is_found_and_nothing_is_made_up() {
        let weight = variable("decimal", 1, (25.0, 350.0), Some((40.0, 180.0)));
        let height = variable("decimal", 1, (100.0, 230.0), Some((140.0, 210.0)));
        let pressure = variable("integer", 0, (50.0, 300.0), Some((90.0, 200.0)));
        let item = variable("integer", 0, (0.0, 3.0), None);
        for (variable, number, expected) in [
            (&weight, "825", Some("82.5")),
            (&weight, "8250", Some("82.5")),
            (&weight, "8.2", Some("82")),
            (&weight, "82.5", None),
            (&weight, "360", None),
            (&weight, "8255", None),
            (&height, "1.72", Some("172")),
            (&height, "1720", Some("172")),
            (&pressure, "1340", Some("134")),
            (&pressure, "1345", None),
            (&pressure, "13", Some("130")),
            (&item, "20", Some("2")),
            (&item, "4", None),
        ] {
            let found = meant(variable, number.parse().unwrap()).map(|number| number.to_string());
            assert_eq!(found.as_deref(), expected, "{number}");
        }
    }
}
