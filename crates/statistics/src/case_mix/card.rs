//! The open model card: everything it takes to compute an adjusted number again by hand.

use serde::{Deserialize, Serialize};

use super::{Cell, FEWEST_IN_STRATUM, Part, Reference, Stratum};
use crate::Reason;

/// How a number is adjusted; the page has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Shares of the reference per stratum, applied to the unit's own courses.
    IndirectStandardisation,
}

/// What is adjusted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// Age band at the start.
    AgeBand,
    /// Sex.
    Sex,
    /// The event that led to rehabilitation.
    IndexEvent,
}

/// One stratum of the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellCard {
    /// Who.
    pub stratum: Stratum,
    /// Whether it was too thin for a share of its own and was pooled with others.
    pub is_pooled: bool,
    /// Courses behind the share, those it was pooled with included.
    pub total: u32,
    /// Events among them.
    pub events: u32,
    /// The share that is applied, 0–1.
    pub share: f64,
}

/// The model card. Who the reference is and for which period is the caller's to add.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelCard {
    /// How.
    pub method: Method,
    /// Version of the method; a change of rules changes it.
    pub version: u32,
    /// For what.
    pub factors: Vec<Factor>,
    /// Courses in the reference.
    pub total: u32,
    /// Events in the reference.
    pub events: u32,
    /// The smallest stratum with a share of its own.
    pub fewest_in_stratum: u32,
    /// All strata.
    pub cells: Vec<CellCard>,
    /// How well the factors tell courses with the event from those without: the c-statistic, 0.5 is a coin's.
    pub discrimination: Result<f64, Reason>,
}

impl Reference {
    /// The model card of this reference.
    #[must_use]
    pub fn card(&self) -> ModelCard {
        let cells = self.strata.iter().map(|(stratum, part)| {
            let cell = self.parts.get(part).copied().unwrap_or(self.all);
            CellCard {
                stratum: stratum.clone(),
                is_pooled: !matches!(part, Part::Own(_)),
                total: cell.total,
                events: cell.events,
                share: cell.share(),
            }
        });
        ModelCard {
            method: Method::IndirectStandardisation,
            version: 1,
            factors: vec![Factor::AgeBand, Factor::Sex, Factor::IndexEvent],
            total: self.all.total,
            events: self.all.events,
            fewest_in_stratum: FEWEST_IN_STRATUM,
            cells: cells.collect(),
            discrimination: discrimination(self.parts.values().copied().collect()),
        }
    }
}

/// The probability that a course with the event lies in a part with a higher share than one without; ties count half.
fn discrimination(mut parts: Vec<Cell>) -> Result<f64, Reason> {
    parts.sort_by(|a, b| a.share().total_cmp(&b.share()));
    let with: f64 = parts.iter().map(|cell| f64::from(cell.events)).sum();
    let without: f64 = parts.iter().map(|cell| f64::from(cell.total - cell.events)).sum();
    if with == 0.0 || without == 0.0 {
        return Err(Reason::NoVariation);
    }
    let (mut pairs, mut below) = (0.0, 0.0);
    for group in parts.chunk_by(|a, b| a.share() == b.share()) {
        let events: f64 = group.iter().map(|cell| f64::from(cell.events)).sum();
        let others: f64 = group.iter().map(|cell| f64::from(cell.total - cell.events)).sum();
        pairs += events * (below + others / 2.0);
        below += others;
    }
    Ok(pairs / with / without)
}
