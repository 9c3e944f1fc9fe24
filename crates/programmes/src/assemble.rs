//! From the written definition to the programme model.

use std::collections::BTreeMap;

use domain::citizen::facts;
use domain::expr::{Rule, VariableRef};
use domain::health_record::RECORDS;
use domain::programme::{
    Check, CodeList, Form, Indicator, IndicatorSet, Owner, Programme, Range, Section, Variable, VariableType,
};
use toml::Spanned;

use crate::examples::worked;
use crate::lower::lower;
use crate::source::{InFile, RawForm, RawIndicator, RawSet, RawVariable, Source};
use crate::types::{Scope, Type};
use crate::{DefinitionError, LoadError};

/// Builds the programme; every expression is parsed, type-checked and lowered.
pub(crate) fn assemble(source: &Source) -> Result<Programme, LoadError> {
    let scope = scope(source);
    let mut builder = Builder { scope: &scope, errors: Vec::new() };
    let forms = source.forms.iter().map(|form| builder.form(form)).collect();
    let sets = sets(source, &mut builder.errors);
    let mut indicators: Vec<_> =
        source.indicators.iter().map(|indicator| builder.indicator(indicator)).collect();
    let place = |id: &str| sets.iter().position(|set| set.id == id);
    indicators.sort_by_key(|indicator| place(&indicator.set));
    let records = crate::records::assemble(&mut builder, source.records.as_ref());
    let planning = crate::plan::assemble(&mut builder, source.plan.as_ref());
    let splits = crate::splits::assemble(&mut builder, source.splits.as_ref());
    let management = crate::management::assemble(&mut builder, source.management.as_ref());
    LoadError::from_found(builder.errors)?;
    let head = &source.programme.item;
    Ok(Programme {
        id: head.id.clone(),
        version: head.version.clone(),
        label: head.label.clone(),
        valid_from: head.valid_from,
        forms,
        code_lists: scope.lists,
        sets,
        indicators,
        records,
        splits,
        planning,
        citizen_view: crate::citizen_view::assemble(source),
        closing: crate::citizen_view::assemble_closing(source),
        management,
    })
}

/// The sets in the order the programme lists them, or of their files.
fn sets(source: &Source, errors: &mut Vec<DefinitionError>) -> Vec<IndicatorSet> {
    let known = |InFile { item: raw, .. }: &InFile<RawSet>| IndicatorSet {
        id: raw.id.get_ref().clone(),
        label: raw.label.clone(),
        description: raw.description.clone(),
        source: raw.source.clone(),
    };
    let mut sets: Vec<_> = source.sets.iter().map(known).collect();
    let listed = &source.programme.item.sets;
    for id in listed.iter().filter(|id| !sets.iter().any(|set| set.id == *id.get_ref())) {
        errors.push(source.programme.error(id.span(), format!("there is no set {}", id.get_ref())));
    }
    let place = |set: &IndicatorSet| listed.iter().position(|id| *id.get_ref() == set.id);
    if let Some(set) = sets.iter().find(|set| !listed.is_empty() && place(set).is_none()) {
        let span = listed.first().map(Spanned::span).unwrap_or_default();
        errors.push(source.programme.error(span, format!("the set {} is not listed here", set.id)));
    }
    sets.sort_by_key(place);
    sets
}

fn scope(source: &Source) -> Scope {
    let mut variables = BTreeMap::new();
    let derived = source.records.iter().flat_map(|records| &records.item.variables);
    for variable in derived {
        let reference = VariableRef::new(RECORDS, variable.id.get_ref());
        variables.insert(reference, Scope::type_of(variable.kind, None));
    }
    for InFile { item: form, .. } in &source.forms {
        for variable in form.sections.iter().flat_map(|section| &section.variables) {
            let codes = variable.codes.as_ref().map(|codes| codes.get_ref().as_str());
            let reference = VariableRef::new(form.form.id.get_ref(), variable.id.get_ref());
            variables.insert(reference, Scope::type_of(variable.kind, codes));
        }
    }
    // What is known about the citizen is named as if it were a form.
    for known in [facts::BIRTH_DATE, facts::DEATH_DATE] {
        variables.insert(VariableRef::new(facts::CITIZEN, known), Type::Date);
    }
    variables.insert(VariableRef::new(facts::CITIZEN, facts::SEX), Type::Text);
    let lists = source.lists.iter().map(|InFile { item: list, .. }| {
        let id = list.id.get_ref().clone();
        (id.clone(), CodeList { id, source: list.source.clone(), codes: list.codes.clone() })
    });
    let tables = source.tables.iter();
    let forms = source.forms.iter().map(|form| form.item.form.id.get_ref().clone());
    Scope {
        variables,
        forms: forms.chain(source.records.iter().map(|_| RECORDS.to_owned())).collect(),
        lists: lists.collect(),
        tables: tables.map(|table| (table.item.id.get_ref().clone(), table.item.values.clone())).collect(),
    }
}

pub(crate) struct Builder<'a> {
    scope: &'a Scope,
    errors: Vec<DefinitionError>,
}

impl Builder<'_> {
    /// Lowers a rule; a rule that fails is reported and stands in as `false`, which is never seen.
    pub(crate) fn rule<T>(
        &mut self,
        place: &InFile<T>,
        form: Option<&str>,
        text: &Spanned<String>,
        wanted: &Type,
    ) -> Rule {
        let expr = lower(self.scope, form, text.get_ref(), wanted).unwrap_or_else(|reason| {
            self.errors.push(place.error(text.span(), reason));
            domain::expr::Expr::Boolean(false)
        });
        Rule { text: text.get_ref().clone(), expr }
    }

    /// An optional rule; an empty text is no rule.
    fn optional<T>(
        &mut self,
        place: &InFile<T>,
        form: Option<&str>,
        text: Option<&Spanned<String>>,
        wanted: &Type,
    ) -> Option<Rule> {
        let text = text.filter(|text| !text.get_ref().trim().is_empty())?;
        Some(self.rule(place, form, text, wanted))
    }

    /// Something written as a text; what cannot be read is reported and left out.
    fn parsed<T, P>(&mut self, place: &InFile<T>, text: &Spanned<String>) -> Option<P>
    where
        P: std::str::FromStr<Err: std::fmt::Display>,
    {
        let refuse = |error: P::Err| self.errors.push(place.error(text.span(), error.to_string()));
        text.get_ref().parse().map_err(refuse).ok()
    }

    fn form(&mut self, place: &InFile<RawForm>) -> Form {
        let raw = &place.item;
        let id = raw.form.id.get_ref().clone();
        let mut sections = Vec::new();
        for section in &raw.sections {
            let visible_when = self.optional(place, Some(&id), section.visible_when.as_ref(), &Type::Boolean);
            let variables = section.variables.iter().map(|raw| self.variable(place, &id, raw)).collect();
            let (section_id, label) = (section.id.get_ref().clone(), section.label.clone());
            sections.push(Section { id: section_id, label, visible_when, variables });
        }
        let mut checks = Vec::new();
        for check in &raw.checks {
            checks.push(Check {
                id: check.id.get_ref().clone(),
                severity: check.severity,
                holds: self.rule(place, Some(&id), &check.holds, &Type::Boolean),
                variables: check.variables.iter().map(|variable| variable.get_ref().clone()).collect(),
                message: check.message.clone(),
                source: check.source.clone(),
            });
        }
        let recalls = raw.form.recalls.iter().filter_map(|variable| self.parsed(place, variable)).collect();
        let (slug, label) = (raw.form.slug.clone(), raw.form.label.clone());
        Form { id, slug, label, dated_by: raw.form.dated_by.get_ref().clone(), sections, checks, recalls }
    }

    fn variable(&mut self, place: &InFile<RawForm>, form: &str, raw: &RawVariable) -> Variable {
        let own_type = Scope::type_of(raw.kind, raw.codes.as_ref().map(|codes| codes.get_ref().as_str()));
        let form = Some(form);
        let mut when = |text: Option<&Spanned<String>>| self.optional(place, form, text, &Type::Boolean);
        let required_when = when(raw.required_when.as_ref());
        let visible_when = when(raw.visible_when.as_ref());
        let computed_when = when(raw.computed_when.as_ref());
        let suggest = raw.suggest.iter().filter_map(|source| self.parsed(place, source)).collect();
        let decimals = if raw.kind == VariableType::Decimal { raw.decimals.max(1) } else { raw.decimals };
        Variable {
            id: raw.id.get_ref().clone(),
            label: raw.label.clone(),
            help: raw.help.clone(),
            kind: raw.kind,
            codes: raw.codes.as_ref().map(|codes| codes.get_ref().clone()),
            unit: raw.unit.clone(),
            decimals,
            hard: raw.hard.map(Range::from),
            plausible: raw.plausible.map(Range::from),
            format: raw.format,
            required: raw.required,
            required_when,
            visible_when,
            computed: self.optional(place, form, raw.computed.as_ref(), &own_type),
            computed_when,
            carried_from: raw.carried_from.as_ref().map(|from| from.get_ref().clone()),
            suggest,
            source: raw.source.clone(),
        }
    }

    fn indicator(&mut self, place: &InFile<RawIndicator>) -> Indicator {
        let raw = &place.item;
        Indicator {
            id: raw.id.get_ref().clone(),
            set: raw.set.as_ref().map(|set| set.get_ref().clone()).unwrap_or_default(),
            owner: raw.owner.unwrap_or(Owner::Municipality),
            number: raw.number.clone(),
            label: raw.label.clone(),
            description: raw.description.clone(),
            kind: raw.kind,
            direction: raw.direction,
            standard: raw.standard,
            applies: self.rule(place, None, &raw.applies, &Type::Boolean),
            excluded: self.optional(place, None, raw.excluded.as_ref(), &Type::Boolean),
            excluded_reason: raw.excluded_reason.clone(),
            pending: self.optional(place, None, raw.pending.as_ref(), &Type::Boolean),
            fulfilled: self.rule(place, None, &raw.fulfilled, &Type::Boolean),
            attributed_to: self.rule(place, None, &raw.attributed_to, &Type::Date),
            source: raw.source.clone(),
            examples: raw.examples.iter().filter_map(|example| worked(example.get_ref())).collect(),
        }
    }
}
