//! Fetching everything, and taking it apart.

use std::collections::{BTreeMap, BTreeSet};

use domain::organisation::{Organisation, UnitId};
use serde_json::Value;

use super::FEWEST;
use super::knowledge::{self, Counts, Seen, fewest, seen};
use super::lp::Model;
use super::registry::{Dice, Municipality, SPLITS};
use crate::benchmarks::participants;
use crate::support::{Actor, TestApp};

/// Split and level; both empty for the whole.
type Part = (&'static str, &'static str);

/// Everything that can be fetched about one indicator and period.
#[derive(Clone)]
pub(super) struct Fetched {
    /// By part and unit.
    cells: BTreeMap<(Part, String), Seen>,
    /// The same without a session.
    open: BTreeMap<(Part, String), Seen>,
    /// What broken rules would say of all courses of some municipalities: which, at least and at most.
    leaks: Vec<(Vec<usize>, f64, f64)>,
}

/// How sums of exact counts would be published by broken rules.
pub(super) enum Level {
    /// As they are.
    Exact,
    /// Rounded to five by themselves.
    Rounded,
    /// Of two municipalities, one of them the attacker's, rounded to five.
    Pairs(String),
}

impl Fetched {
    /// Asks for every level, alone and by every level of every split, with a session and without.
    pub(super) async fn everything(app: &TestApp, actor: &Actor, indicator: &str, year: &str) -> Self {
        let mut parts: Vec<Part> = vec![("", "")];
        for (split, levels) in SPLITS {
            let named = levels.iter().filter(|(level, _)| *level != "unknown");
            parts.extend(named.map(|(level, _)| (split, *level)));
        }
        let (mut cells, mut open) = (BTreeMap::new(), BTreeMap::new());
        let stranger = app.stranger();
        for (number, part) in parts.into_iter().enumerate() {
            // Nobody is stopped by a limit on one network.
            let address = format!("203.{}.{}.7", network_of(indicator, year), number);
            for level in ["municipality", "cluster", "region", "instance"] {
                let split = match part {
                    ("", _) => String::new(),
                    (split, of) => format!("&split={split}&split_level={of}"),
                };
                let query = format!("{indicator}?programme=hjertekom&period={year}&level={level}{split}");
                keep(&mut cells, part, &actor.quick(&format!("/benchmarks/{query}"), "198.51.100.7").await);
                if level != "municipality" || part == ("", "") {
                    keep(
                        &mut open,
                        part,
                        &stranger.quick(&format!("/open/benchmarks/{query}"), &address).await,
                    );
                }
            }
        }
        Self { cells, open, leaks: Vec::new() }
    }

    /// What is printed of a municipality.
    pub(super) fn whole(&self, place: usize) -> Seen {
        self.cell(("", ""), &municipality(place))
    }

    fn cell(&self, part: Part, unit: &str) -> Seen {
        self.cells.get(&(part, unit.to_owned())).copied().flatten()
    }

    /// A public cell is hidden, or the same that staff sees.
    pub(super) fn public_tells_nothing_more(&self) {
        for (key, seen) in &self.open {
            assert!(seen.is_none() || self.cells.get(key) == Some(seen), "{key:?}");
        }
    }

    /// The same with sums that no rule has protected.
    pub(super) fn with_sums(&self, exact: &[Municipality], level: Level) -> Self {
        let mut broken = self.clone();
        let all = |members: &[usize]| -> u32 {
            members.iter().map(|place| exact[*place].whole()).map(|(yes, no)| yes + no).sum()
        };
        let nearest = |count: u32| f64::from((count + 2) / 5 * 5);
        match level {
            Level::Exact => {
                broken.leaks = clusters()
                    .into_iter()
                    .map(|members| {
                        let sum = f64::from(all(&members));
                        (members, sum, sum)
                    })
                    .collect()
            }
            Level::Rounded => {
                broken.leaks = clusters()
                    .into_iter()
                    .map(|members| {
                        let sum = nearest(all(&members));
                        (members, sum - 2.0, sum + 2.0)
                    })
                    .collect()
            }
            Level::Pairs(own) => {
                let own = participants().iter().position(|code| *code == own).unwrap();
                broken.leaks = (0..exact.len())
                    .filter(|other| *other != own)
                    .map(|other| {
                        let members = vec![own, other];
                        let sum = nearest(all(&members));
                        (members, sum - 2.0, sum + 2.0)
                    })
                    .collect();
            }
        }
        broken
    }

    /// The counts of others that can be fewer than five whole numbers, in words.
    pub(super) fn recoverable(&self, exact: &[Municipality], own: &str, dice: &mut Dice) -> Vec<String> {
        let own = participants().iter().position(|code| *code == own).unwrap();
        let mut faults = self.wholes(exact, own);
        for cluster in &clusters() {
            if dice.below(2) == 0 {
                continue;
            }
            let split = SPLITS[dice.below(3) as usize].0;
            let target = cluster[dice.below(u32::try_from(cluster.len()).unwrap()) as usize];
            if target != own {
                faults.extend(self.parts(exact, own, cluster, split, target));
            }
        }
        faults
    }

    /// All municipalities at once, with every sum there is.
    fn wholes(&self, exact: &[Municipality], own: usize) -> Vec<String> {
        let mut model = Model::default();
        let counts: Vec<Counts> =
            (0..exact.len()).map(|place| knowledge::whole(&mut model, self.whole(place))).collect();
        knowledge::own(&mut model, counts[own], exact[own].whole());
        for (unit, members) in sums() {
            let members = members.iter().map(|place| &counts[*place]);
            knowledge::sum(&mut model, members, self.cell(("", ""), &unit));
        }
        for (members, low, high) in &self.leaks {
            let terms = members
                .iter()
                .flat_map(|place| [(counts[*place].fulfilled, 1.0), (counts[*place].not_fulfilled, 1.0)]);
            model.between(terms.collect(), *low, *high);
        }
        let asked = (0..exact.len()).filter(|place| *place != own);
        asked
            .filter_map(|place| fault(&model, &counts[place], &format!("{} as a whole", municipality(place))))
            .collect()
    }

    /// The municipalities of one cluster with their parts.
    fn parts(
        &self,
        exact: &[Municipality],
        own: usize,
        cluster: &[usize],
        split: &'static str,
        target: usize,
    ) -> Vec<String> {
        let mut model = Model::default();
        let (_, levels) = SPLITS.into_iter().find(|(id, _)| *id == split).unwrap();
        // Courses of no known level are never shown, but they are there.
        let levels: BTreeSet<&'static str> =
            levels.iter().map(|(level, _)| *level).chain(["unknown"]).collect();
        let mut by_level: BTreeMap<&str, Vec<Counts>> = BTreeMap::new();
        let mut targets = Vec::new();
        let mut wholes = Vec::new();
        for place in cluster {
            let whole = knowledge::whole(&mut model, self.whole(*place));
            if *place == own {
                knowledge::own(&mut model, whole, exact[own].whole());
            }
            let unit = municipality(*place);
            let seen: BTreeMap<&str, Seen> =
                levels.iter().map(|level| (*level, self.cell((split, level), &unit))).collect();
            let parts = knowledge::parts(&mut model, whole, self.whole(*place).is_some(), &seen);
            for (level, part) in seen.keys().zip(&parts) {
                by_level.entry(level).or_default().push(*part);
                if *place == target {
                    targets.push((format!("{unit}, {split}: {level}"), *part));
                }
            }
            wholes.push(whole);
        }
        let unit = sums().into_iter().find(|(_, members)| members == cluster).unwrap().0;
        knowledge::sum(&mut model, wholes.iter(), self.cell(("", ""), &unit));
        for level in &levels {
            knowledge::sum(&mut model, by_level[level].iter(), self.cell((split, level), &unit));
        }
        targets.iter().filter_map(|(name, part)| fault(&model, part, name)).collect()
    }
}

fn fault(model: &Model, counts: &Counts, name: &str) -> Option<String> {
    match fewest(model, counts) {
        None => Some(format!("{name}: the equations contradict each other")),
        Some(numbers) => (numbers < FEWEST).then(|| format!("{name}: one of {numbers} numbers")),
    }
}

fn keep(cells: &mut BTreeMap<(Part, String), Seen>, part: Part, benchmark: &Value) {
    for cell in benchmark["cells"].as_array().unwrap() {
        cells.insert((part, cell["id"].as_str().unwrap().to_owned()), seen(cell));
    }
}

fn municipality(place: usize) -> String {
    format!("municipality:{}", participants()[place])
}

/// Every unit above the municipality with its members, which everybody knows.
fn sums() -> Vec<(String, Vec<usize>)> {
    let (organisation, day) = (Organisation::denmark(), "2026-10-31".parse().unwrap());
    let codes = participants();
    let units = organisation.units(day).into_iter();
    let above = units.filter(|unit| !matches!(unit, UnitId::Municipality(_) | UnitId::Country));
    let members = |unit: UnitId| -> Vec<usize> {
        let members = organisation.participants(unit, day);
        let place = |code: &String| codes.iter().position(|known| known == code).unwrap();
        members.iter().map(|code| place(&code.to_string())).collect()
    };
    above.map(|unit| (unit.to_string(), members(unit))).filter(|(_, members)| !members.is_empty()).collect()
}

/// The members of the clusters that are shown.
fn clusters() -> Vec<Vec<usize>> {
    let shown =
        sums().into_iter().filter(|(unit, members)| unit.starts_with("cluster:") && members.len() >= 3);
    shown.map(|(_, members)| members).collect()
}

/// A number of its own for an indicator and year, as far as one byte goes.
fn network_of(indicator: &str, year: &str) -> u8 {
    indicator.bytes().chain(year.bytes()).fold(17, |sum: u8, byte| sum.wrapping_mul(31).wrapping_add(byte))
}
