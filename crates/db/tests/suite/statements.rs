//! The statement checker: no statement touches a tenant table without saying whose rows it means.
//!
//! SQLite has no row-level security, so this is what stands in for it (spec/security S-03). Every statement of every
//! test is checked when its database is dropped.

use migrations::tenant::{SHARED, TABLES};

/// Refuses a statement that reads or changes rows of a tenant table without a municipality predicate for it.
pub(crate) fn check(statement: &str) -> Result<(), String> {
    statement.split("; ").try_for_each(check_one)
}

fn check_one(statement: &str) -> Result<(), String> {
    let words = words(statement);
    shared(&words).map_err(|what| format!("{what}: {statement}"))?;
    if !words.iter().any(|word| TABLES.contains(&word.as_str())) {
        return Ok(());
    }
    for (index, word) in words.iter().enumerate() {
        if !TABLES.contains(&word.as_str()) || index == 0 {
            continue;
        }
        match words[index - 1].as_str() {
            "into" => inserts_municipality(&words[index + 1..]),
            "from" | "join" | "update" => bound(&words, word, words.get(index + 1)),
            _ => Ok(()),
        }
        .map_err(|what| format!("{what} of {word} in: {statement}"))?;
    }
    Ok(())
}

/// A statement on a table of two municipalities says which of the parties the caller's own is.
fn shared(words: &[String]) -> Result<(), &'static str> {
    let touched = words.windows(2).find_map(|pair| match pair {
        [verb, table] if SHARED.contains(&table.as_str()) => Some(verb.as_str()),
        _ => None,
    });
    match touched {
        None | Some("into") => Ok(()),
        Some("from" | "join" | "update") => {
            let is_party = |word: &str| ["sender", "receiver", "t.sender", "t.receiver"].contains(&word);
            let named = words.windows(3).any(|triple| {
                matches!(triple, [party, equals, own] if is_party(party) && equals == "=" && is_parameter(own))
            });
            if named { Ok(()) } else { Err("no party predicate for a shared table") }
        }
        Some(_) => Ok(()),
    }
}

/// An insert names the municipality first, so that the value is there for every row.
fn inserts_municipality(rest: &[String]) -> Result<(), &'static str> {
    match rest {
        [open, column, ..] if open == "(" && column == "municipality" => Ok(()),
        _ => Err("insert without municipality"),
    }
}

/// The table, by its alias if it has one, is compared with a parameter or with a table that is.
fn bound(words: &[String], table: &str, next: Option<&String>) -> Result<(), &'static str> {
    const NO_ALIAS: &[&str] =
        &["set", "where", "on", "join", "left", "group", "order", "limit", "values", ")", ",", "for"];
    let alias = next.filter(|word| !NO_ALIAS.contains(&word.as_str()));
    let compared = words.windows(3).any(|triple| {
        let [left, equals, right] = triple else {
            return false;
        };
        let own = |side: &str| match alias {
            Some(alias) => side == format!("{alias}.municipality"),
            None => side == "municipality" || side == format!("{table}.municipality"),
        };
        let other = |side: &str| is_parameter(side) || side.ends_with(".municipality");
        equals == "=" && ((own(left) && other(right)) || (own(right) && other(left)))
    });
    let anchored = words.windows(3).any(|triple| {
        let [left, equals, right] = triple else {
            return false;
        };
        left.ends_with("municipality") && equals == "=" && is_parameter(right)
    });
    if compared && anchored { Ok(()) } else { Err("no municipality predicate for rows") }
}

/// `$1`, or `?` as SQLite gets it.
fn is_parameter(word: &str) -> bool {
    word.starts_with('$') || word == "?"
}

/// Lower-case words; brackets, commas and operators are words of their own.
fn words(statement: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(statement.len() * 2);
    for character in statement.chars() {
        match character {
            '(' | ')' | ',' | '=' | '<' | '>' => spaced.extend([' ', character, ' ']),
            '"' => {}
            other => spaced.extend(other.to_lowercase()),
        }
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_statement_without_a_municipality_is_refused() {
    for statement in [
        "SELECT id FROM citizen WHERE id = $1",
        "UPDATE course SET state = $1 WHERE id = $2",
        "DELETE FROM draft",
        "INSERT INTO draft (course_id, municipality) VALUES ($1, $2)",
        "SELECT c.id FROM course c JOIN citizen z ON z.id = c.citizen_id WHERE c.municipality = $1",
        "SELECT c.id FROM course c JOIN citizen z ON z.municipality = c.municipality",
        "SELECT id FROM course WHERE municipality = $1 AND id IN (SELECT l.course_id FROM form_version l)",
        "SELECT id FROM transfer WHERE id = $1",
        "UPDATE transfer SET state = $1 WHERE id = $2",
        "SELECT id FROM citizen WHERE id = ?",
        "UPDATE transfer SET state = ? WHERE id = ?",
    ] {
        assert!(check(statement).is_err(), "{statement}");
    }
}

#[test]
fn a_statement_with_a_municipality_for_every_table_passes() {
    for statement in [
        "SELECT 1",
        "SELECT id FROM user_account WHERE username = $1",
        "SELECT id FROM \"citizen\" WHERE municipality = $1 AND id = $2",
        "INSERT INTO course (municipality, id) VALUES ($1, $2)",
        "SELECT c.id FROM course c JOIN citizen z ON z.municipality = c.municipality WHERE c.municipality = $1",
        "SELECT t.id FROM transfer t WHERE t.id = $1 AND t.receiver = $2",
        "SELECT id FROM citizen WHERE municipality = ? AND id = ?",
        "SELECT t.id FROM transfer t WHERE t.id = ? AND t.receiver = ?",
    ] {
        check(statement).unwrap();
    }
}
