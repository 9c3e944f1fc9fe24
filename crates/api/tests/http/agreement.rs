//! What two pages tell is one number.

use domain::access::Role;
use serde_json::{Value, json};

use crate::support::{end, on_both_engines, referral};

on_both_engines! {
    async fn the_flow_tells_how_many_waited_no_longer_as_the_indicator_does(app) {
        let clinician = app.clinician("0740").await;
        // Referred on 1 February: met after 28 days; in time; not met yet.
        clinician.started_course("710350-1234").await;
        let in_time = clinician.course("630350-1202").await;
        clinician.submit(&in_time, "referral", referral()).await.expect(200);
        let mut answers = crate::support::start();
        answers["initial_meeting_date"] = json!("2026-02-15");
        clinician.submit(&in_time, "start", answers).await.expect(200);
        let waits = clinician.course("620250-1201").await;
        clinician.submit(&waits, "referral", referral()).await.expect(200);
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let mut found = Vec::new();
        for days in ["from=2026-01-01&to=2026-12-31", "from=2026-02-15&to=2026-03-01", "from=2026-03-01&to=2026-03-31"] {
            let flow = manager.get(&format!("/flow?programme=hjertekom&{days}")).await.expect(200).json();
            let overview = format!("/indicators/overview?programme=hjertekom&set=product&{days}");
            let overview = manager.get(&overview).await.expect(200).json();
            let within = &flow["waiting"]["within"];
            let rows = overview["rows"].as_array().unwrap();
            let row = rows.iter().find(|row| row["indicator"] == flow["waiting"]["indicator"]["id"]).unwrap();
            for key in ["numerator", "denominator", "value", "ci_low", "ci_high"] {
                assert_eq!(within[key], row[key], "{days} {key}");
            }
            assert_eq!((&flow["waiting"]["indicator"]["number"], &row["number"]), (&json!("P1"), &json!("P1")));
            found.push((within["numerator"].clone(), within["denominator"].clone()));
        }
        assert_eq!(found, [(json!(1), json!(3)), (json!(1), json!(3)), (json!(0), json!(1))]);
        let told = manager.get("/flow?programme=hjertekom&from=2026-01-01&to=2026-12-31").await.json();
        let summary = told["waiting"]["summary"]["da"].as_str().unwrap();
        assert!(summary.contains("33\u{a0}% (1 af 3) fik samtalen inden 14\u{a0}dage"), "{summary}");
    }

    async fn the_overview_begins_with_the_courses_of_the_period(app) {
        let clinician = app.clinician("0740").await;
        let courses = async |days: &str| -> Value {
            let path = format!("/indicators/overview?programme=hjertekom&{days}");
            clinician.get(&path).await.expect(200).json()["courses"].clone()
        };
        assert_eq!(courses("").await["summary"]["da"], "Ingen forløb i perioden.");
        let course = clinician.started_course("710350-1234").await;
        clinician.started_course("630350-1202").await;
        clinician.submit(&course, "end", end()).await.expect(200);
        let now = courses("").await;
        let numbers = ["total", "ended", "running", "missing_end"].map(|key| now[key].clone());
        assert_eq!(numbers, [json!(2), json!(1), json!(1), json!(1)]);
        assert_eq!(
            now["summary"],
            json!({
                "da": "2 forløb i perioden: 1 er afsluttet, og 1 er stadig i gang; det mangler slutskema.",
                "en": "2 courses in the period: 1 has ended and 1 is still running; it lacks its end form.",
            })
        );
        assert_eq!(courses("set=product").await, now, "whatever set is shown");
        assert_eq!(courses("from=2025-01-01&to=2025-12-31").await["total"], 0);
    }
}
