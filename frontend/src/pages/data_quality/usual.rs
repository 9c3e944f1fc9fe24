//! Completeness and coverage beside each other, whether forms come in time, and whether numbers look as usual.

use api_types::{CourseFilter, DataQuality, Plausibility, ShareView};
use charts::IntervalStrip;
use domain::access::Permission;
use domain::text::Language;
use leptos::prelude::*;

use super::address::{list_address, unusual_address};
use crate::live::{live, live_if};
use crate::parts::{Figure, Icon, PeriodChoice, day_count, figures, icon, share_words};
use crate::session::use_session;
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
            share.with(|share| strip(name.get(language.get()), share, 320.0, language.get()))
        });
        view! {
            <div class="overall card">
                <h2>{t(name)}</h2>
                <p class="overall-value"><span class="figure-value">{value}</span>" "<span class="muted">{of}</span></p>
                <span class="chart" inner_html=strip></span>
                <p class="strip-ends" aria-hidden="true"><span>{t(QUALITY_STRIP_LEAST)}</span><span>{t(QUALITY_STRIP_MOST)}</span></p>
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

/// A share with its uncertainty on a line from 0 to 100 %.
pub(super) fn strip(name: &str, share: &ShareView, width: f64, language: Language) -> String {
    let estimate =
        share.value.map(|value| (value, share.ci_low.unwrap_or(value), share.ci_high.unwrap_or(value)));
    let name = format!("{name}: {}", share_words(share.value, language));
    IntervalStrip { name, estimate, target: None, width, height: 26.0 }.to_svg()
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
pub(super) fn usual(quality: Signal<DataQuality>, period: PeriodChoice) -> AnyView {
    let language = use_language();
    let rows = live(move || {
        let rows = quality.with(|quality| quality.plausibility.clone());
        rows.into_iter().map(|row| plausible(row, language.get())).collect::<Vec<_>>()
    });
    let session = use_session();
    let (work_list, behind) =
        (session.may(Permission::ReadCourses), session.may(Permission::ReadCoursesBehindNumbers));
    let counts = live(move || {
        let language = language.get();
        let overdue = work_list.then(|| list_address(CourseFilter::MissingEnd));
        let unusual = behind.then(|| unusual_address(period.get()));
        let counts = quality.with(|quality| {
            [
                (QUALITY_OVERDUE, quality.overdue_end, overdue),
                (QUALITY_WARNINGS, Some(quality.warnings_unconfirmed), unusual),
                (QUALITY_DUPLICATES, quality.duplicates, None),
            ]
        });
        // What is counted as of today is not told of a period that is over.
        let row = |(name, count, list): (Phrase, Option<u64>, Option<String>)| {
            let count = count?;
            Some(counted_row(name.get(language), count, list.filter(|_| count > 0), language))
        };
        counts.into_iter().filter_map(row).collect::<Vec<_>>()
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
    let (mark, words, class) = standing(row.is_judged, row.needs_attention);
    let value = row.value.get(language).to_owned();
    let text = view! { <span class="usual-text small muted">{row.text.get(language).to_owned()}</span> };
    let status = view! { <span class=class>{icon(mark)}{words.get(language)}</span> };
    usual_row(row.label.get(language), value.into_any(), status.into_any(), Some(text.into_any()))
}

/// Whether somebody should look, in words; nothing is as usual where nothing can be judged.
const fn standing(is_judged: bool, needs_attention: bool) -> (Icon, Phrase, &'static str) {
    match (is_judged, needs_attention) {
        (false, _) => (Icon::Circle, QUALITY_NOT_JUDGED, "status status-open"),
        (true, true) => (Icon::Warning, QUALITY_LOOK, "status status-attention"),
        (true, false) => (Icon::Tick, QUALITY_FINE, "status status-done"),
    }
}

/// A count of what should be mended, with the way to the list of it.
fn counted_row(name: &str, count: u64, list: Option<String>, language: Language) -> AnyView {
    // What is only a number has nothing it usually is.
    let (mark, words, class) = match count {
        0 => (Icon::Tick, QUALITY_NOTHING_TO_MEND, "status status-done"),
        _ => (Icon::Warning, QUALITY_LOOK, "status status-attention"),
    };
    let value = match list {
        Some(address) => {
            let of = name.to_owned();
            view! { <a href=address><span class="visually-hidden">{of}": "</span>{count}</a> }.into_any()
        }
        None => count.into_any(),
    };
    let status = view! { <span class=class>{icon(mark)}{words.get(language)}</span> };
    usual_row(name, value, status.into_any(), None)
}

/// A thing that is looked at: its number, what it means, and in words whether somebody should look.
fn usual_row(name: &str, value: AnyView, status: AnyView, text: Option<AnyView>) -> AnyView {
    view! {
        <li>
            <span class="usual-name">{name.to_owned()}</span>
            <span class="usual-value number">{value}</span>
            {status}
            {text}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_as_usual_where_nothing_can_be_judged() {
        assert_eq!(standing(false, false).1.da, "For lidt at vurdere ud fra");
        assert_eq!(standing(true, false).1.da, QUALITY_FINE.da);
        assert_eq!(standing(true, true).1.da, QUALITY_LOOK.da);
    }
}
