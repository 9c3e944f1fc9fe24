//! Which lines a divided series has.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::programme::{Division, OTHER, UNKNOWN};

/// The most units that are shown one by one; the rest is shown together. Source: ux 3.15.
const MOST_UNITS: usize = 8;

/// The levels a series is divided into, in the order they are shown: those of the split, or the units of the
/// municipality by their number.
pub(crate) struct Levels(Vec<String>);

impl Levels {
    /// The levels to show, of how many courses each has.
    pub(crate) fn of(division: Division<'_>, courses: &BTreeMap<&str, i64>) -> Self {
        let mut levels = match division {
            Division::Split(split) => split.levels.iter().map(|level| level.id.clone()).collect(),
            Division::Sites(_) => units(courses),
        };
        // Without a single course there is still a line that says so.
        if courses.contains_key(UNKNOWN) || levels.is_empty() {
            levels.push(UNKNOWN.to_owned());
        }
        Self(levels)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The level that courses of this one are shown in.
    pub(crate) fn shown<'l>(&self, level: &'l str) -> &'l str {
        if level == UNKNOWN || self.iter().any(|shown| shown == level) { level } else { OTHER }
    }
}

/// The largest units in the order of their numbers, which is no order of merit, and the others as one.
fn units(courses: &BTreeMap<&str, i64>) -> Vec<String> {
    let known = courses.iter().filter(|(unit, courses)| **unit != UNKNOWN && **courses > 0);
    let mut units: Vec<_> = known.map(|(unit, courses)| (Reverse(*courses), *unit)).collect();
    units.sort_unstable();
    let is_cut = units.len() > MOST_UNITS;
    units.truncate(MOST_UNITS);
    units.sort_unstable_by_key(|(_, unit)| *unit);
    let shown = units.into_iter().map(|(_, unit)| unit).chain(is_cut.then_some(OTHER));
    shown.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use domain::expr::VariableRef;
    use domain::programme::Sites;
    use domain::text::Text;

    use super::*;

    fn shown(courses: &[(&str, i64)]) -> (Vec<String>, Levels) {
        let sites = Sites {
            label: Text::new("Enhed", "Unit"),
            stated_in: VariableRef::new("start", "site_sor"),
            source: "S:33".to_owned(),
        };
        let levels = Levels::of(Division::Sites(&sites), &courses.iter().copied().collect());
        (levels.iter().map(str::to_owned).collect(), levels)
    }

    #[test]
    fn units_come_by_number_and_those_without_last() {
        assert_eq!(shown(&[("unknown", 9), ("22", 1), ("11", 5), ("33", 0)]).0, ["11", "22", "unknown"]);
        assert_eq!(shown(&[]).0, ["unknown"]);
    }

    #[test]
    fn of_more_than_eight_units_the_smallest_are_shown_together() {
        let courses =
            [("1", 9), ("2", 8), ("3", 1), ("4", 7), ("5", 6), ("6", 5), ("7", 4), ("8", 3), ("9", 2)];
        let (ids, levels) = shown(&courses);
        assert_eq!(ids, ["1", "2", "4", "5", "6", "7", "8", "9", "other"]);
        assert_eq!(
            (levels.shown("3"), levels.shown("2"), levels.shown("unknown")),
            ("other", "2", "unknown")
        );
        assert_eq!(shown(&courses[..8]).0.len(), 8, "eight are shown as they are");
    }
}
