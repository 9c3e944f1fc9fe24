//! What stands under the numbers: what is hidden and why, and the rules; and what is said instead of a refused number.

use api_types::{Benchmark, SnapshotView};
use domain::text::{Language, Text};
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
    let item = |hidden: Hidden| {
        let words = Signal::derive(move || hidden.words(language.get()));
        view! { <li>{words}</li> }
    };
    let items: Vec<_> = reasons.into_iter().map(item).collect();
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

/// Those without a number for one reason.
struct Hidden {
    reason: Text,
    /// Whether they are what units are compared with, which no note counts.
    is_summary: bool,
    names: Vec<Text>,
}

impl Hidden {
    fn words(&self, language: Language) -> String {
        let phrase = match (self.is_summary, self.names.len()) {
            (true, _) => COMPARE_HIDDEN_LEVELS,
            (false, 1) => COMPARE_HIDDEN_ITEM_ONE,
            (false, _) => COMPARE_HIDDEN_ITEM,
        };
        let names: Vec<&str> = self.names.iter().map(|name| name.get(language)).collect();
        let places = [
            ("units", names.join(", ")),
            ("reason", self.reason.get(language).to_owned()),
            ("count", names.len().to_string()),
        ];
        filled(phrase, language, &places)
    }
}

/// The units without a number by the reason, then the levels of comparison without one.
fn hidden(rows: &[ComparisonRow]) -> Vec<Hidden> {
    let mut reasons: Vec<Hidden> = Vec::new();
    for row in rows {
        let Some(reason) = &row.cell.hidden else { continue };
        let name = row.cell.name.clone();
        match reasons.iter_mut().find(|known| known.reason == *reason && known.is_summary == row.is_summary) {
            Some(known) => known.names.push(name),
            None => {
                reasons.push(Hidden { reason: reason.clone(), is_summary: row.is_summary, names: vec![name] })
            }
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

    fn row(name: &str, is_summary: bool) -> ComparisonRow {
        let words = |words: &str| Text::new(words, words);
        let cell = api_types::BenchmarkCell {
            level: String::new(),
            id: String::new(),
            name: words(name),
            parent: None,
            is_own: false,
            is_own_cluster: false,
            is_similar: false,
            denominator: None,
            percent: None,
            percent_text: words("skjult"),
            ci_low: None,
            ci_high: None,
            expected_low: None,
            expected_high: None,
            flag: api_types::BenchmarkFlag::NotJudged,
            flag_text: words(""),
            hidden: Some(words("For få forløb.")),
        };
        let (role, tone) = (charts::Role::Other, charts::Tone::Chance);
        ComparisonRow { cell, role, tone, is_summary, who: None }
    }

    #[test]
    fn units_are_counted_and_levels_of_comparison_are_not_among_them() {
        let said = |rows: &[ComparisonRow]| -> Vec<String> {
            hidden(rows).iter().map(|hidden| hidden.words(Language::Da)).collect()
        };
        assert_eq!(said(&[]), Vec::<String>::new());
        assert_eq!(said(&[row("Viborg", false)]), ["For få forløb. Det gælder 1 enhed: Viborg."]);
        let all = [row("Viborg", false), row("Horsens", false), row("Midtklyngen", true)];
        let expected = [
            "For få forløb. Det gælder 2 enheder: Viborg, Horsens.",
            "For få forløb. Det gælder det, I sammenlignes med: Midtklyngen.",
        ];
        assert_eq!(said(&all), expected);
    }

    #[test]
    fn a_refusal_without_findings_still_says_something() {
        let reasons = reasons(&Problem::new(ProblemCode::BadRequest));
        assert!(reasons.len() == 1 && !reasons[0].da.is_empty());
    }
}
