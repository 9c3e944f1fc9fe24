//! A database per test, people who use it and courses to use it on.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use chrono::{DateTime, Duration, Utc};
use db::rights::{ManageUsers, Right, WriteCitizens, WriteCourses, WriteForms};
use db::{
    Caller, Database, Durability, KeyRing, NewUser, Refusal, RequestContext, Settings, Submission, Submitted,
};
use domain::access::Role;
use domain::citizen::{Citizen, NewCitizen, NewCitizenInput};
use domain::course::Course;
use domain::ids::{CourseId, UserId};
use domain::municipality::MunicipalityCode;
use domain::programme::Catalogue;
use serde_json::{Map, Value as Json};
use tempfile::TempDir;
use testkit::postgres::TestDatabase;
use uuid::Uuid;

use crate::statements;

/// Silkeborg and Viborg.
pub(crate) const SILKEBORG: &str = "0740";
pub(crate) const VIBORG: &str = "0791";
pub(crate) const PROGRAMME: &str = "hjertekom";

/// The moment every test happens at.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-06-15T10:00:00.123456Z".parse().unwrap()
}

pub(crate) struct Fixture {
    pub(crate) db: Database,
    pub(crate) settings: Settings,
    pub(crate) postgres: Option<TestDatabase>,
    pub(crate) folder: TempDir,
    statements: Arc<Mutex<Vec<String>>>,
}

pub(crate) fn catalogue() -> Arc<Catalogue> {
    static CATALOGUE: OnceLock<Arc<Catalogue>> = OnceLock::new();
    Arc::clone(CATALOGUE.get_or_init(|| Arc::new(programmes::embedded().unwrap())))
}

impl Fixture {
    pub(crate) async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite://{}", folder.path().join("test.sqlite").display());
        Database::migrate(&url).await.unwrap();
        Self::open(url, None, folder).await
    }

    pub(crate) async fn postgres() -> Self {
        let postgres = testkit::postgres::fresh_database().await;
        Database::migrate(&postgres.owner_url).await.unwrap();
        Self::open(postgres.app_url.clone(), Some(postgres), TempDir::new().unwrap()).await
    }

    async fn open(url: String, postgres: Option<TestDatabase>, folder: TempDir) -> Self {
        let statements: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&statements);
        let mut settings = Settings::new(url, KeyRing::from_bytes([7; 32]), catalogue());
        settings.durability = Durability::Relaxed;
        settings.connections = 4;
        // A busy machine must not make a test fail.
        settings.patience = std::time::Duration::from_secs(30);
        settings.observer = Some(Arc::new(move |text: &str| seen.lock().unwrap().push(text.to_owned())));
        let db = Database::connect(&settings).await.unwrap();
        Self { db, settings, postgres, folder, statements }
    }

    /// Somebody with this role in this municipality, who has just logged in.
    pub(crate) async fn caller<R: Right>(&self, role: Role, municipality: &str) -> Caller<R> {
        let token = self.session(role, municipality).await;
        self.by_token(token, now()).await.unwrap()
    }

    /// The token of a fresh session.
    pub(crate) async fn session(&self, role: Role, municipality: &str) -> [u8; 32] {
        let user = self.user(role, municipality).await;
        let token = token();
        self.db.sessions().start(user, token, context(), now()).await.unwrap();
        token
    }

    pub(crate) async fn by_token<R: Right>(
        &self,
        token: [u8; 32],
        at: DateTime<Utc>,
    ) -> Result<Caller<R>, Refusal> {
        self.db.caller(token, context(), at).await
    }

    /// The account of this role in this municipality; made when it is first asked for.
    pub(crate) async fn user(&self, role: Role, municipality: &str) -> UserId {
        let username = format!("{}.{municipality}", role.id());
        if let Some(known) = self.db.accounts().for_login(&username).await.unwrap() {
            return known.user_id;
        }
        let municipality = role.belongs_to_municipality().then(|| municipality.parse().unwrap());
        let console = self.console::<ManageUsers>(Role::MunicipalAdmin, municipality);
        let new =
            NewUser { username, display_name: role.label().da, password_hash: None, role, region: None };
        self.db.users(&console).create(new, now()).await.unwrap()
    }

    pub(crate) fn console<R: Right>(&self, role: Role, municipality: Option<MunicipalityCode>) -> Caller<R> {
        self.db.console("test", role, municipality, context(), now()).unwrap()
    }

    /// Registers the citizen with this number (0–999) in a municipality.
    pub(crate) async fn citizen(&self, municipality: &str, number: u32) -> Citizen {
        let caller = self.caller::<WriteCitizens>(Role::Clinician, municipality).await;
        self.db.citizens(&caller).register(&invented(number), now()).await.unwrap()
    }

    /// Opens a course for a new citizen.
    pub(crate) async fn course(&self, municipality: &str, number: u32) -> Course {
        let citizen = self.citizen(municipality, number).await;
        let caller = self.caller::<WriteCourses>(Role::Clinician, municipality).await;
        self.db.courses(&caller).open(citizen.id, PROGRAMME, now()).await.unwrap()
    }

    /// Submits a form for the first time, as a clinician of the municipality.
    pub(crate) async fn submit(&self, course: &Course, form: &str, answers: Json) -> Submitted {
        let municipality = course.municipality.to_string();
        let caller = self.caller::<WriteForms>(Role::Clinician, &municipality).await;
        let answers = object(answers);
        match self.db.forms(&caller).submit(course.id, form, &answers, None, None, now()).await.unwrap() {
            Submission::Accepted(submitted) => *submitted,
            Submission::Refused(findings) => panic!("refused: {findings:?}"),
        }
    }

    /// A row as the database has it, past the repositories: the value of one column as text.
    pub(crate) async fn look(&self, query: &str) -> Vec<String> {
        use sqlx::{AssertSqlSafe, Row};
        let query = AssertSqlSafe(query.to_owned());
        match &self.postgres {
            Some(postgres) => {
                let pool = sqlx::PgPool::connect(&postgres.admin_url).await.unwrap();
                let rows = sqlx::query(query).fetch_all(&pool).await.unwrap();
                let texts = rows.iter().map(|row| row.get::<String, _>(0)).collect();
                pool.close().await;
                texts
            }
            None => {
                let pool = self.raw_sqlite().await;
                let rows = sqlx::query(query).fetch_all(&pool).await.unwrap();
                let texts = rows.iter().map(|row| row.get::<String, _>(0)).collect();
                pool.close().await;
                texts
            }
        }
    }

    /// How the engine would run the last statement with this text in it, step by step, if it had many rows.
    pub(crate) async fn plan_of(&self, text: &str) -> Vec<String> {
        use sqlx::{AssertSqlSafe, Row};
        let statement = {
            let statements = self.statements.lock().unwrap();
            statements.iter().rfind(|statement| statement.contains(text)).unwrap().clone()
        };
        let Some(postgres) = &self.postgres else {
            let pool = self.raw_sqlite().await;
            let plan = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}")));
            let steps = plan.fetch_all(&pool).await.unwrap().iter().map(|row| row.get("detail")).collect();
            pool.close().await;
            return steps;
        };
        let values = [SILKEBORG, PROGRAMME, "2026-01-01", "2026-06-15"];
        let numbered =
            values.iter().enumerate().map(|(index, value)| (format!("${}", index + 1), format!("'{value}'")));
        let statement =
            numbered.fold(statement, |statement, (number, value)| statement.replace(&number, &value));
        let pool = sqlx::PgPool::connect(&postgres.admin_url).await.unwrap();
        let plan = format!("SET enable_seqscan = off; SET enable_bitmapscan = off; EXPLAIN {statement}");
        let rows = sqlx::raw_sql(AssertSqlSafe(plan)).fetch_all(&pool).await.unwrap();
        let steps =
            rows.iter().map(|row| row.get::<String, _>(0)).filter(|step| step.contains("->")).collect();
        pool.close().await;
        steps
    }

    /// A column of bytes as hexadecimal digits.
    pub(crate) async fn bytes(&self, table: &str, column: &str) -> Vec<String> {
        let hex = if self.postgres.is_some() {
            format!("encode({column}, 'hex')")
        } else {
            format!("lower(hex({column}))")
        };
        self.look(&format!("SELECT {hex} FROM {table} WHERE {column} IS NOT NULL")).await
    }

    /// Changes the database behind the back of the repositories, as somebody with access to the machine could.
    pub(crate) async fn tamper(&self, statement: &str) {
        let statement = sqlx::AssertSqlSafe(statement.to_owned());
        match &self.postgres {
            Some(postgres) => {
                let pool = sqlx::PgPool::connect(&postgres.admin_url).await.unwrap();
                sqlx::raw_sql(statement).execute(&pool).await.unwrap();
                pool.close().await;
            }
            None => {
                let pool = self.raw_sqlite().await;
                sqlx::raw_sql(statement).execute(&pool).await.unwrap();
                pool.close().await;
            }
        }
    }

    pub(crate) async fn raw_sqlite(&self) -> sqlx::SqlitePool {
        let file = self.folder.path().join("test.sqlite");
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(file)
            .busy_timeout(std::time::Duration::from_secs(5))
            .synchronous(sqlx::sqlite::SqliteSynchronous::Off);
        sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap()
    }

    /// Opens the database anew, so that something else happens between two of its statements: right behind the first one
    /// with this text, and once.
    pub(crate) async fn once_behind<F>(
        &mut self,
        text: &'static str,
        act: impl Fn(Database) -> F + Send + Sync + 'static,
    ) where
        F: Future<Output = ()> + Send + 'static,
    {
        self.db.close().await;
        let mut settings = self.settings.clone();
        let (usual, runtime) = (settings.observer.take().unwrap(), tokio::runtime::Handle::current());
        let (opened, done): (Arc<OnceLock<Database>>, _) = (Arc::default(), AtomicBool::new(false));
        let db = Arc::clone(&opened);
        settings.observer = Some(Arc::new(move |statement: &str| {
            usual(statement);
            if let Some(db) = db.get()
                && statement.contains(text)
                && !done.swap(true, Ordering::AcqRel)
            {
                tokio::task::block_in_place(|| runtime.block_on(act(db.clone())));
            }
        }));
        self.db = Database::connect(&settings).await.unwrap();
        assert!(opened.set(self.db.clone()).is_ok());
    }

    /// The actions in the access log of a municipality, oldest first, without the log-ins that every caller begins with.
    pub(crate) async fn logged(&self, municipality: &str) -> Vec<String> {
        self.look(&format!(
            "SELECT action || ' ' || result FROM access_log WHERE municipality = '{municipality}' \
             AND action <> 'session.log_in' ORDER BY seq"
        ))
        .await
    }
}

impl Drop for Fixture {
    /// Every test is also a test of its statements: none may touch a tenant table without a municipality.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            for statement in self.statements.lock().unwrap().iter() {
                statements::check(statement).unwrap();
            }
        }
    }
}

pub(crate) fn context() -> RequestContext {
    RequestContext {
        request_id: Uuid::from_u128(0xabc),
        purpose: None,
        address: Some("192.0.2.7".into()),
        is_background: false,
    }
}

pub(crate) fn token() -> [u8; 32] {
    let mut token = [0; 32];
    db::entropy::Entropy::fill(&db::entropy::SystemEntropy, &mut token).unwrap();
    token
}

/// An invented citizen: a replacement number with 60 added to the day.
pub(crate) fn invented(number: u32) -> NewCitizen {
    let cpr = format!("{:02}{:02}50{:04}", 61 + number % 28, 1 + number % 12, 1000 + number);
    let name = format!("{} Prøve{number} Testesen", if number.is_multiple_of(2) { "Åse" } else { "Bo" });
    let input = NewCitizenInput { cpr: &cpr, name: &name, birth_date: None, sex: None };
    NewCitizen::check(&input, now().date_naive()).unwrap()
}

pub(crate) fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(object) => object,
        other => panic!("no object: {other}"),
    }
}

pub(crate) fn nobody() -> CourseId {
    CourseId::new(Uuid::from_u128(0xdead))
}

/// A complete start form of a smoker who trains.
pub(crate) fn start() -> Json {
    serde_json::json!({
        "initial_meeting_date": "2026-01-12", "training_offered": "yes", "smoking_status": "daily",
        "capacity_test_type": "six_mwt", "six_mwt_m": 400,
    })
}

/// A complete end form of the same citizen, who no longer smokes.
pub(crate) fn end() -> Json {
    serde_json::json!({
        "end_type": "completed", "final_meeting_date": "2026-05-20",
        "sessions_planned": 24, "sessions_attended": 20,
        "diet_treatment": "yes_group", "diet_by_profession": "clinical_dietitian",
        "smoking_status": "former", "smoking_intervention": "participated", "quit_date": "2026-03-01",
        "capacity_test_type": "six_mwt", "six_mwt_m": 445, "depression_screened": "no",
    })
}

pub(crate) fn minutes(count: i64) -> Duration {
    Duration::minutes(count)
}

/// Runs a test on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both_engines {
    ($(async fn $name:ident($fixture:ident: $type:ty) $body:block)+) => {
        $(mod $name {
            use super::*;

            async fn test($fixture: $type) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                Box::pin(test($crate::fixture::Fixture::sqlite().await)).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                Box::pin(test($crate::fixture::Fixture::postgres().await)).await;
            }
        })+
    };
}
