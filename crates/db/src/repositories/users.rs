//! The accounts of a municipality, as its administrator manages them.

use chrono::{DateTime, Utc};
use domain::access::Role;
use domain::ids::UserId;
use domain::municipality::{MunicipalityCode, RegionCode};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::Scoped;
use super::accounts::{AccountState, canonical, read, totp_place};
use crate::audit::{self, Event};
use crate::caller::Identity;
use crate::engine::job;
use crate::error::{Error, conflict};
use crate::moment::storable;
use crate::rights::{ManageUsers, Right};
use crate::sql;

/// The accounts a caller manages.
#[derive(Debug)]
pub struct Users<'c, R: Right>(pub(super) Scoped<'c, R>);

/// An account, as its administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The account's id.
    pub id: UserId,
    /// The name used to log in.
    pub username: String,
    /// The name shown to people.
    pub display_name: String,
    /// The role.
    pub role: Role,
    /// The municipality.
    pub municipality: Option<MunicipalityCode>,
    /// The region, for analysts.
    pub region: Option<RegionCode>,
    /// Whether the account can be used.
    pub state: AccountState,
    /// Counts the changes, from 1; sent as the ETag.
    pub version: i64,
}

/// An account to be made.
#[derive(Clone)]
pub struct NewUser {
    /// The name used to log in; stored in lower case.
    pub username: String,
    /// The name shown to people.
    pub display_name: String,
    /// The hash of the password in PHC format.
    pub password_hash: Option<String>,
    /// The role.
    pub role: Role,
    /// The region, for analysts.
    pub region: Option<RegionCode>,
}

impl std::fmt::Debug for NewUser {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("NewUser")
            .field("username", &self.username)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    username: String,
    display_name: String,
    role: String,
    municipality: Option<String>,
    region: Option<String>,
    state: String,
    version: i64,
}

/// A change to an account that ends its sessions.
enum Change {
    Password(String),
    SecondFactor(Option<Vec<u8>>),
    Role(Role),
    State(AccountState),
}

impl Users<'_, ManageUsers> {
    /// The accounts of the caller's municipality, or those of no municipality, by user name.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn list(&self) -> Result<Vec<User>, Error> {
        const LIST: &str = "SELECT id, username, display_name, role, municipality, region, state, version \
            FROM user_account WHERE coalesce(municipality, '') = $1 ORDER BY username";
        let reader = self.0.database.store().reader();
        let rows: Vec<Row> = sql::all(reader, LIST, [own(self.0.who()).into()]).await?;
        self.0.database.log(self.0.who().clone(), Event::new("user.list").count(rows.len())).await?;
        rows.into_iter().map(User::try_from).collect()
    }

    /// Makes an account in the caller's municipality, or in none when the role belongs to none.
    ///
    /// # Errors
    /// [`Error::Conflict`] `username_taken`, or `role_not_allowed` for a role the caller cannot give.
    pub async fn create(&self, new: NewUser, now: DateTime<Utc>) -> Result<UserId, Error> {
        const CREATE: &str = "INSERT INTO user_account (id, username, display_name, password_hash, role, municipality, \
            region, state, generation, created_at, changed_at, version) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', 1, $8, $8, 1)";
        let who = self.0.who().clone();
        if new.role.belongs_to_municipality() != who.municipality.is_some() {
            return Err(Error::Conflict("role_not_allowed"));
        }
        let id = self.0.database.new_id(now)?;
        let municipality = who.municipality.map(|code| code.to_string());
        let values: [Value; 8] = [
            id.into(),
            canonical(&new.username).into(),
            new.display_name.into(),
            new.password_hash.into(),
            new.role.id().into(),
            municipality.into(),
            new.region.map(RegionCode::code).into(),
            storable(now).into(),
        ];
        let write = job(move |tx| {
            Box::pin(async move {
                sql::execute(tx, CREATE, values).await.map_err(conflict("username_taken"))?;
                audit::append(tx, &who, Event::new("user.create").object("user", id).count(1)).await
            })
        });
        self.0.database.store().write(self.0.who().tenant(), write).await?;
        Ok(UserId::new(id))
    }

    /// Sets another password; every session of the account ends.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account of another municipality.
    pub async fn set_password(&self, user: UserId, hash: String, now: DateTime<Utc>) -> Result<(), Error> {
        self.change(user, Change::Password(hash), now).await
    }

    /// Sets the secret of the second factor, or takes the factor away; every session of the account ends.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account of another municipality.
    pub async fn set_second_factor(
        &self,
        user: UserId,
        secret: Option<&[u8]>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let keys = self.0.database.keys(self.0.who().tenant());
        let row = [user.get().as_bytes().to_vec()];
        let seal = |secret| keys.seal(self.0.database.entropy(), totp_place(&row), secret);
        let sealed = secret.map(seal).transpose()?;
        self.change(user, Change::SecondFactor(sealed), now).await
    }

    /// Gives another role; every session of the account ends.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account of another municipality.
    pub async fn set_role(&self, user: UserId, role: Role, now: DateTime<Utc>) -> Result<(), Error> {
        if role.belongs_to_municipality() != self.0.who().municipality.is_some() {
            return Err(Error::Conflict("role_not_allowed"));
        }
        self.change(user, Change::Role(role), now).await
    }

    /// Disables or enables an account; every session of it ends.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account of another municipality.
    pub async fn set_state(
        &self,
        user: UserId,
        state: AccountState,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        self.change(user, Change::State(state), now).await
    }

    async fn change(&self, user: UserId, change: Change, now: DateTime<Utc>) -> Result<(), Error> {
        let who = self.0.who().clone();
        let (action, statement, value): (_, _, Value) = match change {
            Change::Password(hash) => ("user.password", update("password_hash"), hash.into()),
            Change::SecondFactor(sealed) => ("user.second_factor", update("totp_sealed"), sealed.into()),
            Change::Role(role) => ("user.role", update("role"), role.id().into()),
            Change::State(state) => ("user.state", update("state"), state.id().into()),
        };
        let values = [user.get().into(), own(&who).into(), value, storable(now).into()];
        self.0
            .database
            .store()
            .write(who.tenant(), move |tx| {
                Box::pin(async move {
                    if sql::execute(tx, statement, values).await? == 0 {
                        return Err(Error::NotFound);
                    }
                    sql::execute(tx, "DELETE FROM session WHERE user_id = $1", [user.get().into()]).await?;
                    audit::append(tx, &who, Event::new(action).object("user", user).count(1)).await
                })
            })
            .await
    }
}

/// The municipality whose accounts are managed; empty for accounts of none.
fn own(who: &Identity) -> String {
    who.municipality.map(|code| code.to_string()).unwrap_or_default()
}

/// One changed column; the generation makes sessions of before worthless even where deleting them was missed.
fn update(column: &'static str) -> String {
    format!(
        "UPDATE user_account SET {column} = $3, generation = generation + 1, version = version + 1, changed_at = $4 \
         WHERE id = $1 AND coalesce(municipality, '') = $2"
    )
}

impl TryFrom<Row> for User {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: UserId::new(row.id),
            username: row.username,
            display_name: row.display_name,
            role: read(&row.role)?,
            municipality: row.municipality.as_deref().map(read).transpose()?,
            region: row.region.as_deref().map(read).transpose()?,
            state: AccountState::from_id(&row.state)?,
            version: row.version,
        })
    }
}
