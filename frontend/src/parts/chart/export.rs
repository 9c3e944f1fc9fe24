//! What can be taken away from a chart: the picture, the numbers, the address.

use charts::Theme;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pictures::{Dialect, FILE_WIDTH, csv, tabbed};

use super::{Chart, drawing};
use crate::browser::{address, copy_text, focus_soon, save_picture, save_text, today};
use crate::live::live;
use crate::parts::{Icon, MenuItem, icon, menu};
use crate::text::*;

/// What is said after a choice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Saved,
    Copied,
    Failed,
}

/// The name of a file: what it is about and the day, nothing about people.
fn file_name(id: &str, day: chrono::NaiveDate, ending: &str) -> String {
    let clean: String =
        id.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    format!("hjertekom-{clean}-{day}.{ending}")
}

/// The menu behind "Hent", and what came of the last choice. `id` is the button's.
pub(crate) fn export_button(id: impl Into<String>, chart: Signal<Chart>) -> AnyView {
    button(id.into(), chart, true)
}

/// The same for numbers that are a table and no picture.
pub(crate) fn table_button(id: impl Into<String>, chart: Signal<Chart>) -> AnyView {
    button(id.into(), chart, false)
}

fn button(id: String, chart: Signal<Chart>, has_picture: bool) -> AnyView {
    let said = RwSignal::new(Said::Nothing);
    let language = use_language();
    let save = move |ending: &'static str, content: String, kind: &str| {
        let name = file_name(&chart.with_untracked(|chart| chart.id.clone()), today(), ending);
        said.set(if save_text(&name, &content, kind) { Said::Saved } else { Said::Failed });
    };
    let picture = move || drawing(&chart.get_untracked(), FILE_WIDTH, Theme::Light);
    let in_dialect = move |dialect| {
        let file = chart.with_untracked(|chart| csv(&chart.grid, dialect));
        save("csv", file, "text/csv;charset=utf-8");
    };
    let copy = move |text: String| {
        spawn_local(async move {
            let done = copy_text(&text).await;
            said.try_set(if done { Said::Copied } else { Said::Failed });
        });
    };
    let as_png = move || {
        let name = file_name(&chart.with_untracked(|chart| chart.id.clone()), today(), "png");
        spawn_local(async move {
            let done = save_picture(&name, &picture()).await;
            said.try_set(if done { Said::Saved } else { Said::Failed });
        });
    };
    let table = move || chart.with_untracked(|chart| tabbed(&chart.grid, language.get_untracked()));
    let back = StoredValue::new(id.clone());
    // The chosen item goes away under the focus: the button takes it.
    let item = |name: Phrase, act: Callback<()>| {
        let act = Callback::new(move |()| {
            act.run(());
            focus_soon(back.get_value());
        });
        MenuItem { name, act }
    };
    let pictures = vec![
        item(EXPORT_SVG, Callback::new(move |()| save("svg", picture(), "image/svg+xml"))),
        item(EXPORT_PNG, Callback::new(move |()| as_png())),
    ];
    let numbers = vec![
        item(EXPORT_CSV_DANISH, Callback::new(move |()| in_dialect(Dialect::Danish))),
        item(EXPORT_CSV_INTERNATIONAL, Callback::new(move |()| in_dialect(Dialect::International))),
        item(EXPORT_COPY_TABLE, Callback::new(move |()| copy(table()))),
        item(EXPORT_COPY_LINK, Callback::new(move |()| copy(address()))),
    ];
    let items = pictures.into_iter().filter(|_| has_picture).chain(numbers).collect();
    let outcome = live(move || {
        let (mark, words) = match said.get() {
            Said::Nothing => return ().into_any(),
            Said::Saved => (Icon::Tick, EXPORT_SAVED),
            Said::Copied => (Icon::Tick, COPIED),
            Said::Failed => (Icon::Error, EXPORT_FAILED),
        };
        view! { {icon(mark)}<span>{t(words)}</span> }.into_any()
    });
    view! { {menu(id, EXPORT, items)}<span class="copy-state" role="status">{outcome}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_what_it_shows_and_the_day() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(file_name("smokefree/2026.1", day, "csv"), "hjertekom-smokefree-2026-1-2026-11-22.csv");
    }
}
