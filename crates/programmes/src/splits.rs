//! `splits.toml`: what numbers can be divided by.

use std::collections::BTreeSet;

use domain::programme::{Programme, SITE, Split, SplitLevel, UNKNOWN};
use domain::text::Text;
use serde::Deserialize;
use toml::Spanned;

use crate::assemble::Builder;
use crate::check::{require_plain, require_texts};
use crate::examples::{Counted, failing, noted, outcome_facts};
use crate::source::{InFile, RawExample, Source};
use crate::types::Type;
use crate::{DefinitionError, LoadError};

/// `splits.toml` as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSplits {
    #[serde(default, rename = "split")]
    splits: Vec<RawSplit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSplit {
    id: Spanned<String>,
    label: Text,
    source: String,
    #[serde(default)]
    published: bool,
    #[serde(rename = "level")]
    levels: Vec<RawLevel>,
    #[serde(default, rename = "example")]
    examples: Vec<Spanned<RawExample>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLevel {
    id: Spanned<String>,
    label: Text,
    when: Spanned<String>,
}

/// Builds the splits; every rule is parsed, type-checked and lowered. A definition without `splits.toml` has none.
pub(crate) fn assemble(builder: &mut Builder<'_>, place: Option<&InFile<RawSplits>>) -> Vec<Split> {
    let Some(place) = place else { return Vec::new() };
    let mut splits = Vec::new();
    for raw in &place.item.splits {
        let level = |level: &RawLevel| SplitLevel {
            id: level.id.get_ref().clone(),
            label: level.label.clone(),
            when: builder.rule(place, None, &level.when, &Type::Boolean),
        };
        splits.push(Split {
            id: raw.id.get_ref().clone(),
            label: raw.label.clone(),
            source: raw.source.clone(),
            published: raw.published,
            levels: raw.levels.iter().map(level).collect(),
        });
    }
    splits
}

/// Checks ids, labels, sources and that every level has a worked example.
pub(crate) fn check(place: &InFile<RawSplits>, errors: &mut Vec<DefinitionError>) {
    // Numbers are divided by unit besides, under that name.
    let (mut splits, mut levels) = (BTreeSet::from([SITE]), BTreeSet::from([UNKNOWN]));
    for split in &place.item.splits {
        check_id(place, &split.id, &mut splits, errors);
        require_texts(place, &split.id.span(), &[Some(&split.label)], &split.source, errors);
        if split.levels.is_empty() {
            errors.push(place.error(split.id.span(), "a split needs a level"));
        }
        for level in &split.levels {
            // Levels of all splits stand in one stratum, so no two may be called the same.
            check_id(place, &level.id, &mut levels, errors);
            require_texts(place, &level.id.span(), &[Some(&level.label)], "-", errors);
            let id = level.id.get_ref();
            if !split.examples.iter().any(|example| example.get_ref().expect == *id) {
                errors.push(place.error(level.id.span(), format!("{id} has no worked example")));
            }
        }
    }
}

fn check_id<'r>(
    place: &InFile<RawSplits>,
    id: &'r Spanned<String>,
    taken: &mut BTreeSet<&'r str>,
    errors: &mut Vec<DefinitionError>,
) {
    let text = id.get_ref().as_str();
    if !taken.insert(text) {
        errors.push(place.error(id.span(), format!("{text} is taken")));
    }
    require_plain(place, id, errors);
}

/// Runs the worked examples of the splits.
pub(crate) fn run(source: &Source, programme: &Programme, counted: &mut Counted) -> Result<(), LoadError> {
    let Some(place) = &source.splits else { return Ok(()) };
    let mut errors = Vec::new();
    for split in &place.item.splits {
        let holds = |example: &_| example_holds(programme, split, example);
        errors.extend(failing(place, &split.examples, counted, holds));
    }
    LoadError::from_found(errors)
}

fn example_holds(programme: &Programme, split: &RawSplit, example: &RawExample) -> Result<(), String> {
    let id = split.id.get_ref();
    let known = programme.split(id).ok_or("no such split")?;
    if example.expect != UNKNOWN && known.level(&example.expect).is_none() {
        return Err(format!("`{}` is not a level of {id}", example.expect));
    }
    let facts = outcome_facts(programme, &example.given)?;
    let found = known.level_of(&facts).map_or(UNKNOWN, |level| level.id.as_str());
    if found == example.expect {
        return Ok(());
    }
    let note = noted(&example.note);
    Err(format!("the worked example{note} of {id} gives {found}, but {} is expected", example.expect))
}
