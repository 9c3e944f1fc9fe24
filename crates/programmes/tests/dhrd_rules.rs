//! The rules F1–F16 of the national database's answers to its senders (S:3), each as far as an indicator or a derived
//! variable can show it. What they say about handing data over is not part of a definition.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has to fail")]

use std::sync::Arc;

use chrono::NaiveDate;
use domain::expr::Facts;
use domain::health_record::{HealthRecord, Provider, Sector, derive};
use domain::outcome::{OutcomeState, outcome};
use domain::programme::Programme;
use domain::validation::read;
use serde_json::{Value, json};

fn programme() -> Arc<Programme> {
    programmes::embedded().unwrap().current("hjertekom").unwrap().clone()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What the forms say, by form.
fn facts(programme: &Programme, forms: Value, records: Vec<HealthRecord>) -> Facts {
    let mut facts = Facts { as_of: day("2027-12-31"), records, ..Facts::default() };
    for (form, answers) in forms.as_object().unwrap() {
        let (answers, findings) =
            read(programme, programme.form(form).unwrap(), answers.as_object().unwrap());
        assert!(findings.is_empty(), "{findings:?}");
        facts.forms.insert(form.clone(), answers);
    }
    facts
}

/// What a course counts as in an indicator, and when.
fn counted(indicator: &str, forms: Value, records: Vec<HealthRecord>) -> (OutcomeState, Option<NaiveDate>) {
    let programme = programme();
    let facts = facts(&programme, forms, records);
    let found = outcome(&programme, programme.indicator(indicator).unwrap(), &facts.seen_by(&programme));
    (found.state, found.attributed_on)
}

fn state(indicator: &str, forms: Value, records: Vec<HealthRecord>) -> OutcomeState {
    counted(indicator, forms, records).0
}

fn record(sector: Sector, code: &str, on: &str) -> HealthRecord {
    HealthRecord {
        key: format!("{code}/{on}"),
        sector,
        provider: Provider::Public,
        code: code.into(),
        diagnosis: Some("DI214".into()),
        on: day(on),
        value: None,
        unit: None,
    }
}

fn measured(sector: Sector, code: &str, on: &str, value: &str, unit: &str) -> HealthRecord {
    let (value, unit) = (Some(value.parse().unwrap()), Some(unit.to_owned()));
    HealthRecord { value, unit, diagnosis: None, ..record(sector, code, on) }
}

/// A citizen with a heart attack who never came to the municipality.
fn never_met() -> Value {
    json!({
        "referral": {"referral_date": "2026-01-05", "index_event": "stemi", "index_date": "2026-01-02"},
        "end": {"end_type": "not_started", "end_date": "2026-02-01"},
    })
}

/// A completed course after a heart attack, with more answers of the end form.
fn completed(end: Value) -> Value {
    let mut forms = json!({
        "referral": {"referral_date": "2026-01-05", "index_event": "stemi", "index_date": "2026-01-02"},
        "start": {"initial_meeting_date": "2026-01-20", "smoking_status": "daily", "hads_a": 9, "hads_d": 4},
        "end": {"end_type": "completed", "final_meeting_date": "2026-05-01"},
    });
    for (id, answer) in end.as_object().unwrap() {
        forms["end"][id] = answer.clone();
    }
    forms
}

use OutcomeState::{Fulfilled, Missing, NotFulfilled, Outside};

/// Every activity knows who delivered it, and only that sector's count where a sector is meant. What the
/// municipality hands over of its own is in the tests of `domain::handover`.
#[test]
fn f1_each_provider_counts_only_what_it_delivers_itself() {
    for (sector, expected) in
        [(Sector::Hospital, Fulfilled), (Sector::Gp, NotFulfilled), (Sector::Laboratory, NotFulfilled)]
    {
        assert_eq!(
            state("dhrd23_participation", never_met(), vec![record(sector, "BVDY0", "2026-01-15")]),
            expected
        );
    }
}

/// No form offers a procedure code, and the municipality's own answer is enough. Records are joined on the citizen: see the
/// tests of the import.
#[test]
fn f2_the_municipality_registers_in_its_own_forms_without_procedure_codes() {
    let programme = programme();
    let codes = programme.code_lists.values().flat_map(|list| &list.codes).flat_map(|code| &code.codings);
    for coding in codes {
        for procedure in ["BVDY", "BUG", "BRXT", "KFN"] {
            assert!(!coding.code.starts_with(procedure), "{coding:?}");
        }
    }
    let own = completed(json!({"diet_treatment": "yes_group", "diet_by_profession": "clinical_dietitian"}));
    assert_eq!(state("dhrd23_diet", own, vec![]), Fulfilled);
}

#[test]
fn f3_individual_and_group_dietary_treatment_both_count() {
    for treatment in ["yes_individual", "yes_group"] {
        let end = completed(json!({"diet_treatment": treatment, "diet_by_profession": "clinical_dietitian"}));
        for indicator in ["diet", "dhrd23_diet", "dhrd15_diet"] {
            assert_eq!(state(indicator, end.clone(), vec![]), Fulfilled, "{indicator} {treatment}");
        }
    }
}

#[test]
fn f4_one_contact_with_bvdy0_is_enough_and_more_add_nothing() {
    let contact = |on| record(Sector::Hospital, "BVDY04", on);
    let once = counted("dhrd23_participation", never_met(), vec![contact("2026-01-15")]);
    assert_eq!(once, (Fulfilled, Some(day("2026-01-15"))));
    let often = vec![contact("2026-01-15"), contact("2026-02-15"), contact("2026-03-15")];
    assert_eq!(counted("dhrd23_participation", never_met(), often), once);
}

#[test]
fn f5_a_procedure_counts_only_with_a_diagnosis_of_ischaemic_heart_disease() {
    let with = |diagnosis: Option<&str>| {
        let diagnosis = diagnosis.map(str::to_owned);
        vec![HealthRecord { diagnosis, ..record(Sector::Hospital, "BVDY0", "2026-01-15") }]
    };
    for counts in ["DI20", "DI209", "DI214", "DI229", "DI239", "DI249", "DI251"] {
        assert_eq!(state("dhrd23_participation", never_met(), with(Some(counts))), Fulfilled, "{counts}");
    }
    for lost in [None, Some("DZ035"), Some("DI269"), Some("DI500"), Some("DI2")] {
        assert_eq!(state("dhrd23_participation", never_met(), with(lost)), NotFulfilled, "{lost:?}");
    }
    // The same for who belongs to the population at all.
    let unknown = json!({"referral": {"referral_date": "2026-01-05", "index_event": "other"},
        "start": {"initial_meeting_date": "2026-01-20"}});
    let pci = |diagnosis: &str| {
        let diagnosis = Some(diagnosis.to_owned());
        vec![HealthRecord { diagnosis, ..record(Sector::Hospital, "KFNG02", "2026-01-02") }]
    };
    assert_eq!(state("dhrd23_participation", unknown.clone(), pci("DI214")), Fulfilled);
    assert_eq!(state("dhrd23_participation", unknown, pci("DZ035")), Outside);
}

#[test]
fn f6_what_the_hospital_does_counts_although_the_course_ends_elsewhere() {
    let no_diet = completed(json!({"diet_treatment": "no"}));
    let hospital = vec![record(Sector::Hospital, "BUGA1", "2026-02-10")];
    assert_eq!(state("dhrd23_diet", no_diet.clone(), vec![]), NotFulfilled);
    assert_eq!(state("dhrd23_diet", no_diet, hospital), Fulfilled, "neither takes all");
}

#[test]
fn f7_the_latest_blood_pressure_of_a_hospital_within_twelve_months_decides() {
    let pair = |on, high, low| {
        vec![
            measured(Sector::Hospital, "DNK05472", on, high, "mm[Hg]"),
            measured(Sector::Hospital, "DNK05473", on, low, "mm[Hg]"),
        ]
    };
    let course = || completed(json!({"bp_sys": 180, "bp_dia": 100}));
    let found = counted("dhrd23_bp", course(), pair("2026-03-01", "135", "85"));
    assert_eq!(
        found,
        (Fulfilled, Some(day("2026-03-01"))),
        "counted when it was measured; the municipality's is not read"
    );
    let newer = [pair("2026-03-01", "135", "85"), pair("2026-04-01", "150", "85")].concat();
    assert_eq!(state("dhrd23_bp", course(), newer), NotFulfilled);
    assert_eq!(
        state("dhrd23_bp", course(), pair("2025-05-01", "135", "85")),
        Fulfilled,
        "365 days before the end"
    );
    assert_eq!(
        state("dhrd23_bp", course(), pair("2025-04-30", "135", "85")),
        Missing,
        "366 days before the end"
    );
    assert_eq!(state("dhrd23_bp", course(), vec![]), Outside, "nothing was imported");
}

#[test]
fn f8_general_practice_follows_up_as_soon_as_it_sends_data() {
    let course = || completed(json!({}));
    assert_eq!(state("dhrd23_smoke_1y", course(), vec![]), Outside);
    let status = |value| {
        let record = measured(Sector::Gp, "SMOKING", "2027-01-10", value, "");
        vec![HealthRecord { unit: None, ..record }]
    };
    assert_eq!(state("dhrd23_smoke_1y", course(), status("3")), Fulfilled);
    assert_eq!(state("dhrd23_smoke_1y", course(), status("2")), NotFulfilled);
}

#[test]
fn f9_what_was_paid_privately_never_counts() {
    let private = |code| {
        vec![HealthRecord { provider: Provider::Private, ..record(Sector::Hospital, code, "2026-01-15") }]
    };
    assert_eq!(state("dhrd23_participation", never_met(), private("BVDY0")), NotFulfilled);
    let insured = || completed(json!({"diet_treatment": "no", "private_provider_use": true}));
    assert_eq!(state("dhrd23_diet", insured(), private("BUGA1")), NotFulfilled);
    assert_eq!(state("diet", insured(), vec![]), NotFulfilled, "nor when the form tells of it");
}

#[test]
fn f10_a_referral_to_dietary_treatment_alone_does_not_count() {
    let mut referred = completed(json!({"diet_treatment": "no"}));
    referred["start"]["diet_need"] = json!(true);
    for indicator in ["diet", "diet_need", "dhrd23_diet", "dhrd15_diet"] {
        assert_eq!(state(indicator, referred.clone(), vec![]), NotFulfilled, "{indicator}");
    }
}

#[test]
fn f11_brxt_is_the_hospitals_own_course_and_the_municipality_registers_its_own() {
    let programme = programme();
    let derived = |sector| {
        let facts = facts(&programme, never_met(), vec![record(sector, "BRXT", "2026-01-15")]);
        let found = derive(programme.records.as_ref().unwrap(), &facts).unwrap();
        found.taken_from.contains_key("smoking_course")
    };
    assert!(derived(Sector::Hospital));
    assert!(!derived(Sector::Gp));
    let list =
        programme.form("end").unwrap().variable("smoking_intervention").and_then(|v| programme.codes_of(v));
    assert!(list.unwrap().code("participated").is_some(), "{list:?}");
}

#[test]
fn f12_the_second_hads_may_be_taken_in_either_sector() {
    let hospital = vec![
        measured(Sector::Hospital, "HADSA", "2026-04-20", "6", "{score}"),
        measured(Sector::Hospital, "HADSD", "2026-04-20", "3", "{score}"),
    ];
    for (end, records) in [(json!({"hads_a": 6, "hads_d": 3}), vec![]), (json!({}), hospital)] {
        assert_eq!(state("dhrd23_screening", completed(end.clone()), records.clone()), Fulfilled);
        assert_eq!(state("dhrd23_anxdep", completed(end), records), Fulfilled);
    }
    assert_eq!(state("dhrd23_screening", completed(json!({})), vec![]), NotFulfilled);
}

/// A course that begins in one year and ends in the next. That it keeps its outcomes in both versions of a definition is
/// shown by the tests of the database.
#[test]
fn f13_activity_counts_in_the_year_it_happens() {
    let straddling = || {
        json!({
            "referral": {"referral_date": "2022-11-20", "index_event": "pci", "index_date": "2022-11-10"},
            "start": {"initial_meeting_date": "2022-12-05", "smoking_status": "daily", "training_offered": "yes"},
            "end": {"end_type": "completed", "final_meeting_date": "2023-03-01", "smoking_status": "former",
                "sessions_planned": 24, "sessions_attended": 22},
        })
    };
    let on = |indicator, records| counted(indicator, straddling(), records).1.unwrap();
    assert_eq!(on("dhrd23_participation", vec![]), day("2022-12-05"));
    assert_eq!(on("dhrd23_sessions80", vec![]), day("2023-03-01"));
    assert_eq!(on("dhrd23_smokefree", vec![]), day("2023-03-01"));
    let ldl = vec![measured(Sector::Laboratory, "NPU01568", "2022-12-20", "1.2", "mmol/L")];
    assert_eq!(on("dhrd23_ldl", ldl), day("2022-12-20"), "measured in the old year");
}

#[test]
fn f14_who_started_before_june_2022_is_in_the_period_of_the_end() {
    let course = json!({
        "referral": {"referral_date": "2022-04-01", "index_event": "nstemi", "index_date": "2022-03-20"},
        "start": {"initial_meeting_date": "2022-05-02", "training_offered": "yes", "watt_max": 100},
        "end": {"end_type": "completed", "final_meeting_date": "2022-08-15", "watt_max": 120,
            "sessions_planned": 24, "sessions_attended": 22},
    });
    for indicator in ["sessions80", "capacity10", "dhrd23_sessions80", "dhrd23_capacity", "dhrd15_capacity"] {
        assert_eq!(
            counted(indicator, course.clone(), vec![]),
            (Fulfilled, Some(day("2022-08-15"))),
            "{indicator}"
        );
    }
}

/// The deadline of the report itself is in the tests of `domain::handover`.
#[test]
fn f15_a_late_result_counts_when_it_arrives_within_the_deadline() {
    let result = |on| vec![measured(Sector::Laboratory, "NPU01568", on, "1.2", "mmol/L")];
    assert_eq!(
        state("dhrd23_ldl", completed(json!({})), result("2026-05-31")),
        Fulfilled,
        "30 days after the end"
    );
    assert_eq!(
        state("dhrd23_ldl", completed(json!({})), result("2026-06-01")),
        Missing,
        "31 days after the end"
    );
}

#[test]
fn f16_what_the_laboratory_has_is_not_typed_again() {
    let programme = programme();
    for form in ["start", "end"] {
        let ldl = programme.form(form).unwrap().variable("ldl").unwrap();
        assert!(!ldl.required && ldl.required_when.is_none(), "{form}");
    }
    assert_eq!(
        state("dhrd23_ldl", completed(json!({"ldl": 1.2})), vec![]),
        Outside,
        "a typed value is not read"
    );
    let ldl = vec![measured(Sector::Laboratory, "NPU01568", "2026-04-20", "1.2", "mmol/L")];
    assert_eq!(state("dhrd23_ldl", completed(json!({"ldl": 3.9})), ldl), Fulfilled);
}
