//! Beginning a snapshot: who is in it, and under which number.

use chrono::{DateTime, NaiveDate, Utc};
use domain::municipality::MunicipalityCode;
use domain::organisation::{Organisation, UnitId};
use domain::publication::RULES_VERSION;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use crate::database::Database;
use crate::engine::job;
use crate::error::{Error, conflict};
use crate::moment::storable;
use crate::sql;
use crate::tenant::Tenant;

/// A snapshot of a day, out or not.
#[derive(FromQueryResult)]
pub(super) struct Attempt {
    pub(super) id: Uuid,
    pub(super) attempt: i32,
    pub(super) rules_version: i32,
    pub(super) is_out: bool,
}

#[derive(FromQueryResult)]
pub(super) struct Unit {
    unit: String,
}

impl Database {
    pub(super) async fn newest_attempt(&self, as_of: NaiveDate) -> Result<Option<Attempt>, Error> {
        const NEWEST: &str = "SELECT id, attempt, rules_version, published_at IS NOT NULL AS is_out \
            FROM published_snapshot WHERE as_of = $1 ORDER BY attempt DESC LIMIT 1";
        sql::one(self.store().reader(), NEWEST, [as_of.into()]).await
    }

    /// Begins a snapshot: who is in it, who is named, and in a random order the numbers of those who are not.
    pub(super) async fn begin(
        &self,
        organisation: &Organisation,
        as_of: NaiveDate,
        attempt: i32,
        now: DateTime<Utc>,
    ) -> Result<Uuid, Error> {
        const SNAPSHOT: &str = "INSERT INTO published_snapshot (id, as_of, attempt, rules_version, begun_at) \
            VALUES ($1, $2, $3, $4, $5)";
        const UNITS: &str = "INSERT INTO published_unit (snapshot, unit, number, named) VALUES ";
        let id = self.new_id(now)?;
        let named = self.named().await?;
        let mut rows: Vec<[Value; 4]> = Vec::new();
        for (number, municipality) in
            (1_i32..).zip(self.shuffled(organisation.participants(UnitId::All, as_of))?)
        {
            let unit = UnitId::Municipality(municipality).to_string();
            rows.push([id.into(), unit.into(), number.into(), named.contains(&municipality).into()]);
        }
        let snapshot: [Value; 5] =
            [id.into(), as_of.into(), attempt.into(), rules_version().into(), storable(now).into()];
        let begin = job(move |tx| {
            Box::pin(async move {
                let inserted = sql::execute(tx, SNAPSHOT, snapshot).await;
                inserted.map_err(conflict("request_in_progress"))?;
                sql::insert_rows(tx, UNITS, rows).await?;
                Ok(())
            })
        });
        match self.store().write(Tenant::PLATFORM, begin).await {
            Ok(()) => Ok(id),
            // Another server was quicker: both work on its snapshot.
            Err(Error::Conflict(_)) => match self.newest_attempt(as_of).await? {
                Some(other) => Ok(other.id),
                None => Err(Error::Abandoned),
            },
            Err(error) => Err(error),
        }
    }

    /// An order that says nothing about who is who (Fisher and Yates).
    fn shuffled(&self, mut codes: Vec<MunicipalityCode>) -> Result<Vec<MunicipalityCode>, Error> {
        for last in (1..codes.len()).rev() {
            let mut bytes = [0; 8];
            self.entropy().fill(&mut bytes)?;
            let among = u64::try_from(last).unwrap_or(u64::MAX).saturating_add(1);
            // 2^64 is so much larger than the number of municipalities that the remainder favours nobody.
            let chosen = usize::try_from(u64::from_le_bytes(bytes) % among).unwrap_or(last);
            codes.swap(last, chosen);
        }
        Ok(codes)
    }

    pub(super) async fn units_of(&self, snapshot: Uuid) -> Result<Vec<MunicipalityCode>, Error> {
        const UNITS: &str = "SELECT unit FROM published_unit WHERE snapshot = $1 ORDER BY unit";
        municipalities(sql::all(self.store().reader(), UNITS, [snapshot.into()]).await?)
    }
}

pub(super) fn rules_version() -> i32 {
    i32::try_from(RULES_VERSION).unwrap_or(i32::MAX)
}

pub(super) fn municipalities(units: Vec<Unit>) -> Result<Vec<MunicipalityCode>, Error> {
    let read = |unit: Unit| match unit.unit.parse() {
        Ok(UnitId::Municipality(code)) => Ok(Some(code)),
        Ok(_) => Ok(None),
        Err(_) => Err(Error::inconsistent("published_unit", format!("unit {:?}", unit.unit))),
    };
    units.into_iter().filter_map(|unit| read(unit).transpose()).collect()
}
