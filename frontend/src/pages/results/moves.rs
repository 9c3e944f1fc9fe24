//! From which answer to which: a table with the shares of each row.

use api_types::{MoveCell, MoveRow, Results};
use domain::text::Language;
use leptos::prelude::*;
use pictures::result_moves;

use super::scope_of;
use crate::live::live;
use crate::parts::chart::table_button;
use crate::parts::{paragraphs, share_words, updated_words};
use crate::text::*;

/// The table, with what can be taken away from it.
pub(super) fn moves_table(results: Signal<Results>) -> AnyView {
    let language = use_language();
    let caption = Signal::derive(move || {
        results.with(|results| {
            let label = results.label.get(language.get()).to_owned();
            filled(RESULTS_MOVES_CAPTION, language.get(), &[("label", label)])
        })
    });
    let line = move |of: fn(&Results, Language) -> String| {
        Signal::derive(move || results.with(|results| of(results, language.get())))
    };
    let subtitle = line(|results, language| {
        scope_of(results).subtitle(results.label.get(language), results.n_paired, language)
    });
    let summary = paragraphs(move || results.with(|results| results.summary.clone()));
    let chart = Signal::derive(move || results.with(|results| result_moves(results, language.get())));
    view! {
        <figure class="chart-frame">
            <figcaption>
                <h2 class="chart-title">{line(|results, language| results.finding.get(language).to_owned())}</h2>
                <p class="chart-subtitle">{subtitle}</p>
                <div class="chart-summary">{summary}</div>
            </figcaption>
            <div class="chart-tools no-print"><span class="chart-buttons">{table_button("moves-menu", chart)}</span></div>
            <div class="table-scroll" role="region" tabindex="0" aria-label=caption>
                <table class="table moves cards" role="table">
                    <caption class="visually-hidden">{caption}</caption>
                    {live(move || results.with(|results| table(results, language.get())))}
                </table>
            </div>
            <ul class="chart-notes">
                <li>{t(RESULTS_MOVES_NOTE)}</li>
                <li>{line(|results, language| updated_words(results.updated_at, language))}</li>
            </ul>
        </figure>
    }
    .into_any()
}

fn rows(results: &Results) -> &[MoveRow] {
    results.moves.as_ref().map(|moves| moves.rows.as_slice()).unwrap_or_default()
}

fn table(results: &Results, language: Language) -> AnyView {
    let rows = rows(results);
    let ends = rows.first().map(|row| row.cells.clone()).unwrap_or_default();
    let heads: Vec<_> = ends
        .into_iter()
        .map(|cell| {
            let label = cell.label.get(language).to_owned();
            let head = filled(RESULTS_MOVES_TO, language, &[("label", label)]);
            view! { <th role="columnheader" scope="col" class="number">{head}</th> }
        })
        .collect();
    let body: Vec<_> = rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row.cells.iter().map(|cell| self::cell(cell, row, language)).collect();
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row"><span class="moves-start">{RESULTS_MOVES_AT_START.get(language)}": "</span>{row.label.get(language).to_owned()}</th>
                    {cells}
                    <td role="cell" class="number" data-label=RESULTS_MOVES_TOTAL.get(language)><span>{row.total}<span class="move-share"></span></span></td>
                </tr>
            }
        })
        .collect();
    view! {
        <thead role="rowgroup"><tr role="row">
            <th role="columnheader" scope="col">{RESULTS_MOVES_START.get(language)}</th>
            {heads}
            <th role="columnheader" scope="col" class="number">{RESULTS_MOVES_TOTAL.get(language)}</th>
        </tr></thead>
        <tbody role="rowgroup">{body}</tbody>
    }
    .into_any()
}

fn cell(cell: &MoveCell, row: &MoveRow, language: Language) -> AnyView {
    // Who gave the same answer again stands on a quiet ground.
    let is_same = (cell.id == row.id).then_some("");
    let label = filled(RESULTS_MOVES_TO, language, &[("label", cell.label.get(language).to_owned())]);
    view! {
        <td role="cell" class="number" data-label=label data-same=is_same data-none={(cell.count == 0).then_some("")}>
            <span>{cell.count}" "<span class="move-share">{share_words(cell.share, language)}</span></span>
        </td>
    }
    .into_any()
}
