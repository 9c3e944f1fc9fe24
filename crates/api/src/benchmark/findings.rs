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
    /// The finding in one sentence, and up to two more.
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
            (_, None) if shown == 0 => self.nothing(),
            (Some(own), Some(all)) if own.percent.is_some() => match own.flag {
                BenchmarkFlag::NotJudged => {
                    let (da, en) = computed(self.asked.view);
                    Text::new(
                        format!(
                            "{da}{}: {} mod {} i hele HjerteKom.",
                            own.name.da, own.percent_text.da, all.da
                        ),
                        format!(
                            "{en}{}: {} against {} in all of HjerteKom.",
                            own.name.en, own.percent_text.en, all.en
                        ),
                    )
                }
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
                format!("{} har intet tal, der kan vises. Hele HjerteKom: {}.", own.name.da, all.da),
                format!("{} has no number that can be shown. All of HjerteKom: {}.", own.name.en, all.en),
            ),
            (None, Some(all)) if self.has_funnel => {
                let outside = outside(standing_out, shown);
                Text::new(
                    format!("{} Hele HjerteKom: {}.", outside.da, all.da),
                    format!("{} All of HjerteKom: {}.", outside.en, all.en),
                )
            }
            (None, Some(all)) => {
                Text::new(format!("Hele HjerteKom: {}.", all.da), format!("All of HjerteKom: {}.", all.en))
            }
            (_, None) if shown == 1 => Text::new(
                "Kun én enhed kan vises, så der er ingen at sammenligne med.",
                "Only one unit can be shown, so there is nobody to compare with.",
            ),
            (_, None) => Text::new(
                format!("{shown} enheder kan vises, men ikke en samlet andel."),
                format!("{shown} units can be shown, but no share of all."),
            ),
        };
        let mut summary = Vec::new();
        summary.extend(self.difference());
        if self.has_funnel && own.is_some() {
            summary.push(outside(standing_out, shown));
        }
        (finding, summary)
    }

    /// Why no unit has a number.
    fn nothing(&self) -> Text {
        let mut of_level = self.cells.iter().filter(|cell| cell.level == self.asked.level.id()).peekable();
        if of_level.peek().is_none() {
            return Text::new("Der er ingen enheder at sammenligne.", "There are no units to compare.");
        }
        // What has courses is not hidden: its share could not be computed.
        match (self.asked.view, of_level.any(|cell| cell.denominator.is_some())) {
            (BenchmarkView::Adjusted, true) => Text::new(
                "Ingen enheder kan justeres. Se de ujusterede andele i stedet.",
                "No units can be adjusted. See the unadjusted shares instead.",
            ),
            (BenchmarkView::Shrunken, true) => Text::new(
                "Ingen enheder kan udjævnes. Se de ujusterede andele i stedet.",
                "No units can be smoothed. See the unadjusted shares instead.",
            ),
            _ => Text::new("For få forløb til at sammenligne.", "Too few courses to compare."),
        }
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
        let points = |share: f64| ((share * 100.0).round() as i32).to_string().replace('-', "−");
        let (low, high) = (points(interval.low), points(interval.high));
        let (da, en) = match interval.covers(0.0) {
            true => (" Ingen sikker forskel.", " No sure difference."),
            false => ("", ""),
        };
        Some(Text::new(
            format!(
                "Forskel fra de øvrige kommuner: {low} til {high} procentpoint (95\u{a0}% konfidensinterval).{da}"
            ),
            format!(
                "Difference from the other municipalities: {low} to {high} percentage points (95% confidence interval).{en}"
            ),
        ))
    }
}

/// How many lie outside the inner limits, and how many do by chance.
fn outside(standing_out: usize, shown: usize) -> Text {
    let (da, en) = if shown == 1 { ("enhed ligger", "unit lies") } else { ("enheder ligger", "units lie") };
    Text::new(
        format!(
            "{standing_out} af {shown} {da} uden for 95\u{a0}%-grænserne; ved ren tilfældighed ventes 1 af 20."
        ),
        format!("{standing_out} of {shown} {en} outside the 95% limits; chance alone puts 1 in 20 there."),
    )
}

/// What a share begins with that is not as counted.
const fn computed(view: BenchmarkView) -> (&'static str, &'static str) {
    match view {
        BenchmarkView::Raw => ("", ""),
        BenchmarkView::Adjusted => ("Justeret: ", "Adjusted: "),
        BenchmarkView::Shrunken => ("Udjævnet: ", "Smoothed: "),
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
