//! Open screens hear of saves of their own municipality, for as long as they may.

use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::test::TestRequest;
use chrono::TimeDelta;
use domain::access::Role;
use serde_json::Value;

use crate::support::{Actor, on_both_engines, start};

/// How long a save may take to be heard.
const SOON: Duration = Duration::from_secs(1);

struct Stream(BoxBody);

impl Stream {
    /// Opens a stream and reads what it begins with.
    async fn open(actor: &Actor, last: Option<&str>) -> Self {
        let mut request = TestRequest::get().uri("/api/v1/events");
        request = request.insert_header(("Cookie", actor.cookie.clone().unwrap()));
        if let Some(last) = last {
            request = request.insert_header(("Last-Event-ID", last));
        }
        let response = actor.app.call(request.to_request()).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers().get("content-type").unwrap(), "text/event-stream");
        assert_eq!(response.headers().get("cache-control").unwrap(), "no-store");
        let mut stream = Self(response.into_body());
        assert!(stream.next().await.unwrap().starts_with("retry: 2000\nid: 0\n"));
        stream
    }

    /// What comes next; `None` when the stream has ended.
    async fn next(&mut self) -> Option<String> {
        let body = &mut self.0;
        let next = std::future::poll_fn(|context| std::pin::Pin::new(&mut *body).poll_next(context));
        Some(String::from_utf8(next.await?.unwrap().to_vec()).unwrap())
    }

    /// The next event that is no comment, if one comes in time.
    async fn event(&mut self, within: Duration) -> Option<Value> {
        let heard = async {
            loop {
                let text = self.next().await?;
                if let Some((_, data)) = text.split_once("data: ") {
                    assert!(text.starts_with("event: changed\nid: "), "{text}");
                    return serde_json::from_str(data.trim()).ok();
                }
            }
        };
        actix_web::rt::time::timeout(within, heard).await.ok().flatten()
    }

    /// Whether the stream ends in time.
    async fn ends(&mut self, within: Duration) -> bool {
        let end = async { while self.next().await.is_some() {} };
        actix_web::rt::time::timeout(within, end).await.is_ok()
    }
}

/// Waits out what is told to whoever begins to hear the other servers.
async fn settled(streams: &mut [&mut Stream]) {
    for stream in streams {
        drop(stream.event(Duration::from_millis(1300)).await);
    }
}

on_both_engines! {
    async fn a_save_is_heard_within_a_second_by_the_own_municipality_only(app) {
        let clinician = app.clinician("0740").await;
        let course = clinician.course("710350-1234").await;
        let mut own = Stream::open(&app.actor(Role::Manager, Some("0740")).await, None).await;
        let mut other = Stream::open(&app.actor(Role::Manager, Some("0751")).await, None).await;
        settled(&mut [&mut own, &mut other]).await;
        let saved = Instant::now();
        clinician.submit(&course, "start", start()).await.expect(200);
        let heard = own.event(SOON).await.unwrap();
        assert!(saved.elapsed() < SOON);
        assert_eq!(heard["municipality"], "0740");
        assert_eq!(heard.as_object().unwrap().len(), 2, "nothing about whom or what: {heard}");
        assert_eq!(other.event(Duration::from_millis(500)).await, None);
    }

    async fn many_saves_are_one_event_a_second_and_reading_is_none(app) {
        let clinician = app.clinician("0740").await;
        let mut stream = Stream::open(&clinician, None).await;
        settled(&mut [&mut stream]).await;
        for cpr in ["710350-1234", "710350-1242", "710350-1250"] {
            clinician.course(cpr).await;
        }
        assert!(stream.event(SOON).await.is_some(), "the first at once");
        let told = Instant::now();
        clinician.citizen("710350-1269", "Bo Prøve").await;
        clinician.citizen("710350-1277", "Bo Prøve").await;
        assert!(stream.event(Duration::from_millis(1500)).await.is_some());
        assert!(told.elapsed() >= Duration::from_millis(900), "and then one a second: {:?}", told.elapsed());
        clinician.get("/courses").await.expect(200);
        clinician.get("/indicators/overview?programme=hjertekom").await.expect(200);
        assert_eq!(stream.event(Duration::from_millis(1200)).await, None);
    }

    async fn listening_is_no_use_of_the_session_and_ends_with_it(app) {
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let mut stream = Stream::open(&manager, None).await;
        app.move_clock(TimeDelta::minutes(29));
        assert!(!stream.ends(Duration::from_millis(700)).await, "the session lasts");
        app.move_clock(TimeDelta::minutes(2));
        assert!(stream.ends(SOON).await, "listening did not keep the session alive");
        manager.get("/events").await.problem(401, "not_logged_in");
        let leaving = app.actor(Role::Manager, Some("0740")).await;
        let mut stream = Stream::open(&leaving, None).await;
        leaving.delete("/session").await.expect(204);
        // Sooner than the stream asks by itself.
        assert!(stream.ends(Duration::from_millis(200)).await, "logging out ends what is open, at once");
        leaving.get("/events").await.problem(401, "not_logged_in");
    }

    async fn who_comes_back_is_told_to_look_again(app) {
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let mut stream = Stream::open(&manager, Some("3")).await;
        assert!(stream.event(SOON).await.is_some());
    }

    async fn a_person_has_so_many_streams_and_a_stopping_server_ends_them(app) {
        let manager = app.actor(Role::Manager, Some("0740")).await;
        let mut streams = Vec::new();
        for _ in 0..12 {
            streams.push(Stream::open(&manager, None).await);
        }
        manager.get("/events").await.problem(429, "too_many_requests");
        drop(streams.pop());
        let mut last = Stream::open(&manager, None).await;
        app.app().streams.close();
        assert!(last.ends(SOON).await);
        assert!(streams[0].ends(SOON).await);
        drop((streams, last));
        assert_eq!(app.app().streams.count(), 0);
    }
}
