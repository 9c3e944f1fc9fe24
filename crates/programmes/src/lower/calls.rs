//! The functions a definition may call.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr as Cel, LiteralValue};
use domain::expr::Expr;

use super::{Lowering, Typed};
use crate::types::Type;

/// Lowers a function call.
pub(super) fn lower(lowering: &Lowering<'_>, call: &CallExpr) -> Result<Typed, String> {
    let arguments = call.args.as_slice();
    if let Some(target) = &call.target {
        return match (call.func_name.as_str(), arguments) {
            ("startsWith", [prefix]) => {
                let text = lowering.of_type(target, &Type::Text)?;
                Ok((Expr::StartsWith(Box::new(text), text_literal(prefix)?.to_owned()), Type::Boolean))
            }
            (name, _) => Err(format!("there is no function .{name}() with {} arguments", arguments.len())),
        };
    }
    let number = |expr| (expr, Type::Number);
    Ok(match (call.func_name.as_str(), arguments) {
        ("submitted", [form]) => match &form.expr {
            Cel::Ident(name) if lowering.scope.forms.contains(name) => {
                (Expr::Submitted(name.clone()), Type::Boolean)
            }
            Cel::Ident(name) => return Err(format!("there is no form {name}")),
            _ => return Err("submitted() takes the name of a form".into()),
        },
        ("answered", [variable]) => (Expr::Answered(lowering.variable(variable)?.0), Type::Boolean),
        ("missing_reason", [variable]) => (Expr::MissingReason(lowering.variable(variable)?.0), Type::Text),
        ("any_known", [list]) => {
            let (parts, _) = items(lowering, list, Some(&Type::Boolean))?;
            (Expr::AnyKnown(parts), Type::Boolean)
        }
        ("days_between", [from, to]) => {
            let from = lowering.of_type(from, &Type::Date)?;
            let to = lowering.of_type(to, &Type::Date)?;
            number(Expr::DaysBetween(Box::new(from), Box::new(to)))
        }
        ("add_days", [date, days]) => {
            let date = lowering.of_type(date, &Type::Date)?;
            let days = lowering.of_type(days, &Type::Number)?;
            (Expr::AddDays(Box::new(date), Box::new(days)), Type::Date)
        }
        ("date", [text]) => {
            let text = text_literal(text)?;
            let date = text.parse().map_err(|_| format!("`{text}` is not a date"))?;
            (Expr::Date(date), Type::Date)
        }
        ("first_known", [first, rest @ ..]) => {
            let (first, found) = lowering.lower(first)?;
            let mut parts = vec![first];
            for part in rest {
                parts.push(lowering.of_type(part, &found)?);
            }
            (Expr::FirstKnown(parts), found)
        }
        ("sum_imputed", [list, max_missing]) => {
            let (items, _) = items(lowering, list, Some(&Type::Number))?;
            number(Expr::SumImputed { items, max_missing: count(max_missing)? })
        }
        ("mean_answered", [list, min_answered]) => {
            let (items, _) = items(lowering, list, Some(&Type::Number))?;
            number(Expr::MeanAnswered { items, min_answered: count(min_answered)? })
        }
        ("lookup", [table, key]) => lookup(lowering, text_literal(table)?, key)?,
        ("round", [value, digits]) => {
            let value = lowering.of_type(value, &Type::Number)?;
            let digits = u8::try_from(count(digits)?).map_err(|_| "too many decimals")?;
            number(Expr::Round(Box::new(value), digits))
        }
        (name, _) => return Err(format!("there is no function {name}() with {} arguments", arguments.len())),
    })
}

fn lookup(lowering: &Lowering<'_>, table: &str, key: &IdedExpr) -> Result<Typed, String> {
    let values = lowering.scope.tables.get(table).ok_or_else(|| format!("there is no table {table}"))?;
    let (key, key_type) = lowering.lower(key)?;
    match &key_type {
        Type::Number => {}
        Type::Code(list) => {
            let codes = lowering.scope.lists.get(list).into_iter().flat_map(|list| &list.codes);
            if let Some(code) = codes.into_iter().find(|code| !values.contains_key(&code.id)) {
                return Err(format!("the table {table} has no value for the code {}", code.id));
            }
        }
        other => return Err(format!("{other} cannot be looked up in a table")),
    }
    let table = table.to_owned();
    Ok((Expr::Lookup { table, values: values.clone(), key: Box::new(key) }, Type::Number))
}

fn items(
    lowering: &Lowering<'_>,
    list: &IdedExpr,
    wanted: Option<&Type>,
) -> Result<(Vec<Expr>, Type), String> {
    let Cel::List(list) = &list.expr else { return Err("a list is needed here".into()) };
    let first = list.elements.first().ok_or("the list is empty")?;
    let found = match wanted {
        Some(wanted) => wanted.clone(),
        None => lowering.lower(first)?.1,
    };
    let items = list.elements.iter().map(|item| lowering.of_type(item, &found)).collect::<Result<_, _>>()?;
    Ok((items, found))
}

fn text_literal(cel: &IdedExpr) -> Result<&str, String> {
    match &cel.expr {
        Cel::Literal(LiteralValue::String(text)) => Ok(text.inner()),
        _ => Err("a text in quotes is needed here".into()),
    }
}

fn count(cel: &IdedExpr) -> Result<usize, String> {
    match &cel.expr {
        Cel::Literal(LiteralValue::Int(integer)) => {
            usize::try_from(*integer.inner()).map_err(|_| "a count cannot be negative".into())
        }
        _ => Err("a whole number is needed here".into()),
    }
}
