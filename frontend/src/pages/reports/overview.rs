//! The indicators of a report as one table.

use domain::text::Language;
use leptos::prelude::*;

use super::load::{Report, ReportRow};
use crate::live::live;
use crate::parts::{days_words, missing_share, share_words};
use crate::show;
use crate::text::*;

/// One row per indicator.
pub(super) fn table(report: &Report) -> AnyView {
    let (rows, (from, to)) = (report.rows.clone(), report.before);
    let language = use_language();
    let body = live(move || {
        let language = language.get();
        rows.iter().map(|shown| row(shown, language)).collect::<Vec<_>>()
    });
    let number =
        |phrase: Phrase| view! { <th role="columnheader" scope="col" class="number">{t(phrase)}</th> };
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-label=t(REPORT_OVERVIEW)>
            <table class="table report-table cards" role="table">
                <caption class="visually-hidden">{t(REPORT_OVERVIEW)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">{t(COLUMN_INDICATOR)}</th>
                    {number(REPORT_COLUMN_SHARE)}
                    {number(REPORT_COLUMN_BEFORE)}
                    {number(REPORT_COLUMN_CLUSTER)}
                    {number(REPORT_COLUMN_REGION)}
                    {number(REPORT_COLUMN_ALL)}
                    {number(COLUMN_STANDARD)}
                    <th role="columnheader" scope="col">{t(REPORT_COLUMN_VARIATION)}</th>
                    {number(COLUMN_MISSING)}
                </tr></thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </div>
        <p class="small muted report-note">
            {tf(REPORT_OVERVIEW_NOTE, move |language| [("period", days_words(from, to, language))])}
        </p>
    }
    .into_any()
}

fn row(row: &ReportRow, language: Language) -> AnyView {
    let now = &row.now;
    // A dash: nothing counted, hidden, or not published.
    let share = |share: Option<f64>| share_words(share, language);
    let interval = now.ci_low.zip(now.ci_high).map(|(low, high)| {
        REPORT_INTERVAL
            .fill(language, &[("low", &show::share(low, language)), ("high", &show::share(high, language))])
    });
    let counted = (now.denominator > 0).then(|| {
        let ratio = show::ratio(now.numerator, now.denominator, language);
        view! { <br/><span class="small muted">{ratio}<br/>{interval}</span> }
    });
    let published = |level: &str| share(row.published(level).map(show::share_of));
    let before = row.before.as_ref().and_then(|before| before.value);
    let number = |phrase: Phrase, words: String| {
        view! { <td role="cell" class="number" data-label=phrase.get(language)>{words}</td> }
    };
    let name = now.label.get(language).to_owned();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><span class="muted">{now.number.clone()}</span>" "{name}</th>
            <td role="cell" class="number" data-label=REPORT_COLUMN_SHARE.get(language)>
                <span><strong>{share(now.value)}</strong>{counted}</span>
            </td>
            {number(REPORT_COLUMN_BEFORE, share(before))}
            {number(REPORT_COLUMN_CLUSTER, published("cluster"))}
            {number(REPORT_COLUMN_REGION, published("region"))}
            {number(REPORT_COLUMN_ALL, published("all"))}
            {number(COLUMN_STANDARD, share(now.standard.map(show::standard_share)))}
            <td role="cell" data-label=REPORT_COLUMN_VARIATION.get(language)>
                <span>{now.variation_text.get(language).to_owned()}<br/>
                    <span class="small muted">{now.assurance_text.get(language).to_owned()}</span></span>
            </td>
            {number(COLUMN_MISSING, share(missing_share(now.denominator, now.missing)))}
        </tr>
    }
    .into_any()
}
