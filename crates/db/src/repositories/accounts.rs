//! Accounts as the log-in sees them, before there is a caller.

use chrono::{DateTime, Utc};
use domain::access::Role;
use domain::ids::UserId;
use domain::municipality::{MunicipalityCode, RegionCode};
use sea_orm::FromQueryResult;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::audit::{self, Ended, Event};
use crate::caller::RequestContext;
use crate::database::Database;
use crate::engine::job;
use crate::error::Error;
use crate::key_ring::Place;
use crate::moment::storable;
use crate::sql;
use crate::tenant::Tenant;

/// Whether an account can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// Its owner can log in.
    Active,
    /// Its owner cannot, and has no session.
    Disabled,
}

impl AccountState {
    /// The id in the database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }

    pub(super) fn from_id(id: &str) -> Result<Self, Error> {
        match id {
            "active" => Ok(Self::Active),
            "disabled" => Ok(Self::Disabled),
            other => Err(Error::inconsistent("user_account", format!("state {other:?}"))),
        }
    }
}

/// Why somebody with an account was not let in; only the access log tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginRefusal {
    /// The password is wrong.
    Password,
    /// The one-time code is wrong, late or used.
    Code,
    /// The account is disabled.
    Disabled,
}

impl LoginRefusal {
    const fn id(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::Disabled => "disabled",
        }
    }
}

/// What a log-in needs to know about an account.
#[derive(Clone)]
pub struct LoginAccount {
    /// The account's id.
    pub user_id: UserId,
    /// The hash of its password in PHC format; none when it logs in another way.
    pub password_hash: Option<String>,
    /// The secret of its second factor, where it has one.
    pub totp_secret: Option<Zeroizing<Vec<u8>>>,
    /// Whether it can be used.
    pub state: AccountState,
    /// Its role.
    pub role: Role,
    /// Its municipality.
    pub municipality: Option<MunicipalityCode>,
    /// Its region, for analysts.
    pub region: Option<RegionCode>,
}

impl std::fmt::Debug for LoginAccount {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("LoginAccount").field("user_id", &self.user_id).finish_non_exhaustive()
    }
}

/// Accounts by the name used to log in.
#[derive(Debug)]
pub struct Accounts(Database);

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    password_hash: Option<String>,
    totp_sealed: Option<Vec<u8>>,
    state: String,
    role: String,
    municipality: Option<String>,
    region: Option<String>,
}

impl Database {
    /// Accounts, for the log-in.
    #[must_use]
    pub fn accounts(&self) -> Accounts {
        Accounts(self.clone())
    }
}

impl Accounts {
    /// Finds an account by its user name, in whatever case it is typed.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn for_login(&self, username: &str) -> Result<Option<LoginAccount>, Error> {
        const FIND: &str = "SELECT id, password_hash, totp_sealed, state, role, municipality, region \
            FROM user_account WHERE username = $1";
        let row: Option<Row> = sql::one(self.0.store().reader(), FIND, [canonical(username).into()]).await?;
        row.map(|row| self.account(row)).transpose()
    }

    fn account(&self, row: Row) -> Result<LoginAccount, Error> {
        let municipality = row.municipality.as_deref().map(read).transpose()?;
        let open = |sealed: Vec<u8>| {
            self.0.keys(Tenant::of(municipality)).open(totp_place(&[row.id.as_bytes().to_vec()]), &sealed)
        };
        Ok(LoginAccount {
            user_id: UserId::new(row.id),
            password_hash: row.password_hash,
            totp_secret: row.totp_sealed.map(open).transpose()?,
            state: AccountState::from_id(&row.state)?,
            role: read(&row.role)?,
            municipality,
            region: row.region.as_deref().map(read).transpose()?,
        })
    }

    /// Uses the code of a step of time; false when a code of it, or of a later one, has been used before.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn use_code(&self, user: UserId, step: i64) -> Result<bool, Error> {
        const USE: &str = "UPDATE user_account SET totp_step = $2 \
            WHERE id = $1 AND (totp_step IS NULL OR totp_step < $2)";
        let values = [user.get().into(), step.into()];
        let work = job(move |tx| Box::pin(async move { Ok(sql::execute(tx, USE, values).await? > 0) }));
        self.0.store().write(Tenant::PLATFORM, work).await
    }

    /// Writes a refused log-in to the access log: in the account's municipality, or in the platform's log when there is
    /// no such account. A made-up name is kept as a keyed hash, because it may be a password in the wrong field.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn log_refusal(
        &self,
        username: &str,
        why: LoginRefusal,
        account: Option<&LoginAccount>,
        context: RequestContext,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let event = Event::new("session.log_in").ended(Ended::Refused);
        let owner = match account {
            Some(account) => self.0.owner(account.user_id, context.clone(), now).await?,
            None => None,
        };
        if let Some(who) = owner {
            return self.0.log(who, event.criterion(why.id().to_owned())).await;
        }
        let hash = self.0.keys(Tenant::PLATFORM).index("username", canonical(username).as_bytes());
        let event = event.criterion(format!("name:{}", hex::encode(hash)));
        let at = storable(now);
        let work =
            job(move |tx| Box::pin(async move { audit::append_stranger(tx, &context, at, event).await }));
        self.0.store().write(Tenant::PLATFORM, work).await
    }

    /// Whether there is any account at all: a new installation has none.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        const ANY: &str = "SELECT id FROM user_account LIMIT 1";
        Ok(!sql::exists(self.0.store().reader(), ANY, []).await?)
    }
}

/// Where the secret of an account's second factor lives.
pub(super) fn totp_place(row: &[Vec<u8>]) -> Place<'_> {
    Place { table: "user_account", column: "totp", row }
}

/// The form user names are stored in.
pub(super) fn canonical(username: &str) -> String {
    username.trim().to_lowercase()
}

/// Reads a list's id from an account's column.
pub(super) fn read<T: std::str::FromStr>(text: &str) -> Result<T, Error>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error| Error::inconsistent("user_account", error))
}
