//! Whether units differ from each other by more than chance.

use serde::{Deserialize, Serialize};

use super::limits::check;
use crate::reason::{finite, number};
use crate::{Proportion, Reason};

/// The share of units at each end whose distance is pulled in before the spread is measured.
const WINSOR: f64 = 0.1;

/// The spread of units around the centre.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispersion {
    /// φ: mean squared distance in standard errors; 1 is chance.
    pub ratio: f64,
    /// τ²: variance between units on the arcsine scale, 0 where chance explains the spread.
    pub between: f64,
}

impl Dispersion {
    /// Whether the limits were widened: the chart says so.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.between > 0.0
    }
}

/// Over-dispersion of units around `centre`.
///
/// `z = (asin√p − asin√θ)·2√n`, the 10 % most extreme at each end pulled in to their neighbours (Winsorised),
/// `φ = Σz²/N`. Where `N·φ > N − 1`, with `w = 4n`: `τ² = (Nφ − (N−1)) / (Σw − Σw²/Σw)`.
/// Source: Spiegelhalter 2005, Quality and Safety in Health Care 14:347–351; `spec/ux.md` 3.9.
///
/// # Errors
/// [`Reason::Empty`] without units; as for the limits where the centre leaves no room for chance.
pub fn dispersion(units: &[Proportion], centre: f64) -> Result<Dispersion, Reason> {
    check(centre)?;
    if units.is_empty() {
        return Err(Reason::Empty);
    }
    let target = centre.sqrt().asin();
    let distance =
        |unit: &Proportion| (unit.value().sqrt().asin() - target) * 2.0 * f64::from(unit.total()).sqrt();
    let z = winsorised(units.iter().map(distance).collect());
    let n = number(z.len());
    let squares: f64 = z.iter().map(|z| z * z).sum();
    let weights = || units.iter().map(|unit| 4.0 * f64::from(unit.total()));
    let all: f64 = weights().sum();
    let room = all - weights().map(|weight| weight * weight / all).sum::<f64>();
    let excess = squares - (n - 1.0);
    let between = if excess > 0.0 && room > 0.0 { excess / room } else { 0.0 };
    Ok(Dispersion { ratio: finite(squares / n)?, between: finite(between)? })
}

/// Sets the lowest and highest tenth (rounded down) to the nearest value that is kept.
fn winsorised(mut z: Vec<f64>) -> Vec<f64> {
    z.sort_by(f64::total_cmp);
    // At most a tenth of a count.
    let cut = (number(z.len()) * WINSOR).floor() as usize;
    let (Some(&low), Some(&high)) = (z.get(cut), z.iter().rev().nth(cut)) else {
        return z;
    };
    z.iter().map(|value| value.clamp(low, high)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_at_each_end_is_pulled_in() {
        let z: Vec<f64> = (0..20).map(f64::from).collect();
        let cut = winsorised(z);
        assert_eq!((cut[0], cut[1], cut[2]), (2.0, 2.0, 2.0));
        assert_eq!((cut[17], cut[18], cut[19]), (17.0, 17.0, 17.0));
        assert_eq!(winsorised(vec![3.0, -1.0]), [-1.0, 3.0]);
    }
}
