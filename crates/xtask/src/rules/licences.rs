//! Whether every package can be had under a licence that `deny.toml` allows.
//!
//! Reads SPDX expressions as the registry has them: `OR`, `AND`, `WITH` and one level of parentheses.

use std::collections::BTreeMap;

use super::graph::Graph;

/// One line per package without an allowed licence.
pub(super) fn faults(
    graph: &Graph,
    allowed: &[String],
    exceptions: &BTreeMap<String, Vec<String>>,
) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, licence) in &graph.packages {
        let own = exceptions.get(name).map(Vec::as_slice).unwrap_or_default();
        let fits = |licence: &str| allowed.iter().chain(own).any(|allowed| allowed == licence);
        match licence {
            Some(licence) if satisfied(licence, &fits) => {}
            Some(licence) => {
                faults.push(format!("{name} is licensed as `{licence}`, which deny.toml does not allow"))
            }
            None => faults.push(format!("{name} names no licence")),
        }
    }
    faults
}

/// Whether an expression has an alternative whose parts all fit.
fn satisfied(expression: &str, fits: &dyn Fn(&str) -> bool) -> bool {
    // Before SPDX, `MIT/Apache-2.0` meant a choice.
    let expression = expression.replace('/', " OR ");
    split(&expression, " OR ").any(|choice| {
        split(choice, " AND ").all(|part| {
            match part.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                Some(inner) => satisfied(inner, fits),
                None => fits(part.trim()),
            }
        })
    })
}

/// Splits outside parentheses.
fn split<'a>(text: &'a str, separator: &'a str) -> impl Iterator<Item = &'a str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let outside = |at: &usize| {
            let before = &text[..*at];
            before.matches('(').count() == before.matches(')').count()
        };
        let found = text.match_indices(separator).map(|(at, _)| at).find(outside);
        rest = found.map(|at| &text[at + separator.len()..]);
        Some(found.map_or(text, |at| &text[..at]))
    })
}

#[cfg(test)]
mod tests {
    use super::satisfied;

    #[test]
    fn one_allowed_choice_is_enough_and_every_part_of_it_is_needed() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        let fits = |licence: &str| allowed.contains(&licence);
        for good in [
            "MIT",
            "GPL-3.0-only OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "MIT/Apache-2.0",
            "Apache-2.0 WITH LLVM-exception OR Zlib",
        ] {
            assert!(satisfied(good, &fits), "{good}");
        }
        for bad in ["GPL-3.0-or-later", "MIT AND GPL-3.0-only", "(MIT OR Zlib) AND ISC"] {
            assert!(!satisfied(bad, &fits), "{bad}");
        }
    }
}
