//! Reading a number as people and spreadsheets write it.

use std::str::FromStr;

use chrono::NaiveDate;

use super::Cpr;
use crate::text::Text;
use crate::typing::{is_dash, is_invisible, narrow};

/// What a replacement number adds to the day of birth. Source: cpr.dk.
pub(super) const REPLACEMENT_DAYS: u8 = 60;

/// Weights of the ten digits in the modulus 11 check.
const WEIGHTS: [u32; 10] = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/// Why a text is not a CPR number. Never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseCprError {
    /// Nothing was written.
    #[error("the CPR number is missing")]
    Empty,
    /// Nine digits: a spreadsheet has probably dropped a leading zero.
    #[error("nine digits: a leading zero has probably been lost; write all ten characters")]
    LostZero,
    /// A number such as `1,01E+09`: a spreadsheet has destroyed it.
    #[error("scientific notation: a spreadsheet has changed the number; store the column as text")]
    ScientificNotation,
    /// Not ten characters.
    #[error("a CPR number has ten characters, not {0}")]
    Length(usize),
    /// A character that has no place in a number.
    #[error("the character number {0} has no place in a CPR number")]
    Character(usize),
    /// A separator elsewhere than after the sixth character.
    #[error("a hyphen stands only between the date and the last four characters")]
    Separator,
    /// Letters, but not the two of an X-eCPR or a D-eCPR.
    #[error("letters stand only as the two of a replacement number, after 0, 1, 5, 6 or 7")]
    Letters,
    /// The first six characters are not a date that exists.
    #[error("the first six characters are not a date that exists")]
    Date,
}

impl ParseCprError {
    /// A stable code, e.g. `cpr_lost_zero`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "cpr_missing",
            Self::LostZero => "cpr_lost_zero",
            Self::ScientificNotation => "cpr_scientific_notation",
            Self::Length(_) => "cpr_length",
            Self::Character(_) => "cpr_character",
            Self::Separator => "cpr_separator",
            Self::Letters => "cpr_letters",
            Self::Date => "cpr_date",
        }
    }

    /// The words shown to people: what is wrong and how to mend it.
    #[must_use]
    pub fn message(self) -> Text {
        let da = match self {
            Self::Empty => "CPR-nummeret mangler.".to_owned(),
            Self::LostZero => "CPR-nummeret har kun ni cifre; et foranstillet nul er formentlig gået tabt. Skriv alle ti tegn.".to_owned(),
            Self::ScientificNotation => {
                "CPR-nummeret er ødelagt af et regneark (fx 1,01E+09). Gem kolonnen som tekst og prøv igen.".to_owned()
            }
            Self::Length(length) => format!("Et CPR-nummer har ti tegn, ikke {length}."),
            Self::Character(position) => format!("Tegn nr. {position} hører ikke hjemme i et CPR-nummer."),
            Self::Separator => "Bindestregen skal stå mellem fødselsdatoen og de sidste fire tegn.".to_owned(),
            Self::Letters => {
                "Bogstaver kan kun stå som de to bogstaver i et erstatningsnummer (efter 0, 1, 5, 6 eller 7).".to_owned()
            }
            Self::Date => "De første seks tegn er ikke en dato, der findes.".to_owned(),
        };
        let mut en = self.to_string();
        if let Some(first) = en.get(..1).map(str::to_uppercase) {
            en.replace_range(..1, &first);
        }
        en.push('.');
        Text::new(da, en)
    }
}

impl FromStr for Cpr {
    type Err = ParseCprError;

    /// Reads a number. Spaces of any kind, a hyphen or dash after the date, full-width characters, lower-case letters
    /// and the apostrophe that spreadsheets put in front of text are tolerated; nothing is ever added.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let characters = canonical(text)?;
        check_pattern(&characters)?;
        check_date(&characters)?;
        Ok(Self(characters))
    }
}

fn canonical(text: &str) -> Result<[u8; 10], ParseCprError> {
    if looks_scientific(text) {
        return Err(ParseCprError::ScientificNotation);
    }
    let mut kept = Vec::with_capacity(10);
    let mut separator = false;
    for (index, character) in text.chars().map(narrow).enumerate() {
        match character {
            _ if character.is_whitespace() || is_invisible(character) => {}
            '\'' if kept.is_empty() => {}
            _ if is_dash(character) => {
                if separator || kept.len() != 6 {
                    return Err(ParseCprError::Separator);
                }
                separator = true;
            }
            _ if character.is_ascii_alphanumeric() => {
                kept.extend(u8::try_from(character.to_ascii_uppercase()));
            }
            _ => return Err(ParseCprError::Character(index + 1)),
        }
    }
    <[u8; 10]>::try_from(kept.as_slice()).map_err(|_| match kept.len() {
        0 => ParseCprError::Empty,
        9 if kept.iter().all(u8::is_ascii_digit) => ParseCprError::LostZero,
        length => ParseCprError::Length(length),
    })
}

/// Digits, then perhaps a fraction, then an `E` with an exponent.
fn looks_scientific(text: &str) -> bool {
    let text = text.trim().to_ascii_uppercase();
    let Some((mantissa, exponent)) = text.split_once('E') else {
        return false;
    };
    let exponent = exponent.strip_prefix(['+', '-']).map_or((exponent, false), |rest| (rest, true));
    let fraction = mantissa.contains([',', '.']);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (fraction || exponent.1)
        && digits(exponent.0)
        && mantissa.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.')
        && mantissa.bytes().any(|byte| byte.is_ascii_digit())
}

/// Ten digits, or seven digits, two letters and a digit where the seventh is one of those that eCPR uses.
fn check_pattern(characters: &[u8; 10]) -> Result<(), ParseCprError> {
    if characters.iter().all(u8::is_ascii_digit) {
        return Ok(());
    }
    let [a, b, c, d, e, f, issuer, letter_1, letter_2, last] = *characters;
    let date_is_digits = [a, b, c, d, e, f].iter().all(u8::is_ascii_digit);
    let issued = matches!(issuer, b'0' | b'1' | b'5' | b'6' | b'7');
    let letters = letter_1.is_ascii_uppercase() && letter_2.is_ascii_uppercase();
    if date_is_digits && issued && letters && last.is_ascii_digit() {
        Ok(())
    } else {
        Err(ParseCprError::Letters)
    }
}

fn check_date(characters: &[u8; 10]) -> Result<(), ParseCprError> {
    let [day, month, year] = date_parts(characters);
    let has_letters = !characters[7].is_ascii_digit();
    let exists = if has_letters {
        // Without a century 29 February cannot be ruled out, so any leap year serves.
        NaiveDate::from_ymd_opt(2000, u32::from(month), u32::from(day)).is_some()
    } else {
        let day = day.checked_sub(REPLACEMENT_DAYS).unwrap_or(day);
        let year = century(characters[6], year) + i32::from(year);
        NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)).is_some()
    };
    if exists { Ok(()) } else { Err(ParseCprError::Date) }
}

/// Day, month and two-digit year as written, the day with what a replacement number added to it.
///
/// The first six characters are digits.
pub(super) fn date_parts(characters: &[u8; 10]) -> [u8; 3] {
    let pair =
        |tens: u8, ones: u8| tens.wrapping_sub(b'0').wrapping_mul(10).wrapping_add(ones.wrapping_sub(b'0'));
    let [a, b, c, d, e, f, ..] = *characters;
    [pair(a, b), pair(c, d), pair(e, f)]
}

/// The century of birth by the seventh digit and the two-digit year, e.g. 1900. Source: cpr.dk.
pub(super) fn century(seventh: u8, year: u8) -> i32 {
    match (seventh, year) {
        (b'4' | b'9', 0..=36) | (b'5'..=b'8', 0..=57) => 2000,
        (b'5'..=b'8', _) => 1800,
        _ => 1900,
    }
}

/// Whether the weighted sum of ten digits is divisible by 11.
pub(super) fn check_digit_adds_up(characters: &[u8; 10]) -> bool {
    let sum: u32 = characters
        .iter()
        .zip(WEIGHTS)
        .map(|(&character, weight)| u32::from(character.wrapping_sub(b'0')) * weight)
        .sum();
    sum.is_multiple_of(11)
}
