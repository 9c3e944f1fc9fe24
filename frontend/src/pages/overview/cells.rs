//! What stands in the cells of an indicator's row.

use api_types::OverviewRow;
use charts::IntervalStrip;
use leptos::prelude::*;

use super::marks::{assurance_mark, variation_mark};
use crate::parts;
use crate::show;
use crate::text::*;

/// The target as a share.
pub(super) fn aim_of(row: &OverviewRow) -> Option<f64> {
    row.standard.map(show::standard_share)
}

/// The share of those concerned for whom an answer is missing.
pub(super) fn missing_share(row: &OverviewRow) -> Option<f64> {
    parts::missing_share(row.denominator, row.missing)
}

/// Below the name: what others have, and the courses that are not judged.
pub(super) fn beside_name(row: &OverviewRow) -> AnyView {
    let language = use_language();
    let also = [(row.excluded, ALSO_EXCLUDED), (row.pending, ALSO_PENDING)];
    let also = Signal::derive(move || {
        let told = also.into_iter().filter(|(count, _)| *count > 0);
        let words =
            |(count, words): (u64, Phrase)| words.fill(language.get(), &[("count", &count.to_string())]);
        told.map(words).collect::<Vec<_>>().join(" · ")
    });
    let compared = row.compared.clone().map(|compared| {
        let levels = [
            (COMPARED_CLUSTER, compared.cluster),
            (COMPARED_REGION, compared.region),
            (COMPARED_ALL, compared.all),
        ];
        Signal::derive(move || {
            let language = language.get();
            let level = |(words, percent): (Phrase, Option<u8>)| {
                let percent = percent.map_or_else(
                    || COMPARED_HIDDEN.get(language).to_owned(),
                    |percent| show::share(show::share_of(percent), language),
                );
                format!("{} {percent}", words.get(language))
            };
            levels.map(level).join(" · ")
        })
    });
    let also = (row.excluded + row.pending > 0).then(|| view! { <p>{also}</p> });
    view! { {compared.map(|words| view! { <p class="overview-compared">{words}</p> })}{also} }.into_any()
}

/// The share with numerator and denominator.
pub(super) fn value(row: &OverviewRow) -> AnyView {
    let (numerator, denominator) = (row.numerator, row.denominator);
    let language = use_language();
    match row.value {
        Some(value) => view! {
            <span class="big">{Signal::derive(move || show::share(value, language.get()))}</span><br/>
            <span class="small muted nowrap">{Signal::derive(move || show::ratio(numerator, denominator, language.get()))}</span>
        }
        .into_any(),
        None => view! { <span class="muted">{t(ROW_EMPTY)}</span> }.into_any(),
    }
}

/// The share with its uncertainty and the target, from 0 to 100 %.
pub(super) fn strip(row: &OverviewRow) -> AnyView {
    let estimate = row.value.zip(row.ci_low).zip(row.ci_high).map(|((value, low), high)| (value, low, high));
    let (target, label) = (aim_of(row), row.label.clone());
    let language = use_language();
    let range = estimate.map(|(_, low, high)| {
        let words = tf(INTERVAL_RANGE, move |language| {
            [("low", show::share(low, language)), ("high", show::share(high, language))]
        });
        view! { <span class="small muted nowrap">{words}</span> }
    });
    let svg = Signal::derive(move || {
        let language = language.get();
        let share = |share| show::share(share, language);
        let value = estimate.map(|(value, low, high)| {
            let places = [("value", share(value)), ("low", share(low)), ("high", share(high))];
            filled(INTERVAL_WORDS, language, &places)
        });
        let aim = target.map(|target| TARGET_WORDS.fill(language, &[("target", &share(target))]));
        let words: Vec<String> =
            [Some(label.get(language).to_owned()), value, aim].into_iter().flatten().collect();
        IntervalStrip { name: words.join(", "), estimate, target, width: 180.0, height: 26.0 }.to_svg()
    });
    view! { <span class="chart" inner_html=svg></span>{range} }.into_any()
}

/// How the quarters vary.
pub(super) fn variation(row: &OverviewRow) -> AnyView {
    view! {
        <span class="marked" data-variation=format!("{:?}", row.variation)>
            {variation_mark(row.variation)}<span>{tt(row.variation_text.clone())}</span>
        </span>
    }
    .into_any()
}

/// The target, whether it is met, and whether it is met by itself.
pub(super) fn target(row: &OverviewRow) -> AnyView {
    let Some(standard) = row.standard else {
        return view! { <span class="muted">{t(STANDARD_NONE)}</span> }.into_any();
    };
    let provisional =
        (!standard.verified).then(|| view! { <p><span class="tag">{t(STANDARD_UNVERIFIED)}</span></p> });
    view! {
        <span class="marked">{assurance_mark(row.assurance)}<span>{tt(row.assurance_text.clone())}</span></span>
        <p class="small muted">{tt(row.target_text.clone())}</p>
        {provisional}
    }
    .into_any()
}

/// How many lack an answer that decides it.
pub(super) fn missing(row: &OverviewRow) -> AnyView {
    let (share, missing) = (missing_share(row), row.missing);
    let language = use_language();
    let share = share.map(|share| {
        view! { <span>{Signal::derive(move || show::share(share, language.get()))}</span><br/> }
    });
    view! {
        {share}<span class="small muted nowrap">{tf(MISSING_WORDS, move |_| [("count", missing.to_string())])}</span>
    }
    .into_any()
}
