//! A person's name, cleaned of what typing and copying leave behind.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// The longest name, in characters.
const MAX_LENGTH: usize = 200;

/// A run of this many digits in a name is taken for a CPR number in the wrong field.
const TOO_MANY_DIGITS: usize = 6;

/// Combining marks, each with pairs of a letter and the letter with the mark.
///
/// macOS and some PDF files write the two parts separately.
const COMPOSED: &[(char, &str)] = &[
    ('\u{300}', "aàAÀeèEÈiìoòuù"),
    ('\u{301}', "aáAÁeéEÉiíIÍoóOÓuúUÚyýYÝæǽøǿåǻcćnńsśzź"),
    ('\u{302}', "aâeêiîoôuû"),
    ('\u{303}', "aãnñNÑoõ"),
    ('\u{306}', "gğ"),
    ('\u{308}', "aäAÄeëEËiïIÏoöOÖuüUÜyÿ"),
    ('\u{30A}', "aåAÅuů"),
    ('\u{30C}', "cčCČeěrřsšSŠzžZŽ"),
    ('\u{327}', "cçCÇsşSŞ"),
];

/// A full name: 1 to 200 characters, single spaces, no control characters, composed letters.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, min_length = 1, max_length = 200))]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but spaces.
    #[error("the name is missing")]
    Missing,
    /// More than 200 characters.
    #[error("the name is longer than 200 characters")]
    TooLong,
    /// A control character or an invisible mark.
    #[error("the name contains a character that cannot be shown")]
    Character,
    /// So many digits in a row that it may be a CPR number.
    #[error("the name contains a number; a CPR number belongs in its own field")]
    Number,
}

impl Name {
    /// The cleaned text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl NameError {
    /// A stable code, e.g. `name_too_long`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "name_missing",
            Self::TooLong => "name_too_long",
            Self::Character => "name_character",
            Self::Number => "name_number",
        }
    }

    /// The words shown to people.
    #[must_use]
    pub fn message(self) -> Text {
        match self {
            Self::Missing => Text::new("Skriv borgerens navn.", "Write the citizen's name."),
            Self::TooLong => {
                Text::new("Navnet er længere end 200 tegn.", "The name is longer than 200 characters.")
            }
            Self::Character => Text::new(
                "Navnet indeholder et tegn, der ikke kan vises. Skriv navnet på ny.",
                "The name contains a character that cannot be shown. Type the name again.",
            ),
            Self::Number => Text::new(
                "Navnet indeholder et nummer. Et CPR-nummer hører til i sit eget felt.",
                "The name contains a number. A CPR number belongs in its own field.",
            ),
        }
    }
}

impl FromStr for Name {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let clean = compose(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        if clean.is_empty() {
            return Err(NameError::Missing);
        }
        if clean.chars().count() > MAX_LENGTH {
            return Err(NameError::TooLong);
        }
        if clean.chars().any(is_unprintable) {
            return Err(NameError::Character);
        }
        if clean.split(|c: char| !c.is_numeric()).any(|run| run.chars().count() >= TOO_MANY_DIGITS) {
            return Err(NameError::Number);
        }
        Ok(Self(clean))
    }
}

/// Joins letters and combining marks as Unicode's normal form C does, for the letters European names use.
fn compose(text: &str) -> String {
    let mut composed = String::with_capacity(text.len());
    for character in text.chars() {
        let joined = composed.chars().next_back().and_then(|letter| with_mark(letter, character));
        if joined.is_some() {
            composed.pop();
        }
        composed.push(joined.unwrap_or(character));
    }
    composed
}

fn with_mark(letter: char, mark: char) -> Option<char> {
    let (_, pairs) = COMPOSED.iter().find(|(combining, _)| *combining == mark)?;
    let mut rest = pairs.chars();
    while let (Some(bare), Some(marked)) = (rest.next(), rest.next()) {
        if bare == letter {
            return Some(marked);
        }
    }
    None
}

/// Control characters, direction marks, zero-width characters and private use.
fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}' | '\u{FEFF}' | '\u{FFFD}'
        )
}

impl TryFrom<String> for Name {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    /// Redacted: a name has no place in a log.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Name(…)")
    }
}
