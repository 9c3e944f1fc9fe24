//! The closing note to hospital and general practice.

use chrono::NaiveDate;

use crate::answers::Answer;
use crate::decimal::Decimal;
use crate::expr::{Facts, VariableRef};
use crate::management::asked;
use crate::plan::{Evaluation, Goal, Plan, PlannedIntervention};
use crate::programme::{Programme, Variable, VariableType};
use crate::text::{Language, Text};
use crate::words;

/// Everything a closing note is built from.
#[derive(Clone, Copy, Debug)]
pub struct ClosingFacts<'a> {
    /// The answers of the course's submitted forms.
    pub facts: &'a Facts,
    /// The municipality that sends it.
    pub municipality: &'a str,
    /// The professional who signs it.
    pub author: &'a str,
    /// Whose course it is.
    pub citizen: &'a Citizen,
    /// The first and the last day of the course.
    pub period: (Option<NaiveDate>, Option<NaiveDate>),
    /// What was planned.
    pub plan: &'a Plan,
}

/// Who the note is about. The CPR number is not among it: the system that sends the message adds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citizen {
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
}

/// The parts of a closing note, in order.
///
/// Source: the fields of MedCom's closing note for municipal prevention (XDIS15). This is the text to put in them, not
/// the message itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartId {
    /// Who sends it.
    Sender,
    /// Who is to read it.
    Receiver,
    /// Whom it is about.
    Citizen,
    /// Why the citizen was referred.
    Referral,
    /// From when to when.
    Period,
    /// What was given.
    Interventions,
    /// What was measured, from start to end.
    Results,
    /// How the citizen is at the end, and how the course ended.
    Status,
    /// What was agreed on, and what is left to others.
    Plan,
    /// Whom to ask.
    Contact,
}

impl PartId {
    /// All parts, in the order of the note.
    pub const ALL: [Self; 10] = [
        Self::Sender,
        Self::Receiver,
        Self::Citizen,
        Self::Referral,
        Self::Period,
        Self::Interventions,
        Self::Results,
        Self::Status,
        Self::Plan,
        Self::Contact,
    ];

    /// A short name for files and pages, e.g. `results`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Receiver => "receiver",
            Self::Citizen => "citizen",
            Self::Referral => "referral",
            Self::Period => "period",
            Self::Interventions => "interventions",
            Self::Results => "results",
            Self::Status => "status",
            Self::Plan => "plan",
            Self::Contact => "contact",
        }
    }

    /// The heading.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Sender => Text::new("Afsender", "Sender"),
            Self::Receiver => Text::new("Modtager", "Receiver"),
            Self::Citizen => Text::new("Borger", "Citizen"),
            Self::Referral => Text::new("Henvisning", "Referral"),
            Self::Period => Text::new("Forløb", "Course"),
            Self::Interventions => Text::new("Indsatser", "Interventions"),
            Self::Results => Text::new("Resultater fra start til afslutning", "Results from start to end"),
            Self::Status => Text::new("Status ved afslutning", "Status at the end"),
            Self::Plan => Text::new("Aftaler og plan", "Agreements and plan"),
            Self::Contact => Text::new("Kontakt", "Contact"),
        }
    }
}

/// One part of a closing note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotePart {
    /// Which part.
    pub id: PartId,
    /// Its lines; a part without lines is left out of the text.
    pub lines: Vec<String>,
}

/// A closing note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingNote {
    /// All parts in order, empty ones included: something may be added to them.
    pub parts: Vec<NotePart>,
    language: Language,
}

/// Builds the closing note of a course. Nothing is made up: what was not answered is not in it.
#[must_use]
pub fn closing(programme: &Programme, from: &ClosingFacts<'_>, language: Language) -> ClosingNote {
    let writer = Writer { programme, from, language };
    let parts = PartId::ALL.map(|id| NotePart { id, lines: writer.lines(id) });
    ClosingNote { parts: parts.into(), language }
}

impl ClosingNote {
    /// The note as plain text, with lines added to its parts by `added`.
    #[must_use]
    pub fn to_text(&self, added: impl Fn(PartId) -> String) -> String {
        let title = Text::new(
            "Afslutningsnotat – kommunal hjerterehabilitering",
            "Closing note – municipal cardiac rehabilitation",
        );
        let mut text = title.get(self.language).to_owned();
        for part in &self.parts {
            let added = added(part.id);
            let lines: Vec<&str> =
                part.lines.iter().map(String::as_str).chain(added.lines()).map(str::trim_end).collect();
            if lines.iter().any(|line| !line.is_empty()) {
                text.push_str("\n\n");
                text.push_str(&part.id.label().get(self.language).to_uppercase());
                text.push('\n');
                text.push_str(&lines.join("\n"));
            }
        }
        text.push('\n');
        text
    }
}

struct Writer<'a> {
    programme: &'a Programme,
    from: &'a ClosingFacts<'a>,
    language: Language,
}

impl Writer<'_> {
    fn lines(&self, id: PartId) -> Vec<String> {
        let content = &self.programme.closing;
        match id {
            PartId::Sender => {
                let municipality = self.say(Text::new("Kommune", "Municipality"));
                vec![format!("{municipality}: {}", self.from.municipality), self.from.author.to_owned()]
            }
            // Who is to read it follows from the referral; the address is the sending system's.
            PartId::Receiver => {
                vec![self.say(Text::new(
                    "Egen læge og henvisende sygehus",
                    "General practitioner and referring hospital",
                ))]
            }
            PartId::Citizen => {
                let born = words::long_date(self.from.citizen.birth_date, self.language);
                let born = format!("{} {born}", self.say(Text::new("født", "born")));
                vec![format!("{}, {born}", self.from.citizen.name)]
            }
            PartId::Referral => self.answers(&content.referral),
            PartId::Period => self.period(),
            PartId::Interventions => {
                let planned = self.from.plan.interventions.iter().map(|planned| self.planned(planned));
                self.answers(&content.interventions).into_iter().chain(planned).collect()
            }
            PartId::Results => content.results.iter().filter_map(|id| self.result(id)).collect(),
            PartId::Status => self.answers(&content.status),
            PartId::Plan => {
                self.from.plan.goals.iter().map(|told| format!("- {}", goal(told, self.language))).collect()
            }
            PartId::Contact => vec![self.from.author.to_owned()],
        }
    }

    fn say(&self, text: Text) -> String {
        text.get(self.language).to_owned()
    }

    fn answers(&self, variables: &[VariableRef]) -> Vec<String> {
        variables.iter().filter_map(|reference| self.answer(reference)).collect()
    }

    fn answer(&self, reference: &VariableRef) -> Option<String> {
        let variable = self.programme.variable(reference)?;
        let answer =
            words::answer(self.programme, variable, self.from.facts.answer(reference)?, self.language);
        Some(format!("{}: {answer}", variable.label.get(self.language)))
    }

    /// `Fysisk træning, gruppe: gennemført`.
    fn planned(&self, planned: &PlannedIntervention) -> String {
        let planning = &self.programme.planning;
        let known = planning.intervention(&planned.code);
        let name = known.map_or(planned.code.as_str(), |known| known.label.get(self.language));
        let delivery = planning.delivery(&planned.delivery);
        let delivery = delivery.map(|known| format!(", {}", known.label.get(self.language).to_lowercase()));
        let status = planned.status.label().get(self.language).to_lowercase();
        format!("{name}{}: {status}", delivery.unwrap_or_default())
    }

    fn period(&self) -> Vec<String> {
        let day = |date| words::long_date(date, self.language);
        match self.from.period {
            (Some(first), Some(last)) => {
                let days = (last - first).num_days();
                let (dage, days) = match days {
                    1 => ("1 dag".to_owned(), "1 day".to_owned()),
                    _ => (format!("{days} dage"), format!("{days} days")),
                };
                let text = Text::new(
                    format!("{} til {} ({dage})", day(first), day(last)),
                    format!("{} to {} ({days})", day(first), day(last)),
                );
                vec![self.say(text)]
            }
            (Some(first), None) => {
                let begun = day(first);
                vec![self.say(Text::new(
                    format!("Begyndt {begun}, ikke afsluttet"),
                    format!("Begun {begun}, not ended"),
                ))]
            }
            (None, Some(last)) => {
                let ended = day(last);
                vec![self.say(Text::new(
                    format!("Ophørt {ended}, ikke begyndt"),
                    format!("Ended {ended}, never begun"),
                ))]
            }
            (None, None) => Vec::new(),
        }
    }

    /// `6-minutters gangtest: fra 420 m til 482 m (+62)`, or what is there of it: that one end of it is missing is said.
    fn result(&self, id: &str) -> Option<String> {
        let (start, end) = (self.told("start", id), self.told("end", id));
        let text = match (&start, &end) {
            (Told::Value(variable, first), Told::Value(_, last)) => {
                let (before, after) = (self.said(variable, first), self.said(variable, last));
                self.say(if before == after {
                    Text::new(format!("{before}, uændret"), format!("{before}, unchanged"))
                } else {
                    let change = change(variable, first, last).map(|change| self.signed(variable, change));
                    let change = change.map(|change| format!(" ({change})")).unwrap_or_default();
                    let (before, after) = (words::inside(&before), words::inside(&after));
                    Text::new(
                        format!("fra {before} til {after}{change}"),
                        format!("from {before} to {after}{change}"),
                    )
                })
            }
            (Told::Reason(first), Told::Reason(last)) if first == last => {
                let both = Text::new("ved start og afslutning", "at the start and at the end");
                format!("{} {}", first.get(self.language), self.say(both))
            }
            (Told::Empty | Told::Nothing, Told::Empty | Told::Nothing | Told::NotYet) => return None,
            _ => {
                let first = self.at(&start, Text::new("ved start", "at the start"));
                let last = self.at(&end, Text::new("ved afslutning", "at the end"));
                match (first, last) {
                    (Some(first), Some(last)) => format!("{first}, {}", words::inside(&last)),
                    (first, last) => first.or(last)?,
                }
            }
        };
        let variable = ["start", "end"].map(|form| self.programme.variable(&VariableRef::new(form, id)));
        let variable = variable.into_iter().flatten().next()?;
        Some(format!("{}: {text}", variable.label.get(self.language)))
    }

    /// What a form tells of a measurement.
    fn told(&self, form: &str, id: &str) -> Told<'_> {
        let facts = self.from.facts;
        let reference = VariableRef::new(form, id);
        let (Some(form), Some(variable)) = (self.programme.form(form), self.programme.variable(&reference))
        else {
            return Told::Nothing;
        };
        match facts.answer(&reference) {
            Some(Answer::Missing { missing }) => Told::Reason(missing.label()),
            Some(answer) => Told::Value(variable, answer),
            None if !facts.forms.contains_key(&form.id) => Told::NotYet,
            None if asked(form, id, facts).is_some() => Told::Empty,
            None => Told::Nothing,
        }
    }

    /// `420 m ved start`, `ikke målt ved afslutning`.
    fn at(&self, told: &Told<'_>, when: Text) -> Option<String> {
        let what = match told {
            Told::Value(variable, answer) => self.said(variable, answer),
            Told::Reason(reason) => reason.get(self.language).to_owned(),
            Told::Empty => self.say(Text::new("uoplyst", "not stated")),
            Told::NotYet => self.say(Text::new("endnu intet", "nothing yet")),
            Told::Nothing => return None,
        };
        Some(format!("{what} {}", self.say(when)))
    }

    fn said(&self, variable: &Variable, answer: &Answer) -> String {
        words::answer(self.programme, variable, answer, self.language)
    }

    /// `+62`, `–2,5`: a dash, because a hyphen is no minus.
    fn signed(&self, variable: &Variable, change: Decimal) -> String {
        let decimals = if variable.kind == VariableType::Integer { 0 } else { variable.decimals };
        let number = words::number(change, decimals, self.language);
        match number.strip_prefix('-') {
            Some(size) => format!("–{size}"),
            None => format!("+{number}"),
        }
    }
}

/// What a form tells of a measurement.
enum Told<'a> {
    /// What was measured.
    Value(&'a Variable, &'a Answer),
    /// Why it was not.
    Reason(Text),
    /// It was asked and not answered.
    Empty,
    /// The form is not there yet.
    NotYet,
    /// It was not asked.
    Nothing,
}

/// A goal with what it aims at and whether it was reached.
#[must_use]
pub fn goal(goal: &Goal, language: Language) -> String {
    let target = goal.target.as_deref().map(|target| format!(" – {target}")).unwrap_or_default();
    let evaluation = match goal.evaluation {
        Evaluation::None => String::new(),
        evaluation => format!(" ({})", evaluation.label().get(language).to_lowercase()),
    };
    format!("{}{target}{evaluation}", goal.text)
}

fn change(variable: &Variable, before: &Answer, after: &Answer) -> Option<Decimal> {
    let is_number = matches!(variable.kind, VariableType::Integer | VariableType::Decimal);
    let number = |answer: &Answer| answer.value().and_then(crate::answers::Value::number);
    number(after)?.checked_sub(number(before)?).filter(|_| is_number)
}
