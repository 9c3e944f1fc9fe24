//! Random registries: municipalities of very different size, shares near none and near all.

use std::collections::BTreeMap;

/// Chance that is the same every time.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// A number below `end`.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        // xorshift64*, Vigna 2016.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % u64::from(end)) as u32
    }

    fn percent(&mut self, chance: u32) -> bool {
        self.below(100) < chance
    }
}

/// The levels of the published splits, and how common they are.
pub(super) const SPLITS: [(&str, &[(&str, u32)]); 3] = [
    ("sex", &[("female", 30), ("male", 100)]),
    ("age_band", &[("under_60", 25), ("60_74", 75), ("75_up", 97), ("unknown", 100)]),
    ("diagnosis", &[("acute_coronary", 55), ("stable_coronary", 85), ("other_heart", 96), ("unknown", 100)]),
];

/// Courses that meet the indicator and courses that do not.
pub(super) type Counts = (u32, u32);

/// A municipality's courses by stratum: levels in the order of [`SPLITS`].
#[derive(Clone, Debug, Default)]
pub(super) struct Municipality(pub(super) BTreeMap<[&'static str; 3], Counts>);

impl Municipality {
    /// A municipality of random size; `typical` is the size of half of them.
    pub(super) fn random(dice: &mut Dice, typical: u32, share: u32) -> Self {
        let mut municipality = Self::default();
        // A product of halves and doubles is log-normal enough.
        let mut courses = typical * 100;
        for _ in 0..4 {
            courses = courses * (60 + dice.below(100)) / 100;
        }
        for _ in 0..courses / 100 {
            municipality.add(dice, share);
        }
        municipality
    }

    /// One course more.
    pub(super) fn add(&mut self, dice: &mut Dice, share: u32) {
        let stratum = SPLITS.map(|(_, levels)| {
            let thrown = dice.below(100);
            levels.iter().find(|(_, upto)| thrown < *upto).unwrap().0
        });
        let counts = self.0.entry(stratum).or_default();
        if dice.percent(share) { counts.0 += 1 } else { counts.1 += 1 }
    }

    /// All courses.
    pub(super) fn whole(&self) -> Counts {
        self.0.values().fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1))
    }
}
