//! How far the courses of a municipality come, and how long its citizens wait.

use chrono::NaiveDate;
use domain::management::{FlowCounts, days_waited};
use domain::period::Period;

use super::Scoped;
use super::cohort::{self, Cohort, CountedOn};
use super::indicators::{Tally, tally_within};
use crate::error::Error;
use crate::rights::{ReadIndicators, Right};

/// How far courses come.
#[derive(Debug)]
pub struct Flow<'c, R: Right>(pub(super) Scoped<'c, R>);

/// The flow of a period, and how many waited no longer than they should.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FlowNumbers {
    /// The courses referred in the period.
    pub counts: FlowCounts,
    /// What the indicator of the waiting time counts in the same period, as the overview tells it.
    pub in_time: Tally,
}

impl Flow<'_, ReadIndicators> {
    /// The courses referred in a period, followed to where they are today, by the current definition.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded or has no flow.
    pub async fn count(&self, programme: &str, period: Period) -> Result<FlowNumbers, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let flow = programme.management.flow.as_ref().ok_or(Error::NotFound)?;
        let list_of =
            |variable: &_| programme.codes_of(programme.variable(variable)?).map(|list| list.id.clone());
        let mut counts = FlowCounts { steps: vec![0; flow.steps.len()], ..FlowCounts::default() };
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let cohort = Cohort::Dated(&flow.dated_by, period);
        cohort::each(&self.0, &tx, programme, cohort, |member| {
            counts.add(flow, member.state, &member.facts, list_of);
            Ok(())
        })
        .await?;
        let (code, of) = (self.0.code()?, (flow.waiting.indicator.as_str(), programme.version.as_str()));
        let in_time = tally_within(&tx, (&code, &programme.id), of, period).await?;
        tx.commit().await?;
        counts.waits.days.sort_unstable();
        Ok(FlowNumbers { counts, in_time })
    }

    /// How long citizens waited, in days, whose wait ended in a period, each with the day it ended.
    ///
    /// Unlike [`Self::count`] the day it ended decides: of those referred in a quarter the last are still waiting when it
    /// is over, and who waited briefly would come first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded or has no flow.
    pub async fn waits(&self, programme: &str, period: Period) -> Result<Vec<(NaiveDate, u32)>, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let waiting = &programme.management.flow.as_ref().ok_or(Error::NotFound)?.waiting;
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let dates = (&waiting.from, &waiting.to);
        let counted = (CountedOn::SecondAnswer, period);
        let found = cohort::answer_pairs(&self.0, &tx, &programme.id, dates, counted).await?;
        tx.commit().await?;
        // A date that is missing for a reason is no date.
        let wait = |pair: cohort::AnswerPair| {
            let (from, to) = (pair.first.parse().ok()?, pair.second.parse().ok()?);
            Some((to, days_waited(from, to)?))
        };
        Ok(found.into_iter().filter_map(wait).collect())
    }
}
