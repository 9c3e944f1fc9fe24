//! What open screens are told: that the own municipality's numbers have changed.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::http::header::{CACHE_CONTROL, HeaderName};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, get};
use api_types::{NumbersChanged, ProblemCode};
use db::Changes;
use db::rights::ReadIndicators;
use domain::municipality::MunicipalityCode;
use tokio::time::Instant;

use crate::app::App;
use crate::caller::Watcher;
use crate::error::Error;
use crate::streams::Place;

/// At most one event in this time; what changes in between is one event at its end.
const APART: Duration = Duration::from_secs(1);
/// What every stream begins with: how soon to come back after a cut, and an id, so that who comes back says so.
const BEGIN: &str = "retry: 2000\nid: 0\n: listening\n\n";
/// Says which event was the last that was received; sent by whoever comes back.
const LAST: &str = "last-event-id";

/// Events, as long as the session lasts: `changed` when the numbers of the caller's municipality are others than before.
///
/// A server-sent event stream. The first change is told at once, later ones at most once a second; the event says that
/// something changed, never what. Listening does not keep the session alive. Who comes back after a cut
/// (`Last-Event-ID`) is told `changed` at once. 429 `too_many_requests` for more streams than anybody looks at.
#[utoipa::path(
    tag = "events", operation_id = "events",
    responses(
        (status = OK, description = "The stream; `data` of every event", body = NumbersChanged,
            content_type = "text/event-stream"),
        Error,
    ),
)]
#[get("/events")]
pub(crate) async fn listen(
    watcher: Watcher<ReadIndicators>,
    request: HttpRequest,
    app: Data<App>,
) -> Result<HttpResponse, Error> {
    let municipality = watcher.municipality().ok_or(Error::NOT_FOUND)?;
    let place = app.streams.take(watcher.user_id(), watcher.session());
    let place = place.ok_or(Error::Problem(ProblemCode::TooManyRequests))?;
    let now = Instant::now();
    let listening = Listening {
        changes: app.db.changes(&watcher)?,
        has_changed: request.headers().contains_key(LAST),
        begin: Some(BEGIN),
        told: 0,
        may_tell: now,
        // The comment that is sent then keeps proxies from closing the stream, and finds out who has gone.
        check: now + app.streams.check(),
        place,
        watcher,
        municipality,
        app,
    };
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((CACHE_CONTROL, "no-store"))
        // nginx would gather the events.
        .insert_header((HeaderName::from_static("x-accel-buffering"), "no"))
        .streaming(futures::stream::unfold(listening, Listening::next)))
}

/// One open stream.
struct Listening {
    changes: Changes,
    has_changed: bool,
    begin: Option<&'static str>,
    told: u64,
    may_tell: Instant,
    check: Instant,
    place: Place,
    watcher: Watcher<ReadIndicators>,
    municipality: MunicipalityCode,
    app: Data<App>,
}

impl Listening {
    /// What is sent next; `None` ends the stream. Asked for only when the last was taken, so that nothing piles up.
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        if let Some(begin) = self.begin.take() {
            return Some((Ok(Bytes::from_static(begin.as_bytes())), self));
        }
        loop {
            tokio::select! {
                biased;
                () = self.place.closed() => return None,
                () = tokio::time::sleep_until(self.check) => {
                    self.check = Instant::now() + self.app.streams.check();
                    if !self.watcher.is_still_permitted(&self.app).await {
                        return None;
                    }
                    return Some((Ok(Bytes::from_static(b": still here\n\n")), self));
                }
                () = tokio::time::sleep_until(self.may_tell), if self.has_changed => {
                    return Some((Ok(self.event()), self));
                }
                () = self.changes.next(), if !self.has_changed => self.has_changed = true,
            }
        }
    }

    fn event(&mut self) -> Bytes {
        self.changes.seen();
        (self.has_changed, self.may_tell) = (false, Instant::now() + APART);
        self.told += 1;
        let changed = NumbersChanged { municipality: self.municipality, at: self.app.clock.now() };
        let data = serde_json::to_string(&changed).unwrap_or_default();
        Bytes::from(format!("event: changed\nid: {}\ndata: {data}\n\n", self.told))
    }
}
