//! How the indicator is counted: its rules in words and as written, its version, and where the definition changed.

use std::sync::Arc;

use domain::expr::Rule;
use domain::programme::{Direction, Indicator, Programme};
use leptos::prelude::*;

use super::Shown;
use crate::live::{live, live_if};
use crate::pages::dictionary::rules::{condition, value};
use crate::show;
use crate::text::*;

/// The definition of the version that is shown.
pub(super) fn definition(shown: Signal<Shown>) -> AnyView {
    let language = use_language();
    // Built anew for another version, not for other numbers.
    let version = Memo::new(move |_| shown.with(|shown| shown.series.version.clone()));
    let details = live(move || {
        version.track();
        let (programme, id) =
            shown.with_untracked(|shown| (shown.programme.clone(), shown.series.indicator.clone()));
        untrack(|| match programme.indicator(&id) {
            Some(indicator) => rules(&programme, indicator),
            None => ().into_any(),
        })
    });
    let breaks = Memo::new(move |_| shown.with(|shown| shown.series.breaks.clone()));
    let breaks = live_if(move || {
        let breaks = breaks.get();
        let item = |at: api_types::SeriesBreak| {
            let on = at.on;
            view! {
                <li><strong>{Signal::derive(move || show::short_date(on, language.get()))}</strong>" "{tt(at.text)}</li>
            }
        };
        (!breaks.is_empty()).then(|| {
            let items: Vec<_> = breaks.into_iter().map(item).collect();
            view! { <h3>{t(BREAKS)}</h3><p class="muted">{t(BREAKS_LEAD)}</p><ul class="annotations">{items}</ul> }
        })
    });
    let heading = tf(DEFINITION, move |_| [("version", version.get())]);
    view! {
        <section class="card indicator-definition" id="definition" tabindex="-1">
            <h2>{heading}</h2>
            {details}
            {breaks}
        </section>
    }
    .into_any()
}

/// The rules in the order they are asked.
fn rules(programme: &Arc<Programme>, indicator: &Indicator) -> AnyView {
    let part = |name: Phrase, content: AnyView| view! { <div><dt>{t(name)}</dt><dd>{content}</dd></div> };
    let when = |rule: &Rule| condition(programme, rule, None);
    let excluded = indicator.excluded.as_ref().map(|rule| {
        let reason = indicator.excluded_reason.clone();
        let content = view! { {reason.map(|reason| view! { <p>{tt(reason)}</p> })}{when(rule)} };
        part(RULES_EXCLUDED, content.into_any())
    });
    let (of, language) = (indicator.source.clone(), use_language());
    let source = Signal::derive(move || show::source(&of, language.get()));
    let better = match indicator.direction {
        Direction::Up => RULES_UP,
        Direction::Down => RULES_DOWN,
    };
    view! {
        <dl class="definition-rules">
            {part(RULES_DENOMINATOR, when(&indicator.applies))}
            {excluded}
            {indicator.pending.as_ref().map(|rule| part(RULES_PENDING, when(rule)))}
            {part(RULES_NUMERATOR, when(&indicator.fulfilled))}
            {part(RULES_DATE, value(programme, &indicator.attributed_to, None))}
            {part(RULES_BETTER, view! { <p>{t(better)}</p> }.into_any())}
            {part(RULES_OWNER, view! { <p>{tt(indicator.owner.label())}</p> }.into_any())}
            {part(RULES_SOURCE, view! { <p><a href="/data#sources">{source}</a></p> }.into_any())}
        </dl>
        <p class="small muted">{t(RULES_MISSING)}" "<a href="/data">{t(RULES_ALL)}</a></p>
    }
    .into_any()
}
