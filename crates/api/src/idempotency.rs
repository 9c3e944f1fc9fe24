//! `Idempotency-Key`: a request that is repeated with its key is answered once and does its work once.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use api_types::ProblemCode;
use db::KnownKey;
use db::rights::Right;
use domain::text::Text;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::{Error, field_finding};
use crate::reply::{Keep, Kept};

/// The header.
const HEADER: &str = "idempotency-key";
/// The longest key, in characters.
const LONGEST: usize = 255;

/// The key of a request, if one was sent, and the request it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct IdempotencyKey {
    key: Option<String>,
    route: String,
}

impl FromRequest for IdempotencyKey {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

impl IdempotencyKey {
    fn of(request: &HttpRequest) -> Result<Self, Error> {
        // The same key for another operation is another key. Ids in the path belong to the request, as its body does.
        let route = format!("{} {}", request.method(), request.match_pattern().unwrap_or_default());
        let key = request.headers().get(HEADER).map(|value| value.to_str().unwrap_or_default());
        let valid =
            |key: &str| (1..=LONGEST).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
        match key {
            Some(key) if !valid(key) => Err(unusable()),
            key => Ok(Self { key: key.map(str::to_owned), route }),
        }
    }

    /// Gives the key of a request to its caller, so that their work and the word that it is done are one. A key that
    /// is none is refused where it is asked for.
    pub(crate) fn give<R: Right>(request: &HttpRequest, caller: db::Caller<R>) -> db::Caller<R> {
        match Self::of(request) {
            Ok(Self { key: Some(key), route }) => caller.with_key(route, key),
            _ => caller,
        }
    }

    /// Does the work once per key: a repeated request gets the first answer, or is told why not.
    ///
    /// `request` is everything that makes the request what it is: its address with ids and its body. An answer that is
    /// no success gives the key back, so that a mended request may use it again.
    ///
    /// # Errors
    /// 409 `request_in_progress` or `request_done`, 422 `idempotency_key_reused`, and what the work says.
    pub(crate) async fn once<R: Right, T: Keep>(
        self,
        app: &App,
        caller: &db::Caller<R>,
        request: &[&[u8]],
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<Kept<T>, Error> {
        let Some(key) = self.key else {
            return Ok(Kept::new(work.await?.keep()?));
        };
        let store = app.db.idempotency(caller);
        match store.begin(&self.route, &key, fingerprint(request), app.clock.now()).await? {
            KnownKey::Answered(answer) => return Ok(Kept::new(answer)),
            KnownKey::InFlight => return Err(ProblemCode::RequestInProgress.into()),
            KnownKey::Done => return Err(ProblemCode::RequestDone.into()),
            KnownKey::OtherBody => return Err(ProblemCode::IdempotencyKeyReused.into()),
            KnownKey::New => {}
        }
        match work.await.and_then(|answer| answer.keep()) {
            Ok(answer) => {
                store.complete(&self.route, &key, &answer).await?;
                Ok(Kept::new(answer))
            }
            Err(error) => {
                store.abandon(&self.route, &key).await?;
                Err(error)
            }
        }
    }
}

/// The SHA-256 of the parts, each with its length, so that no two requests share one.
fn fingerprint(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

fn unusable() -> Error {
    let message = Text::new(
        "Idempotency-Key skal være 1-255 synlige ASCII-tegn.",
        "Idempotency-Key takes 1-255 visible ASCII characters.",
    );
    Error::unreadable(field_finding(Some("Idempotency-Key".into()), "wrong_type", message))
}
