//! A citizen's own progress: from the answers of a course to sentences in plain words.
//!
//! Nothing is compared with other citizens, and nothing is said that the citizen's own answers do not say.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::answers::Value;
use crate::decimal::Decimal;
use crate::expr::Facts;
use crate::programme::{Better, Level, Measure, Programme, Sentences, fill};
use crate::text::{Language, Text};
use crate::words;

/// One measure of a course: what was measured, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The measure.
    pub measure: Measure,
    /// The measurements, oldest first; at least one.
    pub points: Vec<Point>,
    /// What has become of it.
    pub verdict: Verdict,
    /// What to tell the citizen, in order.
    pub sentences: Vec<Text>,
    /// The change in a few words, for a table; empty for a first measurement.
    pub change: Text,
}

/// One measurement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The form it stands in.
    pub form: String,
    /// The form's title before its explanation.
    pub label: Text,
    /// The day of the form.
    pub on: NaiveDate,
    /// The number; for a coded answer its place among the levels.
    pub value: Decimal,
    /// The value in words: `482 meter`, `ingen tegn`.
    pub words: Text,
}

/// What has become of a measure since the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One measurement: there is nothing to compare.
    First,
    /// Better.
    Better,
    /// The same, or a change too small to count.
    Same,
    /// Worse: somebody should talk about it.
    Worse,
    /// Another number, and nobody can say in general whether that is good.
    Changed,
}

/// The progress in every measure that was measured at least once, in the order of the definition.
#[must_use]
pub fn progress(programme: &Programme, facts: &Facts) -> Vec<Progress> {
    let view = &programme.citizen_view;
    let told = view.measures.iter().filter_map(|measure| {
        let points = points(programme, measure, facts);
        let (first, last) = (points.first()?, points.last()?);
        let change = Change::new(measure, first, last, points.len());
        let (sentences, short) = change.told(&view.sentences);
        let verdict = change.verdict;
        Some(Progress { measure: measure.clone(), verdict, sentences, change: short, points })
    });
    told.collect()
}

/// The measurements of a measure, oldest first. An answer with a missing reason is none.
fn points(programme: &Programme, measure: &Measure, facts: &Facts) -> Vec<Point> {
    let mut points: Vec<Point> = programme
        .forms
        .iter()
        .filter_map(|form| {
            let variable = form.variable(&measure.variable)?;
            let answers = facts.forms.get(&form.id)?;
            let on = form.date_of(answers)?;
            let value = number(measure, answers.get(&variable.id)?.value()?)?;
            let words = said(measure, value)?;
            Some(Point { form: form.id.clone(), label: short_name(&form.label), on, value, words })
        })
        .collect();
    points.sort_by_key(|point| point.on);
    points
}

fn number(measure: &Measure, value: &Value) -> Option<Decimal> {
    match value {
        Value::Text(code) => Decimal::from_integer(i64::try_from(measure.place_of(code)?).ok()?),
        value => value.number(),
    }
}

/// The value in words: with its unit, or in the words of its level.
fn said(measure: &Measure, value: Decimal) -> Option<Text> {
    if measure.unit.is_some() {
        return Some(amount(measure, value));
    }
    level(measure, value).map(|level| level.label.clone())
}

/// The level of a number; a coded answer's number is its level's place.
fn level(measure: &Measure, value: Decimal) -> Option<&Level> {
    if measure.is_coded() {
        return measure.levels.get(usize::try_from(value.to_integer()?).ok()?);
    }
    measure.level(value).map(|(_, level)| level)
}

/// A number with its unit: `62 meter`, `1 gang`.
fn amount(measure: &Measure, value: Decimal) -> Text {
    let is_one = Decimal::from_integer(1) == Some(value);
    let unit = measure.unit.as_ref().map(|unit| if is_one { &unit.one } else { &unit.many });
    let with = |language| {
        let written = words::number(value, value.decimals().min(2), language);
        words::quantity(&written, unit.map_or("", |unit| unit.get(language)), language)
    };
    Text::new(with(Language::Da), with(Language::En))
}

/// The part of a form's title before its explanation: `Startskema` of `Startskema – afklarende samtale`.
#[must_use]
pub fn short_name(label: &Text) -> Text {
    let short = |text: &str| text.split(" – ").next().unwrap_or(text).to_owned();
    Text::new(short(&label.da), short(&label.en))
}

/// A measure between its first and its latest measurement.
struct Change<'a> {
    measure: &'a Measure,
    first: &'a Point,
    last: &'a Point,
    /// Last minus first.
    by: Decimal,
    verdict: Verdict,
}

impl<'a> Change<'a> {
    fn new(measure: &'a Measure, first: &'a Point, last: &'a Point, count: usize) -> Self {
        let by = last.value.checked_sub(first.value).unwrap_or_default();
        let smallest = measure.noticeable.as_ref().map_or(Decimal::ZERO, |noticeable| noticeable.change);
        let verdict = match measure.better {
            _ if count < 2 => Verdict::First,
            _ if by == Decimal::ZERO || size(by) < smallest => Verdict::Same,
            Better::Depends => Verdict::Changed,
            Better::Higher if by > Decimal::ZERO => Verdict::Better,
            Better::Lower if by < Decimal::ZERO => Verdict::Better,
            Better::Higher | Better::Lower => Verdict::Worse,
        };
        Self { measure, first, last, by, verdict }
    }

    /// The sentences for the citizen, and the few words for the table.
    fn told(&self, shared: &Sentences) -> (Vec<Text>, Text) {
        let measure = self.measure;
        let places = self.places();
        let told = measure.noticeable.as_ref().filter(|noticeable| noticeable.told);
        let own = match (self.verdict, self.by.cmp(&Decimal::ZERO)) {
            (Verdict::First, _) => &measure.first,
            // A change that does not count is not told, unless it is also told why.
            (Verdict::Same, _) if told.is_none() => &measure.same,
            (_, std::cmp::Ordering::Greater) => &measure.higher,
            (_, std::cmp::Ordering::Less) => &measure.lower,
            (_, std::cmp::Ordering::Equal) => &measure.same,
        };
        let mut sentences = vec![fill(own, &places)];
        if self.verdict == Verdict::First {
            sentences.push(shared.next.clone());
        } else if let Some(noticeable) = told.filter(|_| self.by != Decimal::ZERO) {
            let template = match size(self.by).cmp(&noticeable.change) {
                std::cmp::Ordering::Greater => &shared.beyond,
                std::cmp::Ordering::Equal => &shared.reached,
                std::cmp::Ordering::Less => &shared.below,
            };
            sentences.push(fill(template, &places));
        }
        if self.verdict == Verdict::Worse {
            sentences.push(shared.worse.clone());
        }
        (sentences, self.short(shared, &places))
    }

    /// The change in a few words. A worse result is told, not judged.
    fn short(&self, shared: &Sentences, places: &BTreeMap<&str, Text>) -> Text {
        let counted = self.measure.unit.is_some();
        let by = if self.by > Decimal::ZERO { &shared.more } else { &shared.less };
        match self.verdict {
            Verdict::First => Text::default(),
            Verdict::Same if self.by == Decimal::ZERO => shared.unchanged.clone(),
            Verdict::Same => shared.about_unchanged.clone(),
            Verdict::Better if counted => {
                let (by, better) = (fill(by, places), &shared.better);
                Text::new(format!("{}, {}", by.da, better.da), format!("{}, {}", by.en, better.en))
            }
            Verdict::Better => shared.better.clone(),
            Verdict::Worse | Verdict::Changed if counted => fill(by, places),
            Verdict::Worse | Verdict::Changed => {
                let (from, to) = (&self.first.words, &self.last.words);
                Text::new(format!("{} – {}", from.da, to.da), format!("{} – {}", from.en, to.en))
            }
        }
    }

    fn places(&self) -> BTreeMap<&'static str, Text> {
        let measure = self.measure;
        let mut places = BTreeMap::from([
            ("start", self.first.words.clone()),
            ("now", self.last.words.clone()),
            ("change", amount(measure, size(self.by))),
        ]);
        if let Some(level) = level(measure, self.last.value) {
            places.insert("level", level.label.clone());
        }
        if let Some(noticeable) = &measure.noticeable {
            places.insert("noticeable", amount(measure, noticeable.change));
        }
        places
    }
}

fn size(number: Decimal) -> Decimal {
    if number < Decimal::ZERO { Decimal::ZERO.checked_sub(number).unwrap_or_default() } else { number }
}

#[cfg(test)]
mod tests;
