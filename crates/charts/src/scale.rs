//! From data to positions.

/// A linear scale from a data domain to a range of positions.
///
/// The range may run backwards, as it does for an upward axis in SVG.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Scale {
    /// Maps `domain` onto `range`.
    #[must_use]
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// The position of `value`; values outside the domain land on its ends.
    ///
    /// A domain without width puts everything in the middle of the range.
    #[must_use]
    pub fn position(self, value: f64) -> f64 {
        let (from, to) = self.domain;
        let (start, end) = self.range;
        let share = if to == from { 0.5 } else { ((value - from) / (to - from)).clamp(0.0, 1.0) };
        start + share * (end - start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_maps_ends_to_ends_and_middle_to_middle() {
        let scale = Scale::new((0.0, 1.0), (30.0, 2.0));
        assert_eq!(scale.position(0.0), 30.0);
        assert_eq!(scale.position(1.0), 2.0);
        assert_eq!(scale.position(0.5), 16.0);
    }

    #[test]
    fn a_value_outside_the_domain_lands_on_the_end() {
        let scale = Scale::new((0.0, 1.0), (0.0, 100.0));
        assert_eq!(scale.position(-3.0), 0.0);
        assert_eq!(scale.position(1.2), 100.0);
    }

    #[test]
    fn a_domain_without_width_is_drawn_in_the_middle() {
        assert_eq!(Scale::new((4.0, 4.0), (0.0, 10.0)).position(4.0), 5.0);
    }
}
