//! What the pages of numbers share: their head, the numbers that stand beside a chart, and words for numbers.

use api_types::ShareView;
use chrono::{DateTime, NaiveDate, Utc};
use domain::text::{Language, Text};
use leptos::prelude::*;

use super::{PeriodChoice, page_head};
use crate::browser::local;
use crate::live::{live, live_if};
use crate::parts::chart::Cell;
use crate::show;
use crate::text::*;

/// Whose numbers, and the days they are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The municipality.
    pub(crate) unit: String,
    /// The first day.
    pub(crate) from: NaiveDate,
    /// The last day.
    pub(crate) to: NaiveDate,
}

impl Scope {
    /// What a chart says below its title: what, whose, when, of how many.
    pub(crate) fn subtitle(&self, what: &str, count: u64, language: Language) -> String {
        let (from, to) = (show::short_date(self.from, language), show::short_date(self.to, language));
        let count = count.to_string();
        let places =
            [("what", what), ("unit", self.unit.as_str()), ("from", &from), ("to", &to), ("count", &count)];
        NUMBERS_SUBTITLE.fill(language, &places)
    }
}

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

/// A share in whole per cent, or a dash where nothing was counted.
pub(crate) fn share_words(share: Option<f64>, language: Language) -> String {
    Cell::share(share).show(language)
}

/// A number with so many decimals.
pub(crate) fn number_words(number: f64, decimals: u8, language: Language) -> String {
    Cell::Number(number, decimals).show(language)
}

/// A change with its sign.
pub(crate) fn signed_words(change: f64, decimals: u8, language: Language) -> String {
    let words = number_words(change, decimals, language);
    let is_positive = change > 0.0 && words.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    if is_positive { format!("+{words}") } else { words }
}

/// So many days, with so many decimals: `1 dag`, `20,5 dage`.
pub(crate) fn day_count(days: f64, decimals: u8, language: Language) -> String {
    match number_words(days, decimals, language).as_str() {
        "1" => WAIT_DAYS_ONE.get(language).to_owned(),
        count => filled(WAIT_DAYS, language, &[("count", count.to_owned())]),
    }
}

/// `Tæller efter henvisningsdato`: which date a chart counts by, so that a picture says it too.
pub(crate) fn basis_words(basis: Phrase, language: Language) -> String {
    NOTE_BASIS.fill(language, &[("basis", basis.get(language))])
}

/// `Data opdateret kl. 10.42`.
pub(crate) fn updated_words(at: DateTime<Utc>, language: Language) -> String {
    filled(UPDATED_AT, language, &[("time", show::time(local(at).time(), language))])
}

/// Where a rule comes from; what no source states is the product's own choice.
pub(crate) fn source_words(source: &str, language: Language) -> String {
    match source {
        "default" => NUMBERS_OWN_CHOICE.get(language).to_owned(),
        source => filled(NUMBERS_SOURCE, language, &[("source", source.to_owned())]),
    }
}

/// How many of something, which fits in a usual number.
pub(crate) fn whole(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_its_sign_and_nothing_has_none() {
        assert_eq!(signed_words(12.44, 1, Language::Da), "+12,4");
        assert_eq!(signed_words(-0.04, 1, Language::Da), "0,0");
        assert_eq!(signed_words(0.04, 1, Language::En), "0.0");
        assert_eq!(signed_words(-3.0, 0, Language::En), "−3");
    }

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
