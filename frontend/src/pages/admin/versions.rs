//! Every version of the definition with how much the own municipality uses it.

use api_types::FormUse;
use domain::programme::Programme;
use leptos::prelude::*;

use super::{VERSION, Version, arrows, chosen};
use crate::parts::{Icon, icon};
use crate::session::use_session;
use crate::show;
use crate::text::*;

/// One row per version, newest first.
pub(super) fn table(versions: &[Version], used: Vec<FormUse>, wanted: Memo<Option<String>>) -> AnyView {
    let (session, language) = (use_session(), use_language());
    let recorded = Signal::derive(move || {
        let language = language.get();
        ADMIN_RECORDED.fill(language, &[("unit", &session.unit(language))])
    });
    let newest = versions.first().map(|version| version.programme.version.clone());
    let all = StoredValue::new(versions.to_vec());
    let shown = Memo::new(move |_| {
        all.with_value(|all| Some(chosen(all, wanted.get().as_deref())?.programme.version.clone()))
    });
    let rows: Vec<_> = versions
        .iter()
        .map(|version| {
            let is_newest = newest.as_ref() == Some(&version.programme.version);
            row(version, total(&used, &version.programme.version), recorded, (shown, is_newest))
        })
        .collect();
    view! {
        <section class="stack">
            <div class="table-scroll" role="region" tabindex="0" aria-labelledby="admin-versions">
                <table role="table" class="table cards">
                    <caption id="admin-versions">{t(ADMIN_VERSIONS)}</caption>
                    <thead role="rowgroup"><tr role="row">
                        <th role="columnheader" scope="col">{t(ADMIN_VERSION)}</th>
                        <th role="columnheader" scope="col">{t(ADMIN_VALID)}</th>
                        <th role="columnheader" scope="col" class="number">{t(ADMIN_FORMS)}</th>
                        <th role="columnheader" scope="col" class="number">{t(ADMIN_FIELDS)}</th>
                        <th role="columnheader" scope="col" class="number">{t(ADMIN_INDICATORS)}</th>
                        <th role="columnheader" scope="col" class="number">{recorded}</th>
                        <th role="columnheader" scope="col">{t(ADMIN_DELETING)}</th>
                    </tr></thead>
                    <tbody role="rowgroup" on:keydown=move |event| arrows(&event)>{rows}</tbody>
                </table>
            </div>
            <p class="small muted">{t(ADMIN_DELETE_NOTE)}</p>
        </section>
    }
    .into_any()
}

/// The forms that a version recorded.
fn total(used: &[FormUse], version: &str) -> u64 {
    used.iter().filter(|used| used.version == version).map(|used| used.courses).sum()
}

fn row(
    version: &Version,
    recorded: u64,
    recorded_in: Signal<String>,
    (shown, is_newest): (Memo<Option<String>>, bool),
) -> AnyView {
    let Version { programme, until } = version;
    let (from, until, name) = (programme.valid_from, *until, programme.version.clone());
    let language = use_language();
    let valid = Signal::derive(move || {
        let language = language.get();
        let date = |day| show::long_date(day, language);
        match until {
            Some(until) => ADMIN_FROM_TO.fill(language, &[("from", &date(from)), ("to", &date(until))]),
            None => ADMIN_FROM.fill(language, &[("from", &date(from))]),
        }
    });
    let (of, named) = (name.clone(), name.clone());
    let current = move || shown.with(|shown| shown.as_ref() == Some(&of)).then_some("true");
    let (mark, class, words) = match recorded {
        0 => (Icon::Circle, "status", ADMIN_UNUSED),
        _ => (Icon::Info, "status", ADMIN_USED),
    };
    let href = format!("/admin/skemaer?{VERSION}={name}");
    view! {
        <tr role="row" data-version=named>
            <th role="rowheader" scope="row">
                <a class="admin-link" href=href aria-current=current>{name}</a>
                {is_newest.then(|| view! { " "<span class="muted small">{tt(programme.label.clone())}</span> })}
            </th>
            <td role="cell" data-label=t(ADMIN_VALID)><span>{valid}</span></td>
            <td role="cell" data-label=t(ADMIN_FORMS) class="number"><span>{programme.forms.len()}</span></td>
            <td role="cell" data-label=t(ADMIN_FIELDS) class="number"><span>{field_count(programme)}</span></td>
            <td role="cell" data-label=t(ADMIN_INDICATORS) class="number"><span>{programme.indicators.len()}</span></td>
            <td role="cell" data-label=recorded_in class="number"><span>{recorded}</span></td>
            <td role="cell" data-label=t(ADMIN_DELETING)><span class=class>{icon(mark)}{t(words)}</span></td>
        </tr>
    }
    .into_any()
}

fn field_count(programme: &Programme) -> usize {
    programme.forms.iter().map(|form| form.variables().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_version_recorded_is_added_up_over_its_forms() {
        let of = |version: &str, form: &str, courses| FormUse {
            version: version.into(),
            form: form.into(),
            courses,
        };
        let used = [of("2026.1", "start", 3), of("2026.1", "end", 2), of("2027.1", "start", 7)];
        assert_eq!((total(&used, "2026.1"), total(&used, "2027.1"), total(&used, "2028.1")), (5, 7, 0));
    }
}
