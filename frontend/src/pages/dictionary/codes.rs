//! A code list as a table.

use std::sync::Arc;

use domain::programme::{Code, CodeList, Programme};
use leptos::prelude::*;

use super::entries::{forms, variable_anchor};
use super::facts::{Facts, links, of};
use crate::text::*;

/// The codes with what people read and what other systems call them.
pub(super) fn table(list: &CodeList) -> AnyView {
    let has_codings = list.codes.iter().any(|code| !code.codings.is_empty());
    let rows: Vec<_> = list.codes.iter().map(|code| row(code, has_codings)).collect();
    view! {
        <table class="table entry-codes">
            <caption class="visually-hidden">{t(DICT_ANSWERS)}</caption>
            <thead><tr>
                <th scope="col">{t(DICT_ANSWER)}</th>
                <th scope="col">{t(DICT_CODE)}</th>
                {has_codings.then(|| view! { <th scope="col">{t(DICT_CODINGS)}</th> })}
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(code: &Code, has_codings: bool) -> AnyView {
    let codings: Vec<_> = code
        .codings
        .iter()
        .map(|coding| {
            let system = system(&coding.system).to_owned();
            view! { <span class="entry-coding" title=coding.system.clone()>{system}" "<code>{coding.code.clone()}</code></span> }
        })
        .collect();
    view! {
        <tr>
            <th scope="row">{tt(code.label.clone())}</th>
            <td><code>{code.id.clone()}</code></td>
            {has_codings.then(|| view! { <td>{codings}</td> })}
        </tr>
    }
    .into_any()
}

/// The name of a code system people know, else the end of its address.
fn system(uri: &str) -> &str {
    match uri {
        "http://snomed.info/sct" => "SNOMED CT",
        "http://loinc.org" => "LOINC",
        "urn:oid:1.2.208.176.2.21" => "NPU",
        other => other.trim_end_matches('/').rsplit(['/', ':']).next().unwrap_or(other),
    }
}

/// A list: its codes, where it comes from and which variables take their answers from it.
pub(super) fn details(programme: &Arc<Programme>, list: &CodeList) -> AnyView {
    let mut facts = Facts::default();
    facts.add(DICT_ANSWERS, table(list));
    let users = forms(programme).flat_map(|form| {
        let mine = form.variables().filter(|variable| variable.codes.as_ref() == Some(&list.id));
        let form_name = short_name(&form.label);
        mine.map(move |variable| (variable_anchor(&form.id, &variable.id), of(&variable.label, &form_name)))
    });
    facts.add_some(DICT_USED_BY_VARIABLES, links(users.collect()));
    facts.add_source(&list.source);
    facts.view()
}
