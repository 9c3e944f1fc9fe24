//! The numbers of a measure in words.

use api_types::Results;
use domain::text::Language;
use pictures::with_unit;

use crate::parts::{Figure, signed_words, whole};
use crate::text::*;

/// A mean has one decimal more than what it is a mean of.
fn mean(results: &Results, number: f64, language: Language) -> String {
    signed_words(number, results.decimals.saturating_add(1), language)
}

/// The numbers beside the picture: how many, the mean, the share that reaches each threshold.
pub(super) fn key_figures(results: &Results, language: Language) -> Vec<Figure> {
    let count = |count: u64| count_words(NUMBERS_N_ONE, NUMBERS_N, whole(count), language);
    let mut all = vec![Figure::new(RESULTS_PAIRED.get(language), count(results.n_paired))];
    let unpaired = Figure::new(RESULTS_UNPAIRED.get(language), count(results.n_unpaired));
    all.push(unpaired.note(RESULTS_UNPAIRED_NOTE.get(language)));
    if results.n_paired > 0 && results.moves.is_none() && results.bin_width.is_some() {
        let term = RESULTS_MEAN.get(language);
        let figure = match results.mean_change {
            Some(of) => {
                Figure::new(term, with_unit(mean(results, of, language), results.unit.as_ref(), language))
            }
            None => Figure::new(term, NUMBERS_NONE.get(language)),
        };
        let range = results.ci_low.zip(results.ci_high).map(|(low, high)| {
            let range = [("low", mean(results, low, language)), ("high", mean(results, high, language))];
            filled(NUMBERS_RANGE, language, &range)
        });
        let why = results.why_not.as_ref().map(|why| why.get(language).to_owned());
        all.push(match range.or(why) {
            Some(note) => figure.note(note),
            None => figure,
        });
    }
    all.extend(results.thresholds.iter().map(|reached| {
        let label = reached.threshold.label.get(language).to_owned();
        let term = filled(RESULTS_SHARE, language, &[("label", label)]);
        Figure::share(term, &reached.reached, language).note(reached.among.get(language))
    }));
    all
}
