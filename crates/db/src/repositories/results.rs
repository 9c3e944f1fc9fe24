//! What changes from the start to the end of the courses of a municipality.

use chrono::NaiveDate;
use domain::access::Permission;
use domain::decimal::Decimal;
use domain::management::{Measured, MeasuredPair};
use domain::period::Period;

use super::Scoped;
use super::cohort::{self, Cohort, CountedOn};
use crate::audit::Event;
use crate::error::Error;
use crate::rights::{ReadIndicators, Right};

/// What changes from start to end.
#[derive(Debug)]
pub struct Results<'c, R: Right>(pub(super) Scoped<'c, R>);

/// A measure of a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasuredChange {
    /// What the numbers are made of.
    pub measured: Measured,
    /// The pairs that may be shown one by one.
    pub shown: Vec<MeasuredPair>,
}

impl Results<'_, ReadIndicators> {
    /// One measure of the courses that ended in a period, by the current definition. The order of the pairs says
    /// nothing about whose they are.
    ///
    /// A pair is what is known about one citizen: pairs are shown to who may see the courses behind a number, and that
    /// is logged.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded or a measure it does not have.
    pub async fn count(
        &self,
        programme: &str,
        measure: &str,
        period: Period,
    ) -> Result<MeasuredChange, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let measure = programme.management.result(measure).ok_or(Error::NotFound)?;
        let mut measured = Measured::default();
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        cohort::each(&self.0, &tx, programme, Cohort::Ended(period), |member| {
            measured.add(measure, &member.facts);
            Ok(())
        })
        .await?;
        let key = |pair: &MeasuredPair| (pair.start, pair.end);
        measured.pairs.sort_by(|a, b| {
            let (a, b) = (key(a), key(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        let who = self.0.who();
        let is_shown = who.role.may(Permission::ReadCoursesBehindNumbers) && measured.is_shown_by_citizen();
        if !is_shown {
            tx.commit().await?;
            return Ok(MeasuredChange { measured, shown: Vec::new() });
        }
        let shown = measured.pairs.clone();
        let event = Event::new("results.pairs").object("measure", &measure.id).count(shown.len());
        self.0.database.finish(tx, who, event).await?;
        Ok(MeasuredChange { measured, shown })
    }

    /// A measure at the start and at the end of the courses that ended in a period and have both numbers, each with the
    /// day it ended. Codes are no numbers.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded or a measure it does not have.
    pub async fn by_day(
        &self,
        programme: &str,
        measure: &str,
        period: Period,
    ) -> Result<Vec<(NaiveDate, (f64, f64))>, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let measure = programme.management.result(measure).ok_or(Error::NotFound)?;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let answers = (&measure.start, &measure.end);
        let counted = (CountedOn::End, period);
        let found = cohort::answer_pairs(&self.0, &tx, &programme.id, answers, counted).await?;
        tx.commit().await?;
        let numbers = |pair: cohort::AnswerPair| {
            let (start, end): (Decimal, Decimal) = (pair.first.parse().ok()?, pair.second.parse().ok()?);
            Some((pair.day.parse().ok()?, (start.to_f64(), end.to_f64())))
        };
        Ok(found.into_iter().filter_map(numbers).collect())
    }
}
