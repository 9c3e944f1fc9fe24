//! What stands under the numbers: what is hidden and why, and the rules; and what is said instead of a refused number.

use api_types::{Benchmark, SnapshotView};
use domain::text::Text;
use leptos::prelude::*;
use pictures::ComparisonRow;

use super::wanted::Wanted;
use crate::browser::focus_soon;
use crate::parts::{Tone, announced_alert};
use crate::text::*;

/// The units without a number, by the reason.
pub(super) fn hidden_units(rows: &[ComparisonRow]) -> Option<AnyView> {
    let reasons = hidden(rows);
    if reasons.is_empty() {
        return None;
    }
    let language = use_language();
    let items: Vec<_> = reasons
        .into_iter()
        .map(|(reason, names)| {
            let words = Signal::derive(move || {
                let language = language.get();
                let names: Vec<&str> = names.iter().map(|name| name.get(language)).collect();
                let places = [
                    ("units", names.join(", ")),
                    ("reason", reason.get(language).trim_end_matches('.').to_owned()),
                ];
                filled(COMPARE_HIDDEN_ITEM, language, &places)
            });
            view! { <li>{words}</li> }
        })
        .collect();
    Some(
        view! {
            <section class="compare-hidden" id="compare-hidden">
                <h2>{t(COMPARE_HIDDEN)}</h2>
                <p>{t(COMPARE_HIDDEN_LEAD)}</p>
                <ul>{items}</ul>
            </section>
        }
        .into_any(),
    )
}

/// The hidden units by the reason there is no number.
fn hidden(rows: &[ComparisonRow]) -> Vec<(Text, Vec<Text>)> {
    let mut reasons: Vec<(Text, Vec<Text>)> = Vec::new();
    for row in rows {
        let Some(reason) = &row.cell.hidden else { continue };
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, names)) => names.push(row.cell.name.clone()),
            None => reasons.push((reason.clone(), vec![row.cell.name.clone()])),
        }
    }
    reasons
}

/// What was checked before the funnel was drawn.
pub(super) fn checks(benchmark: &Benchmark) -> Option<AnyView> {
    let checks = benchmark.funnel.as_ref()?.checks.clone();
    let items: Vec<_> = checks.into_iter().map(|check| view! { <li>{tt(check)}</li> }).collect();
    (!items.is_empty()).then(|| view! { <ul class="chart-notes compare-checks">{items}</ul> }.into_any())
}

/// The rule set the numbers were made by, printed under every table.
pub(crate) fn rule_set(snapshot: &SnapshotView) -> AnyView {
    let version = snapshot.rules_version;
    let rules: Vec<_> = snapshot.rules.iter().map(|rule| view! { <li>{tt(rule.clone())}</li> }).collect();
    view! {
        <section class="compare-rules">
            <h2>{tf(COMPARE_RULES, move |_| [("version", version.to_string())])}</h2>
            <ul>{rules}</ul>
        </section>
    }
    .into_any()
}

/// A number that is not published: the reasons in the server's words, and the way back.
pub(super) fn refused(reasons: Vec<Text>, wanted: Wanted) -> AnyView {
    let language = use_language();
    let reasons: Vec<_> = reasons
        .into_iter()
        .map(|reason| {
            let words = Signal::derive(move || reason.get(language.get()).to_owned());
            view! { <p><strong>{words}</strong></p> }
        })
        .collect();
    let back = move |_| {
        wanted.reset();
        focus_soon("compare-split");
    };
    let content = view! {
        <h2>{t(COMPARE_REFUSED)}</h2>
        {reasons}
        <p>{t(COMPARE_REFUSED_WHY)}</p>
        <p><button type="button" class="button button-quiet button-small" on:click=back>{t(COMPARE_REFUSED_BACK)}</button></p>
    };
    view! { <div class="compare-refused" id="compare-refused">{announced_alert(Tone::Info, content.into_any())}</div> }
        .into_any()
}

/// The words of both languages, from a problem's findings or, without any, its own message.
pub(super) fn reasons(problem: &api_types::Problem) -> Vec<Text> {
    let findings: Vec<Text> = problem.findings.iter().map(|finding| finding.message.clone()).collect();
    if findings.is_empty() { vec![problem.message.clone()] } else { findings }
}

#[cfg(test)]
mod tests {
    use api_types::{Problem, ProblemCode};

    use super::*;

    #[test]
    fn a_refusal_without_findings_still_says_something() {
        let reasons = reasons(&Problem::new(ProblemCode::BadRequest));
        assert!(reasons.len() == 1 && !reasons[0].da.is_empty());
    }
}
