//! What can be looked up, and what a search finds.

use std::collections::BTreeSet;

use domain::programme::{CodeList, Form, Indicator, Programme, Split, Variable};
use domain::text::{Language, Text};

/// One thing that can be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The address within the page, which is also the element's id.
    pub(super) anchor: String,
    /// Everything it may be found by, in small letters.
    words: String,
}

/// The address of a variable within the page, e.g. `start.smoking_status`.
pub(crate) fn variable_anchor(form: &str, variable: &str) -> String {
    format!("{form}.{variable}")
}

/// The address of an indicator within the page.
pub(crate) fn indicator_anchor(id: &str) -> String {
    format!("indicator.{id}")
}

/// The address of a code list within the page.
pub(crate) fn list_anchor(id: &str) -> String {
    format!("codes.{id}")
}

/// The address of a split within the page.
pub(super) fn split_anchor(id: &str) -> String {
    format!("split.{id}")
}

/// The forms people fill in, then what is derived from imported records.
pub(super) fn forms(programme: &Programme) -> impl Iterator<Item = &Form> {
    programme.forms.iter().chain(programme.records.as_ref().map(|records| &records.form))
}

/// Everything a programme defines.
pub(super) fn entries(programme: &Programme) -> Vec<Entry> {
    let variables = forms(programme).flat_map(|form| {
        form.variables().map(|variable| {
            let words = variable_words(programme, variable);
            entry(variable_anchor(&form.id, &variable.id), words)
        })
    });
    let indicators = programme
        .indicators
        .iter()
        .map(|indicator| entry(indicator_anchor(&indicator.id), indicator_words(indicator)));
    let lists = programme.code_lists.values().map(|list| {
        let mut words = vec![list.id.clone()];
        words.extend(code_words(list));
        entry(list_anchor(&list.id), words)
    });
    let splits = programme.splits.iter().map(|split| entry(split_anchor(&split.id), split_words(split)));
    variables.chain(indicators).chain(splits).chain(lists).collect()
}

fn entry(anchor: String, words: Vec<String>) -> Entry {
    Entry { words: format!("{anchor} {}", words.join(" ")).to_lowercase(), anchor }
}

fn both(text: &Text) -> [String; 2] {
    [text.da.clone(), text.en.clone()]
}

fn variable_words(programme: &Programme, variable: &Variable) -> Vec<String> {
    let mut words = vec![variable.source.clone()];
    words.extend(both(&variable.label));
    words.extend(variable.help.iter().flat_map(both));
    if let Some(unit) = &variable.unit {
        words.push(unit.clone());
        words.extend([Language::Da, Language::En].map(|language| crate::show::unit(unit, language)));
    }
    words.extend(programme.codes_of(variable).into_iter().flat_map(code_words));
    words
}

fn indicator_words(indicator: &Indicator) -> Vec<String> {
    let mut words = vec![indicator.number.clone(), indicator.source.clone()];
    words.extend(both(&indicator.label));
    words.extend(both(&indicator.description));
    words
}

fn split_words(split: &Split) -> Vec<String> {
    let labels = split.levels.iter().map(|level| &level.label).chain([&split.label]);
    labels.flat_map(both).chain([split.source.clone()]).collect()
}

fn code_words(list: &CodeList) -> Vec<String> {
    let of = |code: &domain::programme::Code| {
        let mut words = vec![code.id.clone()];
        words.extend(both(&code.label));
        words.extend(code.synonyms.clone());
        words.extend(code.codings.iter().map(|coding| coding.code.clone()));
        words
    };
    list.codes.iter().flat_map(of).collect()
}

/// The addresses of the entries in which every word of `search` stands; all for an empty one.
pub(super) fn found(entries: &[Entry], search: &str) -> BTreeSet<String> {
    let search = search.to_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    let hits = entries.iter().filter(|entry| words.iter().all(|word| entry.words.contains(word)));
    hits.map(|entry| entry.anchor.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Entry> {
        vec![
            entry("start.smoking_status".into(), vec!["Rygestatus".into(), "Ryger dagligt".into()]),
            entry("start.weight_kg".into(), vec!["Vægt".into(), "kg".into()]),
        ]
    }

    #[test]
    fn every_word_must_be_there_and_capitals_do_not_matter() {
        let hits = |search| found(&entries(), search).into_iter().collect::<Vec<_>>();
        assert_eq!(hits("ryge dagligt"), ["start.smoking_status"]);
        assert_eq!(hits("VÆGT"), ["start.weight_kg"]);
        assert_eq!(hits("start").len(), 2);
        assert_eq!(hits("ryge kg"), Vec::<String>::new());
        assert_eq!(hits("  ").len(), 2);
    }
}
