//! Accounts as the log-in sees them, before there is a caller.

use domain::access::Role;
use domain::ids::UserId;
use domain::municipality::{MunicipalityCode, RegionCode};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::database::Database;
use crate::error::Error;
use crate::sql;

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

/// What a log-in needs to know about an account.
#[derive(Clone)]
pub struct LoginAccount {
    /// The account's id.
    pub user_id: UserId,
    /// The hash of its password in PHC format; none when it logs in another way.
    pub password_hash: Option<String>,
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
        const FIND: &str = "SELECT id, password_hash, state, role, municipality, region FROM user_account WHERE username = $1";
        let row: Option<Row> = sql::one(self.0.store().reader(), FIND, [canonical(username).into()]).await?;
        row.map(LoginAccount::try_from).transpose()
    }

    /// Whether there is any account at all: a new installation has none.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        const ANY: &str =
            "SELECT id, password_hash, state, role, municipality, region FROM user_account LIMIT 1";
        Ok(sql::one::<Row>(self.0.store().reader(), ANY, []).await?.is_none())
    }
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

impl TryFrom<Row> for LoginAccount {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            user_id: UserId::new(row.id),
            password_hash: row.password_hash,
            state: AccountState::from_id(&row.state)?,
            role: read(&row.role)?,
            municipality: row.municipality.as_deref().map(read).transpose()?,
            region: row.region.as_deref().map(read).transpose()?,
        })
    }
}
