//! CEL's operators.

use cel::common::ast::{CallExpr, operators as op};
use domain::expr::{Arithmetic, Comparison, Expr};

use super::{Lowering, Typed};
use crate::types::Type;

/// Lowers an operator; `None` if the call is not one.
pub(super) fn lower(lowering: &Lowering<'_>, call: &CallExpr) -> Result<Option<Typed>, String> {
    let arguments = call.args.as_slice();
    let typed = match (call.func_name.as_str(), arguments) {
        (op::LOGICAL_NOT, [inner]) => {
            (Expr::Not(Box::new(lowering.of_type(inner, &Type::Boolean)?)), Type::Boolean)
        }
        (op::LOGICAL_AND, [left, right]) => {
            let parts = joined(lowering, [left, right], |expr| match expr {
                Expr::And(parts) => Ok(parts),
                other => Err(other),
            })?;
            (Expr::And(parts), Type::Boolean)
        }
        (op::LOGICAL_OR, [left, right]) => {
            let parts = joined(lowering, [left, right], |expr| match expr {
                Expr::Or(parts) => Ok(parts),
                other => Err(other),
            })?;
            (Expr::Or(parts), Type::Boolean)
        }
        (op::CONDITIONAL, [condition, then, otherwise]) => {
            let condition = lowering.of_type(condition, &Type::Boolean)?;
            let (then, found) = lowering.lower(then)?;
            let otherwise = lowering.of_type(otherwise, &found)?;
            (Expr::If(Box::new(condition), Box::new(then), Box::new(otherwise)), found)
        }
        (op::NEGATE, [inner]) => {
            let inner = lowering.of_type(inner, &Type::Number)?;
            let zero = Expr::Number(domain::decimal::Decimal::ZERO);
            let negated = match inner {
                Expr::Number(number) => {
                    Expr::Number(domain::decimal::Decimal::from_millionths(-number.millionths()))
                }
                other => Expr::Calculate(Arithmetic::Subtract, Box::new(zero), Box::new(other)),
            };
            (negated, Type::Number)
        }
        (op::IN, [item, list]) => membership(lowering, item, list)?,
        (name, [left, right]) => {
            if let Some(comparison) = comparison(name) {
                compared(lowering, comparison, left, right)?
            } else if let Some(arithmetic) = arithmetic(name) {
                let left = lowering.of_type(left, &Type::Number)?;
                let right = lowering.of_type(right, &Type::Number)?;
                (Expr::Calculate(arithmetic, Box::new(left), Box::new(right)), Type::Number)
            } else {
                return Ok(None);
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(typed))
}

/// The parts of a chain of `&&` or `||`, which is associative, as one flat list.
fn joined(
    lowering: &Lowering<'_>,
    sides: [&cel::IdedExpr; 2],
    parts_of: fn(Expr) -> Result<Vec<Expr>, Expr>,
) -> Result<Vec<Expr>, String> {
    let mut joined = Vec::new();
    for side in sides {
        match parts_of(lowering.of_type(side, &Type::Boolean)?) {
            Ok(parts) => joined.extend(parts),
            Err(single) => joined.push(single),
        }
    }
    Ok(joined)
}

fn compared(
    lowering: &Lowering<'_>,
    comparison: Comparison,
    left: &cel::IdedExpr,
    right: &cel::IdedExpr,
) -> Result<Typed, String> {
    let (left, left_type) = lowering.lower(left)?;
    let (right, right_type) = lowering.lower(right)?;
    comparable(lowering, (&left, &left_type), (&right, &right_type))?;
    let ordered = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    if ordered && !matches!(left_type, Type::Number | Type::Date) {
        return Err(format!("{left_type} has no order"));
    }
    Ok((Expr::Compare(comparison, Box::new(left), Box::new(right)), Type::Boolean))
}

fn membership(lowering: &Lowering<'_>, item: &cel::IdedExpr, list: &cel::IdedExpr) -> Result<Typed, String> {
    let (item, item_type) = lowering.lower(item)?;
    let (list, list_type) = lowering.lower(list)?;
    let Type::List(member_type) = &list_type else {
        return Err(format!("{list_type} stands where a list is needed"));
    };
    match &list {
        Expr::List(members) => {
            for member in members {
                comparable(lowering, (&item, &item_type), (member, member_type))?;
            }
        }
        other => comparable(lowering, (&item, &item_type), (other, member_type))?,
    }
    Ok((Expr::In(Box::new(item), Box::new(list)), Type::Boolean))
}

/// Two values can be compared when they are of one type; a text written out may stand for a code of the list.
fn comparable(lowering: &Lowering<'_>, left: (&Expr, &Type), right: (&Expr, &Type)) -> Result<(), String> {
    match (left, right) {
        ((_, Type::Code(list)), (Expr::Text(code), Type::Text))
        | ((Expr::Text(code), Type::Text), (_, Type::Code(list))) => {
            let known = lowering.scope.lists.get(list).and_then(|list| list.code(code)).is_some();
            if known { Ok(()) } else { Err(format!("`{code}` is not a code of {list}")) }
        }
        ((_, left), (_, right)) if left == right => Ok(()),
        ((_, left), (_, right)) => Err(format!("{left} cannot be compared with {right}")),
    }
}

fn comparison(name: &str) -> Option<Comparison> {
    Some(match name {
        op::EQUALS => Comparison::Equal,
        op::NOT_EQUALS => Comparison::NotEqual,
        op::LESS => Comparison::Less,
        op::LESS_EQUALS => Comparison::LessOrEqual,
        op::GREATER => Comparison::Greater,
        op::GREATER_EQUALS => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn arithmetic(name: &str) -> Option<Arithmetic> {
    Some(match name {
        op::ADD => Arithmetic::Add,
        op::SUBSTRACT => Arithmetic::Subtract,
        op::MULTIPLY => Arithmetic::Multiply,
        op::DIVIDE => Arithmetic::Divide,
        _ => return None,
    })
}
