//! Completeness and coverage beside each other, whether forms come in time, and whether numbers look as usual.

use api_types::{DataQuality, Plausibility, ShareView};
use charts::IntervalStrip;
use domain::text::Language;
use leptos::prelude::*;

use crate::live::{live, live_if};
use crate::parts::{Figure, Icon, day_count, figures, icon, share_words};
use crate::show;
use crate::text::*;

/// How complete the forms are, and how many of the referred are in the registry: two things that are never mixed.
pub(super) fn overall(quality: Signal<DataQuality>) -> AnyView {
    let part = move |name: Phrase, note: Phrase, share: fn(&DataQuality) -> ShareView| {
        let language = use_language();
        let share = Memo::new(move |_| quality.with(share));
        let value = Signal::derive(move || share_words(share.with(|share| share.value), language.get()));
        let of = Signal::derive(move || {
            share.with(|share| show::ratio(share.numerator, share.denominator, language.get()))
        });
        let strip = Signal::derive(move || {
            share.with(|share| strip(name.get(language.get()), share, language.get()))
        });
        view! {
            <div class="overall card">
                <h2>{t(name)}</h2>
                <p class="overall-value"><span class="figure-value">{value}</span>" "<span class="muted">{of}</span></p>
                <span class="chart" inner_html=strip></span>
                <p class="small muted">{t(note)}</p>
            </div>
        }
    };
    view! {
        <div class="number-grid">
            {part(QUALITY_COMPLETENESS, QUALITY_COMPLETENESS_NOTE, |quality| quality.completeness)}
            {part(QUALITY_COVERAGE, QUALITY_COVERAGE_NOTE, |quality| quality.coverage)}
        </div>
    }
    .into_any()
}

fn strip(name: &str, share: &ShareView, language: Language) -> String {
    let estimate =
        share.value.map(|value| (value, share.ci_low.unwrap_or(value), share.ci_high.unwrap_or(value)));
    let name = format!("{name}: {}", share_words(share.value, language));
    IntervalStrip { name, estimate, target: None, width: 320.0, height: 26.0 }.to_svg()
}

/// Whether forms come in time.
pub(super) fn time(quality: Signal<DataQuality>) -> AnyView {
    let language = use_language();
    let summary = Signal::derive(move || {
        quality.with(|quality| quality.timeliness.summary.get(language.get()).to_owned())
    });
    let numbers = Signal::derive(move || {
        let language = language.get();
        quality.with(|quality| {
            let time = &quality.timeliness;
            let median = time
                .median_days
                .map_or_else(|| NUMBERS_NONE.get(language).to_owned(), |days| day_count(days, 0, language));
            vec![
                Figure::new(QUALITY_TIME_MEDIAN.get(language), median),
                Figure::share(QUALITY_TIME_DAY.get(language), &time.within_1d, language),
                Figure::share(QUALITY_TIME_MONTH.get(language), &time.within_14d, language),
            ]
        })
    });
    let has_forms = Memo::new(move |_| quality.with(|quality| quality.timeliness.forms > 0));
    view! {
        <section class="number-part" aria-labelledby="time-title">
            <h2 id="time-title">{t(QUALITY_TIME)}</h2>
            <p class="number-said">{summary}</p>
            {live_if(move || has_forms.get().then(|| figures(numbers)))}
        </section>
    }
    .into_any()
}

/// Whether numbers look as they usually do, and what else somebody should look at.
pub(super) fn usual(quality: Signal<DataQuality>) -> AnyView {
    let language = use_language();
    let rows = live(move || {
        let rows = quality.with(|quality| quality.plausibility.clone());
        rows.into_iter().map(|row| plausible(row, language.get())).collect::<Vec<_>>()
    });
    let counts = live(move || {
        let language = language.get();
        let counts = quality.with(|quality| {
            [
                (QUALITY_OVERDUE, quality.overdue_end),
                (QUALITY_WARNINGS, quality.warnings_unconfirmed),
                (QUALITY_DUPLICATES, quality.duplicates),
            ]
        });
        counts
            .map(|(name, count)| usual_row(name.get(language), count.to_string(), None, count > 0, language))
            .into_iter()
            .collect::<Vec<_>>()
    });
    view! {
        <section class="number-part" aria-labelledby="usual-title">
            <h2 id="usual-title">{t(QUALITY_PLAUSIBLE)}</h2>
            <ul class="usual card">{rows}{counts}</ul>
        </section>
    }
    .into_any()
}

fn plausible(row: Plausibility, language: Language) -> AnyView {
    let text = row.text.get(language).to_owned();
    usual_row(
        row.label.get(language),
        row.value.get(language).to_owned(),
        Some(text),
        row.needs_attention,
        language,
    )
}

/// A thing that is looked at: its number, what it means, and in words whether somebody should look.
fn usual_row(
    name: &str,
    value: String,
    text: Option<String>,
    needs_attention: bool,
    language: Language,
) -> AnyView {
    let (mark, words, class) = match needs_attention {
        true => (Icon::Warning, QUALITY_LOOK, "status status-attention"),
        // What is only a number has nothing it usually is.
        false if text.is_none() => (Icon::Tick, QUALITY_NOTHING_TO_MEND, "status status-done"),
        false => (Icon::Tick, QUALITY_FINE, "status status-done"),
    };
    view! {
        <li>
            <span class="usual-name">{name.to_owned()}</span>
            <span class="usual-value number">{value}</span>
            <span class=class>{icon(mark)}{words.get(language)}</span>
            {text.map(|text| view! { <span class="usual-text small muted">{text}</span> })}
        </li>
    }
    .into_any()
}
