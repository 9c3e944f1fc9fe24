//! One indicator: what it counts, by which rules, and what every outcome means.

use std::sync::Arc;

use domain::expr::{Rule, VariableRef};
use domain::programme::{Direction, Indicator, IndicatorKind, Programme};
use domain::text::Text;
use leptos::prelude::*;

use super::entries::variable_anchor;
use super::facts::{Facts, links, of};
use super::{examples, rules};
use crate::show;
use crate::text::*;

/// Which way is better.
pub(crate) const fn direction(indicator: &Indicator) -> Phrase {
    match indicator.direction {
        Direction::Up => DICT_UP,
        Direction::Down => DICT_DOWN,
    }
}

/// Everything about an indicator.
pub(super) fn details(programme: &Arc<Programme>, indicator: &Indicator) -> AnyView {
    let mut facts = Facts::default();
    facts.add(DICT_HELP, view! { <p>{tt(indicator.description.clone())}</p> }.into_any());
    facts.add(DICT_ID, view! { <code>{indicator.id.clone()}</code> }.into_any());
    let kind = match indicator.kind {
        IndicatorKind::Process => DICT_KIND_PROCESS,
        IndicatorKind::Outcome => DICT_KIND_OUTCOME,
    };
    facts.add(DICT_KIND, view! { <p>{t(kind)}</p> }.into_any());
    let owner = indicator.owner.label();
    facts.add(DICT_OWNER, view! { <p>{tt(owner)}</p> }.into_any());
    facts.add(DICT_DIRECTION, view! { <p>{t(direction(indicator))}</p> }.into_any());
    facts.add(DICT_STANDARD, standard(indicator));
    facts.add(DICT_APPLIES, rules::condition(programme, &indicator.applies, None));
    facts.add_some(
        DICT_EXCLUDED,
        indicator.excluded.as_ref().map(|rule| {
            let reason = indicator.excluded_reason.clone();
            view! {
                {reason.map(|reason| view! { <p>{tt(reason)}</p> })}
                {rules::condition(programme, rule, None)}
            }
            .into_any()
        }),
    );
    let condition = |rule: &Rule| rules::condition(programme, rule, None);
    facts.add_some(DICT_PENDING, indicator.pending.as_ref().map(condition));
    facts.add(DICT_FULFILLED, condition(&indicator.fulfilled));
    facts.add(DICT_COUNTED_ON, rules::value(programme, &indicator.attributed_to, None));
    facts.add(DICT_MEANING, meaning(indicator));
    facts.add_some(DICT_EXAMPLES, examples::table(programme, indicator));
    facts.add_some(DICT_READS, links(reads(programme, indicator)));
    facts.add_source(&indicator.source);
    facts.view()
}

fn standard(indicator: &Indicator) -> AnyView {
    let Some(standard) = indicator.standard else {
        return view! { <p>{t(DICT_STANDARD_NONE)}</p> }.into_any();
    };
    let language = use_language();
    let percent = Signal::derive(move || show::share(standard.percent.to_f64() / 100.0, language.get()));
    let placeholder =
        (!standard.verified).then(|| view! { " "<span class="tag">{t(STANDARD_UNVERIFIED)}</span> });
    view! { <p>{percent}{placeholder}</p> }.into_any()
}

/// What the outcomes come to in the share.
fn meaning(indicator: &Indicator) -> AnyView {
    let sets_apart = indicator.excluded.is_some() || indicator.pending.is_some();
    let lines = [
        Some(DICT_MEANING_NUMERATOR),
        Some(DICT_MEANING_DENOMINATOR),
        Some(DICT_MEANING_MISSING),
        sets_apart.then_some(DICT_MEANING_EXCLUDED),
    ];
    let lines: Vec<_> = lines.into_iter().flatten().map(|line| view! { <li>{t(line)}</li> }).collect();
    view! { <ul class="rule-list">{lines}</ul> }.into_any()
}

/// The variables its rules read, in the order they are read.
fn reads(programme: &Programme, indicator: &Indicator) -> Vec<(String, Text)> {
    let mut read: Vec<VariableRef> = Vec::new();
    let optional = [indicator.excluded.as_ref(), indicator.pending.as_ref()];
    let rules = [&indicator.applies, &indicator.fulfilled, &indicator.attributed_to];
    for rule in rules.into_iter().chain(optional.into_iter().flatten()) {
        rule.expr.visit_variables(&mut |variable| {
            if !read.contains(variable) {
                read.push(variable.clone());
            }
        });
    }
    let known = read.into_iter().filter_map(|reference| {
        let (form, variable) = (programme.form_or_records(&reference.form)?, programme.variable(&reference)?);
        let label = of(&variable.label, &short_name(&form.label));
        Some((variable_anchor(&reference.form, &reference.variable), label))
    });
    known.collect()
}
