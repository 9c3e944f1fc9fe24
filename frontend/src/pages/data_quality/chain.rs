//! The chain of a course: which of its links are there, and the courses where one is missing.

use api_types::{ChainLink, DataQuality};
use domain::access::Permission;
use domain::text::Language;
use leptos::prelude::*;

use super::address::link_address;
use crate::live::live;
use crate::parts::chart::{Cell, Chart, Grid, table_button};
use crate::parts::{Period, PeriodChoice, share_words};
use crate::session::use_session;
use crate::text::*;

/// The links as a table; missing ones lead to their list.
pub(super) fn chain(quality: Signal<DataQuality>, period: PeriodChoice) -> AnyView {
    let language = use_language();
    let may_open = use_session().may(Permission::ReadCoursesBehindNumbers);
    let rows = live(move || {
        let links = quality.with(|quality| quality.chain.clone());
        links
            .into_iter()
            .map(|link| row(link, may_open.then(|| period.get()), language.get()))
            .collect::<Vec<_>>()
    });
    let numbers = Signal::derive(move || quality.with(|quality| numbers(quality, language.get())));
    view! {
        <section class="number-part">
            <div class="part-head">
                <h2 id="chain-title">{t(QUALITY_CHAIN)}</h2>
                <span class="chart-buttons no-print">{table_button("chain-menu", numbers)}</span>
            </div>
            <div class="table-scroll" role="region" tabindex="0" aria-labelledby="chain-title">
                <table class="table chain">
                    <thead><tr>
                        <th scope="col">{t(QUALITY_CHAIN_LINK)}</th>
                        <th scope="col" class="number">{t(QUALITY_CHAIN_EXPECTED)}</th>
                        <th scope="col" class="number">{t(QUALITY_CHAIN_FOUND)}</th>
                        <th scope="col" class="number">{t(QUALITY_CHAIN_SHARE)}</th>
                        <th scope="col">{t(QUALITY_CHAIN_MISSING)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="small muted delivery-rule">{t(QUALITY_CHAIN_LIMITS)}</p>
        </section>
    }
    .into_any()
}

fn row(link: ChainLink, list_of: Option<Period>, language: Language) -> AnyView {
    let label = link.label.get(language).to_owned();
    let count = link.missing.to_string();
    let missing = match list_of.filter(|_| link.missing > 0) {
        Some(period) => {
            let words = filled(QUALITY_CHAIN_LIST, language, &[("count", count)]);
            let of = label.clone();
            view! { <a href=link_address(&link.id, period)>{words}<span class="visually-hidden">": "{of}</span></a> }
                .into_any()
        }
        None => view! { <span class:muted={link.missing == 0}>{count}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{label}</th>
            <td class="number">{link.expected}</td>
            <td class="number">{link.found}</td>
            <td class="number">{share_words(link.share, language)}</td>
            <td>{missing}</td>
        </tr>
    }
    .into_any()
}

/// The same numbers for files.
fn numbers(quality: &DataQuality, language: Language) -> Chart {
    let columns = [
        QUALITY_CHAIN_LINK,
        QUALITY_CHAIN_EXPECTED,
        QUALITY_CHAIN_FOUND,
        QUALITY_CHAIN_SHARE,
        QUALITY_CHAIN_MISSING,
    ];
    let row = |link: &ChainLink| {
        vec![
            Cell::words(link.label.get(language)),
            Cell::Count(link.expected),
            Cell::Count(link.found),
            Cell::share(link.share),
            Cell::Count(link.missing),
        ]
    };
    let grid =
        Grid::new(&columns.map(|column| column.get(language)), quality.chain.iter().map(row).collect());
    Chart::of_table("datakvalitet-kaede", QUALITY_CHAIN.get(language), "", grid)
}
