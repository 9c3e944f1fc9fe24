//! The finding in one sentence, and what else the cells say.

use std::collections::BTreeMap;

use api_types::{BenchmarkCell, BenchmarkFlag, BenchmarkView};
use domain::organisation::UnitId;
use domain::publication::Level;
use domain::text::Text;
use statistics::{Proportion, newcombe};

use super::asked::Asked;

/// What the cells say together.
pub(super) struct Findings<'a> {
    pub(super) asked: &'a Asked,
    pub(super) cells: &'a [BenchmarkCell],
    pub(super) counts: &'a BTreeMap<String, Proportion>,
    pub(super) has_funnel: bool,
}

impl Findings<'_> {
    /// The finding in one sentence, and two or three more.
    pub(super) fn words(&self) -> (Text, Vec<Text>) {
        let all = self.cells.iter().find(|cell| cell.level == Level::All.id());
        let all_words = all.filter(|cell| cell.percent.is_some()).map(|cell| &cell.percent_text);
        let own = self.cells.iter().find(|cell| cell.is_own);
        let of_level = || self.cells.iter().filter(|cell| cell.level == self.asked.level.id());
        let shown = of_level().filter(|cell| cell.percent.is_some()).count();
        let standing_out = of_level()
            .filter(|cell| !matches!(cell.flag, BenchmarkFlag::None | BenchmarkFlag::NotJudged))
            .count();
        let finding = match (own, all_words) {
            (_, None) if shown == 0 => {
                Text::new("For få forløb til at sammenligne.", "Too few courses to compare.")
            }
            (Some(own), Some(all)) if own.percent.is_some() => match own.flag {
                BenchmarkFlag::NotJudged => Text::new(
                    format!("{}: {} mod {} i hele HjerteKom.", own.name.da, own.percent_text.da, all.da),
                    format!(
                        "{}: {} against {} in all of HjerteKom.",
                        own.name.en, own.percent_text.en, all.en
                    ),
                ),
                flag => Text::new(
                    format!(
                        "{} ligger {}: {} mod {} i hele HjerteKom.",
                        own.name.da,
                        placed(flag).0,
                        own.percent_text.da,
                        all.da
                    ),
                    format!(
                        "{} is {}: {} against {} in all of HjerteKom.",
                        own.name.en,
                        placed(flag).1,
                        own.percent_text.en,
                        all.en
                    ),
                ),
            },
            (Some(own), Some(all)) => Text::new(
                format!("{} har for få forløb til at blive vist. Hele HjerteKom: {}.", own.name.da, all.da),
                format!("{} has too few courses to be shown. All of HjerteKom: {}.", own.name.en, all.en),
            ),
            (None, Some(all)) if self.has_funnel => Text::new(
                format!(
                    "{standing_out} af {shown} enheder afviger mere, end tilfældigheder forklarer. Hele HjerteKom: {}.",
                    all.da
                ),
                format!(
                    "{standing_out} of {shown} units differ by more than chance explains. All of HjerteKom: {}.",
                    all.en
                ),
            ),
            (None, Some(all)) => {
                Text::new(format!("Hele HjerteKom: {}.", all.da), format!("All of HjerteKom: {}.", all.en))
            }
            (_, None) => Text::new(
                format!("{shown} enheder kan vises, men ikke en samlet andel."),
                format!("{shown} units can be shown, but no share of all."),
            ),
        };
        let mut summary = Vec::new();
        summary.extend(self.difference());
        if self.has_funnel && own.is_some() {
            summary.push(Text::new(
                format!("{standing_out} af {shown} enheder afviger mere, end tilfældigheder forklarer."),
                format!("{standing_out} of {shown} units differ by more than chance explains."),
            ));
        }
        let period = self.asked.period.label();
        summary.push(Text::new(
            format!(
                "Periode: {}, opgjort til og med {}.",
                period.da,
                self.asked.snapshot.as_of.format("%d.%m.%Y")
            ),
            format!("Period: {}, up to and including {}.", period.en, self.asked.snapshot.as_of),
        ));
        (finding, summary)
    }

    /// The own unit against all others, which leave it out.
    fn difference(&self) -> Option<Text> {
        if self.asked.view != BenchmarkView::Raw {
            return None;
        }
        let own = self.cells.iter().find(|cell| cell.is_own)?;
        let (mine, all) = (self.counts.get(&own.id)?, self.counts.get(&UnitId::All.to_string())?);
        let others = Proportion::new(
            all.successes().checked_sub(mine.successes())?,
            all.total().checked_sub(mine.total())?,
        );
        let interval = newcombe(*mine, others.ok()?);
        // Between −100 and 100.
        let points = |share: f64| (share * 100.0).round() as i32;
        let (low, high) = (points(interval.low), points(interval.high));
        Some(Text::new(
            format!("Forskellen til de øvrige kommuner ligger mellem {low} og {high} procentpoint (95 %)."),
            format!(
                "The difference from the other municipalities lies between {low} and {high} percentage points (95 %)."
            ),
        ))
    }
}

/// Where a unit lies, in Danish and English, in the middle of a sentence.
const fn placed(flag: BenchmarkFlag) -> (&'static str, &'static str) {
    match flag {
        BenchmarkFlag::LowAlert => ("lavere end forventet", "lower than expected"),
        BenchmarkFlag::LowAlarm => ("meget lavere end forventet", "much lower than expected"),
        BenchmarkFlag::HighAlert => ("højere end forventet", "higher than expected"),
        BenchmarkFlag::HighAlarm => ("meget højere end forventet", "much higher than expected"),
        BenchmarkFlag::None | BenchmarkFlag::NotJudged => (
            "inden for det forventede for kommuner af samme størrelse",
            "within what is expected for municipalities of its size",
        ),
    }
}
