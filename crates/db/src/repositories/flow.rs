//! How far the courses of a municipality come, and how long its citizens wait.

use domain::management::FlowCounts;
use domain::period::Period;

use super::Scoped;
use super::cohort::{self, Cohort};
use crate::error::Error;
use crate::rights::{ReadIndicators, Right};

/// How far courses come.
#[derive(Debug)]
pub struct Flow<'c, R: Right>(pub(super) Scoped<'c, R>);

impl Flow<'_, ReadIndicators> {
    /// The courses referred in a period, followed to where they are today, by the current definition.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded or has no flow.
    pub async fn count(&self, programme: &str, period: Period) -> Result<FlowCounts, Error> {
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
        tx.commit().await?;
        counts.waits.days.sort_unstable();
        Ok(counts)
    }
}
