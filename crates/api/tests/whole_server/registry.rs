//! A clinician who types courses into a running server.

use serde_json::{Map, Value, json};
use testkit::server::{Client, Engine, PASSWORD, Place, Server};

/// A server with one clinician logged in.
pub(crate) struct Registry {
    client: Client,
    citizens: usize,
    // Dropped in this order: the server before the place it works in.
    _server: Server,
    _place: Place,
}

impl Registry {
    /// Starts a server on a fresh database and logs in as the town's clinician.
    pub(crate) async fn start(engine: Engine, town: &str) -> Self {
        let clinician = format!("clinician.{town}");
        let place = Place::new(env!("CARGO_BIN_EXE_hjertekom"), engine, &[&clinician]).await.unwrap();
        let server = Server::start(&place).await.unwrap();
        let cookie = Client::log_in(server.address, &clinician, PASSWORD).await.unwrap();
        let client = Client::connect(server.address, &cookie).await.unwrap();
        Self { client, citizens: 0, _server: server, _place: place }
    }

    /// Sends JSON and returns the answer, which must have the status.
    pub(crate) async fn expect(&mut self, method: &str, path: &str, body: &Value, status: u16) -> Value {
        let body = body.to_string();
        let path = format!("/api/v1{path}");
        let reply = self.client.send(method, &path, "application/json", body.as_bytes()).await.unwrap();
        let answer = reply.json();
        assert_eq!(reply.status, status, "{method} {path} {body}: {answer:#}");
        answer
    }

    /// Registers a new invented citizen and opens a course with a referral.
    pub(crate) async fn open_course(&mut self) -> String {
        self.citizens += 1;
        // Day + 60 is never a real person's number.
        let cpr = format!("{}0820{:04}", 61 + self.citizens % 28, 4100 + self.citizens);
        let citizen =
            json!({ "cpr": cpr, "name": "Prøve Person", "sex": "female", "birth_date": "1950-08-01" });
        let citizen = self.expect("POST", "/citizens", &citizen, 201).await;
        let course = json!({ "citizen_id": citizen["id"], "programme": "hjertekom" });
        let course = self.expect("POST", "/courses", &course, 201).await;
        let id = course["id"].as_str().unwrap().to_owned();
        let referral = json!({ "answers": {
            "referral_date": "2024-01-02", "referral_source": "hospital", "index_event": "stemi",
            "referral_diagnosis": "DI214"
        }});
        self.expect("PUT", &format!("/courses/{id}/forms/referral"), &referral, 200).await;
        id
    }

    /// Submits a start form: the least that is asked for, with changes.
    pub(crate) async fn submit_start(&mut self, course: &str, changes: &Value) -> Value {
        let least = json!({
            "initial_meeting_date": "2024-01-10", "training_offered": "no_declined", "smoking_status": "never",
        });
        let body = json!({ "answers": merged(&least, changes) });
        self.expect("PUT", &format!("/courses/{course}/forms/start"), &body, 200).await
    }

    /// Submits an end form that fits the start form: the least that is asked for, with changes.
    pub(crate) async fn submit_end(&mut self, course: &str, start: &Value, changes: &Value) -> Value {
        let smoking = start["smoking_status"].as_str().unwrap_or("never");
        let mut least = json!({ "end_type": "completed", "final_meeting_date": "2024-04-10" });
        if changes["end_type"].is_string() {
            least = json!({});
        } else {
            let screened = if changes["hads_d"].is_i64() { "yes_hads" } else { "no" };
            least = merged(
                &least,
                &json!({
                    "smoking_status": smoking, "diet_treatment": "not_indicated", "depression_screened": screened
                }),
            );
            if screened == "yes_hads" {
                least = merged(&least, &json!({ "hads_a": 3 }));
            }
            if matches!(smoking, "daily" | "occasional") {
                least = merged(&least, &json!({ "smoking_intervention": "participated" }));
            }
        }
        if start["training_offered"] == "yes" && !changes["end_type"].is_string() {
            let trained = json!({ "sessions_planned": 24, "sessions_attended": 20, "capacity_test_type": "not_done",
                                  "test_not_done_reason": "declined" });
            least = merged(&least, &trained);
        }
        let mut answers = merged(&least, changes);
        if answers["capacity_test_type"] != "not_done" {
            answers.as_object_mut().unwrap().remove("test_not_done_reason");
        }
        self.expect("PUT", &format!("/courses/{course}/forms/end"), &json!({ "answers": answers }), 200).await
    }

    /// What a course counts as in an indicator.
    pub(crate) async fn outcome(&mut self, course: &str, indicator: &str) -> Value {
        let outcomes = self.expect("GET", &format!("/courses/{course}/outcomes"), &Value::Null, 200).await;
        let mut outcomes = outcomes.as_array().unwrap().iter();
        outcomes
            .find(|outcome| outcome["indicator"] == indicator)
            .cloned()
            .unwrap_or_else(|| panic!("no {indicator}"))
    }
}

/// The fields of both; those of `changes` win.
pub(crate) fn merged(least: &Value, changes: &Value) -> Value {
    let mut fields: Map<String, Value> = least.as_object().unwrap().clone();
    fields.extend(changes.as_object().unwrap().clone());
    Value::Object(fields)
}
