//! What two pages tell is one number.

use actix_web::http::Method;
use chrono::TimeDelta;
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

    async fn the_overview_of_an_earlier_day_is_what_it_was_then(app) {
        let clinician = app.clinician("0740").await;
        let corrected = clinician.started_course("710350-1234").await;
        clinician.submit(&corrected, "end", end()).await.expect(200);
        let ended_later = clinician.started_course("630350-1202").await;
        let ask = async |query: &str| -> Value {
            // The clock moves, and a session does not last until the next day.
            let clinician = app.clinician("0740").await;
            let path = format!("/indicators/overview?programme=hjertekom{query}");
            clinician.get(&path).await.expect(200).json()
        };
        let sets = ["hjertekom", "product", "dhrd_2023", "dhrd_2015"];
        let mut then = Vec::new();
        for set in sets {
            then.push(ask(&format!("&set={set}")).await);
        }

        app.move_clock(TimeDelta::days(1));
        let clinician = app.clinician("0740").await;
        let mut answers = end();
        answers["smoking_status"] = json!("daily");
        answers.as_object_mut().unwrap().remove("quit_date");
        let body = json!({"answers": answers, "reason": "Forkert linje"});
        let path = format!("/courses/{corrected}/forms/end");
        clinician.ask(Method::PUT, &path).header("If-Match", "\"1\"").json(&body).send().await.expect(200);
        clinician.submit(&ended_later, "end", end()).await.expect(200);
        clinician.started_course("620250-1201").await;

        let smokefree = |overview: &Value| -> (Value, Value) {
            let row = overview["rows"].as_array().unwrap().iter().find(|row| row["indicator"] == "smokefree").unwrap();
            (row["numerator"].clone(), row["denominator"].clone())
        };
        assert_eq!(smokefree(&then[0]), (json!(1), json!(1)));
        assert_eq!(smokefree(&ask("").await), (json!(1), json!(2)), "one corrected, one more");
        for (set, then) in sets.into_iter().zip(then) {
            for (day, expected) in [("2026-11-02", then), ("2026-11-03", ask(&format!("&set={set}")).await)] {
                let mut known = ask(&format!("&set={set}&as_of={day}")).await;
                let about = known.as_object_mut().unwrap();
                assert_eq!(about.remove("as_of"), Some(json!(day)));
                about.insert("updated_at".to_owned(), expected["updated_at"].clone());
                assert_eq!(known, expected, "{set} {day}");
            }
        }
        let before = ask("&as_of=2026-11-01").await;
        assert_eq!((smokefree(&before), &before["courses"]["total"]), ((json!(0), json!(0)), &json!(0)));

        let manager = app.actor(Role::Manager, Some("0740")).await;
        let tomorrow = "/indicators/overview?programme=hjertekom&as_of=2026-11-04";
        let problem = manager.get(tomorrow).await.problem(400, "bad_request");
        assert_eq!(problem["findings"][0]["code"], "in_the_future");
        let other = app.clinician("0751").await;
        let theirs = other.get("/indicators/overview?programme=hjertekom&as_of=2026-11-03").await.expect(200).json();
        assert_eq!((smokefree(&theirs), &theirs["courses"]["total"]), ((json!(0), json!(0)), &json!(0)));
    }
}
