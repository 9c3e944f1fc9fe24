//! What a series says, in sentences.

use api_types::{Assurance, PointTone, SeriesGrain, Variation};
use domain::text::Text;
use domain::words::inside;
use statistics::{Better, Proportion, newcombe};

use super::words::{assurance_text, joined};
use super::{Cut, Judged, UnitWords, on_day, share, tally_view, total};
use crate::findings::number::{percent, proportion};

/// One level of a split and all its courses.
pub(crate) struct GroupFound<'g> {
    /// What the level is called.
    pub label: &'g Text,
    /// Its courses of the period.
    pub total: &'g db::Tally,
    /// Whether it is a level of its own, and not those of whom nothing is known.
    pub is_known: bool,
}

/// The title of a chart: what is found, in one sentence without a full stop.
pub(crate) fn finding(
    label: &Text,
    cuts: &[Cut],
    judged: &Judged,
    (grain, better): (SeriesGrain, Better),
) -> Text {
    let newest = cuts.iter().enumerate().rfind(|(_, cut)| cut.is_tested());
    let newest = newest.and_then(|(index, cut)| Some((index, cut, share(&cut.tally).proportion?)));
    let Some((latest, cut, now)) = newest else { return without_finished(label, cuts) };
    let share_now = percent(now.value());
    let is = Text::new(
        format!("{}: {} i {}", label.da, share_now.da, in_words(&cut.label.da, grain)),
        format!("{}: {} in {}", label.en, share_now.en, in_words(&cut.label.en, grain)),
    );
    match judged.variation {
        Variation::TooFew => {
            let counts = share(&cut.tally);
            let of = Text::new(
                format!("({} af {})", counts.numerator, counts.denominator),
                format!("({} of {})", counts.numerator, counts.denominator),
            );
            let few = Text::new(
                "– for få målinger til at vurdere udviklingen",
                "– too few measurements to judge the development",
            );
            joined(&[is, of, few], " ")
        }
        Variation::Improvement | Variation::Concern | Variation::Undirected => {
            let centre = judged.centre.map(percent).unwrap_or_default();
            let word = match judged.variation {
                Variation::Improvement => ("forbedring", "improvement"),
                Variation::Concern => ("bekymring", "concern"),
                _ => ("ændring uden retning", "change without direction"),
            };
            Text::new(
                format!(
                    "{} – {}: ikke-tilfældig variation omkring midtlinjen på {}",
                    is.da, word.0, centre.da
                ),
                format!(
                    "{} – {}: non-random variation around the centre line of {}",
                    is.en, word.1, centre.en
                ),
            )
        }
        Variation::Random => match earlier(cuts, latest, grain) {
            Some((before, then)) => {
                let (words, at) = (percent(then.value()), before.label.clone());
                let change = change((now, then), grain, better);
                Text::new(
                    format!("{} mod {} i {} – {}", is.da, words.da, in_words(&at.da, grain), change.da),
                    format!("{} against {} in {} – {}", is.en, words.en, in_words(&at.en, grain), change.en),
                )
            }
            None => {
                let random = Text::new("– kun tilfældig variation", "– random variation only");
                joined(&[is, random], " ")
            }
        },
    }
}

fn without_finished(label: &Text, cuts: &[Cut]) -> Text {
    let all = total(cuts);
    let counts = share(&all);
    if counts.denominator > 0 {
        return Text::new(
            format!(
                "{}: foreløbigt {} af {} forløb – ingen afsluttet periode endnu",
                label.da, counts.numerator, counts.denominator
            ),
            format!(
                "{}: so far {} of {} courses – no finished period yet",
                label.en, counts.numerator, counts.denominator
            ),
        );
    }
    if all.missing > 0 {
        return Text::new(
            format!("{}: {} forløb, men svaret mangler på dem alle", label.da, all.missing),
            format!("{}: {} courses, but the answer is missing for all of them", label.en, all.missing),
        );
    }
    Text::new(
        format!("{}: ingen forløb at vurdere i perioden", label.da),
        format!("{}: no courses to judge in the period", label.en),
    )
}

/// A period's name within a sentence: `forløb 21–30`, `2. kvartal 2026`, `marts 2026`.
fn in_words(label: &str, grain: SeriesGrain) -> String {
    if grain == SeriesGrain::GroupsOf10 { label.to_lowercase() } else { label.to_owned() }
}

/// The same period a year before, or the group before.
fn earlier(cuts: &[Cut], latest: usize, grain: SeriesGrain) -> Option<(&Cut, Proportion)> {
    let back = match grain {
        SeriesGrain::Month => 12,
        SeriesGrain::Quarter => 4,
        SeriesGrain::Year | SeriesGrain::GroupsOf10 => 1,
    };
    let cut = cuts.get(latest.checked_sub(back)?)?;
    Some((cut, share(&cut.tally).proportion?))
}

fn change((now, then): (Proportion, Proportion), grain: SeriesGrain, better: Better) -> Text {
    let difference = newcombe(now, then);
    let before = match grain {
        SeriesGrain::GroupsOf10 => ("gruppen før", "the group before"),
        _ => ("året før", "the year before"),
    };
    let (rose, fell) = (difference.low > 0.0, difference.high < 0.0);
    match (rose, fell, better) {
        (true, _, Better::Lower) => Text::new("en stigning, som ikke er ønsket", "an unwanted rise"),
        (true, ..) => Text::new(format!("flere end {}", before.0), format!("more than {}", before.1)),
        (_, true, Better::Higher) => {
            Text::new(format!("færre end {}", before.0), format!("fewer than {}", before.1))
        }
        (_, true, _) => Text::new("et ønsket fald", "a wanted fall"),
        _ => Text::new("ingen sikker ændring", "no sure change"),
    }
}

/// The title of a chart of several levels: their shares, and whether two of them surely differ.
pub(crate) fn between(label: &Text, groups: &[GroupFound<'_>]) -> Text {
    let judged: Vec<(&Text, Proportion)> = groups
        .iter()
        .filter(|group| group.is_known)
        .filter_map(|group| Some((group.label, share(group.total).proportion?)))
        .collect();
    if judged.is_empty() {
        return Text::new(
            format!("{}: ingen forløb at vurdere i perioden", label.da),
            format!("{}: no courses to judge in the period", label.en),
        );
    }
    let said: Vec<Text> = judged
        .iter()
        .map(|(name, share)| {
            let value = percent(share.value());
            Text::new(
                format!("{} {} (n = {})", inside(&name.da), value.da, share.total()),
                format!("{} {} (n = {})", inside(&name.en), value.en, share.total()),
            )
        })
        .collect();
    let differ = judged.iter().enumerate().any(|(index, (_, first))| {
        judged.iter().skip(index + 1).any(|(_, second)| !newcombe(*first, *second).covers(0.0))
    });
    let verdict = match (judged.len(), differ) {
        (1, _) => Text::new("intet at sammenligne med", "nothing to compare with"),
        (_, true) => Text::new("mindst to grupper adskiller sig", "at least two groups differ"),
        (_, false) => Text::new("ingen sikker forskel", "no sure difference"),
    };
    let said = joined(&said, ", ");
    Text::new(
        format!("{}: {} – {}", label.da, said.da, verdict.da),
        format!("{}: {} – {}", label.en, said.en, verdict.en),
    )
}

/// Two or three sentences about all courses of the period.
pub(crate) fn summary(
    cuts: &[Cut],
    judged: &Judged,
    (total, target): (&db::Tally, &Text),
    unit: UnitWords,
) -> Vec<Text> {
    let view = tally_view(total);
    let mut sentences = Vec::new();
    if let (Some(value), Some(low), Some(high)) = (view.value, view.ci_low, view.ci_high) {
        let (value, low, high) = (percent(value), percent(low), percent(high));
        let (x, n) = (view.numerator, view.denominator);
        sentences.push(Text::new(
            format!(
                "I perioden er det {} ({x} af {n} forløb, usikkerhed {} til {}).",
                value.da, low.da, high.da
            ),
            format!(
                "In the period it is {} ({x} of {n} courses, uncertainty {} to {}).",
                value.en, low.en, high.en
            ),
        ));
    }
    sentences.push(development(cuts, judged, unit));
    let not_stated = proportion(view.missing, view.denominator + view.missing);
    if let Some(share) = not_stated.filter(|_| view.missing > 0) {
        let share = percent(share.value());
        sentences.push(Text::new(
            format!("Uoplyst: {} ({} forløb). {}.", share.da, view.missing, target.da),
            format!("Not stated: {} ({} courses). {}.", share.en, view.missing, target.en),
        ));
    } else if view.value.is_some() && *target != assurance_text(Assurance::NoTarget) {
        sentences.push(Text::new(format!("{}.", target.da), format!("{}.", target.en)));
    }
    sentences
}

fn development(cuts: &[Cut], judged: &Judged, unit: UnitWords) -> Text {
    if let Some(why) = &judged.too_few {
        return why.clone();
    }
    let complete = cuts.iter().filter(|cut| cut.is_tested()).count();
    let tested = unit.count(u32::try_from(complete).unwrap_or(u32::MAX));
    let centre = judged.centre.map(percent).unwrap_or_default();
    let marked = judged.tones.iter().filter(|(tone, _)| *tone != PointTone::None).count();
    if judged.signals.is_empty() {
        return Text::new(
            format!("{} svinger tilfældigt omkring midtlinjen på {}.", tested.da, centre.da),
            format!("{} vary by chance around the centre line of {}.", tested.en, centre.en),
        );
    }
    let latest = judged.signals.last().cloned().unwrap_or_default();
    let since = cuts.iter().zip(&judged.tones).find(|(_, (tone, _))| *tone != PointTone::None);
    let since = since.filter(|_| marked > 1).map(|(cut, _)| on_day(cut.period.from()));
    match since {
        Some(since) => Text::new(
            format!("{}, midtlinje {}, fra {}.", latest.da, centre.da, since.da),
            format!("{}, centre line {}, from {}.", latest.en, centre.en, since.en),
        ),
        None => Text::new(
            format!("{}, midtlinje {}.", latest.da, centre.da),
            format!("{}, centre line {}.", latest.en, centre.en),
        ),
    }
}
