//! What one number per quarter says, in sentences.

use api_types::{Development, DevelopmentPoint, NumberKind, Variation};
use domain::text::Text;

use crate::findings::number::{amount, counted, number, percent};
use crate::findings::results::signed;
use crate::series::UnitWords;
use crate::series::words::joined;

/// The title of the chart: the newest finished quarter, and whether it is more than chance; no full stop.
pub(super) fn finding(development: &Development) -> Text {
    let label = &development.label;
    let newest = development.points.iter().rev().find(|point| point.is_complete && point.value.is_some());
    let Some((newest, value)) = newest.and_then(|point| Some((point, point.value?))) else {
        return without_finished(development);
    };
    let (now, quarter) = (said(development, value), &newest.label);
    let centre = development.centre.map(|centre| said(development, centre)).unwrap_or_default();
    let around = Text::new(
        format!("ikke-tilfældig variation omkring midtlinjen på {}", centre.da),
        format!("non-random variation around the centre line of {}", centre.en),
    );
    let verdict = match development.variation {
        Variation::Improvement => prefixed("forbedring", "improvement", &around),
        Variation::Concern => prefixed("bekymring", "concern", &around),
        Variation::Undirected => prefixed("ændring uden retning", "change without direction", &around),
        Variation::Random => Text::new(
            format!("kun tilfældig variation omkring {}", centre.da),
            format!("random variation only around {}", centre.en),
        ),
        Variation::TooFew => Text::new(
            "for få målinger til at vurdere udviklingen",
            "too few measurements to judge the development",
        ),
    };
    Text::new(
        format!("{}: {} i {} – {}", label.da, now.da, quarter.da, verdict.da),
        format!("{}: {} in {} – {}", label.en, now.en, quarter.en, verdict.en),
    )
}

fn prefixed(da: &str, en: &str, text: &Text) -> Text {
    Text::new(format!("{da}: {}", text.da), format!("{en}: {}", text.en))
}

fn without_finished(development: &Development) -> Text {
    let Development { label, counted, fewest, points, .. } = development;
    if let Some((point, value)) = points.iter().rev().find_map(|point| Some((point, point.value?))) {
        let (now, quarter) = (said(development, value), &point.label);
        return Text::new(
            format!("{}: foreløbigt {} i {} – intet afsluttet kvartal endnu", label.da, now.da, quarter.da),
            format!("{}: so far {} in {} – no finished quarter yet", label.en, now.en, quarter.en),
        );
    }
    if points.iter().all(|point| point.n == 0) {
        return Text::new(
            format!("{}: ingen {} at vurdere", label.da, counted.da),
            format!("{}: no {} to judge", label.en, counted.en),
        );
    }
    Text::new(
        format!("{}: for få {} pr. kvartal (mindst {fewest})", label.da, counted.da),
        format!("{}: too few {} per quarter (at least {fewest})", label.en, counted.en),
    )
}

/// Up to three sentences: how it varies, what chance explains, and where there are gaps.
pub(super) fn summary(development: &Development, tested: usize, unit: UnitWords) -> Vec<Text> {
    let quarters = |count: usize| unit.count(u32::try_from(count).unwrap_or(u32::MAX));
    let gap = |point: &&DevelopmentPoint| point.is_complete && point.value.is_none();
    let (gaps, fewest) = (development.points.iter().filter(gap).count(), development.fewest);
    let mut sentences = vec![varies(development, &quarters(tested))];
    sentences.extend(limits(development, &quarters(tested)));
    if gaps > 0 && gaps < development.points.len() && tested > 0 {
        let (gaps, of) = (quarters(gaps), &development.counted);
        sentences.push(Text::new(
            format!("{} uden tal: færre end {fewest} {}.", gaps.da, of.da),
            format!("{} without a number: fewer than {fewest} {}.", gaps.en, of.en),
        ));
    }
    sentences
}

fn varies(development: &Development, tested: &Text) -> Text {
    if let Some(why) = &development.why_not {
        return why.clone();
    }
    let centre = development.centre.map(|centre| said(development, centre)).unwrap_or_default();
    if development.signals.is_empty() {
        return Text::new(
            format!("{} svinger tilfældigt omkring midtlinjen på {}.", tested.da, centre.da),
            format!("{} vary by chance around the centre line of {}.", tested.en, centre.en),
        );
    }
    let centre =
        Text::new(format!("Midtlinjen er {}.", centre.da), format!("The centre line is {}.", centre.en));
    let signals = joined(&development.signals, ". ");
    joined(&[Text::new(format!("{}.", signals.da), format!("{}.", signals.en)), centre], " ")
}

fn limits(development: &Development, tested: &Text) -> Option<Text> {
    let (low, high) = (said(development, development.lower?), said(development, development.upper?));
    let limits = Text::new(
        format!("Tilfældig variation ligger mellem {} og {}.", low.da, high.da),
        format!("Random variation lies between {} and {}.", low.en, high.en),
    );
    if !development.is_trial {
        return Some(limits);
    }
    let trial = Text::new(
        format!("Grænserne er foreløbige: de bygger på {} og flytter sig, til der er 12.", tested.da),
        format!("The limits are provisional: they rest on {} and move until there are 12.", tested.en),
    );
    Some(joined(&[limits, trial], " "))
}

/// The title of the moving ranges.
pub(super) fn ranges(development: &Development) -> Text {
    let Some((mean, limit)) = development.ranges.mean.zip(development.ranges.limit) else {
        return Text::new(
            "Fra kvartal til kvartal: for få målinger til at vurdere variationen",
            "From quarter to quarter: too few measurements to judge the variation",
        );
    };
    let (mean, limit) = (distance(development, mean), distance(development, limit));
    let large = development.points.iter().filter(|point| point.is_range_large).count();
    let large = match large {
        0 => Text::new("intet udsving er", "no step is"),
        many => counted(
            u64::try_from(many).unwrap_or(u64::MAX),
            ("udsving er", "step is"),
            ("udsving er", "steps are"),
        ),
    };
    Text::new(
        format!(
            "Fra kvartal til kvartal: i gennemsnit {}; {} større end grænsen på {}",
            mean.da, large.da, limit.da
        ),
        format!(
            "From quarter to quarter: {} on average; {} larger than the limit of {}",
            mean.en, large.en, limit.en
        ),
    )
}

/// A number of the series.
fn said(development: &Development, value: f64) -> Text {
    let (decimals, unit) = (development.decimals, development.unit.as_ref());
    match development.kind {
        NumberKind::Amount => amount(value, decimals, unit),
        NumberKind::Change => signed(value, decimals, unit),
        NumberKind::Share => percent(value),
    }
}

/// How far two numbers of the series lie apart.
fn distance(development: &Development, value: f64) -> Text {
    if development.kind == NumberKind::Share {
        let points = number(value * 100.0, 1);
        return Text::new(format!("{} procentpoint", points.da), format!("{} percentage points", points.en));
    }
    amount(value, development.decimals, development.unit.as_ref())
}
