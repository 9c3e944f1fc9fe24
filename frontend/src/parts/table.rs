//! The numbers behind a chart as a table.

use charts::Table;
use leptos::prelude::*;

/// A table whose last columns are numbers.
pub(crate) fn number_table(table: Table) -> AnyView {
    let head: Vec<_> = table
        .columns
        .into_iter()
        .enumerate()
        .map(|(index, column)| view! { <th scope="col" class:number=Signal::derive(move || { index > 0 })>{column}</th> })
        .collect();
    let rows: Vec<_> = table.rows.into_iter().map(row).collect();
    view! {
        <table class="table">
            <caption>{table.caption}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(cells: Vec<String>) -> AnyView {
    let mut cells = cells.into_iter();
    let header = cells.next();
    let numbers: Vec<_> = cells.map(|cell| view! { <td class="number">{cell}</td> }).collect();
    view! { <tr><th scope="row">{header}</th>{numbers}</tr> }.into_any()
}
