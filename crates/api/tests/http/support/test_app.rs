//! An application with an empty database and a clock that stands still.

use std::cell::RefCell;
use std::net::TcpListener;
use std::rc::Rc;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use actix_http::Request;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Server, Service, ServiceResponse};
use actix_web::web::Data;
use api::app::{App, Site};
use api::clock::Clock;
use api::docs::Document;
use api::heavy::HeavyReads;
use api::painter::Painter;
use api::password::Passwords;
use api::streams::Streams;
use api::{Definitions, Limits, StaticFiles};
use chrono::{DateTime, TimeDelta, Utc};
use db::entropy::{Entropy, SystemEntropy};
use db::rights::ManageUsers;
use db::{Database, Durability, KeyRing, NewUser, RequestContext, Settings};
use domain::access::Role;
use domain::municipality::MunicipalityCode;
use domain::programme::Catalogue;
use futures::future::LocalBoxFuture;
use tempfile::TempDir;
use testkit::postgres::{TestDatabase, fresh_database};
use uuid::Uuid;

use super::actor::Actor;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

type Call = dyn Fn(Request) -> LocalBoxFuture<'static, ServiceResponse<BoxBody>>;

/// An application with an empty database.
#[derive(Clone)]
pub(crate) struct TestApp(Rc<Inner>);

struct Inner {
    app: Data<App>,
    clock: Arc<TestClock>,
    call: Box<Call>,
    accounts: RefCell<usize>,
    // Gone when the test ends.
    folder: TempDir,
    database: Option<TestDatabase>,
}

/// A clock that the test moves.
#[derive(Debug)]
struct TestClock(Mutex<DateTime<Utc>>);

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// The definitions take a moment to load.
pub(crate) fn catalogue() -> Arc<Catalogue> {
    static CATALOGUE: OnceLock<Arc<Catalogue>> = OnceLock::new();
    Arc::clone(CATALOGUE.get_or_init(|| Arc::new(programmes::embedded().unwrap())))
}

impl TestApp {
    pub(crate) async fn on(engine: Engine) -> Self {
        Self::at(engine, Site::loopback(8080, false)).await
    }

    /// An application that people reach at a site of its own.
    pub(crate) async fn at(engine: Engine, site: Site) -> Self {
        Self::with(engine, site, |_| {}).await
    }

    /// An application whose database file may not grow beyond so many pages of 4 KiB.
    pub(crate) async fn on_a_small_disk(pages: u32) -> Self {
        Self::with(Engine::Sqlite, Site::loopback(8080, false), |settings| settings.max_pages = Some(pages))
            .await
    }

    async fn with(engine: Engine, site: Site, change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (database, owner, url) = match engine {
            Engine::Sqlite => {
                let url = format!("sqlite://{}", folder.path().join("test.sqlite").display());
                (None, url.clone(), url)
            }
            Engine::Postgres => {
                let database = fresh_database().await;
                let (owner, app) = (database.owner_url.clone(), database.app_url.clone());
                (Some(database), owner, app)
            }
        };
        Database::migrate(&owner).await.unwrap();
        let mut settings = Settings::new(url, KeyRing::from_bytes([7; 32]), catalogue());
        settings.durability = Durability::Relaxed;
        settings.connections = 4;
        change(&mut settings);
        let db = Database::connect(&settings).await.unwrap();
        let files = folder.path().join("dist");
        std::fs::create_dir_all(files.join("assets")).unwrap();
        std::fs::write(files.join("index.html"), "<!doctype html><title>HjerteKom</title>").unwrap();
        std::fs::write(files.join("assets/app-1a2b3c.js"), "let a = 1;").unwrap();
        std::fs::write(files.join("assets/app-1a2b3c.js.br"), "brotli").unwrap();
        let clock = Arc::new(TestClock(Mutex::new("2026-11-02T09:00:00Z".parse().unwrap())));
        let app = Data::new(App {
            db,
            catalogue: catalogue(),
            definitions: Definitions::new(&catalogue()).unwrap(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            entropy: Arc::new(SystemEntropy),
            passwords: Passwords::default(),
            limits: Limits::default(),
            heavy: HeavyReads::waiting(settings.connections, Duration::from_millis(300)),
            painter: Painter::default(),
            open_painter: Painter::default(),
            streams: Arc::new(Streams::checking_every(Duration::from_millis(300))),
            site,
            files: StaticFiles::open(&files).unwrap(),
        });
        let document = Document(api::openapi::text(&catalogue()).unwrap().into());
        let service = api::server::application(app.clone(), Data::new(document));
        let service = Rc::new(actix_web::test::init_service(service).await);
        let call: Box<Call> = Box::new(move |request| {
            let service = Rc::clone(&service);
            Box::pin(async move { boxed(service.call(request).await) })
        });
        let inner = Inner { app, clock, call, accounts: RefCell::new(0), folder, database };
        Self(Rc::new(inner))
    }

    pub(crate) fn app(&self) -> &App {
        &self.0.app
    }

    /// Changes the database behind the back of the application.
    pub(crate) async fn tamper(&self, statements: &str) {
        let statements = sqlx::AssertSqlSafe(statements.to_owned());
        if let Some(database) = &self.0.database {
            let pool = sqlx::PgPool::connect(&database.admin_url).await.unwrap();
            sqlx::raw_sql(statements).execute(&pool).await.unwrap();
            return pool.close().await;
        }
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(self.0.folder.path().join("test.sqlite"))
            .busy_timeout(Duration::from_secs(5))
            .synchronous(sqlx::sqlite::SqliteSynchronous::Off);
        let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
        sqlx::raw_sql(statements).execute(&pool).await.unwrap();
        pool.close().await;
    }

    /// The application behind a real socket.
    pub(crate) fn serve(&self, listener: TcpListener) -> Server {
        let document = Document(api::openapi::text(&catalogue()).unwrap().into());
        api::server::serve(listener, self.0.app.clone(), document, Some(1)).unwrap()
    }

    pub(crate) fn move_clock(&self, by: TimeDelta) {
        *self.0.clock.0.lock().unwrap() += by;
    }

    pub(crate) async fn call(&self, request: Request) -> ServiceResponse<BoxBody> {
        (self.0.call)(request).await
    }

    /// Somebody without a session.
    pub(crate) fn stranger(&self) -> Actor {
        Actor::new(self.clone(), None)
    }

    pub(crate) async fn clinician(&self, municipality: &str) -> Actor {
        self.actor(Role::Clinician, Some(municipality)).await
    }

    /// Somebody with an account and a session of their own.
    pub(crate) async fn actor(&self, role: Role, municipality: Option<&str>) -> Actor {
        let number = {
            let mut accounts = self.0.accounts.borrow_mut();
            *accounts += 1;
            *accounts
        };
        let username = format!("{role}.{number}");
        self.account(&username, role, municipality, None).await;
        let app = self.app();
        let account = app.db.accounts().for_login(&username).await.unwrap().unwrap();
        let mut token = [0; 32];
        SystemEntropy.fill(&mut token).unwrap();
        let hash = sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(token)).into();
        let context =
            RequestContext { request_id: Uuid::nil(), purpose: None, address: None, is_background: false };
        app.db.sessions().start(account.user_id, hash, context, app.clock.now()).await.unwrap();
        let token = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, token);
        Actor::new(self.clone(), Some(format!("hjertekom={token}")))
    }

    pub(crate) async fn account(
        &self,
        username: &str,
        role: Role,
        municipality: Option<&str>,
        password_hash: Option<String>,
    ) {
        let municipality: Option<MunicipalityCode> = municipality.map(|code| code.parse().unwrap());
        let context =
            RequestContext { request_id: Uuid::nil(), purpose: None, address: None, is_background: false };
        let (db, now) = (&self.app().db, self.app().clock.now());
        let admin =
            db.console::<ManageUsers>("test", Role::MunicipalAdmin, municipality, context, now).unwrap();
        let new = NewUser {
            username: username.to_owned(),
            display_name: format!("Prøve {username}"),
            password_hash,
            role,
            region: None,
        };
        db.users(&admin).create(new, now).await.unwrap();
    }
}

fn boxed<B: MessageBody + 'static>(
    result: Result<ServiceResponse<B>, actix_web::Error>,
) -> ServiceResponse<BoxBody> {
    match result {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => panic!("an error passed every middleware: {error}"),
    }
}
