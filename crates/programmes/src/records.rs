//! The variables that are derived from imported records: built and checked.

use domain::health_record::{RECORDS, is_code};
use domain::programme::{
    Derived, Form, Pick, Programme, Range, Records, Section, Variable, VariableType, Window,
};

use crate::DefinitionError;
use crate::assemble::Builder;
use crate::check::require_texts;
use crate::source::{InFile, RawDerived, RawRecords};
use crate::types::Type;

/// Builds the virtual form and the rules behind it.
pub(crate) fn assemble(builder: &mut Builder<'_>, place: Option<&InFile<RawRecords>>) -> Option<Records> {
    let place = place?;
    let (mut variables, mut derived) = (Vec::new(), Vec::new());
    for raw in &place.item.variables {
        variables.push(variable(raw));
        let texts =
            |codes: &[toml::Spanned<String>]| codes.iter().map(|code| code.get_ref().clone()).collect();
        let window = raw.around.as_ref().map(|around| Window {
            around: builder.rule(place, None, around, &Type::Date),
            from_days: raw.from_days,
            to_days: raw.to_days,
        });
        derived.push(Derived {
            variable: raw.id.get_ref().clone(),
            codes: texts(&raw.codes),
            diagnoses: texts(&raw.diagnoses),
            sectors: raw.sectors.clone(),
            pick: raw.pick,
            window,
        });
    }
    let label = place.item.records.label.clone();
    let section = Section { id: RECORDS.to_owned(), label: label.clone(), visible_when: None, variables };
    let form = Form {
        id: RECORDS.to_owned(),
        slug: RECORDS.to_owned(),
        label,
        // Nobody submits it, so no variable dates it.
        dated_by: String::new(),
        sections: vec![section],
        checks: Vec::new(),
        recalls: Vec::new(),
    };
    Some(Records { form, derived })
}

fn variable(raw: &RawDerived) -> Variable {
    let is_decimal = raw.kind == VariableType::Decimal;
    Variable {
        id: raw.id.get_ref().clone(),
        label: raw.label.clone(),
        help: None,
        kind: raw.kind,
        codes: None,
        unit: raw.unit.clone(),
        decimals: if is_decimal { raw.decimals.max(1) } else { raw.decimals },
        hard: raw.hard.map(Range::from),
        plausible: None,
        format: None,
        required: false,
        required_when: None,
        visible_when: None,
        computed: None,
        computed_when: None,
        carried_from: None,
        suggest: Vec::new(),
        source: raw.source.clone(),
    }
}

/// Checks texts, types, codes and windows.
pub(crate) fn check(place: &InFile<RawRecords>, programme: &Programme, errors: &mut Vec<DefinitionError>) {
    if programme.form(RECORDS).is_some() {
        errors.push(place.error(0..0, "a form cannot be called records while there are imported ones"));
    }
    require_texts(place, &(0..0), &[Some(&place.item.records.label)], "-", errors);
    let mut ids = std::collections::BTreeSet::new();
    for raw in &place.item.variables {
        let (id, span) = (raw.id.get_ref(), raw.id.span());
        require_texts(place, &span, &[Some(&raw.label)], &raw.source, errors);
        let mut wrong = |reason: String| errors.push(place.error(span.clone(), reason));
        if !ids.insert(id) {
            wrong(format!("{id} is defined twice"));
        }
        let fits = match raw.pick {
            Pick::Exists => raw.kind == VariableType::Boolean,
            Pick::Count => raw.kind == VariableType::Integer,
            Pick::Latest => matches!(raw.kind, VariableType::Integer | VariableType::Decimal),
            Pick::FirstOn | Pick::LatestOn => raw.kind == VariableType::Date,
        };
        if !fits {
            wrong(format!("{id} is not of the type that is picked"));
        }
        if raw.pick == Pick::Latest && raw.hard.is_none() {
            wrong(format!("{id} is a measurement and needs hard = [smallest, largest]"));
        }
        if raw.codes.is_empty() {
            wrong(format!("{id} needs at least one code"));
        }
        let windowed = raw.from_days.is_some() || raw.to_days.is_some();
        if windowed != raw.around.is_some() {
            wrong(format!("{id} needs around and from_days or to_days, or none of them"));
        }
        if let (Some(from), Some(to)) = (raw.from_days, raw.to_days)
            && from > to
        {
            wrong(format!("the window of {id} ends before it begins"));
        }
        for code in raw.codes.iter().chain(&raw.diagnoses).filter(|code| !is_code(code.get_ref())) {
            errors.push(place.error(code.span(), format!("`{}` is not a code", code.get_ref())));
        }
    }
}
