//! The items of a questionnaire, typed one digit after the other.

use super::characters::plain;

/// Splits digits that were typed in one go into one text per item: `1021` for four items, a hyphen for an item that
/// was not answered. `None` unless it is exactly that: at least two characters, at most one per item.
///
/// Source: ux 4.2, "one digit per item".
#[must_use]
pub fn split_items(text: &str, items: usize) -> Option<Vec<String>> {
    let text: String = plain(text).chars().filter(|character| *character != ' ').collect();
    let is_item = |character: char| character.is_ascii_digit() || character == '-';
    if !(2..=items).contains(&text.len()) || !text.chars().all(is_item) || text.starts_with('-') {
        return None;
    }
    let one = |character: char| if character == '-' { String::new() } else { character.to_string() };
    Some(text.chars().map(one).collect())
}
