//! Values in words: variables by their question, codes by their label, numbers with their unit.

use super::{RuleWords, Words, joined};
use crate::decimal::Decimal;
use crate::expr::{Arithmetic, Expr, VariableRef};
use crate::programme::{Variable, VariableType};
use crate::validation::shown_unit;
use crate::words::{number, quantity, short_date};

impl Words<'_> {
    /// A value; `beside` is what it is compared with, which says what a code or a number means.
    pub(super) fn value(&self, expr: &Expr, beside: Option<&Expr>) -> String {
        let words = &self.phrases;
        match expr {
            Expr::Number(value) => self.number(*value, beside),
            Expr::Text(code) => self.code(code, beside),
            Expr::Boolean(value) => (if *value { words.yes } else { words.no }).to_owned(),
            Expr::Date(date) => short_date(*date, self.language),
            Expr::Variable(variable) => self.variable(variable),
            Expr::AsOf => words.this_day.to_owned(),
            Expr::MissingReason(variable) => format!("{} {}", words.reason_missing, self.variable(variable)),
            Expr::DaysBetween(from, to) => format!(
                "{} {} {} {}",
                words.days_from,
                self.value(from, None),
                words.to,
                self.value(to, None)
            ),
            Expr::AddDays(date, days) => self.moved(date, days),
            Expr::FirstKnown(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(item, None)).collect();
                items.join(&format!(" {} ", words.or_if_missing))
            }
            Expr::Calculate(arithmetic, left, right) => self.calculation(*arithmetic, left, right),
            Expr::If(condition, then, otherwise) => format!(
                "{}, {} {}, {} {}",
                self.value(then, beside),
                words.when,
                self.flat(&self.condition(condition, true)),
                words.otherwise,
                self.value(otherwise, beside)
            ),
            Expr::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(item, beside)).collect();
                joined(&items, words.or)
            }
            Expr::SumImputed { items, max_missing } => {
                self.score(words.sum_of, items, words.may_be_missing, *max_missing)
            }
            Expr::MeanAnswered { items, min_answered } => {
                self.score(words.mean_of, items, words.must_be_there, *min_answered)
            }
            Expr::Lookup { table, key, .. } => {
                format!("{} {table} {} {}", words.from_table, words.for_key, self.value(key, None))
            }
            Expr::Round(value, _) => format!("{}, {}", self.value(value, beside), words.rounded),
            condition => self.flat(&self.condition(condition, true)),
        }
    }

    /// A form by the part of its title before the explanation.
    pub(super) fn form(&self, id: &str) -> String {
        let label = self.programme.form_or_records(id).map(|form| form.label.get(self.language));
        label.map_or_else(|| id.to_owned(), |label| label.split(" – ").next().unwrap_or(label).to_owned())
    }

    /// A variable by its question, with the form it stands in when that is another.
    pub(super) fn variable(&self, reference: &VariableRef) -> String {
        let Some(variable) = self.programme.variable(reference) else {
            return reference.to_string();
        };
        let (open, close) = self.phrases.quotes;
        let label = variable.label.get(self.language);
        if self.home == Some(&reference.form) {
            return format!("{open}{label}{close}");
        }
        format!("{open}{label}{close} ({})", self.form(&reference.form))
    }

    /// Whether the value is a date.
    pub(super) fn is_date(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Date(_) | Expr::AsOf | Expr::AddDays(..) => true,
            Expr::Variable(variable) => {
                self.programme.variable(variable).is_some_and(|variable| variable.kind == VariableType::Date)
            }
            Expr::FirstKnown(items) => items.iter().any(|item| self.is_date(item)),
            _ => false,
        }
    }

    /// The variable an expression is about, if it is one alone or with a fixed number beside it.
    fn about(&self, expr: Option<&Expr>) -> Option<&Variable> {
        match expr? {
            Expr::Variable(variable) => self.programme.variable(variable),
            Expr::FirstKnown(items) => self.about(items.first()),
            Expr::Calculate(Arithmetic::Add | Arithmetic::Subtract, left, _) => self.about(Some(left)),
            _ => None,
        }
    }

    fn number(&self, value: Decimal, beside: Option<&Expr>) -> String {
        let text = number(value, value.decimals(), self.language);
        let unit = self.about(beside).and_then(|variable| variable.unit.as_deref());
        quantity(&text, unit.map_or("", |unit| shown_unit(unit, self.language)), self.language)
    }

    fn code(&self, id: &str, beside: Option<&Expr>) -> String {
        let list = self.about(beside).and_then(|variable| self.programme.codes_of(variable));
        let code = list.and_then(|list| list.code(id));
        code.map_or_else(|| id.to_owned(), |code| code.label.get(self.language).to_owned())
    }

    fn moved(&self, date: &Expr, days: &Expr) -> String {
        let words = &self.phrases;
        let negative = match days {
            Expr::Number(days) if *days < Decimal::ZERO => Decimal::ZERO.checked_sub(*days),
            _ => None,
        };
        match negative {
            Some(days) => {
                format!("{} {} {}", self.number(days, None), words.days_before, self.value(date, None))
            }
            None => format!("{} {} {}", self.value(days, None), words.days_after, self.value(date, None)),
        }
    }

    fn calculation(&self, arithmetic: Arithmetic, left: &Expr, right: &Expr) -> String {
        let sign = match arithmetic {
            Arithmetic::Add => "+",
            Arithmetic::Subtract => "–",
            Arithmetic::Multiply => "×",
            Arithmetic::Divide => self.phrases.divided_by,
        };
        let side = |expr: &Expr| match expr {
            Expr::Calculate(..) => format!("({})", self.value(expr, None)),
            other => self.value(other, None),
        };
        format!("{} {sign} {}", side(left), side(right))
    }

    fn score(&self, what: &str, items: &[Expr], condition: &str, count: usize) -> String {
        let condition = condition.replace("{count}", &count.to_string());
        format!("{what} {} {} ({condition})", items.len(), self.phrases.answers)
    }

    /// A condition inside a sentence.
    fn flat(&self, rule: &RuleWords) -> String {
        let part = |rule: &RuleWords| match rule {
            RuleWords::Says(words) => words.clone(),
            several => format!("({})", self.flat(several)),
        };
        match rule {
            RuleWords::Says(words) => words.clone(),
            RuleWords::All(parts) => joined(&parts.iter().map(part).collect::<Vec<_>>(), self.phrases.and),
            RuleWords::Any(parts) => joined(&parts.iter().map(part).collect::<Vec<_>>(), self.phrases.or),
        }
    }
}
