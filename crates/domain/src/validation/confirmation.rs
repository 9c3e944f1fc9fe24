//! Soft findings that somebody has looked at and confirmed.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Finding;
use crate::answers::Answers;
use crate::answers::merge::same_number;
use crate::programme::Severity;

/// A soft finding that was confirmed, for exactly this value. Another value is another question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// The finding's code, e.g. `improbable`, or the id of a check.
    pub code: String,
    /// The variable the finding was about; absent for the whole form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// What was answered to the variable when it was confirmed; absent when nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<serde_json::Value>))]
    pub value: Option<Json>,
}

impl Confirmation {
    /// The confirmation of a finding about these answers.
    #[must_use]
    pub fn of(finding: &Finding, answers: &Answers) -> Self {
        let value = answered(finding, answers);
        Self { code: finding.code.clone(), variable: finding.variable.clone(), value }
    }

    /// Whether a finding about these answers is the one that was confirmed: it need not be asked again.
    #[must_use]
    pub fn covers(&self, finding: &Finding, answers: &Answers) -> bool {
        finding.severity == Severity::Soft
            && self.code == finding.code
            && self.variable == finding.variable
            && same(self.value.as_ref(), answered(finding, answers).as_ref())
    }
}

/// The soft findings that nobody has confirmed, and everything that is not soft.
#[must_use]
pub fn unconfirmed(findings: Vec<Finding>, answers: &Answers, confirmed: &[Confirmation]) -> Vec<Finding> {
    let is_open = |finding: &Finding| !confirmed.iter().any(|known| known.covers(finding, answers));
    findings.into_iter().filter(is_open).collect()
}

fn answered(finding: &Finding, answers: &Answers) -> Option<Json> {
    let answer = answers.get(finding.variable.as_ref()?)?;
    // What can be stored can be written as JSON.
    serde_json::to_value(answer).ok()
}

/// Whether two answers are one.
fn same(one: Option<&Json>, other: Option<&Json>) -> bool {
    match (one, other) {
        (Some(Json::Number(one)), Some(Json::Number(other))) => same_number(one, other),
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::answers::{Answer, Value};
    use crate::text::Text;

    fn improbable(variable: &str) -> Finding {
        Finding {
            severity: Severity::Soft,
            variable: Some(variable.into()),
            code: "improbable".into(),
            message: Text::new("Tjek", "Check"),
        }
    }

    fn weight(text: &str) -> Answers {
        [("weight_kg".to_owned(), Answer::Value(Value::Decimal(text.parse().unwrap())))].into()
    }

    fn confirmed(value: Json) -> Confirmation {
        Confirmation { code: "improbable".into(), variable: Some("weight_kg".into()), value: Some(value) }
    }

    #[test]
    fn the_value_that_was_confirmed_is_not_asked_again() {
        let confirmation = Confirmation::of(&improbable("weight_kg"), &weight("198.5"));
        assert!(confirmation.covers(&improbable("weight_kg"), &weight("198.5")));
        assert!(!confirmation.covers(&improbable("weight_kg"), &weight("198.6")));
        assert!(!confirmation.covers(&improbable("weight_kg"), &Answers::new()));
        assert!(!confirmation.covers(&improbable("height_cm"), &weight("198.5")));
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for written in [json!(198), json!(198.0), serde_json::from_str("198.00").unwrap()] {
            assert!(confirmed(written).covers(&improbable("weight_kg"), &weight("198")));
        }
        assert!(!confirmed(json!("198")).covers(&improbable("weight_kg"), &weight("198")));
    }

    #[test]
    fn only_what_is_improbable_can_be_confirmed() {
        let impossible = Finding { severity: Severity::Hard, ..improbable("weight_kg") };
        assert!(!confirmed(json!(198)).covers(&impossible, &weight("198")));
        let open = unconfirmed(
            vec![impossible.clone(), improbable("weight_kg")],
            &weight("198"),
            &[confirmed(json!(198))],
        );
        assert_eq!(open, [impossible]);
    }

    #[test]
    fn a_finding_about_an_empty_field_or_the_whole_form_can_be_confirmed() {
        let whole = Finding { variable: None, ..improbable("weight_kg") };
        for finding in [whole, improbable("weight_kg")] {
            let confirmation = Confirmation::of(&finding, &Answers::new());
            assert_eq!(confirmation.value, None);
            assert!(confirmation.covers(&finding, &Answers::new()));
        }
    }
}
