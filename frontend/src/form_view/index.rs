//! The sections at the left, with how far each has come and what needs a look.

use leptos::prelude::*;

use super::findings::Attention;
use super::keys::focus_field;
use super::model::FormModel;
use crate::browser::focus_soon;
use crate::live::live_if;
use crate::text::*;

/// The id of a section's heading.
pub(crate) fn heading_id(section: &str) -> String {
    format!("s-{section}")
}

/// Links to the sections that are asked.
pub(crate) fn section_index(model: FormModel) -> AnyView {
    let form = model.form();
    let items: Vec<_> = form
        .sections
        .iter()
        .map(|section| {
            let (id, label) = (section.id.clone(), section.label.clone());
            let variables: Vec<String> =
                section.variables.iter().map(|variable| variable.id.clone()).collect();
            let (targets, watched) = (variables.clone(), variables.clone());
            let progress = Memo::new(move |_| {
                model.evaluation.with(|evaluation| evaluation.progress(variables.iter().map(String::as_str)))
            });
            let attention = Memo::new(move |_| model.attention(watched.iter().map(String::as_str)));
            let state = Signal::derive(move || match progress.get() {
                (0, _) => "empty",
                (answered, asked) if answered == asked => "done",
                _ => "started",
            });
            let heading = heading_id(&id);
            let href = format!("#{heading}");
            let go = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                let reachable = model.reachable();
                match targets.iter().find(|id| reachable.contains(id)) {
                    Some(first) => focus_field(first),
                    None => focus_soon(heading.clone()),
                }
            };
            live_if(move || {
                let (href, label, go) = (href.clone(), label.clone(), go.clone());
                (progress.get().1 > 0).then(|| {
                    view! {
                        <li><a href=href on:click=go data-state=state>
                            <span>{tt(label)}</span>
                            <span class="count">{status(progress, attention)}</span>
                        </a></li>
                    }
                })
            })
        })
        .collect();
    view! { <nav class="form-index" aria-label=t(FORM_SECTIONS)><ol>{items}</ol></nav> }.into_any()
}

/// How far a section has come, in a word where a word says it, and how much in it needs a look.
fn status(progress: Memo<(usize, usize)>, attention: Memo<Attention>) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || {
        let language = language.get();
        let word = match progress.get() {
            (answered, asked) if answered == asked => SECTION_DONE.get(language).to_owned(),
            (answered, asked) => format!("{answered}/{asked}"),
        };
        match needs(attention.get()) {
            Some((phrase, count)) => {
                phrase.fill(language, &[("state", &word), ("count", &count.to_string())])
            }
            None => word,
        }
    })
}

/// What is said of a section that needs a look: the most serious, and how often.
const fn needs(attention: Attention) -> Option<(Phrase, usize)> {
    match attention {
        Attention { wrong: 0, missing: 0, open: 0 } => None,
        Attention { wrong: 0, missing: 0, open } => Some((SECTION_CHECK, open)),
        Attention { wrong: 0, missing, .. } => Some((SECTION_MISSING, missing)),
        Attention { wrong, .. } => Some((SECTION_WRONG, wrong)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_says_the_most_serious_and_a_missing_answer_is_no_error() {
        let say = |wrong, missing, open| {
            needs(Attention { wrong, missing, open }).map(|(phrase, count)| (phrase.da, count))
        };
        assert_eq!(say(0, 0, 0), None);
        assert_eq!(say(0, 0, 3), Some(("{state} · {count} tjek", 3)));
        assert_eq!(say(0, 2, 3), Some(("{state} · {count} mangler", 2)));
        assert_eq!(say(1, 2, 3), Some(("{state} · {count} fejl", 1)));
    }
}
