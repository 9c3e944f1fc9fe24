//! Answers that pass: the fewest a form can be submitted with.

use serde_json::{Value, json};

pub(crate) fn referral() -> Value {
    json!({
        "referral_date": "2026-02-01", "index_event": "pci", "referral_diagnosis": "DI252B",
        "referral_source": {"missing": "unknown"},
    })
}

/// A daily smoker.
pub(crate) fn start() -> Value {
    json!({
        "initial_meeting_date": "2026-03-01", "smoking_status": "daily", "training_offered": "yes",
        "capacity_test_type": "six_mwt", "six_mwt_m": 420,
    })
}

/// Who has stopped smoking and attended 9 of 10 sessions.
pub(crate) fn end() -> Value {
    json!({
        "final_meeting_date": "2026-06-01", "end_type": "completed", "smoking_status": "former",
        "smoking_intervention": "participated", "diet_treatment": "no", "depression_screened": "no",
        "sessions_planned": 10, "sessions_attended": 9, "capacity_test_type": "six_mwt", "six_mwt_m": 480,
    })
}
