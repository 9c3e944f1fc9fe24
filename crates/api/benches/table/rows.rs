//! The courses the benchmark writes to: invented people with a start form and no end form.

use std::fmt::Write as _;

/// The municipalities that take part, so that no single one is a bottleneck the others do not have.
pub(crate) const MUNICIPALITIES: [(&str, &str); 8] = [
    ("0615", "horsens"),
    ("0657", "herning"),
    ("0661", "holstebro"),
    ("0730", "randers"),
    ("0740", "silkeborg"),
    ("0746", "skanderborg"),
    ("0751", "aarhus"),
    ("0791", "viborg"),
];

/// The unit all courses belong to.
pub(crate) const SITE: &str = "990000000000001";

/// An import of `count` open courses; `series` keeps the numbers of several imports apart.
pub(crate) fn open_courses(series: usize, count: usize) -> String {
    let mut csv = String::from(
        "cpr;course_key;name;referral.referral_date;referral.referral_source;referral.index_event;referral.referral_diagnosis;\
         start.initial_meeting_date;start.site_sor;start.training_offered;start.smoking_status;start.capacity_test_type;start.watt_max\n",
    );
    for index in 0..count {
        let number = series * 10_000 + index;
        // Day + 60, so never a real person's number; the running number varies day, year and serial.
        let (day, year, serial) = (61 + number % 28, 30 + number / 28 % 60, number / 1680 % 4000);
        let row = format!("{day}03{year}{serial:04};bench-{series}-{index};Maal Person");
        let _ =
            writeln!(csv, "{row};2026-01-05;hospital;stemi;DI214;2026-01-19;{SITE};yes;daily;watt_max;100");
    }
    csv
}

/// The end form that is submitted: completed, with everything the indicators ask for.
pub(crate) fn end_form() -> serde_json::Value {
    serde_json::json!({ "answers": {
        "end_type": "completed", "final_meeting_date": "2026-05-04",
        "sessions_planned": 24, "sessions_attended": 21,
        "capacity_test_type": "watt_max", "watt_max": 118,
        "smoking_status": "former", "quit_date": "2026-03-01", "smoking_intervention": "participated",
        "diet_treatment": "yes_group", "diet_by_profession": "clinical_dietitian",
        "hads_a": 4, "hads_d": 3, "depression_screened": "yes_hads"
    }})
}
