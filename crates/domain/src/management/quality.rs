//! Whether what should be there is there.

use crate::expr::{Facts, Rule, VariableRef};
use crate::period::Quarter;
use crate::programme::{ChainLinkDefinition, Form, Programme};
use crate::validation::holds;

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It has a value.
    Filled,
    /// It has none, and a reason says why.
    Explained,
    /// It has neither.
    Empty,
}

/// How often a field was asked and filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldCount {
    /// Forms in which it was asked.
    pub asked: u64,
    /// Of them, with a value.
    pub filled: u64,
    /// Of the others, with a reason.
    pub explained: u64,
}

/// How many courses have a link of their chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkCount {
    /// Courses that should have it.
    pub expected: u64,
    /// Of them, courses that have it.
    pub found: u64,
}

/// The completeness of several courses' forms in the quarters of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QualityCounts {
    quarters: Vec<Quarter>,
    /// Per field of the definition one count per quarter.
    pub fields: Vec<Vec<FieldCount>>,
    /// Per form of the programme how many were dated in the period.
    pub forms: Vec<u64>,
    /// Per quarter how many forms were dated in it that asked for one of the fields.
    pub dated: Vec<u64>,
    /// Per link of the definition.
    pub links: Vec<LinkCount>,
}

impl FieldCount {
    /// Counts one form in which the field was asked.
    pub fn add(&mut self, asked: Asked) {
        self.asked += 1;
        self.filled += u64::from(asked == Asked::Filled);
        self.explained += u64::from(asked == Asked::Explained);
    }

    /// Adds what was counted elsewhere.
    pub fn join(&mut self, other: Self) {
        self.asked += other.asked;
        self.filled += other.filled;
        self.explained += other.explained;
    }
}

impl QualityCounts {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(programme: &Programme, quarters: Vec<Quarter>) -> Self {
        let quality = &programme.management.quality;
        Self {
            fields: vec![vec![FieldCount::default(); quarters.len()]; quality.fields.len()],
            forms: vec![0; programme.forms.len()],
            dated: vec![0; quarters.len()],
            links: vec![LinkCount::default(); quality.links.len()],
            quarters,
        }
    }

    /// Counts a form's fields in the quarter the form is dated in; a form without a date or dated outside is left out.
    /// Returns what was counted of it.
    pub fn add_form(
        &mut self,
        programme: &Programme,
        form: &Form,
        day: chrono::NaiveDate,
        facts: &Facts,
    ) -> FieldCount {
        let mut all = FieldCount::default();
        let Some(quarter) = self.quarters.iter().position(|quarter| quarter.period().contains(day)) else {
            return all;
        };
        let place = programme.forms.iter().position(|other| other.id == form.id);
        if let Some(count) = place.and_then(|place| self.forms.get_mut(place)) {
            *count += 1;
        }
        let fields = programme.management.quality.fields.iter().zip(&mut self.fields);
        for (field, counts) in fields.filter(|(field, _)| field.form == form.id) {
            let count = counts.get_mut(quarter);
            if let Some((count, asked)) = count.zip(asked(form, &field.variable, facts)) {
                count.add(asked);
                all.add(asked);
            }
        }
        if let Some(count) = self.dated.get_mut(quarter).filter(|_| all.asked > 0) {
            *count += 1;
        }
        all
    }

    /// Every quarter with its forms, and all their fields together.
    pub fn by_quarter(&self) -> impl Iterator<Item = (Quarter, u64, FieldCount)> {
        self.quarters.iter().zip(&self.dated).enumerate().map(|(place, (quarter, dated))| {
            let mut all = FieldCount::default();
            self.fields.iter().filter_map(|counts| counts.get(place)).for_each(|count| all.join(*count));
            (*quarter, *dated, all)
        })
    }

    /// Counts a course's chain. `attended` says whether somebody came to a session.
    pub fn add_chain(&mut self, links: &[ChainLinkDefinition], facts: &Facts, attended: bool) {
        for (link, count) in links.iter().zip(&mut self.links) {
            if let Some(is_found) = has_link(link, facts, attended) {
                count.expected += 1;
                count.found += u64::from(is_found);
            }
        }
    }
}

/// Whether a course has a link of its chain; `None` when it need not have it.
#[must_use]
pub fn has_link(link: &ChainLinkDefinition, facts: &Facts, attended: bool) -> Option<bool> {
    let holds = |rule: &Rule| rule.truth(facts).is_true();
    holds(&link.expected).then(|| link.found.as_ref().map_or(link.is_attendance && attended, holds))
}

/// What became of a question of a submitted form; `None` when it was not asked.
#[must_use]
pub fn asked(form: &Form, variable: &str, facts: &Facts) -> Option<Asked> {
    let section = form.sections.iter().find(|section| section.variables.iter().any(|v| v.id == variable))?;
    let asked = section.variables.iter().find(|other| other.id == variable)?;
    if !holds(section.visible_when.as_ref(), facts) || !holds(asked.visible_when.as_ref(), facts) {
        return None;
    }
    Some(match facts.answer(&VariableRef::new(&form.id, variable)) {
        Some(answer) if answer.value().is_some() => Asked::Filled,
        Some(_) => Asked::Explained,
        None => Asked::Empty,
    })
}
