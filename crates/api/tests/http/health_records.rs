//! Files of records from hospital, laboratory and general practice.

use actix_web::http::Method;
use domain::access::Role;
use serde_json::{Value, json};

use crate::support::{Actor, Reply, end, on_both_engines};

const HEADER: &str = "cpr;record_key;sector;code;on;diagnosis;value;unit\n";

async fn import(actor: &Actor, mode: &str, rows: &str) -> Reply {
    let asking = actor.ask(Method::POST, &format!("/health-records/imports?mode={mode}"));
    asking.body("text/csv; charset=utf-8", format!("{HEADER}{rows}")).send().await
}

fn outcome(outcomes: &Value, indicator: &str) -> Value {
    let outcomes = outcomes.as_array().unwrap();
    outcomes.iter().find(|outcome| outcome["indicator"] == indicator).unwrap().clone()
}

on_both_engines! {
    async fn a_laboratory_value_changes_a_number_and_says_where_it_comes_from(app) {
        let (clinician, coordinator) = (app.clinician("0740").await, app.actor(Role::Coordinator, Some("0740")).await);
        let course = clinician.started_course("710350-1234").await;
        clinician.submit(&course, "end", end()).await.expect(200);
        let end_day = end()["final_meeting_date"].as_str().unwrap().to_owned();
        let rows = format!("710350-1234;L-1;laboratory;NPU01568;{end_day};;1.2;mmol/L\n710350-1242;L-2;hospital;BVDY0;2026-02-01;DI214;;\n");
        let report = import(&coordinator, "validate", &rows).await.expect(200).json();
        assert_eq!((&report["committed"], &report["accepted"]), (&json!(false), &json!(2)));
        let report = import(&coordinator, "commit", &rows).await.expect(200).json();
        assert_eq!((&report["committed"], &report["added"], &report["courses"]), (&json!(true), &json!(1), &json!(1)));
        assert_eq!((&report["unknown_citizens"], &report["findings"]), (&json!(1), &json!([])), "how many, not which");
        assert!(!report.to_string().contains("710350"), "a report holds no numbers: {report}");

        let outcomes = clinician.get(&format!("/courses/{course}/outcomes")).await.expect(200).json();
        let ldl = outcome(&outcomes, "dhrd23_ldl");
        assert_eq!((&ldl["state"], &ldl["attributed_on"]), (&json!("fulfilled"), &json!(end_day)));
        let steps = ldl["trace"].as_array().unwrap().last().unwrap()["steps"].clone();
        let record = &steps[0]["reads"][0]["records"][0];
        assert_eq!((&record["key"], &record["sector"], &record["value"]), (&json!("L-1"), &json!("laboratory"), &json!(1.2)));

        let year = &end_day[..4];
        let overview = app.actor(Role::Manager, Some("0740")).await
            .get(&format!("/indicators/overview?programme=hjertekom&set=dhrd_2023&from={year}-01-01&to={year}-12-31")).await.expect(200).json();
        let row = overview["rows"].as_array().unwrap().iter().find(|row| row["indicator"] == "dhrd23_ldl").unwrap().clone();
        assert_eq!((&row["numerator"], &row["denominator"], &row["standard"]), (&json!(1), &json!(1), &Value::Null));
        let again = import(&coordinator, "commit", &rows).await.expect(200).json();
        assert_eq!((&again["unchanged"], &again["courses"]), (&json!(1), &json!(0)));
    }

    async fn validating_says_nothing_about_who_is_known_here(app) {
        let (clinician, admin) = (app.clinician("0740").await, app.actor(Role::MunicipalAdmin, Some("0740")).await);
        clinician.started_course("710350-1234").await;
        let row = |cpr: &str| format!("{cpr};L-1;laboratory;NPU01568;2026-05-01;;1.2;mmol/L\n");
        let known = import(&admin, "validate", &row("710350-1234")).await.expect(200).json();
        let unknown = import(&admin, "validate", &row("710350-1242")).await.expect(200).json();
        assert_eq!(known, unknown);
        assert_eq!((&known["rows"], &known["accepted"], &known["added"]), (&json!(1), &json!(1), &json!(0)));
    }

    async fn one_bad_row_keeps_all_records_out(app) {
        let (clinician, coordinator) = (app.clinician("0740").await, app.actor(Role::Coordinator, Some("0740")).await);
        clinician.started_course("710350-1234").await;
        let rows = "710350-1234;L-1;laboratory;NPU01568;2026-05-01;;1.2;mmol/L\n710350-1234;L-2;laboratory;NPU01568;2026-05-01;;50;mg/dL\n";
        let report = import(&coordinator, "commit", rows).await.expect(200).json();
        assert_eq!((&report["committed"], &report["rejected"]), (&json!(false), &json!(1)));
        let finding = &report["findings"][0];
        assert_eq!((&finding["line"], &finding["record_key"], &finding["column"], &finding["code"]),
            (&json!(3), &json!("L-2"), &json!("unit"), &json!("wrong_unit")));
        let only_good = rows.lines().next().unwrap();
        let report = import(&coordinator, "validate", &format!("{only_good}\n")).await.expect(200).json();
        assert_eq!((&report["accepted"], &report["committed"]), (&json!(1), &json!(false)));
        assert_eq!(import(&coordinator, "commit", &format!("{only_good}\n")).await.expect(200).json()["added"], 1);
        import(&clinician, "commit", rows).await.problem(403, "forbidden");
    }
}
