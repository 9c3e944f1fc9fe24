//! Linear programming: how far a count may be from what is published, all equations taken together.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

/// Weighted counts.
pub(super) type Terms = Vec<(usize, f64)>;

/// Counts and what is known about them.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    bounds: Vec<(f64, f64)>,
    known: Vec<(Terms, f64, f64)>,
}

impl Model {
    /// A count between two numbers.
    pub(super) fn count(&mut self, low: f64, high: f64) -> usize {
        self.bounds.push((low, high));
        self.bounds.len() - 1
    }

    /// Says that a sum lies between two numbers.
    pub(super) fn between(&mut self, terms: Terms, low: f64, high: f64) {
        self.known.push((terms, low, high));
    }

    /// The least and the most that a sum can be; `None` if what is known contradicts itself.
    pub(super) fn range(&self, terms: &[(usize, f64)]) -> Option<(f64, f64)> {
        let low = self.optimum(terms, OptimizationDirection::Minimize)?;
        Some((low, self.optimum(terms, OptimizationDirection::Maximize)?))
    }

    /// How many whole numbers a sum can be.
    pub(super) fn whole_numbers(&self, terms: &[(usize, f64)]) -> Option<i64> {
        let (low, high) = self.range(terms)?;
        Some((high + 1e-6).floor() as i64 - (low - 1e-6).ceil() as i64 + 1)
    }

    fn optimum(&self, terms: &[(usize, f64)], direction: OptimizationDirection) -> Option<f64> {
        let mut problem = Problem::new(direction);
        let weight = |index| terms.iter().filter(|(term, _)| *term == index).map(|(_, weight)| weight).sum();
        let variables: Vec<Variable> = self
            .bounds
            .iter()
            .enumerate()
            .map(|(index, bounds)| problem.add_var(weight(index), *bounds))
            .collect();
        for (terms, low, high) in &self.known {
            let terms: Vec<(Variable, f64)> =
                terms.iter().map(|(index, weight)| (variables[*index], *weight)).collect();
            if low == high {
                problem.add_constraint(&terms[..], ComparisonOp::Eq, *low);
                continue;
            }
            if low.is_finite() {
                problem.add_constraint(&terms[..], ComparisonOp::Ge, *low);
            }
            if high.is_finite() {
                problem.add_constraint(&terms[..], ComparisonOp::Le, *high);
            }
        }
        problem.solve().ok()?.into_solution().ok().map(|solution| solution.objective())
    }
}
