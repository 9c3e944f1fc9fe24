//! What of a month goes with its hand-over to the national database.

use chrono::{DateTime, NaiveDate, Utc};
use domain::handover::{Activity, DeliveredBy, HandOver, made_up_at};
use domain::health_record::{Provider, Sector};
use domain::period::Month;
use domain::programme::Form;
use sea_orm::{FromQueryResult, Value};

use super::DataQuality;
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::{begin_of, danish_time, end_of};
use crate::repositories::drafts;
use crate::repositories::forms::{answer_text, is_newest};
use crate::rights::ReadIndicators;
use crate::sql;

#[derive(FromQueryResult)]
struct Submitted {
    dated: Option<String>,
    first_submitted_at: DateTime<Utc>,
    is_received: bool,
}

#[derive(FromQueryResult)]
struct Recorded {
    sector: String,
    provider: String,
    recorded_on: NaiveDate,
}

impl DataQuality<'_, ReadIndicators> {
    /// The hand-over of a month as things are now: the forms that belong to it, the forms it waits for, and what others
    /// have delivered, which is theirs to hand over.
    ///
    /// A form arrives when it is submitted the first time; a correction changes what it says, not where it belongs. It is
    /// waited for when somebody has begun it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded.
    pub async fn hand_over(&self, programme: &str, month: Month) -> Result<HandOver, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let (keys, code) = (self.0.keys()?, self.0.code()?);
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let mut activities = delivered_by_others(&tx, &code, month).await?;
        for form in &programme.forms {
            activities.extend(submitted(&tx, (&code, &programme.id), form, month).await?);
        }
        let own = |on, arrived| Activity { delivered_by: DeliveredBy::Municipality, on, arrived };
        for (id, answers) in drafts::begun(&tx, &keys, (&code, &programme.id)).await? {
            let dated_by = programme.form(&id).and_then(|form| answers.get(&form.dated_by));
            let day = dated_by.and_then(|day| day.as_str()?.parse().ok());
            activities.extend(day.map(|day| own(day, None)));
        }
        tx.commit().await?;
        Ok(HandOver::of(month, danish_time(self.0.who().at), activities))
    }
}

/// The forms of one kind that are dated in the month, or came while it was the first that was still open.
async fn submitted(
    tx: &Tx,
    (code, programme): (&str, &str),
    form: &Form,
    month: Month,
) -> Result<Vec<Activity>, Error> {
    let day = answer_text(tx, "f", 4);
    let query = format!(
        "SELECT {day} AS dated, o.submitted_at AS first_submitted_at, o.author IS NOT NULL AS is_received \
         FROM form_version f JOIN form_version o ON o.municipality = f.municipality AND o.course_id = f.course_id \
         AND o.form = f.form AND o.version = 1 \
         JOIN course c ON c.municipality = f.municipality AND c.id = f.course_id \
         WHERE f.municipality = $1 AND c.programme = $2 AND f.form = $3 AND {} \
         AND ({day} BETWEEN $5 AND $6 OR (o.submitted_at >= $7 AND o.submitted_at < $8))",
        is_newest("f")
    );
    let (days, open) = (month.period(), [made_up_at(month.previous()).date(), made_up_at(month).date()]);
    let values: [Value; 8] = [
        code.into(),
        programme.into(),
        form.id.as_str().into(),
        form.dated_by.as_str().into(),
        days.from().to_string().into(),
        days.to().to_string().into(),
        begin_of(open[0]).into(),
        end_of(open[1]).into(),
    ];
    let rows: Vec<Submitted> = sql::all(tx, query, values).await?;
    let activity = |row: Submitted| {
        let by = if row.is_received { DeliveredBy::OtherMunicipality } else { DeliveredBy::Municipality };
        let arrived = Some(danish_time(row.first_submitted_at));
        Some(Activity { delivered_by: by, on: row.dated?.parse().ok()?, arrived })
    };
    Ok(rows.into_iter().filter_map(activity).collect())
}

/// What was imported of the month.
async fn delivered_by_others(tx: &Tx, code: &str, month: Month) -> Result<Vec<Activity>, Error> {
    const RECORDS: &str = "SELECT sector, provider, recorded_on FROM health_record \
        WHERE municipality = $1 AND recorded_on BETWEEN $2 AND $3";
    let days = month.period();
    let values: [Value; 3] = [code.into(), days.from().into(), days.to().into()];
    let rows: Vec<Recorded> = sql::all(tx, RECORDS, values).await?;
    let activity = |row: Recorded| {
        let unreadable = |_| Error::inconsistent("health_record", "who delivered it cannot be read");
        let sector: Sector = row.sector.parse().map_err(unreadable)?;
        let provider: Provider = row.provider.parse().map_err(unreadable)?;
        let delivered_by = DeliveredBy::of(sector, provider);
        Ok(Activity { delivered_by, on: row.recorded_on, arrived: None })
    };
    rows.into_iter().map(activity).collect()
}
