//! A share against its target: a statement, not a mark.

use serde::{Deserialize, Serialize};

use crate::{Better, Proportion};

/// What a share says about a target.
///
/// Met or not is the point estimate's word. When the interval covers the target the page says that as well
/// ("Målet ligger inden for usikkerheden"). Source: `spec/ux.md` 3.4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetStatement {
    /// Whether the point estimate reaches the target.
    pub is_met: bool,
    /// Whether the 95 % Wilson interval covers the target.
    pub is_within_uncertainty: bool,
}

impl Proportion {
    /// What this share says about `target` (0–1); `None` where neither direction is better.
    #[must_use]
    pub fn against(self, target: f64, better: Better) -> Option<TargetStatement> {
        // 3 of 5 is 60 %, whatever doubles make of it.
        let distance = self.value() - target;
        let is_met = match better {
            Better::Higher => distance > -1e-12,
            Better::Lower => distance < 1e-12,
            Better::Neither => return None,
        };
        Some(TargetStatement { is_met, is_within_uncertainty: self.wilson().covers(target) })
    }
}
