//! One indicator of the overview.

use api_types::OverviewRow;
use leptos::prelude::*;

use super::{cells, indicator_address, series};
use crate::live::live;
use crate::parts::AsOf;
use crate::text::*;

/// The row of one indicator. It is built once; its cells follow the numbers.
pub(super) fn row(numbers: Memo<Option<OverviewRow>>, as_of: AsOf) -> AnyView {
    let Some(first) = numbers.get_untracked() else { return ().into_any() };
    let (number, label) = (first.number, first.label);
    let address = indicator_address(&first.indicator);
    let address = Signal::derive(move || as_of.keep(&address));
    let content = move |of: fn(&OverviewRow) -> AnyView| {
        live(move || numbers.with(|row| row.as_ref().map_or_else(|| ().into_any(), of)))
    };
    view! {
        <tr role="row" data-indicator=first.indicator>
            <th role="rowheader" scope="row" class="overview-name">
                <a class="overview-link" href=address>
                    <span class="muted">{number}</span>" "{tt(label)}
                </a>
                {content(cells::beside_name)}
            </th>
            {cell("number", COLUMN_VALUE, content(cells::value))}
            {cell("", COLUMN_INTERVAL, content(cells::strip))}
            {cell("", COLUMN_SERIES, content(series::sparkline))}
            {cell("", COLUMN_VARIATION, content(cells::variation))}
            {cell("", COLUMN_STANDARD, content(cells::target))}
            {cell("number", COLUMN_MISSING, content(cells::missing))}
        </tr>
    }
    .into_any()
}

/// A cell that names its column itself where the row is shown as a card.
fn cell(class: &'static str, column: Phrase, content: AnyView) -> AnyView {
    view! { <td role="cell" class=class><span class="cell-label" aria-hidden="true">{t(column)}</span>{content}</td> }
        .into_any()
}
