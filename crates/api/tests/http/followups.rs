//! Follow-up after 3, 6 and 12 months: three forms, one set of questions, one state.

use serde_json::json;

use crate::support::{end, on_both_engines};

on_both_engines! {
    async fn each_follow_up_is_a_form_of_its_own(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        let answers = |timepoint: &str| {
            json!({"followup_date": "2026-06-10", "timepoint": timepoint, "smoking_status": "former"})
        };
        for form in ["followup", "followup_6m", "followup_12m"] {
            clinician.submit(&course, form, answers("months_6")).await.problem(409, "wrong_state");
        }
        clinician.submit(&course, "end", end()).await.expect(200);
        // The second before the first: a municipality may follow up at one time only.
        clinician.submit(&course, "followup_6m", answers("months_6")).await.expect(200);
        let after = clinician.submit(&course, "followup", answers("months_3")).await.expect(200).json();
        assert_eq!(after["course"]["state"], "followup");
        let forms = after["course"]["forms"].as_array().unwrap().iter();
        let submitted: Vec<_> = forms
            .filter(|form| form["state"] == "submitted")
            .map(|form| form["form"].as_str().unwrap())
            .collect();
        assert_eq!(submitted, ["referral", "start", "end", "followup", "followup_6m"]);
        let read = clinician.get(&format!("/courses/{course}/forms/followup_6m")).await.json();
        assert_eq!((&read["version"], &read["answers"]["timepoint"]), (&json!(1), &json!("months_6")));
    }

    async fn a_follow_up_before_the_end_of_the_course_is_refused(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        clinician.submit(&course, "end", end()).await.expect(200);
        let early = json!({"followup_date": "2026-05-31", "timepoint": "months_12", "smoking_status": "former"});
        let problem = clinician.submit(&course, "followup_12m", early).await.problem(422, "validation_failed");
        let codes: Vec<_> = problem["findings"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
        assert!(codes.contains(&&json!("followup_after_end")), "{codes:?}");
    }
}
