//! Parameters for SQLite, by place instead of by number.

use std::fmt::Write;

use sea_orm::Value;

/// The same statement with `?` for every `$n`, and the values in the order in which they appear.
///
/// `sqlx` asks SQLite for the name of every parameter, and SQLite looks through all names for each: a statement with ten
/// thousand numbered parameters took a hundred times as long to bind as to run. Parameters without a name have none to
/// look for.
pub(super) fn positional(text: &str, values: Vec<Value>) -> (String, Vec<Value>) {
    let mut parts = text.split('$');
    let mut by_place = String::with_capacity(text.len());
    by_place.push_str(parts.next().unwrap_or_default());
    let mut order = Vec::with_capacity(values.len());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        match number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) {
            Some(place) => {
                order.push(place);
                by_place.push('?');
                by_place.push_str(rest);
            }
            // A dollar sign that is none of ours, as in the path of a JSON value. Writing to a String cannot fail.
            None => drop(write!(by_place, "${part}")),
        }
    }
    if order.iter().copied().eq(0..values.len()) {
        return (by_place, values);
    }
    let values = order.into_iter().filter_map(|place| values.get(place).cloned()).collect();
    (by_place, values)
}

#[cfg(test)]
mod tests {
    use super::*;

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
