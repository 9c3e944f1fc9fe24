//! What a version changes: variables, codes and indicators that are new, gone or other than before.

use domain::programme::{Indicator, Programme, Variable};
use domain::text::Text;
use leptos::prelude::*;

use super::entries::{forms, indicator_anchor, list_anchor, variable_anchor};
use crate::text::*;

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Became {
    New,
    Gone,
    /// What about it is other than before.
    Other(Vec<Phrase>),
}

/// One difference between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Where it stands in the newer version, or stood in the older.
    pub(super) anchor: String,
    pub(super) label: Text,
    pub(super) became: Became,
}

/// Something with an address, a name, and what can be compared about it.
struct Thing {
    anchor: String,
    label: Text,
    traits: Vec<(Phrase, String)>,
}

/// Every difference that matters to the data: variables, then indicators, then code lists.
pub(super) fn changes(old: &Programme, new: &Programme) -> Vec<Change> {
    let (old, new) = (things(old), things(new));
    let mut changes = Vec::new();
    for thing in &new {
        let before = old.iter().find(|other| other.anchor == thing.anchor);
        let became = match before {
            None => Some(Became::New),
            Some(before) => {
                let other: Vec<Phrase> = thing
                    .traits
                    .iter()
                    .zip(&before.traits)
                    .filter(|(now, then)| now.1 != then.1)
                    .map(|(now, _)| now.0)
                    .collect();
                (!other.is_empty()).then_some(Became::Other(other))
            }
        };
        changes.extend(became.map(|became| change(thing, became)));
    }
    let gone = old.iter().filter(|thing| new.iter().all(|other| other.anchor != thing.anchor));
    changes.extend(gone.map(|thing| change(thing, Became::Gone)));
    changes
}

fn change(thing: &Thing, became: Became) -> Change {
    Change { anchor: thing.anchor.clone(), label: thing.label.clone(), became }
}

fn things(programme: &Programme) -> Vec<Thing> {
    let variables = forms(programme).flat_map(|form| {
        form.variables().map(|variable| Thing {
            anchor: variable_anchor(&form.id, &variable.id),
            label: variable.label.clone(),
            traits: traits_of(variable),
        })
    });
    let indicators = programme.indicators.iter().map(|indicator| Thing {
        anchor: indicator_anchor(&indicator.id),
        label: indicator.label.clone(),
        traits: rules_of(indicator),
    });
    let lists = programme.code_lists.values().map(|list| {
        let codes: Vec<&str> = list.codes.iter().map(|code| code.id.as_str()).collect();
        Thing {
            anchor: list_anchor(&list.id),
            label: Text::new(list.id.as_str(), list.id.as_str()),
            traits: vec![(DICT_CHANGE_CODES, codes.join(" "))],
        }
    });
    variables.chain(indicators).chain(lists).collect()
}

fn traits_of(variable: &Variable) -> Vec<(Phrase, String)> {
    let rule =
        |rule: &Option<domain::expr::Rule>| rule.as_ref().map(|rule| rule.text.clone()).unwrap_or_default();
    let help = variable.help.clone().unwrap_or_default();
    vec![
        (DICT_CHANGE_LABEL, format!("{}\n{}", variable.label.da, variable.label.en)),
        (DICT_CHANGE_TYPE, format!("{:?} {}", variable.kind, variable.decimals)),
        (DICT_CHANGE_CODES, variable.codes.clone().unwrap_or_default()),
        (DICT_CHANGE_UNIT, variable.unit.clone().unwrap_or_default()),
        (DICT_CHANGE_RANGE, format!("{:?} {:?}", variable.hard, variable.plausible)),
        (DICT_CHANGE_ASKED, rule(&variable.visible_when)),
        (DICT_CHANGE_REQUIRED, format!("{} {}", variable.required, rule(&variable.required_when))),
        (DICT_CHANGE_COMPUTED, format!("{} {}", rule(&variable.computed), rule(&variable.computed_when))),
        (DICT_CHANGE_HELP, format!("{}\n{}", help.da, help.en)),
    ]
}

fn rules_of(indicator: &Indicator) -> Vec<(Phrase, String)> {
    let rules = [
        Some(&indicator.applies),
        indicator.excluded.as_ref(),
        indicator.pending.as_ref(),
        Some(&indicator.fulfilled),
        Some(&indicator.attributed_to),
    ];
    let rules: Vec<&str> = rules.into_iter().map(|rule| rule.map_or("", |rule| rule.text.as_str())).collect();
    let standard = indicator.standard.map(|standard| format!("{} {}", standard.percent, standard.verified));
    vec![
        (DICT_CHANGE_LABEL, format!("{}\n{}", indicator.label.da, indicator.label.en)),
        (DICT_CHANGE_RULES, rules.join("\n")),
        (DICT_CHANGE_STANDARD, standard.unwrap_or_default()),
        (DICT_CHANGE_HELP, format!("{}\n{}", indicator.description.da, indicator.description.en)),
    ]
}

/// The differences as a list, or that there are none. `page` is the address of the page the entries stand on.
pub(crate) fn view(old: Option<&Programme>, new: &Programme, page: &str) -> AnyView {
    let Some(old) = old else {
        return view! { <p>{t(DICT_CHANGES_FIRST)}</p> }.into_any();
    };
    let (from, to) = (old.version.clone(), new.version.clone());
    let lead = tf(DICT_CHANGES_LEAD, move |_| [("old", from.clone()), ("new", to.clone())]);
    let changes = changes(old, new);
    if changes.is_empty() {
        return view! { <p>{lead}"."</p><p>{t(DICT_CHANGES_NONE)}</p> }.into_any();
    }
    let items: Vec<_> = changes.into_iter().map(|change| item(change, page)).collect();
    view! { <p>{lead}":"</p><ul class="entry-changes">{items}</ul> }.into_any()
}

fn item(change: Change, page: &str) -> AnyView {
    let (word, what) = match change.became {
        Became::New => (DICT_ADDED, Vec::new()),
        Became::Gone => (DICT_REMOVED, Vec::new()),
        Became::Other(what) => (DICT_CHANGED, what),
    };
    let language = use_language();
    let what = Signal::derive(move || {
        let words: Vec<&str> = what.iter().map(|phrase| phrase.get(language.get())).collect();
        if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) }
    });
    let name = if word == DICT_REMOVED {
        view! { <span>{tt(change.label)}</span> }.into_any()
    } else {
        view! { <a href=format!("{page}#{}", change.anchor)>{tt(change.label)}</a> }.into_any()
    };
    view! {
        <li><span class="tag">{t(word)}</span>" "{name}" "<code class="small">{change.anchor}</code>{what}</li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn programme(version: &str, variables: serde_json::Value, codes: &[&str]) -> Programme {
        let text = |text: &str| json!({"da": text, "en": text});
        let codes: Vec<_> = codes.iter().map(|code| json!({"id": code, "label": text(code)})).collect();
        serde_json::from_value(json!({
            "id": "p", "version": version, "label": text("P"), "valid_from": "2026-01-01", "indicators": [],
            "code_lists": {"l": {"id": "l", "source": "default", "codes": codes}},
            "forms": [{"id": "start", "slug": "start", "label": text("Start"), "dated_by": "day", "checks": [],
                "sections": [{"id": "s", "label": text("S"), "variables": variables}]}],
        }))
        .unwrap()
    }

    fn variable(id: &str, unit: &str) -> serde_json::Value {
        json!({"id": id, "label": {"da": id, "en": id}, "type": "integer", "unit": unit, "source": "default"})
    }

    #[test]
    fn what_is_new_gone_or_other_is_named_once_each() {
        let old = programme("1", json!([variable("a", "kg"), variable("b", "cm")]), &["x"]);
        let new = programme("2", json!([variable("a", "g"), variable("c", "cm")]), &["x", "y"]);
        let changes = changes(&old, &new);
        let told: Vec<_> = changes.iter().map(|change| (change.anchor.as_str(), &change.became)).collect();
        assert_eq!(
            told,
            [
                ("start.a", &Became::Other(vec![DICT_CHANGE_UNIT])),
                ("start.c", &Became::New),
                ("codes.l", &Became::Other(vec![DICT_CHANGE_CODES])),
                ("start.b", &Became::Gone),
            ]
        );
    }

    #[test]
    fn a_version_does_not_differ_from_itself() {
        let same = programme("1", json!([variable("a", "kg")]), &["x"]);
        assert!(changes(&same, &same).is_empty());
    }
}
