//! The follow-up forms after 6 and 12 months ask what the one after 3 months asks.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use domain::answers::Answers;
use domain::expr::Facts;
use domain::programme::{Prefill, Programme};
use domain::validation::{self, Validated};
use serde_json::json;

const FORMS: [(&str, &str); 3] =
    [("followup", "months_3"), ("followup_6m", "months_6"), ("followup_12m", "months_12")];

fn programme() -> Programme {
    let catalogue = programmes::embedded().unwrap();
    Programme::clone(catalogue.current("hjertekom").unwrap())
}

/// A form of a course that ended on 1 February 2026, filled in on a day.
fn followed(form: &str, timepoint: &str, day: &str) -> Validated {
    let programme = programme();
    let end = json!({"end_type": "completed", "final_meeting_date": "2026-02-01"});
    let read = |id: &str, json: &serde_json::Value| -> Answers {
        let (answers, findings) =
            validation::read(&programme, programme.form(id).unwrap(), json.as_object().unwrap());
        assert_eq!(findings, []);
        answers
    };
    let facts = Facts {
        forms: [("end".to_owned(), read("end", &end))].into(),
        as_of: "2027-12-31".parse().unwrap(),
        ..Facts::default()
    };
    let answers = json!({"followup_date": day, "timepoint": timepoint, "smoking_status": "former"});
    validation::validate(&programme, programme.form(form).unwrap(), answers.as_object().unwrap(), &facts)
}

#[test]
fn all_three_ask_the_same_and_suggest_their_own_time() {
    let programme = programme();
    let ids =
        |form: &str| programme.form(form).unwrap().variables().map(|v| v.id.clone()).collect::<Vec<_>>();
    for (form, timepoint) in FORMS {
        assert_eq!(ids(form), ids("followup"), "{form}");
        let suggested = &programme.form(form).unwrap().variable("timepoint").unwrap().suggest;
        assert_eq!(*suggested, [Prefill::Code(timepoint.to_owned())], "{form}");
    }
    let slugs: std::collections::BTreeSet<_> = programme.forms.iter().map(|form| &form.slug).collect();
    assert_eq!(slugs.len(), programme.forms.len(), "every form has an address of its own");
}

#[test]
fn each_is_on_time_within_45_days_of_its_own_day() {
    for (form, timepoint, on_time, late) in [
        ("followup", "months_3", "2026-05-03", "2026-06-18"),
        ("followup_6m", "months_6", "2026-08-03", "2026-09-18"),
        ("followup_12m", "months_12", "2027-02-01", "2027-03-19"),
    ] {
        assert_eq!(followed(form, timepoint, on_time).findings, [], "{form}");
        let findings = followed(form, timepoint, late).findings;
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, ["followup_near_timepoint"], "{form}");
    }
}

#[test]
fn the_rules_of_each_look_at_its_own_answers() {
    for (form, timepoint) in FORMS {
        let findings = followed(form, timepoint, "2026-01-31").findings;
        assert!(findings.iter().any(|finding| finding.code == "followup_after_end"), "{form}: {findings:?}");
    }
}
