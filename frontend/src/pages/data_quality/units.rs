//! Completeness by unit (*enhed*): the teams and centres of the own municipality beside each other.

use api_types::{DataQuality, UnitCompleteness};
use domain::access::Permission;
use domain::programme::SITE;
use domain::text::Language;
use leptos::prelude::*;

use super::address::unit_address;
use super::usual::strip;
use crate::live::{live, live_if};
use crate::parts::chart::{Cell, Chart, Grid, table_button};
use crate::parts::{InAddress, Period, PeriodChoice, share_words};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// The name of the choice in the address, as on the page of an indicator.
const SPLIT_IN_ADDRESS: &str = "fordelt";

/// Whether the numbers are shown by unit.
#[derive(Clone, Copy)]
pub(super) struct UnitChoice(InAddress);

impl UnitChoice {
    /// Reads the address of the page that is being built.
    pub(super) fn of_address() -> Self {
        Self(InAddress::of(SPLIT_IN_ADDRESS))
    }

    fn is_by_unit(self) -> bool {
        self.0.get().as_deref() == Some(SITE)
    }

    /// The choice.
    pub(super) fn field(self) -> AnyView {
        let change = move |event| self.0.set(event_target_checked(&event).then(|| SITE.to_owned()));
        view! {
            <label class="check">
                <input type="checkbox" id="by-unit" prop:checked=move || self.is_by_unit() on:change=change/>
                <span>{t(QUALITY_BY_UNIT)}</span>
            </label>
        }
        .into_any()
    }
}

/// A row per unit with its bar, if that is chosen.
pub(super) fn units(quality: Signal<DataQuality>, choice: UnitChoice, period: PeriodChoice) -> AnyView {
    let language = use_language();
    let may_open = use_session().may(Permission::ReadCoursesBehindNumbers);
    let numbers = Signal::derive(move || quality.with(|quality| numbers(quality, language.get())));
    let part = move || {
        let rows = live(move || {
            let (units, language) = (quality.with(|quality| quality.units.clone()), language.get());
            let list_of = may_open.then(|| period.get());
            units.into_iter().map(|unit| row(unit, list_of, language)).collect::<Vec<_>>()
        });
        view! {
            <section class="number-part">
                <div class="part-head">
                    <h2 id="units-title">{t(QUALITY_UNITS)}</h2>
                    <span class="chart-buttons no-print">{table_button("units-menu", numbers)}</span>
                </div>
                <div class="table-scroll" role="region" tabindex="0" aria-labelledby="units-title">
                    <table class="table cards" role="table">
                        <thead role="rowgroup"><tr role="row">
                            <th role="columnheader" scope="col">{t(QUALITY_UNIT)}</th>
                            <th role="columnheader" scope="col" class="number">{t(QUALITY_UNIT_COURSES)}</th>
                            <th role="columnheader" scope="col" class="number">{t(QUALITY_COMPLETENESS)}</th>
                            <th role="columnheader" scope="col">{t(QUALITY_UNIT_BAR)}</th>
                            <th role="columnheader" scope="col">{t(QUALITY_UNIT_LACKING)}</th>
                        </tr></thead>
                        <tbody role="rowgroup">{rows}</tbody>
                    </table>
                </div>
                <p class="small muted delivery-rule">{t(QUALITY_UNIT_LIMITS)}</p>
            </section>
        }
        .into_any()
    };
    live_if(move || choice.is_by_unit().then(part))
}

fn row(unit: UnitCompleteness, list_of: Option<Period>, language: Language) -> AnyView {
    let label = unit.unit.label.get(language).to_owned();
    let count = unit.lacking.to_string();
    let lacking = match list_of.filter(|_| unit.lacking > 0) {
        Some(period) => {
            let words = filled(QUALITY_CHAIN_LIST, language, &[("count", count)]);
            let (address, of) = (unit_address(&unit.unit.id, period), label.clone());
            view! { <a href=address>{words}<span class="visually-hidden">": "{of}</span></a> }.into_any()
        }
        None => view! { <span class:muted={unit.lacking == 0}>{count}</span> }.into_any(),
    };
    let share = unit.completeness;
    let of = show::ratio(share.numerator, share.denominator, language);
    let bar = strip(&label, &share, 120.0, language);
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{label}</th>
            <td role="cell" class="number" data-label=QUALITY_UNIT_COURSES.get(language)><span>{unit.courses}</span></td>
            <td role="cell" class="number" data-label=QUALITY_COMPLETENESS.get(language)>
                <span>{share_words(share.value, language)}" "<span class="small muted nowrap">{of}</span></span>
            </td>
            <td role="cell" data-label=QUALITY_UNIT_BAR.get(language)><span class="chart" inner_html=bar></span></td>
            <td role="cell" data-label=QUALITY_UNIT_LACKING.get(language)><span>{lacking}</span></td>
        </tr>
    }
    .into_any()
}

/// The same numbers for files.
fn numbers(quality: &DataQuality, language: Language) -> Chart {
    let columns = [
        QUALITY_UNIT,
        QUALITY_UNIT_COURSES,
        QUALITY_UNIT_FILLED,
        QUALITY_UNIT_ASKED,
        QUALITY_COMPLETENESS,
        QUALITY_UNIT_LACKING,
    ];
    let row = |unit: &UnitCompleteness| {
        vec![
            Cell::words(unit.unit.label.get(language)),
            Cell::Count(unit.courses),
            Cell::Count(unit.completeness.numerator),
            Cell::Count(unit.completeness.denominator),
            Cell::share(unit.completeness.value),
            Cell::Count(unit.lacking),
        ]
    };
    let grid =
        Grid::new(&columns.map(|column| column.get(language)), quality.units.iter().map(row).collect());
    Chart::of_table("datakvalitet-enheder", QUALITY_UNITS.get(language), "", grid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::data_quality::fields::sample;

    #[test]
    fn a_file_has_a_row_per_unit_with_what_its_share_is_of() {
        let chart = numbers(&sample::quality(), Language::Da);
        let shown: Vec<Vec<String>> = chart
            .grid
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.show(Language::Da)).collect())
            .collect();
        assert_eq!(
            shown,
            [
                ["SOR 1", "4", "3", "4", "75\u{a0}%", "1"],
                ["Uoplyst enhed", "1", "15", "20", "75\u{a0}%", "1"]
            ]
        );
    }
}
