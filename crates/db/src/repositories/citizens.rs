//! Citizens, as one municipality knows them.

mod merge;
mod row;
mod words;

use chrono::{DateTime, NaiveDate, Utc};
use domain::citizen::{Citizen, NewCitizen};
use domain::cpr::Cpr;
use domain::ids::CitizenId;
use sea_orm::Value;

use super::Scoped;
use super::courses::check_version;
use super::recompute::{lock_citizen, recompute_citizen};
use crate::audit::{self, Event};
use crate::engine::{Tx, job};
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::moment::{danish_day, storable};
use crate::rights::{ReadCitizens, RevealCpr, Right, SearchCitizens, WriteCitizens};
use crate::sql;

pub use merge::{Merge, Merged};
pub(crate) use row::{BESIDE, CitizenRow, SealedCitizen, by_id, by_number};
pub(crate) use words::{INSERT as TOKEN_INSERT, WIDTH as TOKEN_WIDTH, name_tokens};

/// The most citizens one search counts.
const MAX_COUNTED: usize = 1_000;
/// The most citizens one search shows.
const MAX_FOUND: usize = 50;

/// Citizens of the caller's municipality.
#[derive(Debug)]
pub struct Citizens<'c, R: Right>(pub(super) Scoped<'c, R>);

/// What a citizen is looked for by.
#[derive(Clone, Debug)]
pub enum CitizenQuery {
    /// The whole number.
    Cpr(Cpr),
    /// Whole words of the name, in any order and case.
    Name(String),
    /// The day of birth.
    BirthDate(NaiveDate),
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct FoundCitizens {
    /// At most 50 citizens.
    pub citizens: Vec<Citizen>,
    /// How many there are; counting stops at 1,000.
    pub total: usize,
}

impl Citizens<'_, WriteCitizens> {
    /// Registers a citizen with the caller's municipality.
    ///
    /// # Errors
    /// [`Error::Conflict`] `citizen_already_registered` when the municipality knows the number.
    pub async fn register(&self, new: &NewCitizen, now: DateTime<Utc>) -> Result<Citizen, Error> {
        let citizen = Citizen {
            id: CitizenId::new(self.0.database.new_id(now)?),
            municipality: self.0.municipality()?,
            cpr: new.cpr().clone(),
            name: new.name().clone(),
            birth_date: new.birth_date(),
            death_date: None,
            sex: new.sex(),
            id_type: new.id_type(),
            version: 1,
        };
        let keys = self.0.keys()?;
        let sealed = SealedCitizen::new(&keys, self.0.database.entropy(), &citizen)?;
        let tokens = name_tokens(&keys, citizen.name.as_str());
        let (id, who, code) = (citizen.id, self.0.who().clone(), self.0.code()?);
        let work = job(move |tx| {
            Box::pin(async move {
                let inserted = sealed.insert(tx, &code, storable(now)).await?;
                let event = Event::new("citizen.register").object("citizen", id).citizen(id);
                if !inserted {
                    let known = Error::Conflict("citizen_already_registered");
                    return audit::refuse(tx, &who, event, known).await;
                }
                words::insert(tx, &code, id, tokens).await?;
                audit::append(tx, &who, event.count(1)).await?;
                Ok(Ok(citizen))
            })
        });
        self.0.database.store().save(self.0.tenant()?, work).await?
    }

    /// Records the day a citizen died, or takes a mistaken one back.
    ///
    /// # Errors
    /// [`Error::Conflict`] `death_before_birth`; [`Error::Stale`] or [`Error::PreconditionRequired`] by `if_match`;
    /// [`Error::NotFound`].
    pub async fn record_death(
        &self,
        id: CitizenId,
        on: Option<NaiveDate>,
        if_match: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<Citizen, Error> {
        const UPDATE: &str = "UPDATE citizen SET death_date = $3, changed_at = $4, version = version + 1 \
            WHERE municipality = $1 AND id = $2 AND version = $5";
        let (keys, who, code) = (self.0.keys()?, self.0.who().clone(), self.0.code()?);
        let database = self.0.database.clone();
        let work = job(move |tx| {
            Box::pin(async move {
                let event = Event::new("citizen.record_death").object("citizen", id);
                let Some(row) = row::locked(tx, &code, id).await? else {
                    return audit::refuse(tx, &who, event, Error::NotFound).await;
                };
                let (mut citizen, event) = (row.open(&keys)?, event.citizen(id));
                if let Err(error) = check_version(if_match, citizen.version) {
                    return audit::refuse(tx, &who, event, error).await;
                }
                if on.is_some_and(|on| on < citizen.birth_date) {
                    let error = Error::Conflict("death_before_birth");
                    return audit::refuse(tx, &who, event, error).await;
                }
                let values: [Value; 5] = [
                    code.as_str().into(),
                    id.get().into(),
                    on.into(),
                    storable(now).into(),
                    citizen.version.into(),
                ];
                if sql::execute(tx, UPDATE, values).await? == 0 {
                    let stale = Error::Stale { current: citizen.version + 1 };
                    return audit::refuse(tx, &who, event, stale).await;
                }
                citizen.death_date = on;
                citizen.version += 1;
                lock_citizen(tx, &code, id).await?;
                audit::append(tx, &who, event.count(1)).await?;
                recompute_citizen(tx, &code, database.catalogue(), id, danish_day(now)).await?;
                Ok(Ok(citizen))
            })
        });
        self.0.database.store().save(self.0.tenant()?, work).await?
    }
}

impl Citizens<'_, SearchCitizens> {
    /// Looks for citizens. What was searched for is logged, a number or a name only as a keyed hash.
    ///
    /// # Errors
    /// When the database cannot be asked, or the log cannot be written.
    pub async fn search(&self, query: &CitizenQuery) -> Result<FoundCitizens, Error> {
        let (keys, code) = (self.0.keys()?, self.0.code()?);
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let (criterion, rows) = match query {
            CitizenQuery::Cpr(cpr) => {
                let index = keys.index("cpr", cpr.reveal().as_bytes());
                let row = row::by_index(&tx, &code, &index).await?;
                (format!("cpr:{}", hex::encode(index)), Vec::from_iter(row))
            }
            CitizenQuery::BirthDate(date) => {
                (format!("birth_date:{date}"), row::by_birth_date(&tx, &code, *date, MAX_COUNTED).await?)
            }
            CitizenQuery::Name(name) => {
                let tokens = name_tokens(&keys, name);
                let criterion = tokens.iter().map(hex::encode).collect::<Vec<_>>().join("+");
                (format!("name:{criterion}"), row::by_name(&tx, &code, tokens, MAX_COUNTED).await?)
            }
        };
        let total = rows.len();
        let citizens: Vec<_> =
            rows.into_iter().take(MAX_FOUND).map(|row| row.open(&keys)).collect::<Result<_, _>>()?;
        let shown = citizens.iter().map(|citizen| citizen.id);
        let event = Event::new("citizen.search").citizens(shown).criterion(criterion).count(citizens.len());
        self.0.database.finish(tx, self.0.who(), event).await?;
        Ok(FoundCitizens { citizens, total })
    }
}

impl Citizens<'_, ReadCitizens> {
    /// Returns a citizen, or `None` if there is none *or they belong to another municipality*.
    ///
    /// # Errors
    /// When the database cannot be asked, or the log cannot be written.
    pub async fn find(&self, id: CitizenId) -> Result<Option<Citizen>, Error> {
        find(&self.0, id, "citizen.read").await
    }
}

impl Citizens<'_, RevealCpr> {
    /// Returns a citizen whose number is going to be shown in full: logged as that.
    ///
    /// # Errors
    /// When the database cannot be asked, or the log cannot be written.
    pub async fn reveal(&self, id: CitizenId) -> Result<Option<Citizen>, Error> {
        find(&self.0, id, "citizen.reveal_cpr").await
    }
}

/// Stores a citizen whose number the municipality does not know, with the words of the name.
pub(crate) async fn store(
    tx: &Tx,
    code: &str,
    keys: &TenantKeys,
    sealed: SealedCitizen,
    citizen: &Citizen,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    const DEATH: &str = "UPDATE citizen SET death_date = $3 WHERE municipality = $1 AND id = $2";
    if !sealed.insert(tx, code, now).await? {
        return Err(Error::Conflict("citizen_already_registered"));
    }
    words::insert(tx, code, citizen.id, name_tokens(keys, citizen.name.as_str())).await?;
    if citizen.death_date.is_some() {
        sql::execute(tx, DEATH, [code.into(), citizen.id.get().into(), citizen.death_date.into()]).await?;
    }
    Ok(())
}

async fn find<R: Right>(
    scoped: &Scoped<'_, R>,
    id: CitizenId,
    action: &'static str,
) -> Result<Option<Citizen>, Error> {
    let keys = scoped.keys()?;
    let tx = scoped.database.store().snapshot(scoped.tenant()?).await?;
    let row = row::by_id(&tx, &scoped.code()?, id).await?;
    let mut event = Event::new(action).object("citizen", id).found(row.is_some());
    if let Some(row) = &row {
        event = event.citizen(CitizenId::new(row.id));
    }
    scoped.database.finish(tx, scoped.who(), event).await?;
    row.map(|row| row.open(&keys)).transpose()
}
