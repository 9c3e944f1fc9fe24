//! The numbers of a chart as a table that can be sorted.

use leptos::prelude::*;

use super::{Cell, Grid};
use crate::live::live;
use crate::parts::{Icon, icon};
use crate::text::*;

/// The column a table is sorted by, and whether from the largest.
type Order = Option<(usize, bool)>;

/// What pressing the head of a column makes of the order: up, down, as the chart has it.
fn pressed(order: Order, column: usize) -> Order {
    match order {
        Some((by, false)) if by == column => Some((column, true)),
        Some((by, true)) if by == column => None,
        _ => Some((column, false)),
    }
}

/// More columns than this have no room beside each other on a phone: there every row is a card.
const BESIDE: usize = 4;

/// The table of a grid. Its caption is for those who only listen: the page says the same above it.
pub(crate) fn grid_table(caption: Signal<String>, grid: Signal<Grid>) -> AnyView {
    let order = RwSignal::new(None::<(usize, bool)>);
    let language = use_language();
    let head = live(move || {
        let grid = grid.get();
        let columns = grid.columns.iter().enumerate();
        columns
            .map(|(index, name)| head(index, name.clone(), grid.is_number(index), order))
            .collect::<Vec<_>>()
    });
    let body = live(move || {
        let (language, by) = (language.get(), order.get());
        grid.with(|grid| {
            grid.sorted(by).into_iter().map(|cells| row(grid, cells, language)).collect::<Vec<_>>()
        })
    });
    let is_wide = Memo::new(move |_| grid.with(|grid| grid.columns.len() > BESIDE));
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-label=caption>
            <table class="table chart-table" class:cards=is_wide role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup"><tr role="row">{head}</tr></thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(index: usize, name: String, is_number: bool, order: RwSignal<Order>) -> AnyView {
    let direction = Signal::derive(move || match order.get() {
        Some((by, is_descending)) if by == index => Some(is_descending),
        _ => None,
    });
    let sort =
        Signal::derive(move || direction.get().map(|down| if down { "descending" } else { "ascending" }));
    let mark = live(move || {
        match direction.get() {
        Some(is_descending) => {
            view! { <span class="sort-mark" data-down=is_descending.to_string()>{icon(Icon::ChevronDown)}</span> }
                .into_any()
        }
        None => ().into_any(),
    }
    });
    view! {
        <th role="columnheader" scope="col" class:number=is_number aria-sort=sort>
            <button type="button" class="sort" title=t(TABLE_SORT)
                on:click=move |_| order.update(|order| *order = pressed(*order, index))>{name}{mark}</button>
        </th>
    }
    .into_any()
}

fn row(grid: &Grid, cells: &[Cell], language: domain::text::Language) -> AnyView {
    let mut cells = cells.iter().enumerate();
    let header = cells.next().map(|(_, cell)| cell.show(language));
    let rest: Vec<_> = cells
        .map(|(column, cell)| {
            let label = grid.columns.get(column).cloned();
            view! { <td role="cell" class:number=grid.is_number(column) data-label=label>{cell.show(language)}</td> }
        })
        .collect();
    view! { <tr role="row"><th role="rowheader" scope="row">{header}</th>{rest}</tr> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_sorted_up_then_down_then_as_the_chart_has_it() {
        let up = pressed(None, 2);
        assert_eq!(up, Some((2, false)));
        assert_eq!(pressed(up, 2), Some((2, true)));
        assert_eq!(pressed(Some((2, true)), 2), None);
        assert_eq!(pressed(Some((2, true)), 1), Some((1, false)));
    }
}
