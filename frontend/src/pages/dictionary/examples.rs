//! The worked examples of an indicator: what was answered, and what the course counts as.

use std::sync::Arc;

use api_types::AnswerMap;
use domain::expr::VariableRef;
use domain::health_record::HealthRecord;
use domain::programme::{Indicator, Programme, WorkedExample};
use domain::text::Language;
use domain::validation::read;
use leptos::prelude::*;
use serde_json::Value;

use crate::live::live;
use crate::show;
use crate::text::*;

/// One row per example.
pub(super) fn table(programme: &Arc<Programme>, indicator: &Indicator) -> Option<AnyView> {
    if indicator.examples.is_empty() {
        return None;
    }
    let rows: Vec<_> = indicator.examples.iter().map(|example| row(programme, example)).collect();
    Some(
        view! {
            <table class="table entry-codes">
                <caption class="visually-hidden">{t(DICT_EXAMPLES)}</caption>
                <thead><tr>
                    <th scope="col">{t(DICT_EXAMPLE_GIVEN)}</th>
                    <th scope="col">{t(DICT_EXAMPLE_COMES_TO)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    )
}

fn row(programme: &Arc<Programme>, example: &WorkedExample) -> AnyView {
    let (programme, shown, language) = (programme.clone(), example.clone(), use_language());
    let given = live(move || {
        let lines = given(&programme, &shown, language.get());
        lines.into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>()
    });
    view! {
        <tr>
            <td><ul>{given}</ul></td>
            <td>{tt(example.expect.label())}</td>
        </tr>
    }
    .into_any()
}

/// The answers in words, then what was imported and the day it is looked at.
pub(crate) fn given(programme: &Programme, example: &WorkedExample, language: Language) -> Vec<String> {
    let answers = example.given.iter().filter(|(key, _)| *key != "as_of");
    let mut lines: Vec<String> =
        answers.map(|(key, value)| answer(programme, key, value, language)).collect();
    let record = |record: &HealthRecord| {
        let diagnosis = record.diagnosis.as_ref().map(|diagnosis| format!(" ({diagnosis})"));
        let value = record.value.map(|value| {
            let unit = record.unit.as_deref().map(|unit| show::unit(unit, language)).unwrap_or_default();
            format!(" {}", show::quantity(&show::decimal(value, value.decimals(), language), &unit, language))
        });
        let (diagnosis, value) = (diagnosis.unwrap_or_default(), value.unwrap_or_default());
        let on = show::long_date(record.on, language);
        DICT_EXAMPLE_RECORD.fill(language, &[("record", &format!("{}{diagnosis}{value}, {on}", record.code))])
    };
    lines.extend(example.records.iter().map(record));
    if let Some(day) = example.given.get("as_of").and_then(Value::as_str).and_then(|day| day.parse().ok()) {
        lines.push(DICT_EXAMPLE_AS_OF.fill(language, &[("date", &show::long_date(day, language))]));
    }
    if lines.is_empty() {
        lines.push(DICT_EXAMPLE_NOTHING.get(language).to_owned());
    }
    lines
}

/// `Rygestatus (Startskema): Ryger dagligt`.
fn answer(programme: &Programme, key: &str, value: &Value, language: Language) -> String {
    let plain = || format!("{key}: {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    let Ok(reference) = key.parse::<VariableRef>() else { return plain() };
    let found = programme.form_or_records(&reference.form).zip(programme.variable(&reference));
    let Some((form, variable)) = found else { return plain() };
    let map = AnswerMap::from_iter([(variable.id.clone(), value.clone())]);
    let (answers, _) = read(programme, form, &map);
    let said = answers.get(&variable.id).map(|answer| show::answer(programme, variable, answer, language));
    let form = short_name(&form.label);
    let form = form.get(language);
    format!("{} ({form}): {}", variable.label.get(language), said.unwrap_or_else(|| value.to_string()))
}
