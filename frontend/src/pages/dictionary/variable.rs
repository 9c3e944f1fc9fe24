//! One variable: what is asked, of which type, within which bounds, when, and what it is used for.

use std::sync::Arc;

use domain::decimal::Decimal;
use domain::expr::{Rule, VariableRef};
use domain::programme::{Form, Programme, Range, Section, Severity, TextFormat, Variable, VariableType};
use domain::text::{Language, Text};
use leptos::prelude::*;

use super::entries::{indicator_anchor, list_anchor, variable_anchor};
use super::facts::{Facts, links, of};
use super::{codes, rules};
use crate::show;
use crate::text::*;

/// The type in a few words, e.g. `helt tal · mmHg`.
pub(crate) fn kind(programme: &Programme, variable: &Variable, language: Language) -> String {
    let count = programme.codes_of(variable).map_or(0, |list| list.codes.len()).to_string();
    let words = match variable.kind {
        VariableType::Code => DICT_TYPE_CODE.fill(language, &[("count", &count)]),
        VariableType::Codes => DICT_TYPE_CODES.fill(language, &[("count", &count)]),
        VariableType::Integer => DICT_TYPE_INTEGER.get(language).to_owned(),
        VariableType::Decimal if variable.decimals == 1 => DICT_TYPE_DECIMAL_1.get(language).to_owned(),
        VariableType::Decimal => {
            DICT_TYPE_DECIMAL.fill(language, &[("decimals", &variable.decimals.to_string())])
        }
        VariableType::Date => DICT_TYPE_DATE.get(language).to_owned(),
        VariableType::Boolean => DICT_TYPE_BOOLEAN.get(language).to_owned(),
        VariableType::Text => variable.format.map_or(DICT_TYPE_TEXT, format).get(language).to_owned(),
    };
    match variable.unit.as_deref().map(|unit| show::unit(unit, language)).filter(|unit| !unit.is_empty()) {
        Some(unit) => format!("{words} · {unit}"),
        None => words,
    }
}

const fn format(format: TextFormat) -> Phrase {
    match format {
        TextFormat::SksDiagnosis => DICT_FORMAT_SKS,
        TextFormat::Sor => DICT_FORMAT_SOR,
        TextFormat::ProviderNumber => DICT_FORMAT_PROVIDER,
        TextFormat::Eq5dProfile => DICT_FORMAT_EQ5D,
    }
}

/// Everything about a variable.
pub(super) fn details(
    programme: &Arc<Programme>,
    form: &Form,
    section: &Section,
    variable: &Variable,
) -> AnyView {
    let home = Some(form.id.as_str());
    let mut facts = Facts::default();
    facts.add_some(DICT_HELP, variable.help.clone().map(|help| view! { <p>{tt(help)}</p> }.into_any()));
    facts.add(DICT_ID, view! { <code>{variable_anchor(&form.id, &variable.id)}</code> }.into_any());
    facts.add(DICT_TYPE, type_view(programme, variable));
    facts.add_some(DICT_HARD, variable.hard.map(|hard| range(variable, hard, DICT_HARD_NOTE)));
    facts.add_some(
        DICT_PLAUSIBLE,
        variable.plausible.map(|plausible| range(variable, plausible, DICT_PLAUSIBLE_NOTE)),
    );
    facts.add_some(DICT_ANSWERS, programme.codes_of(variable).map(codes::table));
    let when =
        |rule: &Rule| view! { <p>{t(DICT_WHEN)}</p>{rules::condition(programme, rule, home)} }.into_any();
    let always = |phrase: Phrase| view! { <p>{t(phrase)}</p> }.into_any();
    facts.add(DICT_ASKED, variable.visible_when.as_ref().map_or_else(|| always(DICT_ALWAYS), when));
    facts.add_some(DICT_SECTION_ASKED, section.visible_when.as_ref().map(when));
    let required = if variable.required { DICT_ALWAYS } else { DICT_NEVER };
    facts.add(DICT_REQUIRED, variable.required_when.as_ref().map_or_else(|| always(required), when));
    facts.add_some(DICT_COMPUTED, variable.computed.as_ref().map(|rule| rules::value(programme, rule, home)));
    facts.add_some(
        DICT_COMPUTED_WHEN,
        variable.computed_when.as_ref().map(|rule| rules::condition(programme, rule, home)),
    );
    let carried = variable.carried_from.as_deref().and_then(|from| programme.form(from));
    facts.add_some(
        DICT_CARRIED,
        carried.and_then(|from| links(vec![(variable_anchor(&from.id, &variable.id), from.label.clone())])),
    );
    facts.add_some(DICT_CHECKS, checks(form, variable));
    let reference = VariableRef::new(form.id.as_str(), variable.id.as_str());
    facts.add_some(DICT_USED_BY, links(used_by(programme, &reference)));
    facts.add_source(&variable.source);
    facts.view()
}

fn type_view(programme: &Arc<Programme>, variable: &Variable) -> AnyView {
    let language = use_language();
    let (of, shown) = (programme.clone(), variable.clone());
    let words = Signal::derive(move || kind(&of, &shown, language.get()));
    let list = programme.codes_of(variable).map(|list| {
        view! { " ("<a href=format!("#{}", list_anchor(&list.id))>{list.id.clone()}</a>")" }
    });
    view! { <p>{words}{list}</p> }.into_any()
}

fn range(variable: &Variable, range: Range, note: Phrase) -> AnyView {
    view! { <p>{range_words(variable, range)}" "<span class="muted">{t(note)}</span></p> }.into_any()
}

/// `40 til 180 kg`.
pub(crate) fn range_words(variable: &Variable, range: Range) -> Signal<String> {
    let (unit, decimals) = (variable.unit.clone().unwrap_or_default(), variable.decimals);
    let written =
        move |number: Decimal, language| show::decimal(number, number.decimals().max(decimals), language);
    tf(DICT_RANGE, move |language| {
        [
            ("min", written(range.min, language)),
            ("max", show::quantity(&written(range.max, language), &show::unit(&unit, language), language)),
        ]
    })
}

fn checks(form: &Form, variable: &Variable) -> Option<AnyView> {
    let mine = form.checks.iter().filter(|check| check.variables.contains(&variable.id));
    let items: Vec<_> = mine
        .map(|check| {
            let severity = match check.severity {
                Severity::Hard | Severity::Missing => DICT_CHECK_HARD,
                Severity::Soft => DICT_CHECK_SOFT,
            };
            view! { <li>{tt(check.message.clone())}" "<span class="tag">{t(severity)}</span></li> }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <ul class="entry-links">{items}</ul> }.into_any())
}

/// The indicators that read a variable, each with its set: two sets may have the same numbers.
fn used_by(programme: &Programme, variable: &VariableRef) -> Vec<(String, Text)> {
    let reads = |rule: &Rule| {
        let mut is_read = false;
        rule.expr.visit_variables(&mut |read| is_read |= read == variable);
        is_read
    };
    let users = programme.indicators.iter().filter(|indicator| {
        let optional = [indicator.excluded.as_ref(), indicator.pending.as_ref()];
        let rules = [&indicator.applies, &indicator.fulfilled, &indicator.attributed_to];
        rules.into_iter().chain(optional.into_iter().flatten()).any(reads)
    });
    let named = users.map(|indicator| {
        let name = numbered(&indicator.number, &indicator.label);
        let name = programme.set(&indicator.set).map_or_else(|| name.clone(), |set| of(&name, &set.label));
        (indicator_anchor(&indicator.id), name)
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_variable_is_used_by_is_named_with_its_set() {
        let text = |text: &str| json!({"da": text, "en": text});
        let set = |id: &str, name: &str| json!({"id": id, "label": text(name), "description": text(""), "source": "default"});
        let rule = |expr: serde_json::Value| json!({"text": "as the expression", "expr": expr});
        let smoking = VariableRef::new("start", "smoking");
        let indicator = |id: &str, set: &str, applies: serde_json::Value| {
            json!({
                "id": id, "set": set, "owner": "municipality", "number": "8", "label": text("Rygning"), "description": text(""),
                "kind": "process", "direction": "up", "applies": rule(applies), "fulfilled": rule(json!({"boolean": true})),
                "attributed_to": rule(json!("as_of")), "source": "default",
            })
        };
        let reads = || serde_json::to_value(domain::expr::Expr::Variable(smoking.clone())).unwrap();
        let programme: Programme = serde_json::from_value(json!({
            "id": "p", "version": "1", "label": text("P"), "valid_from": "2026-01-01", "forms": [], "code_lists": {},
            "sets": [set("old", "DHRD 2015"), set("new", "DHRD fra 2023")],
            "indicators": [indicator("a", "old", reads()), indicator("b", "new", reads()), indicator("c", "new", json!({"boolean": true}))],
        }))
        .unwrap();
        let names: Vec<String> = used_by(&programme, &smoking).into_iter().map(|(_, name)| name.da).collect();
        assert_eq!(names, ["8 Rygning (DHRD 2015)", "8 Rygning (DHRD fra 2023)"]);
    }
}
