//! The row of a citizen, and how its personal columns are sealed and opened.

use chrono::{DateTime, NaiveDate, Utc};
use domain::citizen::{Citizen, Name};
use domain::cpr::Cpr;
use domain::ids::CitizenId;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use crate::engine::Tx;
use crate::entropy::Entropy;
use crate::error::Error;
use crate::key_ring::{Place, TenantKeys};
use crate::sql;

/// The name of a citizen who was imported from a file without names.
const NAMELESS: &str = "Navn ukendt";

macro_rules! columns {
    () => {
        "SELECT municipality, id, cpr_sealed, name_sealed, birth_date, death_date, sex, merged_into, version FROM citizen "
    };
}

pub(super) const BY_ID: &str = concat!(columns!(), "WHERE municipality = $1 AND id = $2");
const BY_CPR: &str = concat!(columns!(), "WHERE municipality = $1 AND cpr_index = $2");
/// Lets the record `$2`, and those that point at it, point at `$3`.
pub(super) const TAKE_PLACE: &str = "UPDATE citizen SET merged_into = $3, changed_at = $4, version = version + 1 \
    WHERE municipality = $1 AND (id = $2 OR merged_into = $2)";
const BY_BIRTH_DATE: &str = concat!(
    columns!(),
    "WHERE municipality = $1 AND birth_date = $2 AND merged_into IS NULL ORDER BY id LIMIT $3"
);

/// The citizen `z` beside something else: a [`CitizenRow`], nested with the prefix `z_`.
pub(crate) const BESIDE: &str = "z.municipality AS z_municipality, z.id AS z_id, z.cpr_sealed AS z_cpr_sealed, \
    z.name_sealed AS z_name_sealed, z.birth_date AS z_birth_date, z.death_date AS z_death_date, z.sex AS z_sex, \
    z.merged_into AS z_merged_into, z.version AS z_version";

/// A citizen as stored.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct CitizenRow {
    pub(crate) municipality: String,
    pub(crate) id: Uuid,
    pub(crate) cpr_sealed: Vec<u8>,
    pub(crate) name_sealed: Option<Vec<u8>>,
    pub(crate) birth_date: NaiveDate,
    pub(crate) death_date: Option<NaiveDate>,
    pub(crate) sex: String,
    /// The record that took this one's place, when two turned out to be one person.
    pub(crate) merged_into: Option<Uuid>,
    pub(crate) version: i64,
}

impl CitizenRow {
    /// Decrypts the row.
    pub(crate) fn open(self, keys: &TenantKeys) -> Result<Citizen, Error> {
        let row = &[self.id.as_bytes().to_vec()];
        let number = keys.open_text(place("cpr", row), &self.cpr_sealed)?;
        // The reason is left out: it could repeat a part of the number.
        let cpr: Cpr = number.parse().map_err(|_| Error::inconsistent("citizen", "cpr is no CPR number"))?;
        let name = match &self.name_sealed {
            Some(sealed) => keys.open_text(place("name", row), sealed)?,
            None => NAMELESS.to_owned(),
        };
        let name: Name = name.parse().map_err(|_| Error::inconsistent("citizen", "name is no name"))?;
        Ok(Citizen {
            id: CitizenId::new(self.id),
            municipality: self.municipality.parse().map_err(|cause| Error::inconsistent("citizen", cause))?,
            id_type: cpr.kind(),
            cpr,
            name,
            birth_date: self.birth_date,
            death_date: self.death_date,
            sex: self.sex.parse().map_err(|cause| Error::inconsistent("citizen", cause))?,
            version: self.version,
        })
    }
}

fn place<'a>(column: &'static str, row: &'a [Vec<u8>]) -> Place<'a> {
    Place { table: "citizen", column, row }
}

/// A citizen's columns, ready to be stored.
pub(crate) struct SealedCitizen {
    pub(crate) id: Uuid,
    pub(crate) cpr_index: Vec<u8>,
    cpr_sealed: Vec<u8>,
    name_sealed: Option<Vec<u8>>,
    birth_date: NaiveDate,
    sex: &'static str,
}

impl SealedCitizen {
    pub(crate) fn new(keys: &TenantKeys, entropy: &dyn Entropy, citizen: &Citizen) -> Result<Self, Error> {
        Self::from_parts(
            keys,
            entropy,
            (citizen.id, &citizen.cpr, Some(&citizen.name), citizen.birth_date, citizen.sex),
        )
    }

    pub(crate) fn from_parts(
        keys: &TenantKeys,
        entropy: &dyn Entropy,
        (id, cpr, name, birth_date, sex): (CitizenId, &Cpr, Option<&Name>, NaiveDate, domain::citizen::Sex),
    ) -> Result<Self, Error> {
        let number = cpr.reveal();
        let id = id.get();
        let row = &[id.as_bytes().to_vec()];
        let name_sealed =
            name.map(|name| keys.seal(entropy, place("name", row), name.as_str().as_bytes())).transpose()?;
        Ok(Self {
            id,
            cpr_index: keys.index("cpr", number.as_bytes()).to_vec(),
            cpr_sealed: keys.seal(entropy, place("cpr", row), number.as_bytes())?,
            name_sealed,
            birth_date,
            sex: sex.id(),
        })
    }

    /// The columns of [`INSERT`](Self::INSERT), in order.
    pub(crate) fn into_values(self, code: &str, now: DateTime<Utc>) -> [Value; Self::WIDTH] {
        [
            code.into(),
            self.id.into(),
            self.cpr_index.into(),
            self.cpr_sealed.into(),
            self.name_sealed.into(),
            self.birth_date.into(),
            self.sex.into(),
            now.into(),
            now.into(),
            1_i64.into(),
        ]
    }

    /// The number as it is stored: its index and its ciphertext.
    pub(super) fn number(self) -> (Vec<u8>, Vec<u8>) {
        (self.cpr_index, self.cpr_sealed)
    }

    pub(crate) const WIDTH: usize = 10;
    pub(crate) const INSERT: &str = "INSERT INTO citizen (municipality, id, cpr_index, cpr_sealed, name_sealed, \
        birth_date, sex, created_at, changed_at, version) VALUES ";

    /// Stores the citizen; false when the number is known already, and nothing was changed.
    pub(super) async fn insert(self, tx: &Tx, code: &str, now: DateTime<Utc>) -> Result<bool, Error> {
        let rows = sql::rows(1, Self::WIDTH);
        let insert = format!("{}{rows} ON CONFLICT (municipality, cpr_index) DO NOTHING", Self::INSERT);
        Ok(sql::execute(tx, insert, self.into_values(code, now)).await? == 1)
    }
}

/// The citizen with this record, or with the one that has taken its place.
pub(crate) async fn by_id(tx: &Tx, code: &str, id: CitizenId) -> Result<Option<CitizenRow>, Error> {
    let row: Option<CitizenRow> = sql::one(tx, BY_ID, [code.into(), id.get().into()]).await?;
    remaining(tx, code, row).await
}

/// The citizen with this number, now or before.
pub(crate) async fn by_number(
    tx: &Tx,
    code: &str,
    keys: &TenantKeys,
    cpr: &Cpr,
) -> Result<Option<CitizenRow>, Error> {
    let index = keys.index("cpr", cpr.reveal().as_bytes());
    by_index(tx, code, &index).await
}

pub(super) async fn by_index(tx: &Tx, code: &str, index: &[u8]) -> Result<Option<CitizenRow>, Error> {
    let row: Option<CitizenRow> = sql::one(tx, BY_CPR, [code.into(), index.to_vec().into()]).await?;
    remaining(tx, code, row).await
}

/// A record points at most once: whatever pointed at one that moved was moved along.
async fn remaining(tx: &Tx, code: &str, row: Option<CitizenRow>) -> Result<Option<CitizenRow>, Error> {
    match row.as_ref().and_then(|row| row.merged_into) {
        Some(id) => sql::one(tx, BY_ID, [code.into(), id.into()]).await,
        None => Ok(row),
    }
}

/// A record that none has taken the place of, locked on PostgreSQL.
pub(super) async fn locked(tx: &Tx, code: &str, id: CitizenId) -> Result<Option<CitizenRow>, Error> {
    let query = format!("{BY_ID} AND merged_into IS NULL{}", sql::for_update(tx));
    sql::one(tx, query, [code.into(), id.get().into()]).await
}

pub(super) async fn by_birth_date(
    tx: &Tx,
    code: &str,
    date: NaiveDate,
    limit: usize,
) -> Result<Vec<CitizenRow>, Error> {
    sql::all(tx, BY_BIRTH_DATE, [code.into(), date.into(), limit_value(limit)]).await
}

/// Citizens whose name has all the words.
pub(super) async fn by_name(
    tx: &Tx,
    code: &str,
    tokens: Vec<Vec<u8>>,
    limit: usize,
) -> Result<Vec<CitizenRow>, Error> {
    if tokens.is_empty() {
        return Ok(Vec::new());
    }
    let query = format!(
        "{}WHERE municipality = $1 AND id IN (SELECT citizen_id FROM citizen_name_token WHERE municipality = $1 \
         AND token IN ({}) GROUP BY citizen_id HAVING count(*) = {}) ORDER BY id LIMIT $2",
        columns!(),
        sql::list(3, tokens.len()),
        tokens.len()
    );
    let mut values: Vec<Value> = vec![code.into(), limit_value(limit)];
    values.extend(tokens.into_iter().map(Value::from));
    sql::all(tx, query, values).await
}

fn limit_value(limit: usize) -> Value {
    i64::try_from(limit).unwrap_or(i64::MAX).into()
}
