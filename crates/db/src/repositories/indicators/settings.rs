//! What a municipality has settled about its indicators: an aim, and where new baselines begin.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::programme::Programme;
use sea_orm::{FromQueryResult, Value};

use super::{Indicators, Tally};
use crate::error::Error;
use crate::repositories::indicator_notes::{self, Aim, Baseline};
use crate::rights::ReviewDefinitions;
use crate::sql;

/// What is settled about one indicator, and the numbers that tell whether its aim is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorSettings {
    /// What is to be reached.
    pub aim: Option<Aim>,
    /// Where new baselines begin, oldest first.
    pub baselines: Vec<Baseline>,
    /// The courses by the first day of each month; read where there is an aim.
    pub months: BTreeMap<NaiveDate, Tally>,
}

#[derive(FromQueryResult)]
struct MonthRow {
    indicator: String,
    month: NaiveDate,
    #[sea_orm(nested)]
    tally: Tally,
}

impl Indicators<'_, ReviewDefinitions> {
    /// Every indicator of a definition version about which something is settled.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn settings(
        &self,
        programme: &Programme,
    ) -> Result<BTreeMap<String, IndicatorSettings>, Error> {
        const MONTHS: &str = "SELECT t.indicator, t.month, t.fulfilled, t.not_fulfilled, t.missing, t.excluded, \
            t.pending FROM tally t JOIN indicator_aim a ON a.municipality = t.municipality \
            AND a.programme = t.programme AND a.indicator = t.indicator \
            WHERE t.municipality = $1 AND t.programme = $2 AND t.version = $3";
        let code = self.0.code()?;
        let values: [Value; 3] =
            [code.as_str().into(), programme.id.as_str().into(), programme.version.as_str().into()];
        let tx = self.0.database.store().snapshot(self.0.tenant()?).await?;
        let aims = indicator_notes::aims_of(&tx, &code, &programme.id).await?;
        let baselines = indicator_notes::baselines_of(&tx, &code, &programme.id).await?;
        let months: Vec<MonthRow> = sql::all(&tx, MONTHS, values).await?;
        tx.commit().await?;
        let mut settings: BTreeMap<String, IndicatorSettings> = BTreeMap::new();
        for (indicator, aim) in aims {
            settings.entry(indicator).or_default().aim = Some(aim);
        }
        for (indicator, baselines) in baselines {
            settings.entry(indicator).or_default().baselines = baselines;
        }
        for MonthRow { indicator, month, tally } in months {
            settings.entry(indicator).or_default().months.insert(month, tally);
        }
        settings.retain(|indicator, _| programme.indicator(indicator).is_some());
        Ok(settings)
    }
}
