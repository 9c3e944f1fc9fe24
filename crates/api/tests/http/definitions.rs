//! What the own municipality makes of the definitions: which versions it uses, which aims and baselines it has.

use domain::access::Role;
use serde_json::json;

use crate::support::{end, on_both_engines};

on_both_engines! {
    async fn a_version_that_has_recorded_something_is_named_to_those_of_the_municipality(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.started_course("710350-1234").await;
        clinician.submit(&course, "end", end()).await.expect(200);
        let admin = app.actor(Role::MunicipalAdmin, Some("0740")).await;
        let used = admin.get("/programmes/hjertekom/use").await.expect(200).json();
        let of = |form: &str| {
            let items = used["items"].as_array().unwrap();
            items.iter().find(|item| item["form"] == form).map(|item| (item["version"].clone(), item["courses"].clone()))
        };
        assert_eq!(of("end"), Some((json!("2026.1"), json!(1))));
        assert_eq!(of("start"), Some((json!("2026.1"), json!(1))));
        let neighbour = app.actor(Role::MunicipalAdmin, Some("0791")).await;
        assert_eq!(neighbour.get("/programmes/hjertekom/use").await.expect(200).json()["items"], json!([]));
        admin.get("/programmes/nothing/use").await.problem(404, "not_found");
        clinician.get("/programmes/hjertekom/use").await.problem(403, "forbidden");
    }

    async fn what_is_settled_about_indicators_is_told_without_numbers(app) {
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        let admin = app.actor(Role::MunicipalAdmin, Some("0740")).await;
        let settings = "/indicators/settings?programme=hjertekom";
        assert_eq!(admin.get(settings).await.expect(200).json()["items"], json!([]));
        let aim = json!({"percent": 80, "from": "2026-01-01", "due": "2027-12-31"});
        coordinator.put("/indicators/smokefree/aim?programme=hjertekom", aim).await.expect(200);
        let baseline = json!({"from": "2026-07-01", "reason": "Ny træningsplan"});
        coordinator.post("/indicators/diet/baselines?programme=hjertekom", baseline).await.expect(200);
        let settled = admin.get(settings).await.expect(200).json();
        let [diet, smokefree] = settled["items"].as_array().unwrap().as_slice() else { panic!("{settled}") };
        assert_eq!((&diet["indicator"], &diet["aim"]), (&json!("diet"), &json!(null)));
        assert_eq!(diet["baselines"][0]["reason"], "Ny træningsplan");
        assert_eq!((&smokefree["aim"]["percent"], &smokefree["aim"]["verdict"]), (&json!(80), &json!("not_yet")));
        assert_eq!(smokefree["aim"].get("verdict_text"), None, "the sentence tells numbers");
        let neighbour = app.actor(Role::Coordinator, Some("0791")).await;
        assert_eq!(neighbour.get(settings).await.expect(200).json()["items"], json!([]));
        admin.get("/indicators/settings?programme=nothing").await.problem(404, "not_found");
    }
}
