//! Why a question is refused: what others' numbers are published for, and nothing else.

use domain::period::Period;
use domain::programme::{Programme, Split};
use domain::publication::{Level, PeriodId};
use domain::text::Text;

pub(super) fn no_version() -> Text {
    Text::new(
        "Indikatoren er ikke offentliggjort efter den version.",
        "The indicator is not published by that version.",
    )
}

pub(super) fn no_snapshot() -> Text {
    Text::new(
        "Der er ingen offentliggjort opgørelse med det id.",
        "There is no published snapshot with that id.",
    )
}

pub(super) fn not_in_snapshot() -> Text {
    Text::new("Indikatoren er ikke med i denne opgørelse.", "The indicator is not in this snapshot.")
}

pub(super) fn levels_only() -> Text {
    let (da, en) = listed(Level::ALL.iter().map(|level| (level.label(), level.id())));
    Text::new(
        format!("Andres tal offentliggøres kun for: {da}."),
        format!("Others' numbers are published only for: {en}."),
    )
}

pub(super) fn views_only() -> Text {
    Text::new("Vælg ujusteret, justeret eller udjævnet.", "Choose raw, adjusted or shrunken.")
}

pub(super) fn raw_in_public() -> Text {
    Text::new("Offentligt vises kun ujusterede andele.", "Only unadjusted shares are public.")
}

pub(super) fn periods_only(offered: &[(PeriodId, Period)]) -> Text {
    let ids: Vec<String> = offered.iter().map(|(id, _)| id.to_string()).collect();
    let (da, en) = listed(offered.iter().zip(&ids).map(|((period, _), id)| (period.label(), id.as_str())));
    Text::new(
        format!(
            "Andres tal offentliggøres kun for 12 måneder og hele år: {da}. Kortere perioder kan røbe enkelte borgere."
        ),
        format!(
            "Others' numbers are published only for 12 months and whole years: {en}. Shorter periods could give single citizens away."
        ),
    )
}

pub(super) fn splits_only(programme: &Programme) -> Text {
    let published = programme.splits.iter().filter(|split| split.published);
    let (da, en) = listed(published.map(|split| (split.label.clone(), split.id.as_str())));
    Text::new(
        format!(
            "Andres tal offentliggøres kun opdelt på én ad gangen af: {da}. Andre opdelinger kan røbe enkelte borgere."
        ),
        format!(
            "Others' numbers are published split only by one at a time of: {en}. Other splits could give single citizens away."
        ),
    )
}

pub(super) fn level_of(split: &Split) -> Text {
    let (da, en) = listed(split.levels.iter().map(|level| (level.label.clone(), level.id.as_str())));
    Text::new(format!("Vælg én af: {da}."), format!("Choose one of: {en}."))
}

pub(super) fn level_without_split() -> Text {
    Text::new("Vælg først, hvad der opdeles på.", "Choose first what to split by.")
}

pub(super) fn adjusted_is_whole() -> Text {
    Text::new(
        "I den justerede visning bruges opdelingen til at justere, så der vælges ikke en del af den.",
        "In the adjusted view the split is what is adjusted for, so no part of it is chosen.",
    )
}

pub(super) fn nothing_to_adjust_for() -> Text {
    Text::new(
        "Programmet har ingen offentliggjort opdeling at justere for.",
        "The programme has no published split to adjust for.",
    )
}

pub(super) fn no_municipal_split_in_public() -> Text {
    Text::new(
        "Offentligt opdeles tal ikke for den enkelte kommune. Vælg et højere niveau.",
        "Numbers of single municipalities are not split in public. Choose a higher level.",
    )
}

/// What can be chosen. Who reads Danish sits at a screen; who reads English may write the id into a request.
fn listed<'i>(items: impl Iterator<Item = (Text, &'i str)>) -> (String, String) {
    let with_id = |label: String, id: &str| if label == id { label } else { format!("{label} ({id})") };
    let (da, en): (Vec<String>, Vec<String>) =
        items.map(|(label, id)| (label.da, with_id(label.en, id))).unzip();
    (da.join(", "), en.join(", "))
}
