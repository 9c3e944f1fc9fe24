//! Two people changed one plan: whatever only one of them changed is taken over, and nothing typed disappears.

use super::Plan;

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
    let next = mine.next_intervention().max(theirs.next_intervention());
    renumber(
        &base.interventions,
        &mut mine.interventions,
        &theirs.interventions,
        next,
        |row| &mut row.no,
        |row| row.no,
    );
    let next = mine.next_goal().max(theirs.next_goal());
    renumber(&base.goals, &mut mine.goals, &theirs.goals, next, |row| &mut row.no, |row| row.no);
    mine
}

/// Gives my new rows that have the number of another new row of theirs the numbers from `next` on.
fn renumber<T: PartialEq>(
    base: &[T],
    mine: &mut [T],
    theirs: &[T],
    mut next: u32,
    number: fn(&mut T) -> &mut u32,
    number_of: fn(&T) -> u32,
) {
    for row in mine {
        let no = number_of(row);
        let is_new = base.iter().all(|known| number_of(known) != no);
        if is_new && theirs.iter().find(|their| number_of(their) == no).is_some_and(|their| their != row) {
            *number(row) = next;
            next = next.saturating_add(1);
        }
    }
}
