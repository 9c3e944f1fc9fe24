//! A cell as others see it.

use super::protected::{Part, Protected};
use super::rules::{FEWEST_CONTRIBUTORS, LARGEST_SHARE, SMALL_GROUP};
use super::sum::Sum;
use crate::text::Text;
use crate::words;

/// Who sees a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// Staff of other municipalities and regions.
    Professional,
    /// Everybody.
    Public,
}

/// The smallest rounded denominator with a share: rounded to 10 could be 8 or 9.
pub(super) const SMALLEST_SHOWN: u32 = 15;

/// The smallest rounded part with a share: its exact count can be eight less.
pub(super) const SMALLEST_PART: u32 = 20;

/// The smallest rounded denominator with a share for the public: rounded to 20 could be 18 or 19.
pub(super) const SMALLEST_OPEN: u32 = 25;

/// The largest rounded part that may be a small group.
pub(super) const SMALL_PART: u32 = 25;

/// A protected cell: what anybody outside the municipality gets to see. There is no other way to one than through the
/// rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedCell {
    counts: Option<Part>,
    percent: Option<u8>,
    percent_text: Text,
    hidden: Option<Text>,
}

impl PublishedCell {
    /// A municipality.
    #[must_use]
    pub fn of_whole(protected: Protected, tier: Tier) -> Self {
        let smallest = match tier {
            Tier::Professional => SMALLEST_SHOWN,
            Tier::Public => SMALLEST_OPEN,
        };
        match protected.counts() {
            Some(part) if part.total() >= smallest => Self::shown(part, SMALL_GROUP),
            _ => Self::hidden(too_few()),
        }
    }

    /// A level of a split of a municipality; the public sees none.
    #[must_use]
    pub fn of_part(part: Option<Part>, tier: Tier) -> Self {
        if tier == Tier::Public {
            let why = Text::new(
                "Opdelte tal for en enkelt kommune vises ikke offentligt.",
                "Split numbers of a single municipality are not public.",
            );
            let percent_text = Text::new("vises ikke", "not shown");
            return Self { percent_text, ..Self::hidden(why) };
        }
        match part {
            Some(part) if part.total() >= SMALLEST_PART => Self::shown(part, SMALL_PART),
            _ => Self::hidden(too_few()),
        }
    }

    /// Several municipalities.
    #[must_use]
    pub fn of_sum(sum: Sum, tier: Tier) -> Self {
        let smallest = match tier {
            Tier::Professional => SMALLEST_PART,
            Tier::Public => SMALLEST_OPEN,
        };
        if !sum.may_be_shown() {
            let few = Text::new("skjult (for få kommuner)", "hidden (too few municipalities)");
            let dominated =
                Text::new("skjult (én kommune fylder for meget)", "hidden (one municipality dominates)");
            let short = if sum.contributors() < FEWEST_CONTRIBUTORS { few } else { dominated };
            let why = Text::new(
                format!(
                    "Vises ikke: mindst {FEWEST_CONTRIBUTORS} kommuner skal bidrage, og ingen må udgøre over {LARGEST_SHARE}\u{a0}%."
                ),
                format!(
                    "Not shown: at least {FEWEST_CONTRIBUTORS} municipalities must contribute, and none may be more than {LARGEST_SHARE}%."
                ),
            );
            return Self { percent_text: short, ..Self::hidden(why) };
        }
        if sum.part().total() < smallest {
            return Self::hidden(too_few());
        }
        Self::shown(sum.part(), SMALL_PART)
    }

    fn shown(part: Part, small: u32) -> Self {
        let is_small = part.total() <= small;
        let (percent, percent_text) = match part.percent() {
            Some(0) if is_small => (Some(5), Text::new("højst 5\u{a0}%", "at most 5%")),
            Some(100) if is_small => (Some(95), Text::new("mindst 95\u{a0}%", "at least 95%")),
            Some(percent) => (Some(percent), words::percent(percent)),
            None => return Self::hidden(too_few()),
        };
        Self { counts: Some(part), percent, percent_text, hidden: None }
    }

    fn hidden(why: Text) -> Self {
        let percent_text = Text::new("skjult (for få forløb)", "hidden (too few courses)");
        Self { counts: None, percent: None, percent_text, hidden: Some(why) }
    }

    /// The protected counts that everything else is computed from; absent where hidden.
    #[must_use]
    pub const fn counts(&self) -> Option<Part> {
        self.counts
    }

    /// The rounded denominator.
    #[must_use]
    pub fn denominator(&self) -> Option<u32> {
        self.counts.map(Part::total)
    }

    /// The share in whole per cent.
    #[must_use]
    pub const fn percent(&self) -> Option<u8> {
        self.percent
    }

    /// The share in words.
    #[must_use]
    pub const fn percent_text(&self) -> &Text {
        &self.percent_text
    }

    /// Why there is no number.
    #[must_use]
    pub const fn why_hidden(&self) -> Option<&Text> {
        self.hidden.as_ref()
    }
}

fn too_few() -> Text {
    Text::new(
        "For få forløb til, at en andel kan vises uden at røbe enkelte borgere.",
        "Too few courses for a share to be shown without giving single citizens away.",
    )
}
