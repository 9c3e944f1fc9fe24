//! Completeness field by field and quarter by quarter, one form at a time.

use api_types::DataQuality;
use domain::access::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use pictures::{completeness, completeness_columns};

use super::address::lacking_address;
use crate::live::live;
use crate::parts::chart::{ChartLevel, chart_with, view_of};
use crate::parts::{PeriodChoice, in_address, share_words};
use crate::session::use_session;
use crate::text::*;

#[cfg(test)]
pub(super) mod sample;

/// The name of the form in the address.
const FORM_IN_ADDRESS: &str = "skema";

/// The table of one form, and the forms to choose from.
pub(super) fn fields(quality: Signal<DataQuality>, period: PeriodChoice) -> AnyView {
    let language = use_language();
    let (chosen, choose) = in_address(FORM_IN_ADDRESS);
    let form = Memo::new(move |_| {
        quality.with(|quality| {
            let chosen = chosen.get();
            let known = quality.forms.iter().find(|form| Some(&form.id) == chosen.as_ref());
            // Without a choice the form with most to mend.
            let fallback =
                quality.forms.iter().max_by_key(|form| form.total.denominator - form.total.numerator);
            known.or(fallback).map(|form| form.id.clone()).unwrap_or_default()
        })
    });
    let picture = Signal::derive(move || {
        quality.with(|quality| {
            form.with(|form| completeness(quality, form, &view_of(quality.updated_at, language.get())))
        })
    });
    let navigate = use_navigate();
    let may_open = use_session().may(Permission::ReadCoursesBehindNumbers);
    let open = may_open.then(|| {
        Callback::new(move |point: usize| {
            let address = quality.with_untracked(|quality| {
                form.with_untracked(|form| address_of(quality, form, point, period))
            });
            if let Some(address) = address {
                navigate(&address, Default::default());
            }
        })
    });
    view! {
        <section class="number-part">
            {chart_with(ChartLevel::Main, picture, open, Some(tabs(quality, form, choose)))}
        </section>
    }
    .into_any()
}

fn tabs(quality: Signal<DataQuality>, form: Memo<String>, choose: SignalSetter<Option<String>>) -> AnyView {
    let language = use_language();
    let ids = Memo::new(move |_| {
        quality.with(|quality| quality.forms.iter().map(|form| form.id.clone()).collect::<Vec<_>>())
    });
    let tab = move |id: String| {
        let (own, shown) = (id.clone(), id.clone());
        let words = Signal::derive(move || {
            let language = language.get();
            quality.with(|quality| {
                let of = quality.forms.iter().find(|of| of.id == shown)?;
                let share = share_words(of.total.value, language);
                let places = [("form", short_name(&of.label).get(language).to_owned()), ("share", share)];
                Some(filled(QUALITY_FORM_TAB, language, &places))
            })
        });
        let pressed = Signal::derive(move || form.with(|form| *form == own).to_string());
        view! {
            <button type="button" class="tab" aria-pressed=pressed on:click=move |_| choose.set(Some(id.clone()))>{words}</button>
        }
    };
    let tabs = live(move || ids.get().into_iter().map(tab).collect::<Vec<_>>());
    view! { <div class="tabs" role="group" aria-label=t(QUALITY_FORMS)>{tabs}</div> }.into_any()
}

/// Where a cell leads: to the courses that lack the answer.
fn address_of(quality: &DataQuality, form: &str, point: usize, period: PeriodChoice) -> Option<String> {
    let across = completeness_columns(quality);
    let form = quality.forms.iter().find(|of| of.id == form)?;
    let field = form.fields.get(point.checked_div(across)?)?;
    let quarter = quality.quarters.get(point % across).map(|quarter| quarter.id.as_str());
    Some(lacking_address(&form.id, &field.variable, quarter, period.get()))
}

#[cfg(test)]
mod tests {
    use charts::Theme;
    use domain::text::Language;

    use super::*;
    use crate::parts::chart::drawing;

    #[test]
    fn every_cell_has_its_number_and_says_what_it_is_of() {
        let quality = sample::quality();
        let chart = completeness(&quality, "start", &view_of(quality.updated_at, Language::Da));
        assert_eq!(chart.title, "Startskema: 75\u{a0}% af felterne er udfyldt");
        let shown: Vec<String> = chart.grid.rows[0].iter().map(|cell| cell.show(Language::Da)).collect();
        assert_eq!(shown, ["Rygestatus", "100\u{a0}%", "50\u{a0}%", "75\u{a0}%"]);
        let svg = drawing(&chart, 900.0, Theme::Page);
        assert!(
            svg.contains("Rygestatus, 2. kvt. 2026: 50\u{a0}%, 5 af 10 udfyldt, 2 med begrundelse"),
            "{svg}"
        );
        assert!(svg.contains("Vægt, 1. kvt. 2026: ikke spurgt"), "{svg}");
    }

    #[test]
    fn one_quarter_needs_no_column_for_all_of_them() {
        let mut quality = sample::quality();
        quality.quarters.truncate(1);
        assert_eq!(completeness_columns(&quality), 1);
        let chart = completeness(&quality, "start", &view_of(quality.updated_at, Language::Da));
        assert_eq!(chart.grid.rows[0].len(), 2);
    }
}
