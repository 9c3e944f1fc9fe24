//! Rules in words: what an expression of a definition says, for people who do not read code.

mod phrase;
mod values;

use self::phrase::Phrases;
use super::Programme;
use crate::expr::{Comparison, Expr};
use crate::text::Language;

/// A rule in words, with its parts apart where it has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleWords {
    /// One statement.
    Says(String),
    /// All of these hold.
    All(Vec<RuleWords>),
    /// At least one of these holds.
    Any(Vec<RuleWords>),
}

impl Programme {
    /// A condition in words. A variable of another form than `home` is named with its form.
    ///
    /// Parts that only guard against an absent answer are kept: they decide whether a course is missing or counted.
    #[must_use]
    pub fn condition_in_words(&self, expr: &Expr, home: Option<&str>, language: Language) -> RuleWords {
        Words { programme: self, home, phrases: Phrases::of(language), language }.condition(expr, true)
    }

    /// A value in words, e.g. the date a course is counted at or how a score is computed.
    #[must_use]
    pub fn value_in_words(&self, expr: &Expr, home: Option<&str>, language: Language) -> String {
        Words { programme: self, home, phrases: Phrases::of(language), language }.value(expr, None)
    }
}

/// What is needed to say something.
struct Words<'a> {
    programme: &'a Programme,
    home: Option<&'a str>,
    phrases: Phrases,
    language: Language,
}

impl Words<'_> {
    /// The condition, or, when it is not to hold, its opposite.
    fn condition(&self, expr: &Expr, holds: bool) -> RuleWords {
        match (expr, holds) {
            (Expr::Not(inner), _) => self.condition(inner, !holds),
            (Expr::And(parts), true) | (Expr::Or(parts) | Expr::AnyKnown(parts), false) => {
                self.all(parts, holds)
            }
            (Expr::And(parts), false) | (Expr::Or(parts) | Expr::AnyKnown(parts), true) => {
                self.any(parts, holds)
            }
            (Expr::If(condition, then, otherwise), _) => RuleWords::Any(vec![
                RuleWords::All(vec![self.condition(condition, true), self.condition(then, holds)]),
                RuleWords::All(vec![self.condition(condition, false), self.condition(otherwise, holds)]),
            ]),
            _ => RuleWords::Says(self.statement(expr, holds)),
        }
    }

    fn all(&self, parts: &[Expr], holds: bool) -> RuleWords {
        let mut all = Vec::new();
        for part in parts {
            match self.condition(part, holds) {
                RuleWords::All(inner) => all.extend(inner),
                other => all.push(other),
            }
        }
        RuleWords::All(all)
    }

    fn any(&self, parts: &[Expr], holds: bool) -> RuleWords {
        let mut any = Vec::new();
        for part in parts {
            match self.condition(part, holds) {
                RuleWords::Any(inner) => any.extend(inner),
                other => any.push(other),
            }
        }
        RuleWords::Any(any)
    }

    /// One part that cannot be taken apart.
    fn statement(&self, expr: &Expr, holds: bool) -> String {
        let words = &self.phrases;
        match expr {
            Expr::Submitted(form) => {
                let form = self.form(form);
                format!("{form} {}", if holds { words.completed } else { words.not_completed })
            }
            Expr::Answered(variable) => {
                let name = self.variable(variable);
                format!("{name} {}", if holds { words.answered } else { words.not_answered })
            }
            Expr::Boolean(value) => (if *value == holds { words.always } else { words.never }).to_owned(),
            Expr::Variable(variable) => {
                format!("{}: {}", self.variable(variable), if holds { words.yes } else { words.no })
            }
            Expr::Compare(comparison, left, right) => {
                self.comparison(if holds { *comparison } else { opposite(*comparison) }, left, right)
            }
            Expr::In(item, list) => self.membership(item, list, holds),
            Expr::StartsWith(text, prefix) => {
                let verb = if holds { words.begins_with } else { words.begins_not_with };
                format!("{} {verb} {prefix}", self.value(text, None))
            }
            other if holds => other.to_string(),
            other => format!("!({other})"),
        }
    }

    fn comparison(&self, comparison: Comparison, left: &Expr, right: &Expr) -> String {
        let words = &self.phrases;
        let verb = match (comparison, self.is_date(left) || self.is_date(right)) {
            (Comparison::Equal, _) => words.is,
            (Comparison::NotEqual, _) => words.is_not,
            (Comparison::Less, true) => words.before,
            (Comparison::LessOrEqual, true) => words.not_after,
            (Comparison::Greater, true) => words.after,
            (Comparison::GreaterOrEqual, true) => words.not_before,
            (Comparison::Less, false) => words.below,
            (Comparison::LessOrEqual, false) => words.at_most,
            (Comparison::Greater, false) => words.above,
            (Comparison::GreaterOrEqual, false) => words.at_least,
        };
        format!("{} {verb} {}", self.value(left, Some(right)), self.value(right, Some(left)))
    }

    fn membership(&self, item: &Expr, list: &Expr, holds: bool) -> String {
        let words = &self.phrases;
        if let Expr::List(items) = list {
            let items: Vec<String> = items.iter().map(|one| self.value(one, Some(item))).collect();
            let (verb, or) = if holds { (words.is, words.or) } else { (words.is_neither, words.nor) };
            let verb = if !holds && items.len() == 1 { words.is_not } else { verb };
            return format!("{} {verb} {}", self.value(item, None), joined(&items, or));
        }
        let verb = if holds { words.includes } else { words.includes_not };
        format!("{} {verb} {}", self.value(list, None), self.value(item, Some(list)))
    }
}

/// The comparison that holds exactly when the other does not.
const fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
    }
}

/// `a, b eller c`.
fn joined(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}
