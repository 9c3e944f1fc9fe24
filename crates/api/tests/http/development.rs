//! One number per quarter on flow, results and data quality: twelve quarters, the rules, and what is said without them.

use std::fmt::Write as _;

use actix_web::http::Method;
use api_types::{DataQuality, Flow, Results};
use charts::Theme;
use chrono::{Days, NaiveDate, TimeDelta};
use domain::access::Role;
use domain::period::last_quarters;
use pictures::{Developed, Dialect, FILE_WIDTH, csv, drawing};
use serde_json::{Value, json};

use crate::drawn::{agrees_at, answer, view};
use crate::support::{Actor, TestApp, end, on_both_engines};

/// The twelve quarters that have been over for two weeks on 2 November 2026.
const UNTIL_SEPTEMBER: &str = "programme=hjertekom&from=2026-07-01&to=2026-09-30";

/// The values of `spec/ux.md` 3.4: days waited, and metres gained.
const VECTOR: [u32; 12] = [31, 28, 35, 40, 29, 33, 30, 36, 27, 34, 32, 38];

/// Invented numbers, each its own.
fn cpr(place: usize) -> String {
    format!("{:02}{:02}50{:04}", 61 + place % 28, 1 + place % 12, 1200 + place)
}

/// `courses` finished courses in each quarter up to `last`: their waits and gains are the values of the quarter.
fn file(last: &str, values: &[u32], courses: usize) -> String {
    let mut file =
        "cpr;course_key;name;referral.referral_date;referral.index_event;referral.referral_diagnosis;\
        referral.referral_source;start.initial_meeting_date;start.smoking_status;start.training_offered;\
        start.capacity_test_type;start.six_mwt_m;end.final_meeting_date;end.end_type;end.smoking_status;\
        end.smoking_intervention;end.diet_treatment;end.depression_screened;end.sessions_planned;\
        end.sessions_attended;end.capacity_test_type;end.six_mwt_m\n"
            .to_owned();
    let quarters = last_quarters(last.parse().unwrap(), values.len());
    for (index, (quarter, value)) in quarters.into_iter().zip(values).enumerate() {
        let met: NaiveDate = quarter.period().from() + Days::new(10);
        let (referred, ended) = (met - Days::new(u64::from(*value)), met + Days::new(20));
        for place in index * courses..(index + 1) * courses {
            writeln!(
                file,
                "{};K-{place};Bo Prøve;{referred};pci;DI252B;!unknown;{met};daily;yes;six_mwt;420;{ended};completed;\
                 former;participated;no;no;10;9;six_mwt;{}",
                cpr(place),
                420 + value
            )
            .unwrap();
        }
    }
    file
}

/// A coordinator of Silkeborg, where these courses are.
async fn with_courses(app: &TestApp, file: String) -> Actor {
    let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
    let asking = coordinator.ask(Method::POST, "/imports?programme=hjertekom&mode=commit");
    let report = asking.body("text/csv; charset=utf-8", file.into_bytes()).send().await.expect(200).json();
    assert_eq!(report["committed"], true, "{report}");
    coordinator
}

async fn development(actor: &Actor, path: &str) -> Value {
    actor.get(path).await.expect(200).json()["development"].take()
}

fn near(found: &Value, expected: f64) {
    assert!(found.as_f64().is_some_and(|found| (found - expected).abs() < 5e-3), "{found}, not {expected}");
}

fn values(development: &Value) -> Vec<Option<f64>> {
    development["points"].as_array().unwrap().iter().map(|point| point["value"].as_f64()).collect()
}

on_both_engines! {
    async fn the_published_vector_has_its_limits_on_flow_and_results(app) {
        let coordinator = with_courses(&app, file("2026-09-30", &VECTOR, 10)).await;
        for path in ["/flow", "/results/walk"] {
            let found = development(&coordinator, &format!("{path}?{UNTIL_SEPTEMBER}")).await;
            let points = found["points"].as_array().unwrap();
            points.iter().zip(VECTOR).for_each(|(point, value)| near(&point["value"], f64::from(value)));
            let (first, last) = (&found["points"][0], &found["points"][11]);
            assert_eq!((&first["id"], &last["id"], &last["n"]), (&json!("2023-Q4"), &json!("2026-Q3"), &json!(10)));
            assert_eq!((&last["is_complete"], &found["is_trial"]), (&json!(true), &json!(false)));
            near(&found["centre"], 32.75);
            near(&found["lower"], 17.52);
            near(&found["upper"], 47.98);
            near(&found["ranges"]["limit"], 18.71);
            assert_eq!((&found["variation"], &found["rules"]), (&json!("random"), &json!("anhoej")));
        }
        let flow = development(&coordinator, &format!("/flow?{UNTIL_SEPTEMBER}")).await;
        assert_eq!(
            flow["finding"]["da"],
            "Median ventetid: 38,0\u{a0}dage i 3. kvartal 2026 – kun tilfældig variation omkring 32,8\u{a0}dage"
        );
        let walk = development(&coordinator, &format!("/results/walk?{UNTIL_SEPTEMBER}")).await;
        assert_eq!(
            walk["finding"]["da"],
            "6-minutters gangtest, gennemsnitlig ændring: +38,0\u{a0}m i 3. kvartal 2026 – kun tilfældig variation omkring +32,8\u{a0}m"
        );
        let other = app.actor(Role::Manager, Some("0751")).await;
        assert_eq!(values(&development(&other, &format!("/flow?{UNTIL_SEPTEMBER}")).await), [None; 12]);
    }

    async fn completeness_is_told_per_quarter_whatever_the_period_begins_with(app) {
        let coordinator = with_courses(&app, file("2026-09-30", &[5; 12], 5)).await;
        let found = development(&coordinator, &format!("/data-quality?{UNTIL_SEPTEMBER}")).await;
        let quality = coordinator.get(&format!("/data-quality?{UNTIL_SEPTEMBER}")).await.json();
        assert_eq!(found["points"][11]["value"], quality["completeness"]["value"], "the quarter is the period");
        assert_eq!((&found["points"][11]["n"], &found["kind"]), (&json!(15), &json!("share")));
        assert!(values(&found).iter().all(|value| value.is_some_and(|value| value > 0.0 && value < 1.0)));
        assert!(found["why_not"]["da"].as_str().unwrap().starts_with("Alle målinger er ens"), "{}", found["why_not"]);
        let year = development(&coordinator, "/data-quality?programme=hjertekom&from=2024-01-01&to=2026-09-30").await;
        assert_eq!(year["points"], found["points"]);
    }

    async fn the_running_quarter_is_shown_hollow_and_gaps_are_no_zeros(app) {
        let coordinator = with_courses(&app, file("2026-12-31", &[20, 20, 20], 5)).await;
        let flow = development(&coordinator, "/flow?programme=hjertekom&from=2026-01-01&to=2026-12-31").await;
        let points = flow["points"].as_array().unwrap();
        assert_eq!((points.len(), &points[11]["id"]), (12, &json!("2026-Q4")));
        assert_eq!((&points[11]["value"], &points[11]["is_complete"]), (&json!(20.0), &json!(false)));
        assert_eq!((&points[0]["value"], &points[0]["n"]), (&Value::Null, &json!(0)));
        assert_eq!((&flow["variation"], &flow["upper"]), (&json!("too_few"), &Value::Null));
        assert_eq!(
            flow["why_not"]["da"],
            "For få målinger: 2 kvartaler kan bruges, og der skal mindst 10 kvartaler til."
        );
        // Five are enough for a median, not for a mean.
        let walk = development(&coordinator, "/results/walk?programme=hjertekom&to=2026-12-31").await;
        assert_eq!((&walk["points"][10]["n"], &walk["points"][10]["value"]), (&json!(5), &Value::Null));
        assert_eq!(
            walk["finding"]["da"],
            "6-minutters gangtest, gennemsnitlig ændring: for få forløb pr. kvartal (mindst 10)"
        );
    }

    async fn an_empty_registry_one_course_and_all_missing_are_said_in_words(app) {
        let clinician = app.clinician("0740").await;
        for (path, words) in [
            ("/flow", "Median ventetid: ingen forløb at vurdere"),
            ("/results/walk", "6-minutters gangtest, gennemsnitlig ændring: ingen forløb at vurdere"),
            ("/data-quality", "Komplethed: ingen skemaer at vurdere"),
        ] {
            let found = development(&clinician, &format!("{path}?programme=hjertekom")).await;
            assert_eq!((&found["finding"]["da"], &found["centre"]), (&json!(words), &Value::Null), "{path}");
            assert_eq!(values(&found), [None; 12], "{path}");
        }
        let smoking = development(&clinician, "/results/smoking?programme=hjertekom").await;
        assert_eq!(smoking, Value::Null, "codes have no mean");

        let course = clinician.started_course("710350-1234").await;
        let mut answers = end();
        answers["six_mwt_m"] = json!({"missing": "not_measured"});
        clinician.submit(&course, "end", answers).await.expect(200);
        let flow = development(&clinician, "/flow?programme=hjertekom").await;
        assert_eq!((&flow["points"][8]["id"], &flow["points"][8]["n"]), (&json!("2026-Q1"), &json!(1)));
        assert_eq!(flow["finding"]["da"], "Median ventetid: for få forløb pr. kvartal (mindst 5)");
        let walk = development(&clinician, "/results/walk?programme=hjertekom").await;
        assert_eq!(walk["points"][9]["n"], 0, "who was not measured at the end has no change");
        let quality = development(&clinician, "/data-quality?programme=hjertekom").await;
        assert_eq!((&quality["points"][8]["n"], &quality["points"][8]["value"]), (&json!(2), &Value::Null));
    }

    async fn the_server_draws_what_the_application_draws(app) {
        let coordinator = with_courses(&app, file("2026-09-30", &VECTOR, 10)).await;
        let flow: Flow = answer(&coordinator, &format!("/flow?{UNTIL_SEPTEMBER}")).await;
        let walk: Results = answer(&coordinator, &format!("/results/walk?{UNTIL_SEPTEMBER}")).await;
        let quality: DataQuality = answer(&coordinator, &format!("/data-quality?{UNTIL_SEPTEMBER}")).await;
        let all = [
            ("/flow/development", Developed::of_flow(&flow)),
            ("/results/walk/development", Developed::of_results(&walk).unwrap()),
            ("/data-quality/development", Developed::of_quality(&quality)),
        ];
        for (path, of) in &all {
            let shown = view(of.updated_at);
            let values = pictures::development(of, false, &shown);
            let (svg, numbers) = agrees_at(&coordinator, path, UNTIL_SEPTEMBER, &values).await;
            assert!(svg.contains("Silkeborg") && svg.contains("Data opdateret 02.11.2026"), "{svg}");
            assert_eq!(numbers.lines().count(), 13, "a line for each of twelve quarters");
            let other_ways = [
                ("axis=zoomed", pictures::development(of, true, &shown)),
                ("part=distances", pictures::distances(of, &shown)),
            ];
            for (way, chart) in other_ways {
                let asked = |format: &str| format!("{path}.{format}?{UNTIL_SEPTEMBER}&{way}");
                let svg = coordinator.get(&asked("svg")).await.expect(200).text();
                assert_eq!(svg, drawing(&chart, FILE_WIDTH, Theme::Light), "{path} {way}");
                let numbers = coordinator.get(&asked("csv")).await.expect(200).text();
                assert_eq!(numbers, csv(&chart.grid, Dialect::Danish), "{path} {way}");
            }
            let wrong = coordinator.get(&format!("{path}.svg?{UNTIL_SEPTEMBER}&part=pie")).await;
            assert_eq!(wrong.problem(400, "bad_request")["findings"][0]["variable"], "part");
            app.stranger().get(&format!("{path}.svg?{UNTIL_SEPTEMBER}")).await.problem(401, "not_logged_in");
            app.actor(Role::Analyst, None).await.get(&format!("{path}.svg?{UNTIL_SEPTEMBER}")).await.problem(403, "forbidden");
            let other = app.actor(Role::Manager, Some("0751")).await;
            let foreign = format!("{path}.csv?{UNTIL_SEPTEMBER}&municipality=0740");
            other.get(&foreign).await.problem(404, "not_found");
            let nothing = other.get(&format!("{path}.csv?{UNTIL_SEPTEMBER}")).await.expect(200).text();
            assert!(nothing.lines().skip(1).all(|line| line.contains(" 20") && line.contains(";;0;;;;")), "{nothing}");
        }
        let numbers = coordinator.get(&format!("/flow/development.csv?{UNTIL_SEPTEMBER}")).await.expect(200).text();
        for (value, line) in VECTOR.iter().zip(numbers.lines().skip(1)) {
            assert!(line.contains(&format!(";{value},0;10;32,8;17,5;48,0;")), "{line}");
        }
        // Answers from a list have a table and no development.
        let smoking = format!("/results/smoking/development.svg?{UNTIL_SEPTEMBER}");
        coordinator.get(&smoking).await.problem(404, "not_found");
    }

    async fn the_rules_are_a_choice_and_anything_else_is_refused(app) {
        let longer: Vec<u32> = [10, 16, 9, 15, 10, 16, 9, 20, 26, 19, 25, 20].to_vec();
        let coordinator = with_courses(&app, file("2026-09-30", &longer, 5)).await;
        let anhoej = development(&coordinator, &format!("/flow?{UNTIL_SEPTEMBER}")).await;
        let nhs = development(&coordinator, &format!("/flow?{UNTIL_SEPTEMBER}&rules=nhs")).await;
        let signals = |of: &Value| of["signals"].as_array().unwrap().iter().map(|signal| signal["da"].to_string()).collect::<Vec<_>>().join("; ");
        assert!(signals(&anhoej).contains("krydser midtlinjen 1 gang;") && !signals(&anhoej).contains("7 kvartaler"), "{anhoej}");
        assert!(signals(&nhs).contains("Signal: 7 kvartaler i træk under midtlinjen"), "{nhs}");
        assert_eq!(nhs["rules"], "nhs");
        assert_eq!((&nhs["points"][0]["tone"], &anhoej["points"][0]["tone"]), (&json!("improvement"), &json!("none")));
        coordinator.get(&format!("/flow?{UNTIL_SEPTEMBER}&rules=nelson")).await.problem(400, "bad_request");
        coordinator.get("/case-mix?programme=hjertekom&rules=nhs").await.problem(400, "bad_request");
        let series = "/indicators/smokefree/series?programme=hjertekom&chart=p&rules=nhs&from=2023-10-01&to=2026-09-30";
        let series = coordinator.get(series).await.expect(200).json();
        assert_eq!((&series["chart"], &series["rules"]), (&json!("run"), &json!("anhoej")), "all of everybody has no limits");
    }

    async fn the_danish_day_decides_which_quarter_is_the_running_one(app) {
        // Now it is 2 November 2026, 10.00 in Denmark: to 23.30 on 31 December, and an hour later.
        for (moved, last) in [(59 * 24 * 60 + 13 * 60 + 30, "2026-Q4"), (60, "2027-Q1")] {
            app.move_clock(TimeDelta::minutes(moved));
            let clinician = app.clinician("0740").await;
            let flow = development(&clinician, "/flow?programme=hjertekom&to=2027-12-31").await;
            assert_eq!(flow["points"][11]["id"], last);
            assert_eq!(flow["points"][11]["is_complete"], false);
        }
    }
}
