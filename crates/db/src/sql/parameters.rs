//! The parameters of a statement, `$1`, `$2` …: counted on from others, or by place instead of by number.

use std::fmt::Write;

use sea_orm::Value;

/// Adds an offset to every `$n`.
pub(super) fn renumbered(text: &str, offset: usize) -> String {
    rewritten(text, |to, number| {
        // Writing to a String cannot fail.
        let _ = write!(to, "${}", number + offset);
    })
}

/// The same statement with `?` for every `$n`, and the values in the order in which they appear: as SQLite takes them.
///
/// `sqlx` asks SQLite for the name of every parameter, and SQLite looks through all names for each: a statement with ten
/// thousand numbered parameters took a hundred times as long to bind as to run. Parameters without a name have none to
/// look for.
pub(super) fn positional(text: &str, values: Vec<Value>) -> (String, Vec<Value>) {
    let mut order = Vec::with_capacity(values.len());
    let by_place = rewritten(text, |to, number| {
        order.push(number - 1);
        to.push('?');
    });
    if order.iter().copied().eq(0..values.len()) {
        return (by_place, values);
    }
    let values = order.into_iter().filter_map(|place| values.get(place).cloned()).collect();
    (by_place, values)
}

/// The text with every `$n`, from `$1` on, as it is written for its number. A dollar sign that is none of ours stays, as
/// in the path of a JSON value.
fn rewritten(text: &str, mut parameter: impl FnMut(&mut String, usize)) -> String {
    let mut parts = text.split('$');
    let mut rewritten = String::with_capacity(text.len());
    rewritten.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        match number.parse().ok().filter(|number| *number > 0) {
            Some(number) => parameter(&mut rewritten, number),
            None => rewritten.extend(["$", number]),
        }
        rewritten.push_str(rest);
    }
    rewritten
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_renumbered_behind_those_before_them() {
        assert_eq!(
            renumbered("UPDATE t SET a = $2 WHERE b = $1 AND c = $10", 5),
            "UPDATE t SET a = $7 WHERE b = $6 AND c = $15"
        );
        assert_eq!(renumbered("SELECT 1", 5), "SELECT 1");
        assert_eq!(renumbered("SELECT a -> '$.x', $1", 5), "SELECT a -> '$.x', $6");
    }

    #[test]
    fn values_stand_in_the_order_in_which_they_appear() {
        let values: Vec<Value> = vec![1.into(), 2.into(), 3.into()];
        let (text, ordered) =
            positional("SELECT $3, $1 WHERE a = $1 AND b = $2 AND c -> '$.x'", values.clone());
        assert_eq!(text, "SELECT ?, ? WHERE a = ? AND b = ? AND c -> '$.x'");
        assert_eq!(ordered, [3, 1, 1, 2].map(Value::from));
        assert_eq!(
            positional("VALUES ($1, $2), ($3)", values.clone()),
            ("VALUES (?, ?), (?)".to_owned(), values)
        );
    }

    #[test]
    fn a_statement_without_parameters_stays_as_it_is() {
        assert_eq!(positional("SELECT 1", Vec::new()), ("SELECT 1".to_owned(), Vec::new()));
    }
}
