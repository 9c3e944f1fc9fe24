//! Which forms came when, and by which version of the definition.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::period::{Month, Period, last_months};
use domain::programme::Form;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::DataQuality;
use crate::engine::Tx;
use crate::error::Error;
use crate::moment::danish_day;
use crate::repositories::forms::{answer_text, is_newest};
use crate::rights::ReadIndicators;
use crate::sql;

/// The months that are looked at.
const MONTHS: usize = 12;

/// Which forms came when, and by which version of the definition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deliveries {
    /// Twelve months up to the one the period ends in, or to the running one.
    pub months: Vec<Month>,
    /// The forms of the programme, in its order.
    pub forms: Vec<DeliveredForm>,
    /// Courses with a form dated in the period.
    pub courses: u64,
    /// Of them, courses whose forms of the period all follow the current version of the definition.
    pub current: u64,
}

/// When forms of one kind came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveredForm {
    /// The form's id.
    pub form: String,
    /// The Danish day on which one was last saved; whether typed or imported, first or corrected.
    pub last_saved_on: Option<NaiveDate>,
    /// Whether one is dated before the months.
    pub had_begun: bool,
    /// How many are dated in each of the months.
    pub months: Vec<u64>,
}

#[derive(FromQueryResult)]
struct Saved {
    form: String,
    last_saved: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Dated {
    course_id: Uuid,
    definition: String,
    dated: String,
}

impl DataQuality<'_, ReadIndicators> {
    /// Which forms came when, and whether the courses of a period follow the current version of the definition.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded.
    pub async fn deliveries(&self, programme: &str, period: Period) -> Result<Deliveries, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let (code, today) = (self.0.code()?, danish_day(self.0.who().at));
        let months = last_months(period.to().min(today), MONTHS);
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let saved = last_saved(&tx, &code, &programme.id).await?;
        // Whether all forms of a course in the period follow the current version.
        let mut courses: HashMap<Uuid, bool> = HashMap::new();
        let mut forms = Vec::new();
        for form in &programme.forms {
            let mut counts = vec![0; months.len()];
            let within = around(&months, period);
            for Dated { course_id, definition, dated } in
                dated(&tx, (&code, &programme.id), form, within).await?
            {
                let Ok(day) = dated.parse::<NaiveDate>() else { continue };
                let place = months.iter().position(|month| *month == Month::of(day));
                if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                    *count += 1;
                }
                if period.contains(day) {
                    *courses.entry(course_id).or_insert(true) &= definition == programme.version;
                }
            }
            let first = months.first().map_or(period.from(), |month| month.period().from());
            forms.push(DeliveredForm {
                form: form.id.clone(),
                last_saved_on: saved.get(&form.id).copied(),
                had_begun: is_dated_before(&tx, (&code, &programme.id), form, first).await?,
                months: counts,
            });
        }
        tx.commit().await?;
        let current = courses.values().filter(|is_current| **is_current).count();
        let count = |courses: usize| u64::try_from(courses).unwrap_or(u64::MAX);
        Ok(Deliveries { months, forms, courses: count(courses.len()), current: count(current) })
    }
}

/// The days that months and a period cover together.
fn around(months: &[Month], period: Period) -> (NaiveDate, NaiveDate) {
    let (first, last) = (months.first(), months.last());
    let from = first.map_or(period.from(), |month| month.period().from().min(period.from()));
    (from, last.map_or(period.to(), |month| month.period().to().max(period.to())))
}

async fn last_saved(tx: &Tx, code: &str, programme: &str) -> Result<BTreeMap<String, NaiveDate>, Error> {
    const SAVED: &str = "SELECT f.form, max(f.submitted_at) AS last_saved FROM form_version f \
        JOIN course c ON c.municipality = f.municipality AND c.id = f.course_id \
        WHERE f.municipality = $1 AND c.programme = $2 GROUP BY f.form";
    let rows: Vec<Saved> = sql::all(tx, SAVED, [code.into(), programme.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.form, danish_day(row.last_saved))).collect())
}

/// Whether any form of one kind, in whichever version, is dated before a day.
async fn is_dated_before(
    tx: &Tx,
    (code, programme): (&str, &str),
    form: &Form,
    day: NaiveDate,
) -> Result<bool, Error> {
    let query = format!(
        "SELECT 1 FROM form_version f JOIN course c ON c.municipality = f.municipality AND c.id = f.course_id \
         WHERE f.municipality = $1 AND c.programme = $2 AND f.form = $3 AND {} < $5 LIMIT 1",
        answer_text(tx, "f", 4)
    );
    let (id, variable) = (form.id.as_str().into(), form.dated_by.as_str().into());
    let values: [Value; 5] = [code.into(), programme.into(), id, variable, day.to_string().into()];
    sql::exists(tx, query, values).await
}

/// The newest version of every form of one kind that is dated within some days.
async fn dated(
    tx: &Tx,
    (code, programme): (&str, &str),
    form: &Form,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Dated>, Error> {
    let day = answer_text(tx, "f", 4);
    let query = format!(
        "SELECT f.course_id, f.definition, {day} AS dated FROM form_version f \
         JOIN course c ON c.municipality = f.municipality AND c.id = f.course_id \
         WHERE f.municipality = $1 AND c.programme = $2 AND f.form = $3 AND {day} BETWEEN $5 AND $6 \
         AND {}",
        is_newest("f")
    );
    let values: [Value; 6] = [
        code.into(),
        programme.into(),
        form.id.as_str().into(),
        form.dated_by.as_str().into(),
        from.to_string().into(),
        to.to_string().into(),
    ];
    sql::all(tx, query, values).await
}
