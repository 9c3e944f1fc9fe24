//! Flow, completeness and comments of a report: short tables that fit together on a page.

use api_types::{CommentView, DataQuality, EndingReason, Flow, ShareView};
use domain::text::Text;
use leptos::prelude::*;

use super::load::Report;
use crate::parts::share_words;
use crate::show;
use crate::text::*;

/// A part with its heading; what could not be fetched is said in its place.
fn part<T>(name: Phrase, data: Option<T>, view: impl FnOnce(T) -> AnyView) -> AnyView {
    let content = match data {
        Some(data) => view(data),
        None => view! { <p>{t(REPORT_PART_FAILED)}</p> }.into_any(),
    };
    view! { <section class="report-part"><h2>{t(name)}</h2>{content}</section> }.into_any()
}

/// How far courses came and why they ended early.
pub(super) fn flow(report: &Report) -> AnyView {
    part(REPORT_FLOW, report.flow.clone(), |flow| flow_view(&flow))
}

fn flow_view(flow: &Flow) -> AnyView {
    let language = use_language();
    let share = move |share: Option<f64>| Signal::derive(move || share_words(share, language.get()));
    let steps: Vec<_> = flow
        .steps
        .iter()
        .map(|step| {
            view! {
                <tr>
                    <th scope="row">{tt(step.label.clone())}</th>
                    <td class="number">{step.count}</td>
                    <td class="number">{share(step.of_previous)}</td>
                    <td class="number">{share(step.of_referred)}</td>
                </tr>
            }
        })
        .collect();
    let endings: Vec<_> = flow
        .endings
        .iter()
        .filter(|group| group.count > 0)
        .map(|group| {
            let (label, count, reasons) = (group.label.clone(), group.count, group.reasons.clone());
            let words = Signal::derive(move || {
                let language = language.get();
                let one = |reason: &EndingReason| format!("{} {}", reason.label.get(language), reason.count);
                let reasons: Vec<_> = reasons.iter().map(one).collect();
                let reasons =
                    if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join("; ")) };
                format!("{}: {count}{reasons}", label.get(language))
            });
            view! { <li>{words}</li> }
        })
        .collect();
    let endings = (!endings.is_empty()).then(|| {
        view! { <h3>{t(REPORT_FLOW_ENDINGS)}</h3><ul class="report-list">{endings}</ul> }
    });
    let waiting = (flow.waiting.still_waiting > 0).then(|| {
        tf(REPORT_STILL_WAITING, {
            let count = flow.waiting.still_waiting.to_string();
            move |_| [("count", count.clone())]
        })
    });
    view! {
        <p>{tt(flow.finding.clone())}</p>
        <table class="table report-table">
            <caption class="visually-hidden">{t(REPORT_FLOW)}</caption>
            <thead><tr>
                <th scope="col">{t(REPORT_FLOW_STEP)}</th>
                <th scope="col" class="number">{t(REPORT_FLOW_COUNT)}</th>
                <th scope="col" class="number">{t(REPORT_FLOW_OF_PREVIOUS)}</th>
                <th scope="col" class="number">{t(REPORT_FLOW_OF_REFERRED)}</th>
            </tr></thead>
            <tbody>{steps}</tbody>
        </table>
        {endings}
        <p>{tt(flow.waiting.summary.clone())}" "{waiting}</p>
    }
    .into_any()
}

/// How complete the data are.
pub(super) fn quality(report: &Report) -> AnyView {
    part(REPORT_QUALITY, report.quality.clone(), |quality| quality_view(&quality))
}

fn quality_view(quality: &DataQuality) -> AnyView {
    let forms = quality.forms.iter().filter(|form| form.submitted > 0);
    let mut rows: Vec<(Text, ShareView)> = vec![
        (both(REPORT_QUALITY_ALL), quality.completeness),
        (both(REPORT_QUALITY_COVERAGE), quality.coverage),
        (both(REPORT_QUALITY_IN_TIME), quality.timeliness.within_14d),
    ];
    rows.extend(forms.map(|form| (form.label.clone(), form.total)));
    let language = use_language();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(label, share)| {
            let said = Signal::derive(move || {
                let language = language.get();
                let ratio = show::ratio(share.numerator, share.denominator, language);
                share.value.map_or_else(
                    || "–".to_owned(),
                    |value| format!("{} ({ratio})", show::share(value, language)),
                )
            });
            view! { <tr><th scope="row">{tt(label)}</th><td class="number">{said}</td></tr> }
        })
        .collect();
    view! {
        <p>{tt(quality.finding.clone())}</p>
        <table class="table report-table">
            <caption class="visually-hidden">{t(REPORT_QUALITY)}</caption>
            <thead><tr>
                <th scope="col">{t(REPORT_QUALITY_WHAT)}</th>
                <th scope="col" class="number">{t(REPORT_QUALITY_FOUND)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// What people have said about dates in the period.
pub(super) fn comments(report: &Report) -> AnyView {
    part(REPORT_COMMENTS, report.comments.clone(), |comments| {
        if comments.is_empty() {
            return view! { <p>{t(REPORT_COMMENTS_NONE)}</p> }.into_any();
        }
        let items: Vec<_> = comments.iter().map(comment).collect();
        view! { <ul class="report-list">{items}</ul> }.into_any()
    })
}

fn comment((number, comment): &(String, CommentView)) -> AnyView {
    let (on, language) = (comment.on, use_language());
    let day = Signal::derive(move || show::short_date(on, language.get()));
    view! {
        <li>{day}" · "{number.clone()}" · "{comment.text.clone()}" "<span class="muted">"("{comment.by.clone()}")"</span></li>
    }
    .into_any()
}
