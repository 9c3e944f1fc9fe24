//! The main job, from a citizen to a number.

use serde_json::json;

use crate::support::{end, on_both_engines, referral, start};

on_both_engines! {
    async fn a_smoker_who_stops_is_counted_in_smokefree_with_the_reason(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;

        let referred = clinician.submit(&course, "referral", referral()).await.expect(200);
        assert_eq!(referred.header("etag"), "\"1\"");
        assert_eq!(referred.json()["course"]["state"], "referred");
        let started = clinician.submit(&course, "start", start()).await.expect(200).json();
        assert_eq!((&started["course"]["state"], &started["course"]["started_on"]), (&json!("in_progress"), &json!("2026-03-01")));
        let ended = clinician.submit(&course, "end", end()).await.expect(200).json();
        assert_eq!(ended["course"]["state"], "ended");
        let outcomes = ended["outcomes"].as_array().unwrap();
        let smokefree = outcomes.iter().find(|outcome| outcome["indicator"] == "smokefree").unwrap();
        assert_eq!((&smokefree["state"], &smokefree["attributed_on"]), (&json!("fulfilled"), &json!("2026-06-01")));

        let explained = clinician.get(&format!("/courses/{course}/outcomes")).await.expect(200).json();
        let explained = explained.as_array().unwrap();
        assert_eq!(outcomes.len(), 6);
        assert!(outcomes.iter().all(|own| explained.contains(own)), "submitting and reading explain alike");
        let reads = smokefree["trace"].to_string();
        assert!(reads.contains("smoking_status") && reads.contains("former"), "{reads}");

        let overview = clinician.get("/indicators/overview?programme=hjertekom").await.expect(200).json();
        let row = overview["rows"].as_array().unwrap().iter().find(|row| row["indicator"] == "smokefree").unwrap();
        assert_eq!((&row["numerator"], &row["denominator"], &row["value"]), (&json!(1), &json!(1), &json!(1.0)));
        assert!((row["ci_low"].as_f64().unwrap() - 0.2065).abs() < 0.0001, "Wilson's interval of 1 of 1: {row}");
        let quarters = row["series"].as_array().unwrap();
        assert_eq!(quarters.len(), 12);
        assert_eq!((&quarters[11]["quarter"], &quarters[9]["quarter"]), (&json!("2026-Q4"), &json!("2026-Q2")));
        assert_eq!(quarters[9]["numerator"], 1);
        assert_eq!((&overview["from"], &overview["to"]), (&json!("2026-01-01"), &json!("2026-11-02")));
    }

    async fn a_corrected_form_changes_the_number_and_keeps_its_history(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        clinician.submit(&course, "end", end()).await.expect(200);
        let mut corrected = end();
        corrected["smoking_status"] = json!("daily");
        let body = json!({"answers": corrected, "reason": "Forkert linje"});
        let path = format!("/courses/{course}/forms/end");
        let reply = clinician.ask(actix_web::http::Method::PUT, &path).header("If-Match", "\"1\"").json(&body).send().await;
        assert_eq!(reply.expect(200).header("etag"), "\"2\"");

        let overview = clinician.get("/indicators/overview?programme=hjertekom").await.json();
        let row = overview["rows"].as_array().unwrap().iter().find(|row| row["indicator"] == "smokefree").unwrap();
        assert_eq!((&row["numerator"], &row["denominator"]), (&json!(0), &json!(1)));
        let history = clinician.get(&format!("{path}/history")).await.expect(200).json();
        let versions = history["versions"].as_array().unwrap();
        assert_eq!(versions.len(), 2);
        assert_eq!((&versions[0]["version"], &versions[0]["reason"]), (&json!(2), &json!("Forkert linje")));
        assert_eq!(versions[1]["answers"]["smoking_status"], "former");
        assert_eq!(clinician.get(&path).await.expect(200).json()["version"], 2);
    }

    async fn work_lists_show_what_is_to_be_done(app) {
        let clinician = app.clinician("0740").await;
        let waiting = clinician.course("710350-1234").await;
        let late = clinician.started_course("710350-1242").await;
        let draft = json!({"answers": {"smoking_status": "daily"}});
        clinician.put(&format!("/courses/{waiting}/forms/start/draft"), draft).await.expect(200);
        let ids = async |filter: &str| {
            let page = clinician.get(&format!("/courses?filter={filter}")).await.expect(200).json();
            let items = page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned());
            assert_eq!(page["total"].as_u64().unwrap(), items.len() as u64);
            items.collect::<Vec<_>>()
        };
        assert_eq!(ids("open").await.len(), 2);
        assert_eq!(ids("waiting").await, [waiting.as_str()]);
        assert_eq!(ids("missing_end").await, [late.as_str()]);
        assert_eq!(ids("drafts").await, [waiting.as_str()]);
        let other = app.clinician("0740").await;
        assert_eq!(other.get("/courses?filter=drafts").await.json()["total"], 0, "drafts are their author's");
    }

    async fn pages_follow_one_another_without_gaps(app) {
        let clinician = app.clinician("0740").await;
        for cpr in ["710350-1234", "710350-1242", "710350-1250", "710350-1269", "710350-1277"] {
            clinician.course(cpr).await;
        }
        let (mut seen, mut path) = (Vec::new(), "/courses?limit=2".to_owned());
        loop {
            let page = clinician.get(&path).await.expect(200).json();
            assert_eq!(page["total"], 5);
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].to_string()));
            match page["next_cursor"].as_str() {
                Some(cursor) => path = format!("/courses?limit=2&cursor={cursor}"),
                None => break,
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 5);
    }

    async fn a_second_course_of_the_same_programme_is_refused_with_the_address_of_the_first(app) {
        let clinician = app.clinician("0740").await;
        let citizen = clinician.citizen("710350-1234", "Bo Prøve").await;
        let body = json!({"citizen_id": citizen, "programme": "hjertekom"});
        clinician.post("/courses?mode=validate", body.clone()).await.expect(204);
        let first = clinician.post("/courses", body.clone()).await.expect(201);
        let refused = clinician.post("/courses", body.clone()).await;
        assert_eq!(refused.header("location"), first.header("location"));
        refused.problem(409, "course_already_open");
        let rehearsed = clinician.post("/courses?mode=validate", body).await;
        assert_eq!(rehearsed.header("location"), first.header("location"));
        rehearsed.problem(409, "course_already_open");
        let view = clinician.get(&format!("/citizens/{citizen}")).await.expect(200).json();
        assert_eq!(view["courses"].as_array().unwrap().len(), 1);
    }
}
