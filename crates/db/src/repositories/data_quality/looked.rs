//! What a list of courses looks for, and what of it a course has.

use std::fmt;

use chrono::NaiveDate;
use domain::expr::{Facts, VariableRef};
use domain::management::{Asked, asked, has_link};
use domain::period::Period;
use domain::programme::{Form, Programme, UNKNOWN, site};
use domain::validation::{Confirmation, Finding, unconfirmed, validate_read};

use crate::error::Error;
use crate::repositories::cohort::Member;
use crate::repositories::forms::StoredForm;

/// Which courses are looked for.
#[derive(Clone, Copy, Debug)]
pub struct LookedFor<'a> {
    /// What is the matter with them.
    pub sought: Sought<'a>,
    /// Only those of this unit, by its number; [`UNKNOWN`] for those that name none.
    pub unit: Option<&'a str>,
    /// Forms belong to it by their date, links by the date that courses are counted by.
    pub period: Period,
}

/// What is the matter with a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought<'a> {
    /// This field was asked and has no value.
    Field(&'a VariableRef),
    /// A field that counts was asked and has no value.
    AnyField,
    /// An answer is improbable and nobody has confirmed it.
    Unconfirmed,
    /// This link of the chain is not there.
    Link(&'a str),
}

/// What is the matter with one course.
#[derive(Debug)]
pub(super) struct Matter {
    /// The date of the first form that it is about, or the one the course is counted by.
    pub(super) on: NaiveDate,
    /// The fields it is about, each once.
    pub(super) fields: Vec<VariableRef>,
}

impl fmt::Display for Sought<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => field.fmt(f),
            Self::AnyField => f.write_str("any"),
            Self::Unconfirmed => f.write_str("unconfirmed"),
            Self::Link(id) => f.write_str(id),
        }
    }
}

impl LookedFor<'_> {
    /// Whether what is looked for can be there at all.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a form, variable or link that the definition does not have.
    pub(super) fn check(&self, programme: &Programme) -> Result<(), Error> {
        let is_known = match self.sought {
            Sought::Field(field) => {
                programme.form(&field.form).is_some_and(|form| form.variable(&field.variable).is_some())
            }
            Sought::Link(id) => programme.management.quality.links.iter().any(|link| link.id == id),
            Sought::AnyField | Sought::Unconfirmed => true,
        };
        is_known.then_some(()).ok_or(Error::NotFound)
    }

    /// What is the matter with a course; `None` if nothing is, or it is of another unit.
    pub(super) fn find(&self, programme: &Programme, member: &mut Member, attended: bool) -> Option<Matter> {
        let is_of_unit = |unit: &str| site(programme, &member.facts).as_deref().unwrap_or(UNKNOWN) == unit;
        if !self.unit.is_none_or(is_of_unit) {
            return None;
        }
        match self.sought {
            Sought::Link(id) => {
                let link = programme.management.quality.links.iter().find(|link| link.id == id)?;
                let on = counted_on(programme, member);
                let is_missing = has_link(link, &member.facts, attended) == Some(false);
                (is_missing && on <= self.period.to()).then(|| Matter { on, fields: Vec::new() })
            }
            Sought::Field(field) => self.in_forms(programme, member, |form, member| {
                without_value(form, std::iter::once(field), &member.facts)
            }),
            Sought::AnyField => self.in_forms(programme, member, |form, member| {
                without_value(form, programme.management.quality.fields.iter(), &member.facts)
            }),
            Sought::Unconfirmed => self.in_forms(programme, member, |form, member| {
                let stored = member.forms.iter().find(|stored| stored.form == form.id);
                let open = stored.map(|stored| unconfirmed_of(form, stored, &mut member.facts))?;
                let is_any = !open.is_empty();
                let variables = open.into_iter().filter_map(|finding| finding.variable);
                let mut fields: Vec<_> = variables.map(|id| VariableRef::new(&form.id, &id)).collect();
                fields.dedup();
                is_any.then_some(fields)
            }),
        }
    }

    /// The fields of the forms that are dated in the period.
    fn in_forms(
        &self,
        programme: &Programme,
        member: &mut Member,
        fields: impl Fn(&Form, &mut Member) -> Option<Vec<VariableRef>>,
    ) -> Option<Matter> {
        let mut matter: Option<Matter> = None;
        for form in &programme.forms {
            let answers = member.facts.forms.get(&form.id);
            let day = answers.and_then(|answers| form.date_of(answers));
            let Some(on) = day.filter(|day| self.period.contains(*day)) else { continue };
            if let Some(found) = fields(form, member) {
                matter.get_or_insert_with(|| Matter { on, fields: Vec::new() }).fields.extend(found);
            }
        }
        matter
    }
}

/// Those of the fields that the form asked and that have no value; nothing if there is none.
fn without_value<'f>(
    form: &Form,
    fields: impl Iterator<Item = &'f VariableRef>,
    facts: &Facts,
) -> Option<Vec<VariableRef>> {
    let lacks = |field: &&VariableRef| {
        let asked = || asked(form, &field.variable, facts);
        field.form == form.id && matches!(asked(), Some(Asked::Empty | Asked::Explained))
    };
    let found: Vec<_> = fields.filter(lacks).cloned().collect();
    (!found.is_empty()).then_some(found)
}

/// The improbable answers of a form that nobody has confirmed.
pub(super) fn unconfirmed_of(form: &Form, stored: &StoredForm, facts: &mut Facts) -> Vec<Finding> {
    let confirmed: Vec<Confirmation> =
        stored.confirmed.iter().map(|confirmed| confirmed.what.clone()).collect();
    let validated = validate_read(form, stored.answers.clone(), Vec::new(), facts);
    let open = unconfirmed(validated.findings, &validated.answers, &confirmed);
    facts.forms.insert(form.id.clone(), validated.answers);
    open
}

/// The day a course is counted by: the one of the flow, or the day it was opened.
pub(super) fn counted_on(programme: &Programme, member: &Member) -> NaiveDate {
    let flow = programme.management.flow.as_ref();
    let day = flow.and_then(|flow| member.facts.answer(&flow.dated_by)?.value()?.date());
    day.unwrap_or(member.opened_on)
}
