//! The citizen view and the closing note: measures that exist, words for every value, sentences that are easy to read.

use std::collections::{BTreeMap, BTreeSet};

use domain::decimal::Decimal;
use domain::expr::VariableRef;
use domain::programme::{
    CitizenView, ClosingContent, Level, Measure, Programme, Sentences, Variable, VariableType, fill,
};
use domain::text::Text;
use domain::words::lix;
use toml::Spanned;

use crate::DefinitionError;
use crate::source::{InFile, RawCitizenView, RawClosing, Source};

/// The highest readability index of what a citizen reads (spec: ux 6).
const HIGHEST_LIX: usize = 35;

/// The citizen view as it is written; an empty one where none is.
pub(crate) fn assemble(source: &Source) -> CitizenView {
    let Some(InFile { item, .. }) = &source.citizen_view else {
        return CitizenView::default();
    };
    let measures = item.measures.iter().map(|measure| measure.get_ref().clone()).collect();
    CitizenView { sentences: item.sentences.get_ref().clone(), measures }
}

/// What the closing note tells; nothing of its own where it is not written.
pub(crate) fn assemble_closing(source: &Source) -> ClosingContent {
    let Some(InFile { item, .. }) = &source.closing else {
        return ClosingContent::default();
    };
    let all = |variables: &[Spanned<VariableRef>]| variables.iter().map(|v| v.get_ref().clone()).collect();
    ClosingContent {
        referral: all(&item.referral),
        interventions: all(&item.interventions),
        results: item.results.iter().map(|id| id.get_ref().clone()).collect(),
        status: all(&item.status),
    }
}

/// Checks measures and closing note.
pub(crate) fn check(source: &Source, programme: &Programme, errors: &mut Vec<DefinitionError>) {
    if let Some(place) = &source.citizen_view {
        check_view(place, programme, errors);
    }
    if let Some(place) = &source.closing {
        check_closing(place, programme, errors);
    }
}

fn check_view(place: &InFile<RawCitizenView>, programme: &Programme, errors: &mut Vec<DefinitionError>) {
    let shared = place.item.sentences.get_ref();
    let mut found = Vec::new();
    check_shared(shared, &mut found);
    errors.extend(found.into_iter().map(|reason| place.error(place.item.sentences.span(), reason)));
    let mut ids = BTreeSet::new();
    for measure in &place.item.measures {
        let mut found = Vec::new();
        if !ids.insert(&measure.get_ref().id) {
            found.push(format!("{} is defined twice", measure.get_ref().id));
        }
        check_measure(measure.get_ref(), shared, programme, &mut found);
        errors.extend(found.into_iter().map(|reason| place.error(measure.span(), reason)));
    }
}

fn check_shared(shared: &Sentences, found: &mut Vec<String>) {
    let plain = [&shared.worse, &shared.next, &shared.unchanged, &shared.about_unchanged, &shared.better];
    plain.iter().for_each(|text| check_places(text, &[], found));
    for text in [&shared.beyond, &shared.reached, &shared.below] {
        check_places(text, &["noticeable"], found);
    }
    for text in [&shared.more, &shared.less] {
        check_places(text, &["change"], found);
    }
}

fn check_measure(measure: &Measure, shared: &Sentences, programme: &Programme, found: &mut Vec<String>) {
    check_variable(measure, programme, found);
    check_levels(measure, found);
    check_noticeable(measure, found);
    if measure.source.trim().is_empty() {
        found.push("the source is missing".to_owned());
    }
    if measure.axis.is_some_and(|(low, high)| low >= high) {
        found.push("axis must be the lowest and the highest number".to_owned());
    }
    let mut places = vec!["start", "now"];
    places.extend(measure.unit.is_some().then_some("change"));
    places.extend((!measure.levels.is_empty()).then_some("level"));
    for text in [&measure.higher, &measure.lower, &measure.same, &measure.first] {
        check_places(text, &places, found);
    }
    let units = measure.unit.iter().flat_map(|unit| [&unit.one, &unit.many]);
    let ends = measure.ends.iter().flat_map(|ends| [&ends.low, &ends.high]);
    let labels = measure.levels.iter().map(|level| &level.label);
    for text in units.chain(ends).chain(labels).chain([&measure.label, &measure.meaning]) {
        check_places(text, &[], found);
    }
    check_reading(measure, shared, found);
}

/// Every form that has the variable means the same by it, and its values can be said.
fn check_variable(measure: &Measure, programme: &Programme, found: &mut Vec<String>) {
    let id = &measure.variable;
    let variables: Vec<&Variable> = programme.forms.iter().filter_map(|form| form.variable(id)).collect();
    let Some(first) = variables.first() else {
        found.push(format!("no form has the variable {id}"));
        return;
    };
    if variables.iter().any(|other| other.kind != first.kind || other.codes != first.codes) {
        found.push(format!("{id} is not of the same type in all forms"));
    }
    let codes = programme.codes_of(first);
    match first.kind {
        VariableType::Integer | VariableType::Decimal if measure.is_coded() => {
            found.push(format!("{id} is a number, so its levels have from, not code"));
        }
        VariableType::Integer | VariableType::Decimal => {
            if measure.unit.is_none() && measure.levels.is_empty() {
                found.push(format!("{id} needs a unit or levels, or its values cannot be said"));
            }
        }
        VariableType::Code => {
            let known = |level: &Level| {
                let code = level.code.as_deref();
                codes.zip(code).is_some_and(|(list, code)| list.code(code).is_some())
            };
            if measure.levels.is_empty() || !measure.levels.iter().all(known) {
                found.push(format!("{id} is coded, so every level names one of its codes"));
            }
        }
        _ => found.push(format!("{id} is neither a number nor coded")),
    }
}

fn check_levels(measure: &Measure, found: &mut Vec<String>) {
    if measure.is_coded() || measure.levels.is_empty() {
        return;
    }
    let starts: Vec<Option<Decimal>> = measure.levels.iter().map(|level| level.from).collect();
    let in_order = starts.windows(2).all(|pair| match pair {
        [before, Some(after)] => before.is_none_or(|before| before < *after),
        _ => false,
    });
    if starts.first() != Some(&None) || !in_order {
        found.push("levels go upwards; all but the first say where they begin".to_owned());
    }
    if measure.levels.iter().any(|level| level.advised) && !measure.source.starts_with("S:") {
        found.push("advice to citizens needs a source".to_owned());
    }
}

fn check_noticeable(measure: &Measure, found: &mut Vec<String>) {
    let Some(noticeable) = &measure.noticeable else { return };
    if noticeable.change <= Decimal::ZERO || noticeable.source.trim().is_empty() {
        found.push("a noticeable change is larger than 0 and has a source".to_owned());
    }
    if noticeable.told && !(noticeable.source.starts_with("S:") && measure.unit.is_some()) {
        found.push("a noticeable change that is told needs a unit and a cited source".to_owned());
    }
}

/// Both languages are there, and have the same places, and only known ones.
fn check_places(text: &Text, known: &[&str], found: &mut Vec<String>) {
    if text.da.trim().is_empty() || text.en.trim().is_empty() {
        found.push("a Danish and an English text are needed".to_owned());
    }
    let (da, en) = (places(&text.da), places(&text.en));
    if da != en {
        found.push(format!("`{}` and `{}` do not have the same places", text.da, text.en));
    }
    for place in da.into_iter().filter(|place| !known.contains(place)) {
        found.push(format!("`{}` cannot say {{{place}}}", text.da));
    }
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// Everything that can be told in Danish is easy to read, filled with the longest words there are.
fn check_reading(measure: &Measure, shared: &Sentences, found: &mut Vec<String>) {
    let longest =
        measure.levels.iter().map(|level| &level.label).max_by_key(|label| label.da.chars().count());
    let amount = |number: &str| match &measure.unit {
        Some(unit) => Text::new(format!("{number} {}", unit.many.da), format!("{number} {}", unit.many.en)),
        None => longest.cloned().unwrap_or_default(),
    };
    let places = BTreeMap::from([
        ("start", amount("10")),
        ("now", amount("20")),
        ("change", amount("10")),
        ("noticeable", amount("25")),
        ("level", longest.cloned().unwrap_or_default()),
    ]);
    let told = measure.noticeable.as_ref().is_some_and(|noticeable| noticeable.told);
    let felt = [&shared.beyond, &shared.reached, &shared.below];
    let felt: Vec<&Text> = if told { felt.into() } else { Vec::new() };
    let mut blocks = vec![vec![&measure.first, &shared.next], vec![&measure.same], vec![&measure.meaning]];
    for own in [&measure.higher, &measure.lower] {
        if felt.is_empty() {
            blocks.extend([vec![own], vec![own, &shared.worse]]);
        }
        for felt in &felt {
            blocks.extend([vec![own, *felt], vec![own, *felt, &shared.worse]]);
        }
    }
    for block in blocks {
        let text: Vec<String> = block.into_iter().map(|text| fill(text, &places).da).collect();
        let text = text.join(" ");
        let index = lix(&text);
        if index > HIGHEST_LIX {
            found.push(format!("`{text}` has LIX {index}; citizens read at most {HIGHEST_LIX}"));
        }
    }
}

fn check_closing(place: &InFile<RawClosing>, programme: &Programme, errors: &mut Vec<DefinitionError>) {
    let raw = &place.item;
    for variable in raw.referral.iter().chain(&raw.interventions).chain(&raw.status) {
        if programme.variable(variable.get_ref()).is_none() {
            errors.push(place.error(variable.span(), format!("there is no variable {}", variable.get_ref())));
        }
    }
    for id in &raw.results {
        let at = |form: &str| programme.variable(&VariableRef::new(form, id.get_ref()));
        if at("start").zip(at("end")).is_none_or(|(start, end)| start.kind != end.kind) {
            let reason = format!("{} is not in both start and end", id.get_ref());
            errors.push(place.error(id.span(), reason));
        }
    }
}
