//! A code of a long list, by its name, a synonym, its code or its place.

use super::characters::plain;
use crate::programme::Code;

/// Why a text is not a code of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// Nothing in the list is called so.
    Unknown,
    /// More than one code could be meant.
    Several,
}

/// How well a name fits: the whole name, its beginning, the beginning of a word in it, anywhere.
const FITS: [fn(&str, &str) -> bool; 4] = [
    |name, wanted| name == wanted,
    |name, wanted| name.starts_with(wanted),
    |name, wanted| name.split([' ', '-', '(', '/', '_']).any(|word| word.starts_with(wanted)),
    |name, wanted| name.contains(wanted),
];

/// The codes a text may mean, the best first; every code for an empty text. Source: ux 4.2.
#[must_use]
pub fn matching<'a>(codes: &'a [Code], text: &str) -> Vec<&'a Code> {
    let wanted = plain(text).to_lowercase();
    if wanted.is_empty() {
        return codes.iter().collect();
    }
    let mut found: Vec<&Code> = Vec::new();
    // A pass per degree rather than a sort: lists are short, and every sort is four kilobytes of wasm.
    for degree in 0..FITS.len() {
        for (index, code) in codes.iter().enumerate() {
            if fits(degree, index, code, &wanted) && !found.iter().any(|known| known.id == code.id) {
                found.push(code);
            }
        }
    }
    found
}

/// The one code a text means; an empty text is none.
///
/// # Errors
/// [`CodeProblem`] says whether there is none or more than one.
pub fn read_code<'a>(codes: &'a [Code], text: &str) -> Result<Option<&'a Code>, CodeProblem> {
    let wanted = plain(text).to_lowercase();
    if wanted.is_empty() {
        return Ok(None);
    }
    for degree in 0..FITS.len() {
        let mut fitting =
            codes.iter().enumerate().filter(|(index, code)| fits(degree, *index, code, &wanted));
        match (fitting.next(), fitting.next()) {
            (Some((_, code)), None) => return Ok(Some(code)),
            (Some(_), Some(_)) => return Err(CodeProblem::Several),
            _ => {}
        }
    }
    Err(CodeProblem::Unknown)
}

fn fits(degree: usize, index: usize, code: &Code, wanted: &str) -> bool {
    let Some(fit) = FITS.get(degree) else { return false };
    let place = (index + 1).to_string();
    let codings = code.codings.iter().map(|coding| coding.code.as_str());
    let names = [code.label.da.as_str(), &code.label.en, &code.id].into_iter();
    names.chain(code.synonyms.iter().map(String::as_str)).any(|name| fit(&name.to_lowercase(), wanted))
        // A place or an external code is meant only as a whole: `1` is the first, not everything with a 1 in it.
        || (degree == 0 && codings.chain([place.as_str()]).any(|name| name.eq_ignore_ascii_case(wanted)))
}
