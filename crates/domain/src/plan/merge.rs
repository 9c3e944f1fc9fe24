//! Two people changed one plan: whatever only one of them changed is taken over, and nothing typed disappears.

use super::{Goal, Plan, PlannedIntervention};

/// What became of two changes to one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The plan with both changes.
    pub plan: Plan,
    /// How many rows both had changed; there `mine` was kept.
    pub clashes: usize,
}

/// Joins `mine` and `theirs`, which both began as `base`.
///
/// A row only one of them changed, added or removed is as they left it. A row both changed is as in `mine`. Rows both
/// added under one number are both kept, mine under the next free number.
#[must_use]
pub fn merge(base: &Plan, mine: &Plan, theirs: &Plan) -> Merged {
    let mut clashes = 0;
    let mine = &renumbered(base, mine, theirs);
    let plan = Plan {
        conditions: rows(&base.conditions, &mine.conditions, &theirs.conditions, &mut clashes, |row| {
            row.code.clone()
        }),
        interventions: rows(
            &base.interventions,
            &mine.interventions,
            &theirs.interventions,
            &mut clashes,
            |row| row.no,
        ),
        goals: rows(&base.goals, &mine.goals, &theirs.goals, &mut clashes, |row| row.no),
        decisions: rows(&base.decisions, &mine.decisions, &theirs.decisions, &mut clashes, |row| {
            row.suggestion.clone()
        }),
    };
    Merged { plan, clashes }
}

fn rows<T: Clone + PartialEq, K: PartialEq>(
    base: &[T],
    mine: &[T],
    theirs: &[T],
    clashes: &mut usize,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let find = |rows: &[T], wanted: &K| rows.iter().find(|row| key(row) == *wanted).cloned();
    let mut merged = Vec::new();
    for their in theirs {
        let wanted = key(their);
        match (find(base, &wanted), find(mine, &wanted)) {
            (Some(old), None) if old == *their => {}
            // I removed what they changed: a change is not thrown away.
            (Some(_) | None, None) => merged.push(their.clone()),
            (old, Some(my)) => {
                let (i_changed, they_changed) = (old.as_ref() != Some(&my), old.as_ref() != Some(their));
                if i_changed && they_changed && my != *their {
                    *clashes += 1;
                }
                merged.push(if i_changed { my } else { their.clone() });
            }
        }
    }
    for my in mine {
        let wanted = key(my);
        let is_theirs = find(theirs, &wanted).is_some();
        let they_removed = find(base, &wanted).is_some_and(|old| old == *my);
        if !is_theirs && !they_removed {
            merged.push(my.clone());
        }
    }
    merged
}

/// Mine, with numbers of its own for the rows that both added under one number.
fn renumbered(base: &Plan, mine: &Plan, theirs: &Plan) -> Plan {
    let mut mine = mine.clone();
    let mut next = mine.next_intervention().max(theirs.next_intervention());
    let is_new =
        |row: &PlannedIntervention, rows: &[PlannedIntervention]| rows.iter().all(|known| known.no != row.no);
    for row in &mut mine.interventions {
        let theirs = theirs.interventions.iter().find(|their| their.no == row.no);
        if is_new(row, &base.interventions) && theirs.is_some_and(|their| their != row) {
            row.no = next;
            next = next.saturating_add(1);
        }
    }
    let mut next = mine.next_goal().max(theirs.next_goal());
    let is_new = |row: &Goal, rows: &[Goal]| rows.iter().all(|known| known.no != row.no);
    for row in &mut mine.goals {
        let theirs = theirs.goals.iter().find(|their| their.no == row.no);
        if is_new(row, &base.goals) && theirs.is_some_and(|their| their != row) {
            row.no = next;
            next = next.saturating_add(1);
        }
    }
    mine
}
