//! Notes as they are stored, and how they are read.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::{Aim, Baseline, Comment, Notes};
use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

#[derive(FromQueryResult)]
struct CommentRow {
    id: Uuid,
    on_day: NaiveDate,
    text: String,
    noted_name: String,
    noted_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct AimRow {
    indicator: String,
    percent: i32,
    from_day: NaiveDate,
    due_day: NaiveDate,
    noted_name: String,
    noted_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct BaselineRow {
    indicator: String,
    from_day: NaiveDate,
    reason: String,
    noted_name: String,
    noted_at: DateTime<Utc>,
}

/// What is noted about an indicator.
pub(in crate::repositories) async fn notes(
    tx: &Tx,
    code: &str,
    programme: &str,
    indicator: &str,
) -> Result<Notes, Error> {
    const COMMENTS: &str = "SELECT id, on_day, text, noted_name, noted_at FROM indicator_comment \
        WHERE municipality = $1 AND programme = $2 AND indicator = $3 ORDER BY on_day, noted_at";
    const AIM: &str = "SELECT indicator, percent, from_day, due_day, noted_name, noted_at FROM indicator_aim \
        WHERE municipality = $1 AND programme = $2 AND indicator = $3";
    const BASELINES: &str = "SELECT indicator, from_day, reason, noted_name, noted_at FROM indicator_baseline \
        WHERE municipality = $1 AND programme = $2 AND indicator = $3 ORDER BY from_day";
    let key: [Value; 3] = [code.into(), programme.into(), indicator.into()];
    let comments: Vec<CommentRow> = sql::all(tx, COMMENTS, key.clone()).await?;
    let aim: Option<AimRow> = sql::one(tx, AIM, key.clone()).await?;
    let baselines: Vec<BaselineRow> = sql::all(tx, BASELINES, key).await?;
    Ok(Notes {
        comments: comments.into_iter().map(Comment::from).collect(),
        aim: aim.map(AimRow::aim).transpose()?,
        baselines: baselines.into_iter().map(Baseline::from).collect(),
    })
}

/// Where the new baselines of every indicator of a programme begin, oldest first.
pub(in crate::repositories) async fn baselines_of(
    tx: &Tx,
    code: &str,
    programme: &str,
) -> Result<BTreeMap<String, Vec<Baseline>>, Error> {
    const BASELINES: &str = "SELECT indicator, from_day, reason, noted_name, noted_at FROM indicator_baseline \
        WHERE municipality = $1 AND programme = $2 ORDER BY from_day";
    let rows: Vec<BaselineRow> = sql::all(tx, BASELINES, [code.into(), programme.into()]).await?;
    let mut baselines: BTreeMap<String, Vec<Baseline>> = BTreeMap::new();
    for row in rows {
        baselines.entry(row.indicator.clone()).or_default().push(row.into());
    }
    Ok(baselines)
}

/// The aim of every indicator of a programme that has one.
pub(in crate::repositories) async fn aims_of(
    tx: &Tx,
    code: &str,
    programme: &str,
) -> Result<BTreeMap<String, Aim>, Error> {
    const AIMS: &str = "SELECT indicator, percent, from_day, due_day, noted_name, noted_at FROM indicator_aim \
        WHERE municipality = $1 AND programme = $2";
    let rows: Vec<AimRow> = sql::all(tx, AIMS, [code.into(), programme.into()]).await?;
    rows.into_iter().map(|row| Ok((row.indicator.clone(), row.aim()?))).collect()
}

impl From<CommentRow> for Comment {
    fn from(row: CommentRow) -> Self {
        Self { id: row.id, on: row.on_day, text: row.text, by: row.noted_name, at: row.noted_at }
    }
}

impl From<BaselineRow> for Baseline {
    fn from(row: BaselineRow) -> Self {
        Self { from: row.from_day, reason: row.reason, by: row.noted_name, at: row.noted_at }
    }
}

impl AimRow {
    fn aim(self) -> Result<Aim, Error> {
        let percent = u8::try_from(self.percent).ok().filter(|percent| *percent <= 100);
        Ok(Aim {
            percent: percent
                .ok_or_else(|| Error::inconsistent("indicator_aim", format!("{} %", self.percent)))?,
            from: self.from_day,
            due: self.due_day,
            by: self.noted_name,
            at: self.noted_at,
        })
    }
}
