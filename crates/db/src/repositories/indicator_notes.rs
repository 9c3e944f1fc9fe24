//! What a municipality notes about its indicators: comments on dates, an aim, and where a new baseline begins.

mod rows;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;
use uuid::Uuid;

use super::Scoped;
use crate::audit::{self, Event};
use crate::engine::job;
use crate::error::Error;
use crate::moment::storable;
use crate::rights::{AnnotateIndicators, ReadIndicators, Right};
use crate::sql;

pub(super) use rows::{aims_of, baselines_of, notes};

/// The most comments, and the most baselines, of one indicator: more than anybody reads.
const MOST: i64 = 200;

/// What a municipality notes about its indicators.
#[derive(Debug)]
pub struct IndicatorNotes<'c, R: Right>(pub(super) Scoped<'c, R>);

/// Everything noted about one indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Comments on dates, oldest date first.
    pub comments: Vec<Comment>,
    /// What is to be reached.
    pub aim: Option<Aim>,
    /// Where new baselines begin, oldest first.
    pub baselines: Vec<Baseline>,
}

/// Something that happened on a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The comment.
    pub id: Uuid,
    /// The day it is about.
    pub on: NaiveDate,
    /// What happened.
    pub text: String,
    /// The name of who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What is to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// The share in per cent, 0–100.
    pub percent: u8,
    /// The day the work on it began.
    pub from: NaiveDate,
    /// The day it is to be reached.
    pub due: NaiveDate,
    /// The name of who set it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Where midline and limits are computed anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// The day.
    pub from: NaiveDate,
    /// Why.
    pub reason: String,
    /// The name of who decided.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl IndicatorNotes<'_, ReadIndicators> {
    /// What is noted about an indicator.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn of(&self, programme: &str, indicator: &str) -> Result<Notes, Error> {
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let notes = notes(&tx, &self.0.code()?, programme, indicator).await?;
        tx.commit().await?;
        Ok(notes)
    }
}

impl IndicatorNotes<'_, AnnotateIndicators> {
    /// Comments on a date.
    ///
    /// # Errors
    /// [`Error::Conflict`] `too_many_notes` when the indicator has 200.
    pub async fn comment(
        &self,
        programme: &str,
        indicator: &str,
        (on, text): (NaiveDate, &str),
        now: DateTime<Utc>,
    ) -> Result<Comment, Error> {
        const COUNT: &str = "SELECT count(*) AS rows FROM indicator_comment \
            WHERE municipality = $1 AND programme = $2 AND indicator = $3";
        const INSERT: &str = "INSERT INTO indicator_comment (municipality, programme, indicator, noted_by, \
            noted_name, noted_at, id, on_day, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let id = self.0.database.new_id(now)?;
        let rest: [Value; 3] = [id.into(), on.into(), text.into()];
        let about = Note::new("indicator.comment", programme, indicator, format!("comments/{id}"));
        self.change(about, (Some(COUNT), INSERT), rest, now).await?;
        let by = self.0.who().display_name.clone();
        Ok(Comment { id, on, text: text.to_owned(), by, at: storable(now) })
    }

    /// Takes a comment back.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn remove_comment(&self, programme: &str, indicator: &str, id: Uuid) -> Result<(), Error> {
        const DELETE: &str = "DELETE FROM indicator_comment \
            WHERE municipality = $1 AND programme = $2 AND indicator = $3 AND id = $4";
        let about = Note::new("indicator.remove_comment", programme, indicator, format!("comments/{id}"));
        self.remove(about, DELETE, Some(id)).await
    }

    /// Sets the aim, in place of the one there was. The log tells each, so that what it was can be seen.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn set_aim(
        &self,
        programme: &str,
        indicator: &str,
        (percent, from, due): (u8, NaiveDate, NaiveDate),
        now: DateTime<Utc>,
    ) -> Result<Aim, Error> {
        const UPSERT: &str = "INSERT INTO indicator_aim (municipality, programme, indicator, noted_by, noted_name, \
            noted_at, percent, from_day, due_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
            ON CONFLICT (municipality, programme, indicator) DO UPDATE SET noted_by = excluded.noted_by, \
            noted_name = excluded.noted_name, noted_at = excluded.noted_at, percent = excluded.percent, \
            from_day = excluded.from_day, due_day = excluded.due_day";
        let rest: [Value; 3] = [i32::from(percent).into(), from.into(), due.into()];
        let about = Note::new("indicator.set_aim", programme, indicator, "aim".to_owned());
        let about = Note { criterion: Some(format!("{percent} % {from} {due}")), ..about };
        self.change(about, (None, UPSERT), rest, now).await?;
        Ok(Aim { percent, from, due, by: self.0.who().display_name.clone(), at: storable(now) })
    }

    /// Removes the aim.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn remove_aim(&self, programme: &str, indicator: &str) -> Result<(), Error> {
        const DELETE: &str =
            "DELETE FROM indicator_aim WHERE municipality = $1 AND programme = $2 AND indicator = $3";
        let about = Note::new("indicator.remove_aim", programme, indicator, "aim".to_owned());
        self.remove(about, DELETE, None).await
    }

    /// Begins a new baseline on a day; on the same day it takes the other one's place.
    ///
    /// # Errors
    /// [`Error::Conflict`] `too_many_notes` when the indicator has 200.
    pub async fn begin_baseline(
        &self,
        programme: &str,
        indicator: &str,
        (from, reason): (NaiveDate, &str),
        now: DateTime<Utc>,
    ) -> Result<Baseline, Error> {
        const COUNT: &str = "SELECT count(*) AS rows FROM indicator_baseline \
            WHERE municipality = $1 AND programme = $2 AND indicator = $3";
        const UPSERT: &str = "INSERT INTO indicator_baseline (municipality, programme, indicator, noted_by, \
            noted_name, noted_at, from_day, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
            ON CONFLICT (municipality, programme, indicator, from_day) DO UPDATE SET \
            noted_by = excluded.noted_by, noted_name = excluded.noted_name, noted_at = excluded.noted_at, \
            reason = excluded.reason";
        let rest: [Value; 2] = [from.into(), reason.into()];
        let about = Note::new("indicator.begin_baseline", programme, indicator, format!("baselines/{from}"));
        self.change(about, (Some(COUNT), UPSERT), rest, now).await?;
        let by = self.0.who().display_name.clone();
        Ok(Baseline { from, reason: reason.to_owned(), by, at: storable(now) })
    }

    /// Writes a note, unless there are too many: the indicator and who notes it, then the rest of the row.
    async fn change<const N: usize>(
        &self,
        about: Note<'_>,
        (count, statement): (Option<&'static str>, &'static str),
        rest: [Value; N],
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let who = self.0.who().clone();
        let key: [Value; 3] = [self.0.code()?.into(), about.programme.into(), about.indicator.into()];
        let noted: [Value; 3] =
            [who.user_id.get().into(), who.display_name.as_str().into(), storable(now).into()];
        let values: Vec<Value> = key.clone().into_iter().chain(noted).chain(rest).collect();
        let event = about.event();
        let work = job(move |tx| {
            Box::pin(async move {
                if let Some(count) = count
                    && sql::count(tx, count, key).await? >= MOST
                {
                    return audit::refuse(tx, &who, event, Error::Conflict("too_many_notes")).await;
                }
                sql::execute(tx, statement, values).await?;
                audit::append(tx, &who, event.count(1)).await?;
                Ok(Ok(()))
            })
        });
        self.0.database.store().write(self.0.tenant()?, work).await?
    }

    async fn remove(&self, about: Note<'_>, statement: &'static str, id: Option<Uuid>) -> Result<(), Error> {
        let who = self.0.who().clone();
        let key: [Value; 3] = [self.0.code()?.into(), about.programme.into(), about.indicator.into()];
        let values: Vec<Value> = key.into_iter().chain(id.map(Value::from)).collect();
        let event = about.event();
        let work = job(move |tx| {
            Box::pin(async move {
                if sql::execute(tx, statement, values).await? == 0 {
                    return audit::refuse(tx, &who, event, Error::NotFound).await;
                }
                audit::append(tx, &who, event.count(1)).await?;
                Ok(Ok(()))
            })
        });
        self.0.database.store().write(self.0.tenant()?, work).await?
    }
}

/// Which note something is done to.
struct Note<'n> {
    action: &'static str,
    programme: &'n str,
    indicator: &'n str,
    /// Which of the indicator's notes, as in its address.
    which: String,
    criterion: Option<String>,
}

impl<'n> Note<'n> {
    const fn new(action: &'static str, programme: &'n str, indicator: &'n str, which: String) -> Self {
        Self { action, programme, indicator, which, criterion: None }
    }

    /// What the log says of it: never the text, which may be about somebody.
    fn event(&self) -> Event {
        let Self { programme, indicator, which, .. } = self;
        let event = Event::new(self.action).object("indicator", format!("{programme}/{indicator}/{which}"));
        match &self.criterion {
            Some(criterion) => event.criterion(criterion.clone()),
            None => event,
        }
    }
}
