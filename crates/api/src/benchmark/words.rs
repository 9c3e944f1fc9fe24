//! What a benchmark says in words.

use api_types::{BenchmarkFlag, BenchmarkView, Labelled, SnapshotView};
use db::Snapshot;
use domain::programme::Split;
use domain::publication::{Level, Tier, rules_of};
use domain::text::{Language, Text};
use domain::words::listed;
use statistics::Reason;

use super::asked::Asked;

/// A snapshot with its rules.
pub(crate) fn snapshot_view(snapshot: &Snapshot, tier: Tier) -> SnapshotView {
    SnapshotView {
        id: snapshot.id,
        as_of: snapshot.as_of,
        published_at: snapshot.published_at,
        rules_version: snapshot.rules_version,
        rules: rules_of(snapshot.rules_version, tier),
    }
}

/// An id with its words.
pub(crate) fn labelled(id: &str, label: Text) -> Labelled {
    Labelled { id: id.to_owned(), label }
}

/// What a view is called.
pub(crate) fn view(view: BenchmarkView) -> Labelled {
    match view {
        BenchmarkView::Raw => labelled("raw", Text::new("Ujusteret", "Unadjusted")),
        BenchmarkView::Adjusted => {
            labelled("adjusted", Text::new("Justeret for borgersammensætning", "Adjusted for case mix"))
        }
        BenchmarkView::Shrunken => {
            labelled("shrunken", Text::new("Små kommuner udjævnet", "Small municipalities smoothed"))
        }
    }
}

/// What a flag says.
pub(super) fn flag(flag: BenchmarkFlag) -> Text {
    match flag {
        BenchmarkFlag::None => Text::new("Inden for det forventede", "Within what is expected"),
        BenchmarkFlag::LowAlert => Text::new("Lavere end forventet", "Lower than expected"),
        BenchmarkFlag::LowAlarm => Text::new("Meget lavere end forventet", "Much lower than expected"),
        BenchmarkFlag::HighAlert => Text::new("Højere end forventet", "Higher than expected"),
        BenchmarkFlag::HighAlarm => Text::new("Meget højere end forventet", "Much higher than expected"),
        BenchmarkFlag::NotJudged => Text::new("Ikke vurderet", "Not judged"),
    }
}

/// Why something is not in numbers.
pub(super) fn why_not(reason: Reason) -> Text {
    match reason {
        Reason::TooFewUnits { needed, found } => Text::new(
            format!(
                "For få enheder til at vurdere, hvad der er tilfældigt: Der er {found}, og der skal {needed} til."
            ),
            format!("Too few units to judge what is chance: {found} where {needed} are needed."),
        ),
        Reason::NoVariation => Text::new(
            "Alle andele er 0\u{a0}% eller alle 100\u{a0}%, så der er ingen forskelle at vurdere.",
            "All shares are 0% or all are 100%, so there are no differences to judge.",
        ),
        Reason::NothingExpected => Text::new(
            "Ingen opfylder indikatoren i sammenligningsgrundlaget, så der kan ikke justeres.",
            "Nobody meets the indicator in the reference, so nothing can be adjusted.",
        ),
        Reason::NotFinite => Text::new(
            "Grupperne overlapper så meget, at de ikke kan regnes for uafhængige. Vælg én opdeling at justere for.",
            "The groups overlap so much that they cannot be taken for independent. Choose one split to adjust for.",
        ),
        _ => Text::new(
            "Der er ikke tal nok i perioden til at vurdere, hvad der er tilfældigt.",
            "The numbers of the period are too few to judge what is chance.",
        ),
    }
}

/// What was checked before a funnel is drawn.
pub(super) fn checks(units: usize) -> Vec<Text> {
    vec![Text::new(
        format!("Tragten bygger på {units} enheder. Der skal mindst 5 enheder med mindst 10 forløb til."),
        format!("The funnel is built on {units} units. It needs at least 5 units with at least 10 courses."),
    )]
}

pub(super) fn over_dispersed() -> Text {
    Text::new(
        "Enhederne varierer mere, end tilfældigheder alene kan forklare. Derfor er grænserne gjort bredere.",
        "The units vary more than chance alone can explain. So the limits are made wider.",
    )
}

pub(super) fn not_adjusted() -> Text {
    Text::new(
        "Ikke justeret for forskelle i borgersammensætning.",
        "Not adjusted for differences in case mix.",
    )
}

/// How many units have no number: `few` have too few courses, the share of the others is not computed.
pub(super) fn hidden(few: usize, count: usize, of: usize, asked: &Asked) -> Text {
    let uncomputed = count.saturating_sub(few);
    let (few_da, few_en) = match asked.level {
        Level::Municipality => ("for få forløb", "too few courses"),
        _ => ("for få forløb eller kommuner", "too few courses or municipalities"),
    };
    let (done_da, done_en) = match asked.view {
        BenchmarkView::Shrunken => ("udjævnes", "smoothed"),
        _ => ("justeres", "adjusted"),
    };
    let has = if few == 1 { "has" } else { "have" };
    let reasons = [
        (few, format!("{few} har {few_da}"), format!("{few} {has} {few_en}")),
        (uncomputed, format!("{uncomputed} kan ikke {done_da}"), format!("{uncomputed} cannot be {done_en}")),
    ];
    let (da, en): (Vec<_>, Vec<_>) =
        reasons.into_iter().filter(|(count, ..)| *count > 0).map(|(_, da, en)| (da, en)).unzip();
    let (da, en) = (listed(&da, "og"), listed(&en, "and"));
    let (unit_da, unit_en) = if of == 1 { ("enhed", "unit") } else { ("enheder", "units") };
    let is = if count == 1 { "is" } else { "are" };
    Text::new(
        format!("{count} af {of} {unit_da} vises uden tal: {da}."),
        format!("{count} of {of} {unit_en} {is} shown without a number: {en}."),
    )
}

pub(super) fn small_cluster() -> Text {
    Text::new(
        "Klyngen har færre end tre kommuner i HjerteKom. Regionen vises i stedet.",
        "The cluster has fewer than three municipalities in HjerteKom. The region is shown instead.",
    )
}

pub(super) fn moved(count: usize) -> Text {
    Text::new(
        format!(
            "{count} kommuner skiftede klynge eller region i perioden. Alle deres forløb tæller, hvor de hører til ved opgørelsen."
        ),
        format!(
            "{count} municipalities changed cluster or region in the period. All their courses count where they belong at the snapshot."
        ),
    )
}

pub(super) fn stayed() -> Text {
    Text::new(
        "Nogle tal står uændret fra en tidligere opgørelse, fordi for få forløb er ændret siden.",
        "Some numbers stand as in an earlier snapshot because too few courses have changed since.",
    )
}

pub(super) fn names_hidden() -> Text {
    Text::new(
        "Kommuner nævnes kun ved navn, når de har sagt ja til det. Numrene skifter ved hver opgørelse.",
        "Municipalities are named only if they have agreed to it. The numbers change with every snapshot.",
    )
}

pub(super) fn shrunken_note() -> Text {
    Text::new(
        "Udjævnet: Jo færre forløb en enhed har, desto mere er dens andel trukket mod gennemsnittet. Der er ikke taget højde for borgersammensætningen.",
        "Smoothed: the fewer courses a unit has, the more its share is pulled towards the mean. Case mix is not allowed for.",
    )
}

/// What was adjusted for.
pub(super) fn adjusted_for(splits: &[&Split]) -> Text {
    let (da, en) = named(splits);
    match splits {
        [_] => Text::new(format!("Justeret for {da}."), format!("Adjusted for {en}.")),
        _ => Text::new(
            format!("Justeret for {da} på én gang. De regnes for uafhængige af hinanden."),
            format!("Adjusted for {en} at once. They are taken to be independent of each other."),
        ),
    }
}

/// What was left out for everybody, so that all are compared on the same.
pub(super) fn left_out(splits: &[&Split]) -> Text {
    let (da, en) = named(splits);
    Text::new(
        format!("Justeringen tager ikke højde for {da}, fordi for få enheder har tal nok, der kan vises."),
        format!(
            "The adjustment leaves out {en}, because too few units have enough numbers that can be shown."
        ),
    )
}

/// Why a unit is not adjusted.
pub(super) fn cannot_be_adjusted(lacking: &[&Split]) -> Text {
    let (da, en) = named(lacking);
    if lacking.is_empty() {
        return Text::new(
            "For mange tal efter fx køn og alder er skjult til, at andelen kan justeres.",
            "Too many numbers by sex and age, for instance, are hidden for the share to be adjusted.",
        );
    }
    Text::new(
        format!("For mange tal efter {da} er skjult til, at andelen kan justeres."),
        format!("Too many numbers by {en} are hidden for the share to be adjusted."),
    )
}

/// Why a unit is not smoothed.
pub(super) fn cannot_be_smoothed() -> Text {
    Text::new(
        "For få enheder har tal, så andelen kan ikke udjævnes.",
        "Too few units have numbers, so the share cannot be smoothed.",
    )
}

/// Splits in the middle of a sentence: `køn, alder og indekshændelse`.
fn named(splits: &[&Split]) -> (String, String) {
    let names = |language: Language| -> Vec<String> {
        splits.iter().map(|split| split.label.get(language).to_lowercase()).collect()
    };
    (listed(&names(Language::Da), "og"), listed(&names(Language::En), "and"))
}

pub(super) fn not_computed() -> Text {
    Text::new("kan ikke beregnes", "cannot be computed")
}
