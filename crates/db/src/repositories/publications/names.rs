//! Which municipalities have agreed to be named in comparisons.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::municipality::MunicipalityCode;
use sea_orm::{FromQueryResult, Value};

use crate::database::Database;
use crate::engine::job;
use crate::error::Error;
use crate::moment::storable;
use crate::sql;
use crate::tenant::Tenant;

/// What a municipality decided about its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameDecision {
    /// Which municipality.
    pub municipality: MunicipalityCode,
    /// Whether it is named from the next snapshot on.
    pub is_named: bool,
    /// When that was recorded.
    pub decided_at: DateTime<Utc>,
    /// Who said so.
    pub decided_by: String,
}

#[derive(FromQueryResult)]
struct Row {
    code: String,
    named: bool,
    decided_at: DateTime<Utc>,
    decided_by: String,
}

impl Database {
    /// Records whether a municipality is named; it shows in the next snapshot, never in one that is out.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn decide_name(&self, decision: &NameDecision) -> Result<(), Error> {
        const KEEP: &str = "INSERT INTO publication_name (code, named, decided_at, decided_by) \
            VALUES ($1, $2, $3, $4) ON CONFLICT (code) DO UPDATE SET named = excluded.named, \
            decided_at = excluded.decided_at, decided_by = excluded.decided_by";
        let values: [Value; 4] = [
            decision.municipality.to_string().into(),
            decision.is_named.into(),
            storable(decision.decided_at).into(),
            decision.decided_by.as_str().into(),
        ];
        let keep = job(move |tx| {
            Box::pin(async move {
                sql::execute(tx, KEEP, values).await?;
                Ok(())
            })
        });
        self.store().write(Tenant::PLATFORM, keep).await
    }

    /// Every decision, by municipality.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn name_decisions(&self) -> Result<Vec<NameDecision>, Error> {
        const ALL: &str = "SELECT code, named, decided_at, decided_by FROM publication_name ORDER BY code";
        let rows: Vec<Row> = sql::all(self.store().reader(), ALL, []).await?;
        let read = |row: Row| {
            let wrong = |_| Error::inconsistent("publication_name", format!("code {:?}", row.code));
            Ok(NameDecision {
                municipality: row.code.parse().map_err(wrong)?,
                is_named: row.named,
                decided_at: row.decided_at,
                decided_by: row.decided_by,
            })
        };
        rows.into_iter().map(read).collect()
    }

    pub(super) async fn named(&self) -> Result<BTreeSet<MunicipalityCode>, Error> {
        let decisions = self.name_decisions().await?;
        Ok(decisions.into_iter().filter(|one| one.is_named).map(|one| one.municipality).collect())
    }
}
