//! The worked examples of a version, run here by the rules that count courses.

use std::sync::Arc;

use domain::outcome::OutcomeState;
use domain::programme::{Indicator, Programme, WorkedExample};
use leptos::prelude::*;

use crate::live::{live, live_if};
use crate::pages::dictionary::examples::given;
use crate::parts::{Icon, icon};
use crate::text::*;

/// An example with what it came to; nothing when it cannot be read.
type Run = (WorkedExample, Option<OutcomeState>);

/// Every example of an indicator, run.
fn run(programme: &Programme, indicator: &Indicator) -> Vec<Run> {
    let one = |example: &WorkedExample| (example.clone(), example.run(programme, indicator).ok());
    indicator.examples.iter().map(one).collect()
}

fn is_good((example, found): &Run) -> bool {
    *found == Some(example.expect)
}

/// A button that runs the examples, and what came of it.
pub(super) fn examples(programme: &Arc<Programme>) -> AnyView {
    let runs = RwSignal::new(None::<Vec<(String, Vec<Run>)>>);
    let (of, shown) = (programme.clone(), programme.clone());
    let start = move |_| {
        let all = of.indicators.iter().map(|indicator| (indicator.id.clone(), run(&of, indicator)));
        runs.set(Some(all.filter(|(_, runs)| !runs.is_empty()).collect()));
    };
    let language = use_language();
    let words = Signal::derive(move || {
        let all: Option<Vec<bool>> = runs.with(|runs| {
            Some(runs.as_ref()?.iter().flat_map(|(_, runs)| runs.iter().map(is_good)).collect())
        });
        let Some(all) = all else { return String::new() };
        let (count, failed) = (all.len().to_string(), all.iter().filter(|good| !**good).count());
        let phrase = if failed == 0 { ADMIN_EXAMPLES_ALL } else { ADMIN_EXAMPLES_SOME };
        phrase.fill(language.get(), &[("count", &count), ("failed", &failed.to_string())])
    });
    let list = live_if(move || {
        let all = runs.get()?;
        let sets = shown.sets.iter().map(|set| {
            let own = |id: &str| shown.indicator(id).is_some_and(|known| known.set == set.id);
            let items = all.iter().filter(|(id, _)| own(id));
            let items: Vec<_> = items.map(|(id, runs)| item(&shown, id, runs.clone())).collect();
            let label = set.label.clone();
            (!items.is_empty()).then(|| {
                view! { <div class="dictionary-section"><h3>{tt(label)}</h3><ul class="entries">{items}</ul></div> }
            })
        });
        Some(sets.collect::<Vec<_>>())
    });
    view! {
        <section class="card dictionary-group stack-small" aria-labelledby="admin-examples">
            <h2 id="admin-examples">{t(ADMIN_EXAMPLES)}</h2>
            <p class="prose">{t(ADMIN_EXAMPLES_LEAD)}</p>
            <p><button type="button" class="button button-quiet" id="run-examples" on:click=start>{t(ADMIN_EXAMPLES_RUN)}</button></p>
            <p role="status" id="examples-result"><strong>{words}</strong></p>
            {list}
        </section>
    }
    .into_any()
}

fn item(programme: &Arc<Programme>, id: &str, runs: Vec<Run>) -> Option<AnyView> {
    let indicator = programme.indicator(id)?;
    let (count, good) = (runs.len(), runs.iter().filter(|run| is_good(run)).count());
    let (class, mark) = look(good == count);
    let words = tf(ADMIN_EXAMPLES_OF, move |_| [("good", good.to_string()), ("count", count.to_string())]);
    let (number, label) = (indicator.number.clone(), indicator.label.clone());
    let rows: Vec<_> = runs.into_iter().map(|run| row(programme, run)).collect();
    Some(
        view! {
            <li class="entry" data-indicator=id.to_owned()>
                <details>
                    <summary>
                        <span class="chevron">{icon(Icon::ChevronRight)}</span>
                        <span><span class="muted">{number}" "</span>{tt(label.clone())}</span>
                        <span class=format!("entry-sub {class}")>{icon(mark)}{words}</span>
                    </summary>
                    <div class="entry-body">
                        <table role="table" class="table cards">
                            <caption class="visually-hidden">{tt(label)}</caption>
                            <thead role="rowgroup"><tr role="row">
                                <th role="columnheader" scope="col">{t(DICT_EXAMPLE_GIVEN)}</th>
                                <th role="columnheader" scope="col">{t(ADMIN_EXAMPLE_EXPECTED)}</th>
                                <th role="columnheader" scope="col">{t(ADMIN_EXAMPLE_FOUND)}</th>
                                <th role="columnheader" scope="col">{t(ADMIN_EXAMPLE_VERDICT)}</th>
                            </tr></thead>
                            <tbody role="rowgroup">{rows}</tbody>
                        </table>
                    </div>
                </details>
            </li>
        }
        .into_any(),
    )
}

const fn look(is_good: bool) -> (&'static str, Icon) {
    if is_good { ("status status-done", Icon::Tick) } else { ("status status-attention", Icon::Cross) }
}

fn row(programme: &Arc<Programme>, run: Run) -> AnyView {
    let language = use_language();
    let is_good = is_good(&run);
    let (class, mark) = look(is_good);
    let (example, found) = run;
    let expected = example.expect.label();
    let programme = programme.clone();
    let lines = live(move || {
        let lines = given(&programme, &example, language.get());
        lines.into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>()
    });
    let found = found.map_or_else(|| both(ADMIN_UNREADABLE), OutcomeState::label);
    let verdict = if is_good { ADMIN_AS_EXPECTED } else { ADMIN_DEVIATES };
    view! {
        <tr role="row">
            <td role="cell"><ul>{lines}</ul></td>
            <td role="cell" data-label=t(ADMIN_EXAMPLE_EXPECTED)><span>{tt(expected)}</span></td>
            <td role="cell" data-label=t(ADMIN_EXAMPLE_FOUND)><span>{tt(found)}</span></td>
            <td role="cell" data-label=t(ADMIN_EXAMPLE_VERDICT)><span class=class>{icon(mark)}{t(verdict)}</span></td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::outcome::OutcomeState::Fulfilled;

    use super::*;

    fn indicator(expect: &str) -> Programme {
        let text = serde_json::json!({"da": "x", "en": "x"});
        let rule = |value: bool| serde_json::json!({"text": "as the expression", "expr": {"boolean": value}});
        let date = serde_json::json!({"text": "as_of", "expr": "as_of"});
        serde_json::from_value(serde_json::json!({
            "id": "p", "version": "1", "label": text, "valid_from": "2026-01-01", "forms": [], "code_lists": {},
            "indicators": [{
                "id": "i", "set": "s", "owner": "municipality", "number": "K1", "label": text, "description": text,
                "kind": "process", "direction": "up", "applies": rule(true), "fulfilled": rule(true),
                "attributed_to": date, "source": "default",
                "examples": [{"given": {"as_of": "2026-01-01"}, "expect": expect}, {"given": {"x": 1}, "expect": expect}],
            }],
        }))
        .unwrap()
    }

    #[test]
    fn an_example_is_good_only_when_it_comes_to_what_is_expected() {
        for (expect, is_expected) in [("fulfilled", true), ("not_fulfilled", false)] {
            let programme = indicator(expect);
            let runs = run(&programme, &programme.indicators[0]);
            assert_eq!(runs.iter().map(|run| run.1).collect::<Vec<_>>(), [Some(Fulfilled), None]);
            assert_eq!(runs.iter().map(is_good).collect::<Vec<_>>(), [is_expected, false]);
        }
    }
}
