//! What `management.toml` must hold besides well-typed rules.

use std::collections::BTreeSet;

use domain::expr::VariableRef;
use domain::programme::{
    ELSEWHERE_GROUP, Programme, TextFormat, ThresholdCompares, UNKNOWN_GROUP, Variable, VariableType,
};
use toml::Spanned;

use super::raw::{RawFlow, RawLink, RawManagement, RawResult, RawThreshold};
use crate::DefinitionError;
use crate::check::{ids, require_texts};
use crate::source::InFile;

type Place = InFile<RawManagement>;

/// The work lists a link of the chain can point to.
const LISTS: [&str; 5] = ["waiting", "missing_end", "drafts", "data_gaps", "followup_due"];

/// Checks ids, labels, sources, references, and that every reason is in one group.
pub(crate) fn check(place: &Place, programme: &Programme, errors: &mut Vec<DefinitionError>) {
    if let Some(flow) = &place.item.flow {
        check_flow(place, flow, programme, errors);
    }
    let results = &place.item.results;
    ids(place, results.iter().map(|raw| (&raw.id, &raw.label, &raw.source)), errors);
    results.iter().for_each(|raw| check_result(place, raw, programme, errors));
    let quality = &place.item.quality;
    ids(place, quality.links.iter().map(|raw| (&raw.id, &raw.label, &raw.source)), errors);
    quality.links.iter().for_each(|link| check_link(place, link, errors));
    let is_link = |coverage: &str| quality.links.iter().any(|link| link.id.get_ref() == coverage);
    if let Some(coverage) = quality.coverage.as_ref().filter(|coverage| !is_link(coverage.get_ref())) {
        errors.push(place.error(coverage.span(), format!("there is no link {}", coverage.get_ref())));
    }
    let waiting = place.item.flow.as_ref().map(|flow| &flow.waiting.indicator);
    for id in [place.item.population.as_ref(), place.item.ended.as_ref(), waiting].into_iter().flatten() {
        if programme.indicator(id.get_ref()).is_none() {
            errors.push(place.error(id.span(), format!("there is no indicator {}", id.get_ref())));
        }
    }
    if let Some(ages) = &place.item.ages {
        let from = ages.from.get_ref();
        if from.is_empty() || from.len() > 7 || !from.is_sorted_by(|a, b| a < b) {
            errors.push(place.error(ages.from.span(), "one to seven ages, upwards"));
        }
        require_texts(place, &ages.from.span(), &[], &ages.source, errors);
    }
    if let Some(sites) = &place.item.sites {
        let stated_in = &sites.stated_in;
        let variable = programme.variable(stated_in.get_ref());
        if variable.is_none_or(|variable| variable.format != Some(TextFormat::Sor)) {
            let reason = format!("{} is no SOR number of a form", stated_in.get_ref());
            errors.push(place.error(stated_in.span(), reason));
        }
        require_texts(place, &stated_in.span(), &[Some(&sites.label)], &sites.source, errors);
    }
    let mut fields = BTreeSet::new();
    for field in &quality.fields {
        known(place, field, programme, errors);
        if !fields.insert(field.get_ref()) {
            errors.push(place.error(field.span(), format!("{} stands twice", field.get_ref())));
        }
    }
}

fn check_flow(place: &Place, flow: &RawFlow, programme: &Programme, errors: &mut Vec<DefinitionError>) {
    ids(place, flow.steps.iter().map(|raw| (&raw.id, &raw.label, &raw.source)), errors);
    ids(place, flow.groups.iter().map(|raw| (&raw.id, &raw.label, &raw.source)), errors);
    let span = flow.dated_by.span();
    let is_date = |variable: &Variable| variable.kind == VariableType::Date;
    let (from, to) = (&flow.waiting.from, &flow.waiting.to);
    for (name, day) in [("dated_by", &flow.dated_by), ("from", from), ("to", to)] {
        if !programme.variable(day.get_ref()).is_some_and(is_date) {
            errors.push(place.error(day.span(), format!("{name} is no date of a form")));
        }
    }
    let (texts, source) = ([Some(&flow.waiting.label)], &flow.waiting.source);
    require_texts(place, &flow.waiting.from.span(), &texts, source, errors);
    for fixed in [UNKNOWN_GROUP, ELSEWHERE_GROUP] {
        if !flow.groups.iter().any(|group| group.id.get_ref() == fixed) {
            errors.push(place.error(span.clone(), format!("the group {fixed} is missing")));
        }
    }
    if flow.steps.first().is_none_or(|step| step.when.is_some())
        || flow.steps.iter().skip(1).any(|step| step.when.is_none())
    {
        errors.push(place.error(span, "the first step is taken by all, the others say when"));
    }
    let mut grouped = BTreeSet::new();
    for code in flow.groups.iter().flat_map(|group| &group.codes) {
        if !grouped.insert(code.get_ref()) {
            errors.push(place.error(code.span(), format!("{} stands in two groups", code.get_ref())));
        }
    }
    for reason in &flow.reasons {
        let list = programme.variable(reason.get_ref()).and_then(|variable| programme.codes_of(variable));
        let Some(list) = list else {
            errors.push(place.error(reason.span(), format!("{} is not coded", reason.get_ref())));
            continue;
        };
        for code in &list.codes {
            if !grouped.remove(&VariableRef::new(&list.id, &code.id)) {
                let why = format!("{}.{} is in no group", list.id, code.id);
                errors.push(place.error(reason.span(), why));
            }
        }
    }
    for code in flow.groups.iter().flat_map(|group| &group.codes) {
        if grouped.contains(code.get_ref()) {
            errors.push(place.error(code.span(), format!("{} is no reason", code.get_ref())));
        }
    }
}

fn check_result(place: &Place, raw: &RawResult, programme: &Programme, errors: &mut Vec<DefinitionError>) {
    known(place, &raw.start, programme, errors);
    known(place, &raw.end, programme, errors);
    let span = raw.id.span();
    let ends = programme.variable(raw.start.get_ref()).zip(programme.variable(raw.end.get_ref()));
    let Some((start, end)) = ends else { return };
    if start.kind != end.kind || start.codes != end.codes {
        errors.push(place.error(span.clone(), "start and end are not of the same type"));
    }
    let is_number = matches!(start.kind, VariableType::Integer | VariableType::Decimal);
    if !is_number && start.kind != VariableType::Code {
        errors.push(place.error(span.clone(), "neither a number nor a code"));
    }
    let is_wide = raw.bin_width.is_some_and(|width| width > domain::decimal::Decimal::ZERO);
    if is_number != is_wide {
        errors.push(place.error(span, "a number has a bin_width above 0, a code has none"));
    }
    let thresholds = raw.thresholds.iter();
    ids(place, thresholds.map(|threshold| (&threshold.id, &threshold.label, &threshold.source)), errors);
    for threshold in &raw.thresholds {
        check_threshold(place, threshold, is_number, errors);
    }
}

fn check_threshold(
    place: &Place,
    threshold: &RawThreshold,
    is_number: bool,
    errors: &mut Vec<DefinitionError>,
) {
    let span = threshold.id.span();
    require_texts(place, &span, &[Some(&threshold.among_label)], &threshold.source, errors);
    let is_code = threshold.kind == ThresholdCompares::Code;
    if is_code == is_number || is_code == threshold.value.is_some() {
        errors.push(place.error(span.clone(), "a threshold of a number has a value, one of a code has none"));
    }
    let mut wanted = vec!["reached", "not_reached"];
    wanted.extend(threshold.among.is_some().then_some("outside"));
    let shown: BTreeSet<&str> =
        threshold.examples.iter().map(|example| example.get_ref().expect.as_str()).collect();
    for missing in wanted.into_iter().filter(|answer| !shown.contains(answer)) {
        let reason = format!("{} has no worked example of `{missing}`", threshold.id.get_ref());
        errors.push(place.error(span.clone(), reason));
    }
}

fn check_link(place: &Place, link: &RawLink, errors: &mut Vec<DefinitionError>) {
    if link.found.is_some() == link.attendance {
        errors.push(place.error(link.id.span(), "a link is found by a rule or in the attendance register"));
    }
    if let Some(list) = link.list.as_deref().filter(|list| !LISTS.contains(list)) {
        errors.push(place.error(link.id.span(), format!("there is no work list {list}")));
    }
}

fn known(
    place: &Place,
    variable: &Spanned<VariableRef>,
    programme: &Programme,
    errors: &mut Vec<DefinitionError>,
) {
    if programme.variable(variable.get_ref()).is_none() {
        errors.push(place.error(variable.span(), format!("there is no variable {}", variable.get_ref())));
    }
}
