//! What a definition must hold besides well-typed expressions.

use std::collections::BTreeSet;

use domain::expr::VariableRef;
use domain::programme::{Programme, Variable, VariableType};
use domain::text::Text;
use toml::Spanned;

use crate::source::{InFile, RawForm, RawVariable, Source};
use crate::{DefinitionError, LoadError};

/// Checks ids, labels, sources, code lists, ranges and references.
pub(crate) fn check(source: &Source, programme: &Programme) -> Result<(), LoadError> {
    let mut errors = Vec::new();
    check_lists(source, &mut errors);
    for form in &source.forms {
        check_form(form, programme, &mut errors);
    }
    if let Some(plan) = &source.plan {
        crate::plan::check(plan, &mut errors);
    }
    if let Some(splits) = &source.splits {
        crate::splits::check(splits, &mut errors);
    }
    if let Some(management) = &source.management {
        crate::management::check(management, programme, &mut errors);
    }
    crate::citizen_view::check(source, programme, &mut errors);
    if let Some(records) = &source.records {
        crate::records::check(records, programme, &mut errors);
    }
    check_sets(source, &mut errors);
    let mut ids = BTreeSet::new();
    for place in &source.indicators {
        let indicator = &place.item;
        let span = indicator.id.span();
        if !ids.insert(indicator.id.get_ref()) {
            errors.push(place.error(span.clone(), format!("{} is defined twice", indicator.id.get_ref())));
        }
        let texts =
            [Some(&indicator.label), Some(&indicator.description), indicator.excluded_reason.as_ref()];
        require_texts(place, &span, &texts, &indicator.source, &mut errors);
        if let Some(set) = indicator.set.as_ref().filter(|set| programme.set(set.get_ref()).is_none()) {
            errors.push(place.error(set.span(), format!("there is no set {}", set.get_ref())));
        }
        if indicator.examples.is_empty() {
            errors.push(place.error(span, format!("{} has no worked example", indicator.id.get_ref())));
        }
    }
    LoadError::from_found(errors)
}

fn check_sets(source: &Source, errors: &mut Vec<DefinitionError>) {
    let mut ids = BTreeSet::new();
    for place in &source.sets {
        let set = &place.item;
        let span = set.id.span();
        if !ids.insert(set.id.get_ref()) {
            errors.push(place.error(span.clone(), format!("the set {} is defined twice", set.id.get_ref())));
        }
        require_texts(place, &span, &[Some(&set.label), Some(&set.description)], &set.source, errors);
    }
}

fn check_lists(source: &Source, errors: &mut Vec<DefinitionError>) {
    let mut ids = BTreeSet::new();
    for place in &source.lists {
        let list = &place.item;
        let span = list.id.span();
        if !ids.insert(list.id.get_ref()) {
            errors
                .push(place.error(span.clone(), format!("the list {} is defined twice", list.id.get_ref())));
        }
        let mut codes = BTreeSet::new();
        for code in &list.codes {
            if !codes.insert(&code.id) {
                errors.push(place.error(span.clone(), format!("the code {} stands twice", code.id)));
            }
            require_texts(place, &span, &[Some(&code.label)], &list.source, errors);
        }
    }
    for place in &source.tables {
        if place.item.source.trim().is_empty() {
            errors.push(place.error(place.item.id.span(), "the source is missing"));
        }
    }
}

fn check_form(place: &InFile<RawForm>, programme: &Programme, errors: &mut Vec<DefinitionError>) {
    let raw = &place.item;
    let form_id = raw.form.id.get_ref();
    let Some(form) = programme.form(form_id) else { return };
    if form_id == domain::citizen::facts::CITIZEN {
        errors.push(place.error(raw.form.id.span(), "the name citizen is taken by the citizen"));
    }
    let dated_by = &raw.form.dated_by;
    if form.variable(dated_by.get_ref()).is_none_or(|variable| variable.kind != VariableType::Date) {
        errors
            .push(place.error(dated_by.span(), format!("{} is not a date of this form", dated_by.get_ref())));
    }
    for (written, recalled) in raw.form.recalls.iter().zip(&form.recalls) {
        let is_earlier =
            |id: &str| programme.forms.iter().take_while(|other| other.id != *form_id).any(|f| f.id == id);
        if programme.variable(recalled).is_none() || !is_earlier(&recalled.form) {
            errors.push(place.error(written.span(), format!("there is no earlier {recalled} to recall")));
        }
    }
    let mut ids = BTreeSet::new();
    for section in &raw.sections {
        require_texts(place, &section.id.span(), &[Some(&section.label)], "-", errors);
        for variable in &section.variables {
            if !ids.insert(variable.id.get_ref()) {
                let reason = format!("{} is defined twice", variable.id.get_ref());
                errors.push(place.error(variable.id.span(), reason));
            }
            check_variable(place, variable, programme, errors);
            if let Some(known) = form.variable(variable.id.get_ref()) {
                check_suggestions(place, variable, known, programme, errors);
            }
        }
    }
    for check in &raw.checks {
        require_texts(place, &check.id.span(), &[Some(&check.message)], &check.source, errors);
        for variable in &check.variables {
            if form.variable(variable.get_ref()).is_none() {
                errors.push(no_variable(place, variable, form_id));
            }
        }
    }
}

fn check_variable(
    place: &InFile<RawForm>,
    raw: &RawVariable,
    programme: &Programme,
    errors: &mut Vec<DefinitionError>,
) {
    let span = raw.id.span();
    let id = raw.id.get_ref();
    require_texts(place, &span, &[Some(&raw.label), raw.help.as_ref()], &raw.source, errors);
    let mut wrong = |reason: String| errors.push(place.error(span.clone(), reason));
    if !is_plain(id) || !id.starts_with(|first: char| first.is_ascii_lowercase()) {
        wrong(format!("{id} may only hold small letters, digits and _"));
    }
    let coded = matches!(raw.kind, VariableType::Code | VariableType::Codes);
    match &raw.codes {
        Some(list) if !coded => wrong(format!("{id} is not coded, but has the list {}", list.get_ref())),
        Some(list) if !programme.code_lists.contains_key(list.get_ref()) => {
            wrong(format!("there is no code list {}", list.get_ref()));
        }
        None if coded => wrong(format!("{id} is coded and needs codes = \"…\"")),
        _ => {}
    }
    let number = matches!(raw.kind, VariableType::Integer | VariableType::Decimal);
    for (name, range) in [("hard", raw.hard), ("plausible", raw.plausible)] {
        if let Some((min, max)) = range
            && (!number || min > max)
        {
            wrong(format!("{name} of {id} must be the smallest and the largest number"));
        }
    }
    if let (Some(hard), Some(plausible)) = (raw.hard, raw.plausible)
        && (plausible.0 < hard.0 || plausible.1 > hard.1)
    {
        wrong(format!("the plausible range of {id} reaches outside the hard one"));
    }
    if raw.computed_when.is_some() && raw.computed.is_none() {
        wrong(format!("{id} has computed_when, but nothing to compute"));
    }
    if let Some(from) = &raw.carried_from {
        let earlier = VariableRef::new(from.get_ref(), id);
        if programme.variable(&earlier).is_none_or(|variable| variable.kind != raw.kind) {
            wrong(format!("there is no {earlier} of the same type to carry over"));
        }
    }
}

/// A suggestion must be of the variable's own type, and not of something that is computed or carried over.
fn check_suggestions(
    place: &InFile<RawForm>,
    raw: &RawVariable,
    variable: &Variable,
    programme: &Programme,
    errors: &mut Vec<DefinitionError>,
) {
    for (written, source) in raw.suggest.iter().zip(&variable.suggest) {
        if !source.fits(programme, variable) {
            let reason = format!("{source} cannot be suggested for {}", variable.id);
            errors.push(place.error(written.span(), reason));
        }
    }
    if !raw.suggest.is_empty() && (raw.computed.is_some() || raw.carried_from.is_some()) {
        let reason = format!("{} is computed or carried over, so nothing is suggested", variable.id);
        errors.push(place.error(raw.id.span(), reason));
    }
}

pub(crate) fn require_texts<T>(
    place: &InFile<T>,
    span: &std::ops::Range<usize>,
    texts: &[Option<&Text>],
    source: &str,
    errors: &mut Vec<DefinitionError>,
) {
    for text in texts.iter().flatten() {
        if text.da.trim().is_empty() || text.en.trim().is_empty() {
            errors.push(place.error(span.clone(), "a Danish and an English text are needed"));
        }
    }
    if source.trim().is_empty() {
        errors.push(place.error(span.clone(), "the source is missing"));
    }
}

/// The id of something, its name and where it comes from.
pub(crate) type Described<'a> = (&'a Spanned<String>, &'a Text, &'a String);

/// The ids of one kind, each of which may stand once, with both languages and a source.
pub(crate) fn ids<'a, T>(
    place: &InFile<T>,
    rows: impl Iterator<Item = Described<'a>>,
    errors: &mut Vec<DefinitionError>,
) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    for (id, label, source) in rows {
        if !ids.insert(id.get_ref().as_str()) {
            errors.push(place.error(id.span(), format!("{} is defined twice", id.get_ref())));
        }
        require_texts(place, &id.span(), &[Some(label)], source, errors);
    }
    ids
}

pub(crate) fn require_plain<T>(place: &InFile<T>, id: &Spanned<String>, errors: &mut Vec<DefinitionError>) {
    let text = id.get_ref();
    if text.is_empty() || !is_plain(text) {
        errors.push(place.error(id.span(), format!("{text} may only hold small letters, digits and _")));
    }
}

fn is_plain(id: &str) -> bool {
    id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn no_variable<T>(place: &InFile<T>, variable: &Spanned<String>, form: &str) -> DefinitionError {
    place.error(variable.span(), format!("there is no variable {} in {form}", variable.get_ref()))
}
