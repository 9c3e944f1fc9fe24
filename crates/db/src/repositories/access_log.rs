//! Reading the access log.

use chrono::{DateTime, Utc};
use domain::ids::CitizenId;
use sea_orm::Value;
use uuid::Uuid;

use super::Scoped;
use super::accounts::canonical;
use crate::audit::{self, AccessEvent, Event, Link, Verification};
use crate::error::Error;
use crate::rights::{ReadAccessLog, Right};
use crate::sql;

const MAX_PAGE: usize = 200;

/// Who looked at whom in the caller's municipality.
#[derive(Debug)]
pub struct AccessLog<'c, R: Right>(pub(super) Scoped<'c, R>);

/// Which events are listed; everything that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessLogFilter {
    /// About this citizen, or a list with this citizen in it.
    pub citizen: Option<CitizenId>,
    /// By the person with this user name, in capital letters or small.
    pub username: Option<String>,
    /// Not before.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub until: Option<DateTime<Utc>>,
}

/// A page of the log, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessLogPage {
    /// The events.
    pub events: Vec<AccessEvent>,
    /// How many there are on all pages.
    pub total: i64,
    /// What to ask for to get the next page: events before this one.
    pub next: Option<i64>,
}

impl AccessLog<'_, ReadAccessLog> {
    /// Lists events, newest first. Reading the log is itself logged.
    ///
    /// # Errors
    /// When the database cannot be asked, or the log cannot be written.
    pub async fn list(
        &self,
        filter: &AccessLogFilter,
        before: Option<i64>,
        limit: usize,
    ) -> Result<AccessLogPage, Error> {
        let limit = limit.clamp(1, MAX_PAGE);
        let (mut condition, mut values) = condition(self.0.code()?, filter);
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let count = format!("SELECT count(*) AS rows FROM access_log WHERE {condition}");
        let total = sql::count(&tx, count, values.clone()).await?;
        if let Some(before) = before {
            values.push(before.into());
            condition.push_str(&format!(" AND seq < ${}", values.len()));
        }
        values.push(i64::try_from(limit + 1).unwrap_or(i64::MAX).into());
        let query = format!(
            "SELECT municipality, seq, at, user_id, username, role, purpose, action, object_kind, object_id, \
             citizen_id, citizens, criterion, result_count, result, request_id, address FROM access_log \
             WHERE {condition} ORDER BY seq DESC LIMIT ${}",
            values.len()
        );
        let mut rows: Vec<Link> = sql::all(&tx, query, values).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let mut event = Event::new("access_log.list").count(rows.len());
        if let Some(citizen) = filter.citizen {
            event = event.citizen(citizen);
        }
        self.0.database.finish(tx, self.0.who(), event).await?;
        let next = rows.last().filter(|_| more).map(|row| row.seq);
        Ok(AccessLogPage { events: rows.into_iter().map(AccessEvent::from).collect(), total, next })
    }

    /// Reads the whole log of the municipality, or of the platform for a caller of none, and says whether it is what
    /// was written.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn verify(&self) -> Result<Verification, Error> {
        let tenant = self.0.who().tenant();
        let tx = self.0.database.store().snapshot(tenant).await?;
        let verification = audit::verify(&tx, tenant).await?;
        tx.commit().await?;
        Ok(verification)
    }
}

fn condition(code: String, filter: &AccessLogFilter) -> (String, Vec<Value>) {
    let mut text = "municipality = $1".to_owned();
    let mut values: Vec<Value> = vec![code.into()];
    if let Some(citizen) = filter.citizen {
        values.push(citizen.get().into());
        let of_one = values.len();
        values.push(format!("%{citizen}%").into());
        text.push_str(&format!(" AND (citizen_id = ${of_one} OR citizens LIKE ${})", values.len()));
    }
    let conditions: [(&str, Option<Value>); 3] = [
        // As it is stored: people write their own name with a capital letter.
        ("username =", filter.username.as_deref().map(|name| canonical(name).into())),
        ("at >=", filter.from.map(Value::from)),
        ("at <", filter.until.map(Value::from)),
    ];
    for (condition, value) in conditions {
        if let Some(value) = value {
            values.push(value);
            text.push_str(&format!(" AND {condition} ${}", values.len()));
        }
    }
    (text, values)
}

/// The citizens of a list, as [`Event::citizens`] writes them.
fn read_citizens(text: Option<&str>) -> Vec<CitizenId> {
    let ids = text.unwrap_or_default().split_ascii_whitespace();
    ids.filter_map(|id| Uuid::parse_str(id).ok().map(CitizenId::new)).collect()
}

impl From<Link> for AccessEvent {
    fn from(link: Link) -> Self {
        Self {
            seq: link.seq,
            at: link.at,
            user_id: link.user_id,
            username: link.username,
            role: link.role,
            purpose: link.purpose,
            action: link.action,
            object_kind: link.object_kind,
            object_id: link.object_id,
            citizen_id: link.citizen_id.map(|id: Uuid| CitizenId::new(id)),
            citizens: read_citizens(link.citizens.as_deref()),
            criterion: link.criterion,
            result_count: link.result_count,
            result: link.result,
            request_id: link.request_id,
            address: link.address,
        }
    }
}
