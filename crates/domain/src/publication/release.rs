//! What of a new snapshot is released, and what stays as it was.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::protected::{Exact, Part, Protected};
use super::rules::FEWEST_CHANGED;

/// Exact counts of one municipality, indicator and period, inside the municipality.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// All courses.
    pub whole: Exact,
    /// The same courses by each split.
    pub splits: Vec<Split>,
}

/// The courses by the levels of one split. Every course is in one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// The split's id.
    pub id: String,
    /// Its levels.
    pub levels: Vec<SplitLevel>,
}

/// A level of a split.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SplitLevel {
    /// The level's id.
    pub id: String,
    /// Its courses.
    pub exact: Exact,
}

/// A cell as it is published, with what it was made from, which stays inside the municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Released {
    /// The exact counts it was made from.
    pub basis: Exact,
    /// The protected counts.
    pub protected: Protected,
    /// The last day of the courses in it: of an earlier snapshot if the cell stayed.
    pub as_of: NaiveDate,
}

/// The cells of one municipality, indicator and period, by split and level; the whole has neither.
pub type Cells = BTreeMap<(String, String), Released>;

/// Decides which cells are published anew.
///
/// A whole that differs in fewer than five courses from what was published stays, with all its parts: who knows of one
/// new course could otherwise see a rounded number jump and know the exact one. Of a split, the levels that hardly
/// differ stay and the others share the rest; where that cannot be, the split stays as it was.
#[must_use]
pub fn release(now: &Change, before: &Cells, as_of: NaiveDate) -> Cells {
    let whole_key = (String::new(), String::new());
    if let Some(known) = before.get(&whole_key)
        && known.basis.difference(now.whole) < FEWEST_CHANGED
    {
        return before.clone();
    }
    let whole = Protected::of(now.whole);
    let mut cells = Cells::new();
    cells.insert(whole_key, Released { basis: now.whole, protected: whole, as_of });
    for split in &now.splits {
        let known = |level: &SplitLevel| before.get(&(split.id.clone(), level.id.clone()));
        match parts(whole, split, &known) {
            Some(parts) => {
                for (level, part) in split.levels.iter().zip(parts) {
                    let stays = known(level).filter(|known| stays(known, level));
                    let new = Released { basis: level.exact, protected: Protected::Counts(part), as_of };
                    cells.insert((split.id.clone(), level.id.clone()), stays.copied().unwrap_or(new));
                }
            }
            None => cells.extend(
                before.iter().filter(|((id, _), _)| *id == split.id).map(|(key, cell)| (key.clone(), *cell)),
            ),
        }
    }
    cells
}

fn stays(known: &Released, level: &SplitLevel) -> bool {
    known.basis.difference(level.exact) < FEWEST_CHANGED
}

fn parts<'b>(
    whole: Protected,
    split: &Split,
    known: &impl Fn(&SplitLevel) -> Option<&'b Released>,
) -> Option<Vec<Part>> {
    let exact: Vec<Exact> = split.levels.iter().map(|level| level.exact).collect();
    let kept = split.levels.iter().map(|level| {
        let known = known(level).filter(|known| stays(known, level))?;
        known.protected.counts()
    });
    whole.divided(&exact, &kept.collect::<Vec<_>>())
}
