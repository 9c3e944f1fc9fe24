//! From CEL text to a typed [`Expr`]: parse, check the types, lower.

mod calls;
mod operators;

use cel::Program;
use cel::common::ast::{Expr as Cel, IdedExpr, LiteralValue, SelectExpr};
use domain::decimal::Decimal;
use domain::expr::{Expr, VariableRef};

use crate::types::{Scope, Type};

/// An expression and its type.
pub(crate) type Typed = (Expr, Type);

/// Lowers a text to an expression of the wanted type.
///
/// `form` is the form whose variables may be named without their form.
///
/// # Errors
/// The reason, for the author of the definition.
pub(crate) fn lower(scope: &Scope, form: Option<&str>, text: &str, wanted: &Type) -> Result<Expr, String> {
    let program = Program::compile(text).map_err(|errors| {
        let first = errors.errors.first().map_or_else(|| "unreadable".to_owned(), |error| error.msg.clone());
        format!("`{text}` is not an expression: {}", first.lines().next().unwrap_or_default())
    })?;
    let lowering = Lowering { scope, form };
    let (expr, found) =
        lowering.lower(program.expression()).map_err(|reason| format!("`{text}`: {reason}"))?;
    if &found == wanted || matches!((&found, wanted), (Type::Code(_), Type::Text)) {
        Ok(expr)
    } else {
        Err(format!("`{text}` is {found}, but {wanted} is needed here"))
    }
}

struct Lowering<'a> {
    scope: &'a Scope,
    form: Option<&'a str>,
}

impl Lowering<'_> {
    fn lower(&self, cel: &IdedExpr) -> Result<Typed, String> {
        match &cel.expr {
            Cel::Literal(literal) => lower_literal(literal),
            Cel::Ident(name) if name == "as_of" => Ok((Expr::AsOf, Type::Date)),
            Cel::Ident(_) | Cel::Select(_) => self.variable_value(cel),
            Cel::List(list) => {
                let items =
                    list.elements.iter().map(|item| self.lower(item)).collect::<Result<Vec<_>, _>>()?;
                let item_type = items.first().map_or(Type::Text, |(_, found)| found.clone());
                for (_, found) in &items {
                    expect(found, &item_type)?;
                }
                let items = items.into_iter().map(|(item, _)| item).collect();
                Ok((Expr::List(items), Type::List(Box::new(item_type))))
            }
            Cel::Call(call) => match operators::lower(self, call)? {
                Some(typed) => Ok(typed),
                None => calls::lower(self, call),
            },
            _ => Err("only operators, lists, variables and the functions of the manual are allowed".into()),
        }
    }

    fn of_type(&self, cel: &IdedExpr, wanted: &Type) -> Result<Expr, String> {
        let (expr, found) = self.lower(cel)?;
        expect(&found, wanted)?;
        Ok(expr)
    }

    fn variable_value(&self, cel: &IdedExpr) -> Result<Typed, String> {
        let (variable, found) = self.variable(cel)?;
        Ok((Expr::Variable(variable), found))
    }

    /// The variable that an identifier or `form.variable` names.
    fn variable(&self, cel: &IdedExpr) -> Result<(VariableRef, Type), String> {
        let variable = match (&cel.expr, self.form) {
            (Cel::Ident(name), Some(form)) => VariableRef::new(form, name),
            (Cel::Ident(name), None) => {
                return Err(format!("`{name}` must be written with its form, e.g. start.{name}"));
            }
            (Cel::Select(SelectExpr { operand, field, test: false }), _) => match &operand.expr {
                Cel::Ident(form) => VariableRef::new(form, field),
                _ => return Err(format!("`.{field}` does not follow a form")),
            },
            _ => return Err("a variable is needed here".into()),
        };
        match self.scope.variables.get(&variable) {
            Some(found) => Ok((variable, found.clone())),
            None => Err(format!("there is no variable {variable}")),
        }
    }
}

fn lower_literal(literal: &LiteralValue) -> Result<Typed, String> {
    match literal {
        LiteralValue::Boolean(boolean) => Ok((Expr::Boolean(*boolean.inner()), Type::Boolean)),
        LiteralValue::Int(integer) => {
            let number = Decimal::from_integer(*integer.inner()).ok_or("the number is too large")?;
            Ok((Expr::Number(number), Type::Number))
        }
        LiteralValue::Double(double) => {
            let number = double.inner().to_string().parse().map_err(|_| "the number has too many digits")?;
            Ok((Expr::Number(number), Type::Number))
        }
        LiteralValue::String(text) => Ok((Expr::Text(text.inner().to_owned()), Type::Text)),
        _ => Err("only numbers, texts, true and false can be written out".into()),
    }
}

fn expect(found: &Type, wanted: &Type) -> Result<(), String> {
    if found == wanted { Ok(()) } else { Err(format!("{found} stands where {wanted} is needed")) }
}
