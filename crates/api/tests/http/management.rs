//! Flow, results, case mix and data quality, from an empty registry to one where something can be said.

use chrono::TimeDelta;
use domain::access::Role;
use serde_json::{Value, json};

use crate::support::{Actor, end, on_both_engines, start};

pub(crate) const YEAR: &str = "programme=hjertekom&from=2026-01-01&to=2026-12-31";

async fn asked(actor: &Actor, path: &str) -> Value {
    actor.get(path).await.expect(200).json()
}

/// An invented number that no other place has.
fn cpr(place: usize) -> String {
    format!("{:02}{:02}50-{:04}", 61 + place % 28, 1 + place % 12, 1200 + place)
}

/// A finished course whose citizen walked so far at the end.
pub(crate) async fn walked(actor: &Actor, place: usize, metres: Option<u32>) {
    let course = actor.started_course(&cpr(place)).await;
    let mut answers = end();
    answers["six_mwt_m"] = metres.map_or(json!({"missing": "not_measured"}), |metres| json!(metres));
    actor.submit(&course, "end", answers).await.expect(200);
}

on_both_engines! {
    async fn an_empty_registry_says_in_words_what_it_cannot_say_in_numbers(app) {
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let flow = asked(&manager, &format!("/flow?{YEAR}")).await;
        assert_eq!(flow["finding"]["da"], "Ingen er henvist i perioden.");
        assert_eq!((&flow["steps"][0]["of_referred"], &flow["waiting"]["median"]), (&Value::Null, &Value::Null));
        assert_eq!(flow["endings"].as_array().unwrap().len(), 6, "every group is there, also when it is empty");
        let measures = asked(&manager, "/results?programme=hjertekom").await;
        for measure in measures["items"].as_array().unwrap() {
            let id = measure["id"].as_str().unwrap();
            let results = asked(&manager, &format!("/results/{id}?{YEAR}")).await;
            assert_eq!((&results["n_paired"], &results["mean_change"]), (&json!(0), &Value::Null), "{id}");
            assert!(results["why_not"]["da"].as_str().unwrap().starts_with("Ingen forløb"), "{id}");
        }
        let mix = asked(&manager, &format!("/case-mix?{YEAR}")).await;
        assert_eq!((&mix["n"], &mix["splits"][0]["levels"][0]["share"]), (&json!(0), &Value::Null));
        let quality = asked(&manager, &format!("/data-quality?{YEAR}")).await;
        assert_eq!(quality["finding"]["da"], "Ingen skemaer er dateret i perioden.");
        assert_eq!((&quality["completeness"]["value"], &quality["coverage"]["value"]), (&Value::Null, &Value::Null));
    }

    async fn one_course_gives_numbers_where_one_is_enough(app) {
        let clinician = app.clinician("0740").await;
        walked(&clinician, 1, Some(480)).await;
        let flow = asked(&clinician, &format!("/flow?{YEAR}")).await;
        let counts: Vec<_> = flow["steps"].as_array().unwrap().iter().map(|step| step["count"].clone()).collect();
        assert_eq!(counts, [1, 1, 1, 1]);
        assert_eq!(flow["finding"]["da"], "1 af 1 henviste har gennemført (100\u{a0}%).");
        assert_eq!((&flow["waiting"]["median"], &flow["waiting"]["ci_low"]), (&json!(28.0), &Value::Null));
        assert_eq!(flow["waiting"]["within"]["numerator"], 0);
        let walk = asked(&clinician, &format!("/results/walk?{YEAR}")).await;
        assert_eq!((&walk["n_paired"], &walk["pairs"]), (&json!(1), &json!([])), "one citizen is not shown");
        assert!(walk["why_not"]["da"].as_str().unwrap().starts_with("Færre end 5"));
        assert_eq!((&walk["reached"], &walk["thresholds"]), (&Value::Null, &json!([])));
        let mix = asked(&clinician, &format!("/case-mix?{YEAR}")).await;
        assert!(mix["finding"]["da"].as_str().unwrap().starts_with("1 forløb er begyndt"), "{mix}");
        assert_eq!((&mix["splits"][1]["id"], &mix["splits"][1]["known"]), (&json!("age"), &json!(1)));
    }

    async fn a_change_is_told_from_five_pairs_on_with_what_is_missing(app) {
        let clinician = app.clinician("0740").await;
        for (place, metres) in [430, 445, 450, 480, 500].into_iter().enumerate() {
            walked(&clinician, place, Some(metres)).await;
        }
        let walk = asked(&clinician, &format!("/results/walk?{YEAR}")).await;
        assert_eq!((&walk["mean_change"], &walk["bias"]), (&json!(41.0), &Value::Null));
        assert!(walk["ci_low"].as_f64().unwrap() > 0.0);
        assert!(walk["finding"]["da"].as_str().unwrap().starts_with("6-minutters gangtest: +41,0\u{a0}m i gennemsnit"));
        assert_eq!((&walk["reached"]["numerator"], &walk["reached"]["denominator"]), (&json!(4), &json!(5)));
        let tenth = &walk["thresholds"][1];
        assert_eq!((&tenth["threshold"]["id"], &tenth["reached"]["numerator"]), (&json!("tenth"), &json!(2)));
        let starts: Vec<_> = walk["pairs"].as_array().unwrap().iter().map(|pair| pair["end"].clone()).collect();
        assert_eq!(starts, [430.0, 445.0, 450.0, 480.0, 500.0]);

        let manager = app.actor(Role::Manager, Some("0740")).await;
        let numbers = asked(&manager, &format!("/results/walk?{YEAR}")).await;
        assert_eq!((&numbers["pairs"], &numbers["bins"]), (&json!([]), &json!([])), "no citizens for who may not see them");
        assert_eq!(numbers["mean_change"], walk["mean_change"]);
        let counts = |bins: &Value| bins.as_array().unwrap().iter().map(|bin| bin["count"].as_u64().unwrap()).sum::<u64>();
        assert_eq!(counts(&walk["bins"]), 5);

        walked(&clinician, 7, None).await;
        walked(&clinician, 8, None).await;
        let walk = asked(&clinician, &format!("/results/walk?{YEAR}")).await;
        assert_eq!((&walk["n_paired"], &walk["n_unpaired"]), (&json!(5), &json!(2)));
        assert!(walk["bias"]["da"].as_str().unwrap().starts_with("29\u{a0}% (2 af 7) mangler en slutværdi."));
        let smoking = asked(&clinician, &format!("/results/smoking?{YEAR}")).await;
        assert_eq!(smoking["reached"]["numerator"], 7);
        let row = &smoking["moves"]["rows"][0];
        assert_eq!((&row["id"], &row["total"]), (&json!("daily"), &json!(7)));
        assert!(smoking["finding"]["da"].as_str().unwrap().starts_with("7 af 7 (100\u{a0}%) er eksrygere"), "{smoking}");
    }

    async fn from_ten_citizens_on_a_manager_sees_bars_and_never_whose_they_are(app) {
        let clinician = app.clinician("0740").await;
        for place in 0..10 {
            walked(&clinician, place, Some(430 + u32::try_from(place).unwrap())).await;
        }
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let walk = asked(&manager, &format!("/results/walk?{YEAR}")).await;
        assert_eq!(walk["pairs"], json!([]));
        assert_eq!(walk["bins"], json!([{"from": 0.0, "to": 25.0, "count": 10}]));
        assert_eq!(asked(&clinician, &format!("/results/walk?{YEAR}")).await["pairs"].as_array().unwrap().len(), 10);
    }

    async fn the_heat_table_leads_to_the_courses_that_lack_the_answer_and_mending_it_changes_both(app) {
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        let course = coordinator.started_course("710350-1234").await;
        let quality = asked(&coordinator, &format!("/data-quality?{YEAR}")).await;
        let fields = quality["forms"][1]["fields"].as_array().unwrap();
        let weight = fields.iter().find(|field| field["variable"] == "weight_kg").unwrap();
        assert_eq!((&weight["cells"][0]["asked"], &weight["cells"][0]["filled"]), (&json!(1), &json!(0)));
        assert_eq!(quality["quarters"][0]["id"], "2026-Q1");
        let list = "/data-quality/courses?programme=hjertekom&form=start&variable=weight_kg&from=2026-01-01&to=2026-12-31";
        let lacking = asked(&coordinator, list).await;
        assert_eq!((&lacking["total"], &lacking["items"][0]["course_id"]), (&json!(1), &json!(course)));
        assert_eq!(lacking["items"][0]["name"], "Bo Prøve");
        coordinator.get(&format!("{list}&cursor=x")).await.problem(400, "bad_request");
        coordinator.get(&list.replace("weight_kg", "shoe_size")).await.problem(404, "not_found");

        let mut answers = start();
        answers["weight_kg"] = json!(82.5);
        let again = coordinator.ask(actix_web::http::Method::PUT, &format!("/courses/{course}/forms/start"));
        again.header("If-Match", "\"1\"").json(&json!({"answers": answers})).send().await.expect(200);
        assert_eq!(asked(&coordinator, list).await["total"], 0);
        let manager = app.actor(Role::Manager, Some("0740")).await;
        manager.get(list).await.problem(403, "forbidden");
        let other = app.actor(Role::Coordinator, Some("0751")).await;
        assert_eq!(asked(&other, list).await["total"], 0);
    }

    async fn a_form_belongs_to_the_danish_day_at_year_end_and_in_summer_time(app) {
        let clinician = app.clinician("0740").await;
        let mut place = 0;
        // Now it is 2 November 2026, 10.00 in Denmark: to 0.30 on 1 January, and to 0.30 on 29 March, the first day of
        // summer time.
        for (moved, dated) in [(59 * 24 * 60 + 14 * 60 + 30, "2026-12-31"), (86 * 24 * 60 + 23 * 60, "2027-03-28")] {
            app.move_clock(TimeDelta::minutes(moved));
            let clinician = app.clinician("0740").await;
            place += 1;
            let course = clinician.course(&cpr(place)).await;
            let mut answers = start();
            answers["initial_meeting_date"] = json!(dated);
            clinician.submit(&course, "start", answers).await.expect(200);
            let path = format!("/data-quality?programme=hjertekom&from={dated}&to={dated}");
            let quality = asked(&clinician, &path).await;
            assert_eq!(quality["timeliness"]["median_days"], 1.0, "{dated}");
            assert_eq!(quality["quarters"].as_array().unwrap().len(), 1, "{dated}");
        }
        drop(clinician);
    }

    async fn completeness_is_told_by_unit_to_its_own_municipality_and_leads_to_the_courses(app) {
        const TEAM: &str = "990000000000001";
        let clinician = app.clinician("0740").await;
        for (number, unit) in [("710350-1234", Some(TEAM)), ("710350-1242", None)] {
            let course = clinician.course(number).await;
            let mut answers = start();
            if let Some(unit) = unit {
                answers["site_sor"] = json!(unit);
            }
            clinician.submit(&course, "start", answers).await.expect(200);
        }
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let quality = asked(&manager, &format!("/data-quality?{YEAR}")).await;
        let units = quality["units"].as_array().unwrap();
        let said: Vec<_> = units.iter().map(|unit| (unit["unit"]["label"]["da"].as_str().unwrap(), &unit["courses"], &unit["lacking"])).collect();
        assert_eq!(said, [("SOR 990000000000001", &json!(1), &json!(1)), ("Uoplyst enhed", &json!(1), &json!(1))]);
        let sum = |name: &str| units.iter().map(|unit| unit["completeness"][name].as_u64().unwrap()).sum::<u64>();
        assert_eq!((json!(sum("numerator")), json!(sum("denominator"))), (quality["completeness"]["numerator"].clone(), quality["completeness"]["denominator"].clone()));
        let list = "/data-quality/courses?programme=hjertekom&from=2026-01-01&to=2026-12-31";
        let of_team = asked(&clinician, &format!("{list}&unit={TEAM}")).await;
        assert_eq!((&of_team["total"], &of_team["unit"]["id"], &of_team["form"]), (&json!(1), &json!(TEAM), &Value::Null));
        assert_eq!(of_team["items"][0]["fields"][0]["form"], "start");
        assert_eq!(asked(&clinician, list).await["total"], 2);
        let session = asked(&clinician, &format!("{list}&link=session&unit=unknown")).await;
        assert_eq!((&session["total"], &session["link"]["label"]["da"]), (&json!(1), &json!("Fremmøde registreret")));
        assert_eq!(asked(&clinician, &format!("{list}&unconfirmed=true")).await["total"], 0);
        clinician.get(&format!("{list}&link=bracelet")).await.problem(404, "not_found");
        for wrong in ["form=start", "link=session&unconfirmed=true", "form=start&variable=weight_kg&link=session"] {
            clinician.get(&format!("{list}&{wrong}")).await.problem(400, "bad_request");
        }
        let foreign = app.actor(Role::Coordinator, Some("0751")).await;
        assert_eq!(asked(&foreign, &format!("{list}&unit={TEAM}")).await["total"], 0);
        assert_eq!(asked(&foreign, &format!("/data-quality?{YEAR}")).await["units"], json!([]));
        manager.get(&format!("{list}&unit={TEAM}")).await.problem(403, "forbidden");
    }

    async fn a_period_backwards_too_long_or_of_another_municipality_is_refused(app) {
        let manager = app.actor(Role::Manager, Some("0740")).await;
        for path in ["/flow", "/results/walk", "/case-mix", "/data-quality"] {
            let of = |query: &str| format!("{path}?programme=hjertekom&{query}");
            manager.get(&of("from=2026-02-01&to=2026-01-01")).await.problem(400, "bad_request");
            manager.get(&of("from=1990-01-01&to=2026-01-01")).await.problem(400, "bad_request");
            manager.get(&of("municipality=0751")).await.problem(404, "not_found");
            manager.get(&of("municipality=0740")).await.expect(200);
            manager.get(&format!("{path}?programme=nothing")).await.problem(404, "not_found");
        }
        manager.get("/results/height?programme=hjertekom").await.problem(404, "not_found");
    }
}
