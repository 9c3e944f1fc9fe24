//! How a unit's courses are spread over the levels of each factor, also where some are hidden.

use super::{Group, LevelCount, Reference};

impl Reference {
    /// A unit's spread over the levels of the reference, per factor.
    pub(super) fn mix(&self, total: u32, factors: &[Vec<LevelCount>]) -> Vec<Vec<f64>> {
        let of = |(place, groups): (usize, &Vec<Group>)| {
            spread(groups, total, factors.get(place).map(Vec::as_slice).unwrap_or_default())
        };
        self.factors.iter().enumerate().map(of).collect()
    }
}

/// The parts of a unit's courses in each level; they add up to 1.
///
/// Courses in no level that is given (hidden, unknown, or unknown to the reference) are taken to be in the levels that are not
/// given, divided as in the reference; where all are given, to be spread as the unit's others.
fn spread(groups: &[Group], total: u32, levels: &[LevelCount]) -> Vec<f64> {
    let given = |group: &Group| {
        let own = levels.iter().filter(|count| group.levels.contains(&count.level));
        own.map(|count| f64::from(count.total)).reduce(|sum, total| sum + total)
    };
    let given: Vec<Option<f64>> = groups.iter().map(given).collect();
    let rest = (f64::from(total) - given.iter().flatten().sum::<f64>()).max(0.0);
    let not_given = groups.iter().zip(&given).filter(|(_, given)| given.is_none());
    let open: f64 = not_given.map(|(group, _)| group.weight).sum();
    let courses = groups.iter().zip(&given).map(|(group, given)| match given {
        Some(courses) => *courses,
        None => rest * group.weight / open,
    });
    let courses: Vec<f64> = courses.collect();
    let all: f64 = courses.iter().sum();
    if all <= 0.0 {
        // Only levels without courses are given: nothing is known of the unit's spread.
        return groups.iter().map(|group| group.weight).collect();
    }
    courses.into_iter().map(|courses| courses / all).collect()
}
