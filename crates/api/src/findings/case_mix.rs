//! Who the citizens are, in words.

use api_types::{CaseMixLevel, CaseMixSplit};
use domain::text::Text;
use domain::words::{inside, listed};

use super::number::{counted, percent};

/// The title: how many courses, and the largest level of the first two splits, where one is the largest.
pub(crate) fn finding(n: u64, splits: &[CaseMixSplit]) -> Text {
    if n == 0 {
        return Text::new("Ingen forløb er begyndt i perioden.", "No course began in the period.");
    }
    let begun = counted(n, ("forløb er begyndt", "course began"), ("forløb er begyndt", "courses began"));
    let parts: Vec<(String, String)> = splits.iter().take(2).filter_map(largest).map(spoken).collect();
    let (da, en): (Vec<String>, Vec<String>) = parts.into_iter().unzip();
    if da.is_empty() {
        return Text::new(format!("{}.", begun.da), format!("{}.", begun.en));
    }
    let (groups_da, groups_en) = if da.len() == 1 {
        ("største gruppe", "largest group")
    } else {
        ("største grupper", "largest groups")
    };
    Text::new(
        format!("{} i perioden; {groups_da}: {}.", begun.da, listed(&da, "og")),
        format!("{} in the period; {groups_en}: {}.", begun.en, listed(&en, "and")),
    )
}

/// One sentence per split, at most three, and how many are not stated.
pub(crate) fn summary(splits: &[CaseMixSplit]) -> Vec<Text> {
    splits.iter().filter(|split| split.known > 0).take(3).map(split_in_words).collect()
}

fn split_in_words(split: &CaseMixSplit) -> Text {
    let shown = split.levels.iter().filter(|level| level.count > 0);
    let (mut da, mut en): (Vec<String>, Vec<String>) = shown.map(spoken).unzip();
    if split.unknown > 0 {
        da.push(format!("{} uoplyst", split.unknown));
        en.push(format!("{} not stated", split.unknown));
    }
    Text::new(
        format!("{}: {}.", split.label.da, listed(&da, "og")),
        format!("{}: {}.", split.label.en, listed(&en, "and")),
    )
}

/// The largest level; none where two are equally large.
fn largest(split: &CaseMixSplit) -> Option<&CaseMixLevel> {
    let most = split.levels.iter().max_by_key(|level| level.count).filter(|level| level.count > 0)?;
    let is_alone = split.levels.iter().filter(|level| level.count == most.count).count() == 1;
    is_alone.then_some(most)
}

fn spoken(level: &CaseMixLevel) -> (String, String) {
    let share = level.share.map(percent).unwrap_or_default();
    let (da, en) = (inside(&level.label.da), inside(&level.label.en));
    (format!("{da} ({})", share.da), format!("{en} ({})", share.en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::number::share;

    fn split(counts: &[(&str, u64)], unknown: u64) -> CaseMixSplit {
        let known = counts.iter().map(|(_, count)| count).sum();
        let levels = counts.iter().map(|&(id, count)| {
            let share = share(count, known);
            CaseMixLevel {
                id: id.into(),
                label: Text::new(id, id),
                count,
                share: share.value,
                ci_low: share.ci_low,
                ci_high: share.ci_high,
                all: None,
            }
        });
        CaseMixSplit {
            id: "sex".into(),
            label: Text::new("Køn", "Sex"),
            levels: levels.collect(),
            known,
            unknown,
            source: "default".into(),
        }
    }

    #[test]
    fn the_largest_groups_are_named_and_an_empty_period_is_said_in_words() {
        assert_eq!(finding(0, &[]).da, "Ingen forløb er begyndt i perioden.");
        let sex = split(&[("Kvinder", 1), ("Mænd", 3)], 1);
        assert_eq!(
            finding(5, std::slice::from_ref(&sex)).da,
            "5 forløb er begyndt i perioden; største gruppe: mænd (75\u{a0}%)."
        );
        assert_eq!(finding(1, &[split(&[("Mænd", 0)], 1)]).en, "1 course began.");
        let even = split(&[("Kvinder", 2), ("Mænd", 2)], 0);
        assert_eq!(finding(4, &[even]).da, "4 forløb er begyndt.", "neither is the largest");
        assert_eq!(summary(&[sex])[0].da, "Køn: kvinder (25\u{a0}%), mænd (75\u{a0}%) og 1 uoplyst.");
        assert!(summary(&[split(&[("Mænd", 0)], 1)]).is_empty());
    }
}
