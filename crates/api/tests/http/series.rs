//! An indicator over time, the courses behind its numbers, and what people note about it.

use actix_web::http::Method;
use chrono::TimeDelta;
use domain::access::Role;
use serde_json::{Value, json};

use crate::support::{Actor, TestApp, end, on_both_engines, start};

const SERIES: &str = "/indicators/smokefree/series?programme=hjertekom";

/// A course from beginning to end, closed on a day.
async fn finished(actor: &Actor, cpr: &str, day: &str, smoking: &str) -> String {
    let course = actor.started_course(cpr).await;
    let mut answers = end();
    answers["final_meeting_date"] = json!(day);
    answers["smoking_status"] = json!(smoking);
    if smoking != "former" {
        answers.as_object_mut().unwrap().remove("quit_date");
    }
    actor.submit(&course, "end", answers).await.expect(200);
    course
}

/// A course of a smoker who has stopped, at a unit.
async fn at_unit(actor: &Actor, cpr: &str, unit: &str) {
    let course = actor.course(cpr).await;
    let mut answers = start();
    answers["site_sor"] = json!(unit);
    actor.submit(&course, "start", answers).await.expect(200);
    let mut answers = end();
    answers["final_meeting_date"] = json!("2026-05-04");
    actor.submit(&course, "end", answers).await.expect(200);
}

fn texts(value: &Value) -> (&str, &str) {
    (value["da"].as_str().unwrap(), value["en"].as_str().unwrap())
}

on_both_engines! {
    async fn a_series_shows_quarters_what_they_say_and_how_the_indicator_is_defined(app) {
        let clinician = app.clinician("0740").await;
        finished(&clinician, "710350-1234", "2026-05-04", "former").await;
        finished(&clinician, "710350-1242", "2026-08-03", "daily").await;
        let series = clinician.get(SERIES).await.expect(200).json();
        let points = series["groups"][0]["points"].as_array().unwrap();
        let shown: Vec<_> = points.iter().map(|p| (p["id"].as_str().unwrap(), &p["value"], &p["is_complete"])).collect();
        assert_eq!(shown, [
            ("2026-Q2", &json!(1.0), &json!(true)),
            ("2026-Q3", &json!(0.0), &json!(true)),
            ("2026-Q4", &json!(null), &json!(false)),
        ]);
        assert_eq!(series["groups"][0]["total"]["denominator"], 2);
        assert_eq!((&series["groups"][0]["variation"], &series["groups"][0]["assurance"]), (&json!("too_few"), &json!("too_few")));
        let (da, en) = texts(&series["finding"]);
        assert!(da.contains("0\u{a0}% i 3. kvartal 2026 (0 af 1)") && da.ends_with("for få målinger til at vurdere udviklingen"), "{da}");
        assert!(en.ends_with("too few measurements to judge the development"), "{en}");
        assert_eq!(series["definition"]["fulfilled"], "end.smoking_status == 'former'");
        let splits: Vec<_> = series["splits"].as_array().unwrap().iter().map(|split| split["id"].as_str().unwrap()).collect();
        assert_eq!(splits, ["sex", "age_band", "diagnosis", "education", "living_alone", "site"]);
        assert!(texts(&series["basis"]).0.starts_with("efter "));
        assert_eq!(series["chart"], "run");
        let asked = clinician.get(&format!("{SERIES}&chart=p")).await.expect(200).json();
        assert_eq!((&asked["chart"], &asked["groups"][0]["p_chart_offered"]), (&json!("run"), &json!(false)));
        assert!(!texts(&asked["groups"][0]["why_not"]).0.is_empty());
    }

    async fn every_grain_and_split_adds_up_to_the_same_courses(app) {
        let clinician = app.clinician("0740").await;
        for (index, cpr) in ["710350-1234", "710350-1242", "710350-1250"].iter().enumerate() {
            finished(&clinician, cpr, &format!("2026-0{}-04", index + 5), "former").await;
        }
        let splits = ["", "&split=sex", "&split=age_band", "&split=education", "&split=diagnosis", "&split=living_alone", "&split=site"];
        for grain in ["month", "quarter", "year", "groups_of_10"] {
            for split in splits {
                let path = format!("{SERIES}&grain={grain}{split}");
                let series = clinician.get(&path).await.expect(200).json();
                let total = |key: &str| -> u64 {
                    series["groups"].as_array().unwrap().iter().map(|group| group["total"][key].as_u64().unwrap()).sum()
                };
                assert_eq!((total("numerator"), total("denominator")), (3, 3), "{path}: {series}");
                let known = clinician.get(&format!("{path}&as_of=2026-11-02")).await.expect(200).json();
                let shown = |series: &Value| -> Vec<Value> {
                    let groups = series["groups"].as_array().unwrap().iter();
                    groups.flat_map(|group| group["points"].as_array().unwrap().clone()).collect()
                };
                assert_eq!(shown(&series), shown(&known), "{path}: the same from tallies and from the forms");
            }
        }
        let before = clinician.get(&format!("{SERIES}&as_of=2026-11-01")).await.expect(200).json();
        assert_eq!(before["groups"][0]["total"]["denominator"], 0, "nothing had been submitted");
        assert!(texts(&before["finding"]).0.ends_with("ingen forløb at vurdere i perioden"));
    }

    async fn an_empty_registry_says_so_in_words(app) {
        let manager = app.actor(Role::Manager, Some("0740")).await;
        for path in [SERIES.to_owned(), format!("{SERIES}&split=sex&grain=groups_of_10"), format!("{SERIES}&split=site"), format!("{SERIES}&chart=p&grain=year")] {
            let series = manager.get(&path).await.expect(200).json();
            assert!(texts(&series["finding"]).0.ends_with("ingen forløb at vurdere i perioden"), "{series}");
            assert!(!series.to_string().contains("NaN"));
        }
        let overview = manager.get("/indicators/overview?programme=hjertekom").await.expect(200).json();
        for row in overview["rows"].as_array().unwrap() {
            assert_eq!((&row["variation"], &row["value"]), (&json!("too_few"), &json!(null)));
            assert_eq!(texts(&row["target_text"]).0, "Ingen forløb at vurdere");
        }
    }

    async fn what_cannot_be_asked_is_refused_with_the_reason(app) {
        let clinician = app.clinician("0740").await;
        for (query, variable, code) in [
            ("&from=2026-02-01&to=2026-01-01", "from", "backwards"),
            ("&from=1900-01-01&grain=month", "from", "too_many_points"),
            ("&from=0001-01-01&to=9999-12-31", "from", "too_many_points"),
            ("&split=shoe_size", "split", "unknown_value"),
            ("&as_of=2026-11-03", "as_of", "in_the_future"),
            ("&grain=week", "grain", "unknown_value"),
        ] {
            let problem = clinician.get(&format!("{SERIES}{query}")).await.problem(400, "bad_request");
            assert_eq!((&problem["findings"][0]["variable"], &problem["findings"][0]["code"]), (&json!(variable), &json!(code)), "{query}");
        }
        clinician.get("/indicators/nothing/series?programme=hjertekom").await.problem(404, "not_found");
        clinician.get("/indicators/smokefree/series?programme=nothing").await.problem(404, "not_found");
        clinician.get(&format!("{SERIES}&version=1999.1")).await.problem(404, "not_found");
        clinician.get("/indicators/overview?programme=hjertekom&set=nothing").await.problem(404, "not_found");
    }

    async fn from_a_number_to_its_courses_and_the_answer_that_is_missing(app) {
        let clinician = app.clinician("0740").await;
        let met = finished(&clinician, "710350-1234", "2026-05-04", "former").await;
        let course = clinician.started_course("710350-1242").await;
        let mut answers = end();
        answers["smoking_status"] = json!({"missing": "not_measured"});
        clinician.submit(&course, "end", answers).await.expect(200);
        let courses = "/indicators/smokefree/courses?programme=hjertekom";
        let all = clinician.get(courses).await.expect(200).json();
        assert_eq!(all["total"], 2);
        let missing = clinician.get(&format!("{courses}&state=missing")).await.expect(200).json();
        let row = &missing["courses"][0];
        assert_eq!((&missing["total"], &row["course_id"]), (&json!(1), &json!(course)));
        assert_eq!((&row["missing"][0]["form"], &row["missing"][0]["variable"]), (&json!("end"), &json!("smoking_status")));
        assert!(texts(&row["reason"]).0.starts_with("Et svar mangler: Rygestatus"), "{row}");
        let fulfilled = clinician.get(&format!("{courses}&state=fulfilled")).await.expect(200).json();
        assert_eq!(fulfilled["courses"][0]["course_id"], json!(met));
        assert!(texts(&fulfilled["courses"][0]["reason"]).0.starts_with("Opfyldt: Rygestatus"), "{fulfilled}");
        // Page by page, each course once.
        let first = clinician.get(&format!("{courses}&limit=1")).await.expect(200).json();
        let next = first["next"].as_str().unwrap();
        let second = clinician.get(&format!("{courses}&limit=1&cursor={next}")).await.expect(200).json();
        assert_ne!(first["courses"][0]["course_id"], second["courses"][0]["course_id"]);
        assert_eq!(second["next"], json!(null));
        clinician.get(&format!("{courses}&cursor=1")).await.problem(400, "bad_request");
        let unknown = clinician.get(&format!("{courses}&split=education&level=unknown")).await.expect(200).json();
        assert_eq!(unknown["total"], 2);
        assert_eq!(clinician.get(&format!("{courses}&split=education&level=higher")).await.json()["total"], 0);
        // The manager sees the number and never the citizens; another municipality sees nothing of either.
        app.actor(Role::Manager, Some("0740")).await.get(courses).await.problem(403, "forbidden");
        assert_eq!(app.clinician("0751").await.get(courses).await.expect(200).json()["total"], 0);
        let auditor = app.actor(Role::Auditor, Some("0740")).await;
        let log = auditor.get("/access-log?limit=50").await.expect(200).text();
        assert!(log.contains("indicator.courses"));
    }

    async fn the_units_of_a_municipality_are_told_apart_inside_it(app) {
        let clinician = app.clinician("0740").await;
        let numbers: Vec<String> = (1..=9).map(|unit| format!("99007400000000{unit}")).collect();
        for (index, number) in numbers.iter().enumerate() {
            at_unit(&clinician, &format!("710350-{}", 1200 + index), number).await;
        }
        at_unit(&clinician, "710350-1300", &numbers[8]).await;
        finished(&clinician, "710350-1301", "2026-05-04", "former").await;
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let series = manager.get(&format!("{SERIES}&split=site")).await.expect(200).json();
        let groups = series["groups"].as_array().unwrap();
        let shown: Vec<_> = groups.iter().map(|group| group["level"]["id"].as_str().unwrap()).collect();
        // Eight of nine, of equal ones the first: by number, not by size.
        let eight = [0, 1, 2, 3, 4, 5, 6, 8].map(|unit| numbers[unit].as_str());
        assert_eq!(shown, eight.into_iter().chain(["other", "unknown"]).collect::<Vec<_>>());
        let labels: Vec<_> = groups.iter().map(|group| texts(&group["level"]["label"]).0).collect();
        assert_eq!((labels[0], &labels[8..]), ("SOR 990074000000001", ["Andre enheder", "Uoplyst enhed"].as_slice()));
        let counts: Vec<_> = groups.iter().map(|group| group["total"]["numerator"].as_u64().unwrap()).collect();
        assert_eq!(counts, [1, 1, 1, 1, 1, 1, 1, 2, 1, 1]);
        assert!(texts(&series["finding"]).0.contains(": SOR 990074000000001 100\u{a0}%"), "{}", series["finding"]);
        assert_eq!(series["split"]["label"]["da"], "Enhed");

        // From the number of a unit to its courses; units that are shown together are asked for one by one.
        let courses = "/indicators/smokefree/courses?programme=hjertekom&split=site&level=";
        for (level, total) in [(numbers[8].as_str(), 2), ("unknown", 1), ("990000000000000", 0)] {
            assert_eq!(clinician.get(&format!("{courses}{level}")).await.expect(200).json()["total"], total, "{level}");
        }
        clinician.get(&format!("{courses}other")).await.problem(400, "bad_request");
        manager.get(&format!("{courses}unknown")).await.problem(403, "forbidden");

        // Another municipality sees none of it.
        let foreign = app.clinician("0751").await;
        let empty = foreign.get(&format!("{SERIES}&split=site")).await.expect(200).json();
        assert_eq!((&empty["groups"][0]["level"]["id"], &empty["groups"][0]["total"]["denominator"]), (&json!("unknown"), &json!(0)));
    }

    async fn comments_an_aim_and_a_new_baseline_are_the_municipalitys_own(app) {
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        finished(&coordinator, "710350-1234", "2026-05-04", "former").await;
        let of = |what: &str| format!("/indicators/smokefree/{what}?programme=hjertekom");
        let comment = json!({"on": "2026-05-01", "text": "Nyt hold i aftentid"});
        let written = coordinator.post(&of("comments"), comment.clone()).await.expect(200).json();
        let aim = json!({"percent": 80, "from": "2026-01-01", "due": "2027-12-31"});
        let judged = coordinator.put(&of("aim"), aim).await.expect(200).json();
        assert_eq!((&judged["verdict"], &judged["points_needed"]), (&json!("not_yet"), &json!(3)), "one quarter has courses");
        coordinator.post(&of("baselines"), json!({"from": "2026-07-01", "reason": "Ny træningsplan"})).await.expect(200);
        let notes = coordinator.get(&of("notes")).await.expect(200).json();
        assert_eq!((&notes["comments"][0]["text"], &notes["aim"]["percent"]), (&json!("Nyt hold i aftentid"), &json!(80)));
        let series = coordinator.get(SERIES).await.expect(200).json();
        assert_eq!((&series["comments"][0]["id"], &series["aim"]["verdict"]), (&written["id"], &json!("not_yet")));
        assert_eq!(series["groups"][0]["segments"][1]["reason"]["da"], "Ny træningsplan");

        // Another municipality has notes of its own; a clinician reads and does not write.
        let foreign = app.actor(Role::Coordinator, Some("0751")).await;
        assert_eq!(foreign.get(&of("notes")).await.expect(200).json()["comments"], json!([]));
        let id = written["id"].as_str().unwrap();
        foreign.delete(&of(&format!("comments/{id}"))).await.problem(404, "not_found");
        app.clinician("0740").await.post(&of("comments"), comment).await.problem(403, "forbidden");
        for (path, body, code) in [
            ("comments", json!({"on": "2026-05-01", "text": " "}), "length"),
            ("comments", json!({"on": "2026-05-01", "text": "Ring til 710350-1234"}), "personal_number"),
            ("baselines", json!({"from": "2026-05-01", "reason": "x".repeat(201)}), "length"),
        ] {
            let problem = coordinator.post(&of(path), body).await.problem(422, "validation_failed");
            assert_eq!(problem["findings"][0]["code"], code);
        }
        let backwards = json!({"percent": 80, "from": "2026-01-01", "due": "2026-01-01"});
        coordinator.put(&of("aim"), backwards).await.problem(422, "validation_failed");
        let beyond = json!({"percent": 101, "from": "2026-01-01", "due": "2026-12-31"});
        coordinator.put(&of("aim"), beyond).await.problem(422, "validation_failed");
        coordinator.delete(&of(&format!("comments/{id}"))).await.expect(204);
        coordinator.delete(&of("aim")).await.expect(204);
        coordinator.ask(Method::DELETE, &of("aim")).send().await.problem(404, "not_found");
        assert_eq!(coordinator.get(&of("notes")).await.json()["aim"], json!(null));
    }

    async fn a_corrected_answer_moves_the_number_and_the_day_before_still_shows_the_old_one(app) {
        let clinician = app.clinician("0740").await;
        let course = finished(&clinician, "710350-1234", "2026-05-04", "former").await;
        move_a_day(&app);
        let mut answers = end();
        answers["final_meeting_date"] = json!("2026-05-04");
        answers["smoking_status"] = json!("daily");
        answers.as_object_mut().unwrap().remove("quit_date");
        let clinician = app.clinician("0740").await;
        let body = json!({"answers": answers, "reason": "Forkert linje"});
        let path = format!("/courses/{course}/forms/end");
        clinician.ask(Method::PUT, &path).header("If-Match", "\"1\"").json(&body).send().await.expect(200);
        let numerator = async |query: &str| {
            let series = clinician.get(&format!("{SERIES}{query}")).await.expect(200).json();
            series["groups"][0]["total"]["numerator"].clone()
        };
        assert_eq!(numerator("").await, json!(0));
        assert_eq!(numerator("&as_of=2026-11-03").await, json!(0));
        assert_eq!(numerator("&as_of=2026-11-02").await, json!(1));
    }

    async fn the_overview_says_what_the_page_of_the_indicator_says(app) {
        let clinician = app.clinician("0740").await;
        clinician.started_course("710350-1234").await;
        let overview = clinician.get("/indicators/overview?programme=hjertekom").await.expect(200).json();
        assert_eq!((&overview["set"], &overview["courses_missing_end"]), (&json!("hjertekom"), &json!(1)), "{overview}");
        for row in overview["rows"].as_array().unwrap() {
            let id = row["indicator"].as_str().unwrap();
            let series = clinician.get(&format!("/indicators/{id}/series?programme=hjertekom")).await.expect(200).json();
            for key in ["variation", "variation_text", "assurance", "assurance_text"] {
                assert_eq!(row[key], series["groups"][0][key], "{id} {key}");
            }
        }
    }
}

fn move_a_day(app: &TestApp) {
    app.move_clock(TimeDelta::days(1));
}
