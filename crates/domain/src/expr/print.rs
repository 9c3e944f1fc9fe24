//! Expressions as text, in the notation of the definitions.

use std::fmt;

use super::{Arithmetic, Comparison, Expr};

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
            Self::Boolean(boolean) => write!(f, "{boolean}"),
            Self::Date(date) => write!(f, "date('{date}')"),
            Self::Variable(variable) => write!(f, "{variable}"),
            Self::AsOf => f.write_str("as_of"),
            Self::Submitted(form) => write!(f, "submitted({form})"),
            Self::Answered(variable) => write!(f, "answered({variable})"),
            Self::MissingReason(variable) => write!(f, "missing_reason({variable})"),
            Self::Not(inner) => write!(f, "!({inner})"),
            Self::And(parts) => joined(f, parts, " && "),
            Self::Or(parts) => joined(f, parts, " || "),
            Self::AnyKnown(parts) => call_list(f, "any_known", parts, None),
            Self::Compare(comparison, left, right) => {
                write!(f, "{} {} {}", Inner(left), comparison.sign(), Inner(right))
            }
            Self::In(item, list) => write!(f, "{} in {}", Inner(item), Inner(list)),
            Self::List(items) => {
                f.write_str("[")?;
                comma_separated(f, items)?;
                f.write_str("]")
            }
            Self::Calculate(arithmetic, left, right) => {
                write!(f, "{} {} {}", Inner(left), arithmetic.sign(), Inner(right))
            }
            Self::If(condition, then, otherwise) => {
                write!(f, "{} ? {} : {}", Inner(condition), Inner(then), Inner(otherwise))
            }
            Self::StartsWith(text, prefix) => write!(f, "{}.startsWith('{prefix}')", Inner(text)),
            Self::DaysBetween(from, to) => write!(f, "days_between({from}, {to})"),
            Self::AddDays(date, days) => write!(f, "add_days({date}, {days})"),
            Self::FirstKnown(items) => {
                f.write_str("first_known(")?;
                comma_separated(f, items)?;
                f.write_str(")")
            }
            Self::SumImputed { items, max_missing } => call_list(f, "sum_imputed", items, Some(*max_missing)),
            Self::MeanAnswered { items, min_answered } => {
                call_list(f, "mean_answered", items, Some(*min_answered))
            }
            Self::Lookup { table, key, .. } => write!(f, "lookup('{table}', {key})"),
            Self::Round(number, digits) => write!(f, "round({number}, {digits})"),
        }
    }
}

/// An operand: in parentheses when it is itself an operation.
struct Inner<'a>(&'a Expr);

impl fmt::Display for Inner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Expr::And(_)
            | Expr::Or(_)
            | Expr::Compare(..)
            | Expr::In(..)
            | Expr::Calculate(..)
            | Expr::If(..) => write!(f, "({})", self.0),
            other => write!(f, "{other}"),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Expr], sign: &str) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(sign)?;
        }
        match part {
            Expr::And(_) | Expr::Or(_) | Expr::If(..) => write!(f, "({part})")?,
            other => write!(f, "{other}")?,
        }
    }
    Ok(())
}

fn comma_separated(f: &mut fmt::Formatter<'_>, items: &[Expr]) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        write!(f, "{comma}{item}")?;
    }
    Ok(())
}

fn call_list(f: &mut fmt::Formatter<'_>, name: &str, items: &[Expr], count: Option<usize>) -> fmt::Result {
    write!(f, "{name}([")?;
    comma_separated(f, items)?;
    match count {
        Some(count) => write!(f, "], {count})"),
        None => f.write_str("])"),
    }
}

impl Comparison {
    const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

impl Arithmetic {
    const fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }
}
