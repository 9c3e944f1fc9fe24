//! Whether a municipality delivers every month, and whether its numbers can be compared.

use domain::access::Role;
use serde_json::{Value, json};

use crate::support::{Actor, on_both_engines};

const YEAR: &str = "/data-quality?programme=hjertekom&from=2026-01-01&to=2026-12-31";

async fn start_form(actor: &Actor) -> (Value, Value) {
    let quality = actor.get(YEAR).await.expect(200).json();
    (quality["delivery"]["forms"][1].clone(), quality)
}

fn states(form: &Value) -> Vec<String> {
    form["months"]
        .as_array()
        .unwrap()
        .iter()
        .map(|month| month["state"].as_str().unwrap().to_owned())
        .collect()
}

on_both_engines! {
    async fn months_without_forms_are_gaps_where_there_are_usually_some(app) {
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let (_, quality) = start_form(&manager).await;
        assert_eq!(quality["delivery"]["finding"]["da"], "Der er ikke gemt skemaer endnu.");
        assert_eq!(quality["comparability"]["finding"]["da"], "Ingen forløb har et skema i perioden.");

        // Referred in February and met in March; it is the beginning of November.
        let clinician = app.clinician("0740").await;
        clinician.started_course("610150-1200").await;
        let (few, quality) = start_form(&manager).await;
        assert_eq!((&few["found"], &few["expected"], &few["days_since"]), (&json!(1), &Value::Null, &json!(0)));
        assert_eq!(states(&few)[4..6], ["empty", "empty"], "one form a month is not usual");
        let finding = quality["delivery"]["finding"]["da"].as_str().unwrap();
        assert!(finding.starts_with("Der er for få skemaer til"), "{finding}");

        clinician.started_course("620250-1201").await;
        clinician.started_course("630350-1202").await;
        let (form, quality) = start_form(&manager).await;
        assert_eq!((&form["found"], &form["expected"]), (&json!(1), &json!(7)), "March to September");
        let months = &quality["delivery"]["months"];
        assert_eq!((&months[0]["id"], &months[11]["id"]), (&json!("2025-12"), &json!("2026-11")));
        let expected = ["before", "before", "before", "delivered", "gap", "gap", "gap", "gap", "gap", "gap", "open", "open"];
        assert_eq!(states(&form), expected, "October's forms may still come");
        let finding = quality["delivery"]["finding"]["da"].as_str().unwrap();
        assert!(finding.contains("startskema i april 2026, maj 2026,"), "{finding}");
        assert!(finding.ends_with(", i dag."), "{finding}");
        assert_eq!(
            quality["comparability"]["finding"]["da"],
            "Alle 3 forløb i perioden følger den gældende definition (2026.1)."
        );
        let other = app.actor(Role::Manager, Some("0751")).await;
        assert_eq!(start_form(&other).await.1["delivery"]["finding"]["da"], "Der er ikke gemt skemaer endnu.");
    }

    async fn a_period_that_is_over_is_not_told_what_is_so_today(app) {
        let coordinator = app.actor(Role::Coordinator, Some("0740")).await;
        coordinator.started_course("610150-1200").await;
        let now = coordinator.get(YEAR).await.expect(200).json();
        assert_eq!((&now["overdue_end"], &now["duplicates"]), (&json!(1), &json!(0)));
        assert!(now["delivery"]["hand_over"]["da"].as_str().unwrap().starts_with("Oktober 2026"), "{now}");
        let said = |quality: &Value| quality["summary"].to_string().contains("mangler slutskema");
        assert!(said(&now), "{}", now["summary"]);
        for over in ["from=1990-01-01&to=1990-12-31", "from=2026-01-01&to=2026-10-31"] {
            let then = coordinator.get(&format!("/data-quality?programme=hjertekom&{over}")).await.expect(200).json();
            for absent in [&then["overdue_end"], &then["duplicates"], &then["delivery"]["hand_over"]] {
                assert_eq!(absent, &Value::Null, "{over}");
            }
            let finding = then["delivery"]["finding"]["da"].as_str().unwrap();
            assert!(!said(&then) && !finding.contains("Senest gemt"), "{finding}");
        }
    }
}
