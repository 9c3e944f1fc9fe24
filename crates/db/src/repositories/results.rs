//! What changes from the start to the end of the courses of a municipality.

use domain::management::{Measured, MeasuredPair};
use domain::period::Period;

use super::Scoped;
use super::cohort::{self, Cohort};
use crate::error::Error;
use crate::rights::{ReadIndicators, Right};

/// What changes from start to end.
#[derive(Debug)]
pub struct Results<'c, R: Right>(pub(super) Scoped<'c, R>);

impl Results<'_, ReadIndicators> {
    /// One measure of the courses that ended in a period, by the current definition. The order of the pairs says
    /// nothing about whose they are.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a programme that is not loaded or a measure it does not have.
    pub async fn count(&self, programme: &str, measure: &str, period: Period) -> Result<Measured, Error> {
        let programme = self.0.database.catalogue().current(programme).ok_or(Error::NotFound)?;
        let measure = programme.management.result(measure).ok_or(Error::NotFound)?;
        let mut measured = Measured::default();
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        cohort::each(&self.0, &tx, programme, Cohort::Ended(period), |member| {
            measured.add(measure, &member.facts);
            Ok(())
        })
        .await?;
        tx.commit().await?;
        let key = |pair: &MeasuredPair| (pair.start, pair.end);
        measured.pairs.sort_by(|a, b| {
            let (a, b) = (key(a), key(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        Ok(measured)
    }
}
