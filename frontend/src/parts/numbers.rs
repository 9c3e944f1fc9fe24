//! What the pages of numbers share: their head, the numbers that stand beside a chart, and words for numbers.

use api_types::ShareView;
use chrono::{DateTime, Utc};
use domain::text::{Language, Text};
use leptos::prelude::*;
pub(crate) use pictures::{Scope, day_count, number_words, share_words, signed_words};

use super::{PeriodChoice, page_head};
use crate::browser::local;
use crate::live::{live, live_if};
use crate::show;
use crate::text::*;

/// The head of a page of numbers: its name, whose numbers and which days, and the choice of others.
pub(crate) fn number_head(
    title: Phrase,
    basis: Phrase,
    scope: Signal<Option<Scope>>,
    period: PeriodChoice,
    more: Option<AnyView>,
) -> AnyView {
    let title = t(title);
    let lead = live_if(move || {
        scope.get().map(|scope| {
            tf(NUMBERS_LEAD, move |language| {
                [
                    ("unit", scope.unit.clone()),
                    ("from", show::long_date(scope.from, language)),
                    ("to", show::long_date(scope.to, language)),
                    ("basis", basis.get(language).to_owned()),
                ]
            })
        })
    });
    let actions = view! { {more}{period.field()} };
    page_head(
        Signal::derive(move || title().to_owned()),
        Some(view! { <p class="number-lead">{lead}</p> }.into_any()),
        Some(actions.into_any()),
        false,
    )
}

/// One number that stands by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figure {
    /// What it is.
    pub(crate) term: String,
    /// The number.
    pub(crate) value: String,
    /// What belongs to it: numerator and denominator, uncertainty.
    pub(crate) notes: Vec<String>,
}

impl Figure {
    /// A number without notes.
    pub(crate) fn new(term: impl Into<String>, value: impl Into<String>) -> Self {
        Self { term: term.into(), value: value.into(), notes: Vec::new() }
    }

    /// The same with one more note.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// A share with numerator, denominator and interval.
    pub(crate) fn share(term: impl Into<String>, share: &ShareView, language: Language) -> Self {
        let figure = Self::new(term, share_words(share.value, language));
        if share.denominator == 0 {
            return figure;
        }
        let figure = figure.note(show::ratio(share.numerator, share.denominator, language));
        match share.ci_low.zip(share.ci_high) {
            Some((low, high)) => {
                let range = [("low", show::share(low, language)), ("high", show::share(high, language))];
                figure.note(filled(NUMBERS_RANGE, language, &range))
            }
            None => figure,
        }
    }
}

/// Numbers beside each other.
pub(crate) fn figures(all: Signal<Vec<Figure>>) -> AnyView {
    let items = live(move || all.get().into_iter().map(figure_item).collect::<Vec<_>>());
    view! { <dl class="figures">{items}</dl> }.into_any()
}

/// One of them.
pub(crate) fn figure_item(figure: Figure) -> AnyView {
    let Figure { term, value, notes } = figure;
    let notes: Vec<_> = notes.into_iter().map(|note| view! { <dd class="figure-note">{note}</dd> }).collect();
    view! { <div class="figure-item"><dt>{term}</dt><dd class="figure-value">{value}</dd>{notes}</div> }
        .into_any()
}

/// Sentences below each other that follow the numbers.
pub(crate) fn paragraphs(lines: impl Fn() -> Vec<Text> + Send + Sync + 'static) -> AnyView {
    live(move || lines().into_iter().map(|words| view! { <p>{tt(words)}</p> }).collect::<Vec<_>>())
}

/// What a page of numbers found, with its summary.
pub(crate) fn finding_head(
    finding: Signal<String>,
    summary: impl Fn() -> Vec<Text> + Send + Sync + 'static,
) -> AnyView {
    view! { <div class="number-finding"><h2>{finding}</h2>{paragraphs(summary)}</div> }.into_any()
}

/// `Data opdateret kl. 10.42`.
pub(crate) fn updated_words(at: DateTime<Utc>, language: Language) -> String {
    filled(UPDATED_AT, language, &[("time", show::time(local(at).time(), language))])
}

/// How many of something, which fits in a usual number.
pub(crate) fn whole(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_a_dash_without_an_interval() {
        let nothing = Figure::share("x", &ShareView::default(), Language::Da);
        assert_eq!((nothing.value.as_str(), nothing.notes.len()), ("–", 0));
        let share = ShareView {
            numerator: 31,
            denominator: 50,
            value: Some(0.62),
            ci_low: Some(0.481),
            ci_high: Some(0.741),
        };
        let figure = Figure::share("x", &share, Language::Da);
        assert_eq!(figure.value, "62\u{a0}%");
        assert_eq!(figure.notes, ["31 af 50", "usikkerhed 48\u{a0}% til 74\u{a0}%"]);
    }
}
