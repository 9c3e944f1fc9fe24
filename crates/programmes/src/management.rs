//! `management.toml`: what managers are told besides indicators.

mod check;
mod raw;

use domain::management::Measured;
use domain::programme::{
    AgeGroups, ChainLinkDefinition, EndingGroupDefinition, FlowDefinition, FlowStepDefinition, Management,
    Programme, QualityDefinition, ResultDefinition, Sites, ThresholdDefinition, WaitingDefinition,
};
use toml::Spanned;

pub(crate) use self::check::check;
pub(crate) use self::raw::RawManagement;
use self::raw::{RawFlow, RawQuality, RawResult, RawThreshold};
use crate::LoadError;
use crate::assemble::Builder;
use crate::examples::{Counted, failing, noted, outcome_facts};
use crate::source::{InFile, RawExample, Source};
use crate::types::Type;

type Place = InFile<RawManagement>;

/// Builds it; every rule is parsed, type-checked and lowered. A definition without the file tells nothing.
pub(crate) fn assemble(builder: &mut Builder<'_>, place: Option<&Place>) -> Management {
    let Some(place) = place else { return Management::default() };
    Management {
        flow: place.item.flow.as_ref().map(|raw| flow(builder, place, raw)),
        results: place.item.results.iter().map(|raw| result(builder, place, raw)).collect(),
        quality: quality(builder, place, &place.item.quality),
        ages: place
            .item
            .ages
            .as_ref()
            .map(|raw| AgeGroups { from: raw.from.get_ref().clone(), source: raw.source.clone() }),
        population: place.item.population.as_ref().map(id),
        ended: place.item.ended.as_ref().map(id),
        sites: place.item.sites.as_ref().map(|raw| Sites {
            label: raw.label.clone(),
            stated_in: raw.stated_in.get_ref().clone(),
            source: raw.source.clone(),
        }),
    }
}

fn id(id: &Spanned<String>) -> String {
    id.get_ref().clone()
}

fn all<T: Clone>(written: &[Spanned<T>]) -> Vec<T> {
    written.iter().map(|one| one.get_ref().clone()).collect()
}

fn flow(builder: &mut Builder<'_>, place: &Place, raw: &RawFlow) -> FlowDefinition {
    let steps = raw.steps.iter().map(|step| FlowStepDefinition {
        id: id(&step.id),
        label: step.label.clone(),
        when: step.when.as_ref().map(|when| builder.rule(place, None, when, &Type::Boolean)),
        source: step.source.clone(),
    });
    let steps = steps.collect();
    let groups = raw.groups.iter().map(|group| EndingGroupDefinition {
        id: id(&group.id),
        label: group.label.clone(),
        codes: all(&group.codes),
        source: group.source.clone(),
    });
    FlowDefinition {
        dated_by: raw.dated_by.get_ref().clone(),
        steps,
        reasons: all(&raw.reasons),
        groups: groups.collect(),
        waiting: WaitingDefinition {
            label: raw.waiting.label.clone(),
            from: raw.waiting.from.get_ref().clone(),
            to: raw.waiting.to.get_ref().clone(),
            target_days: raw.waiting.target_days,
            indicator: id(&raw.waiting.indicator),
            source: raw.waiting.source.clone(),
        },
    }
}

fn result(builder: &mut Builder<'_>, place: &Place, raw: &RawResult) -> ResultDefinition {
    let thresholds = raw.thresholds.iter().map(|threshold| ThresholdDefinition {
        id: id(&threshold.id),
        kind: threshold.kind,
        value: threshold.value,
        label: threshold.label.clone(),
        among_label: threshold.among_label.clone(),
        among: threshold.among.as_ref().map(|among| builder.rule(place, None, among, &Type::Boolean)),
        reached: builder.rule(place, None, &threshold.reached, &Type::Boolean),
        source: threshold.source.clone(),
    });
    ResultDefinition {
        id: id(&raw.id),
        label: raw.label.clone(),
        start: raw.start.get_ref().clone(),
        end: raw.end.get_ref().clone(),
        direction: raw.direction,
        unit: raw.unit.clone(),
        bin_width: raw.bin_width,
        thresholds: thresholds.collect(),
        source: raw.source.clone(),
    }
}

fn quality(builder: &mut Builder<'_>, place: &Place, raw: &RawQuality) -> QualityDefinition {
    let links = raw.links.iter().map(|link| ChainLinkDefinition {
        id: id(&link.id),
        label: link.label.clone(),
        expected: builder.rule(place, None, &link.expected, &Type::Boolean),
        found: link.found.as_ref().map(|found| builder.rule(place, None, found, &Type::Boolean)),
        is_attendance: link.attendance,
        list: link.list.clone(),
        source: link.source.clone(),
    });
    let coverage = raw.coverage.as_ref().map(id);
    QualityDefinition { fields: all(&raw.fields), links: links.collect(), coverage }
}

/// Runs the worked examples of the thresholds.
pub(crate) fn run(source: &Source, programme: &Programme, counted: &mut Counted) -> Result<(), LoadError> {
    let Some(place) = &source.management else { return Ok(()) };
    let mut errors = Vec::new();
    for raw in &place.item.results {
        let Some(measure) = programme.management.result(raw.id.get_ref()) else { continue };
        for (number, threshold) in raw.thresholds.iter().enumerate() {
            let holds = |example: &_| example_holds(programme, measure, (number, threshold), example);
            errors.extend(failing(place, &threshold.examples, counted, holds));
        }
    }
    LoadError::from_found(errors)
}

fn example_holds(
    programme: &Programme,
    measure: &ResultDefinition,
    (number, threshold): (usize, &RawThreshold),
    example: &RawExample,
) -> Result<(), String> {
    let mut measured = Measured::default();
    measured.add(measure, &outcome_facts(programme, &example.given)?);
    let found = match measured.reached.get(number) {
        Some(count) if count.reached > 0 => "reached",
        Some(count) if count.among > 0 => "not_reached",
        _ => "outside",
    };
    if found == example.expect {
        return Ok(());
    }
    let (note, id) = (noted(&example.note), threshold.id.get_ref());
    Err(format!(
        "the worked example{note} of {}.{id} gives {found}, but {} is expected",
        measure.id, example.expect
    ))
}
