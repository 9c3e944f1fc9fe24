//! What one version changes compared with another.

use leptos::prelude::*;

use super::{Version, definition_address};
use crate::live::live;
use crate::pages::dictionary::changes;
use crate::parts::select_field;
use crate::text::*;

/// Two versions to choose and what differs between them; first the one that is shown and the one before it.
pub(super) fn difference(versions: StoredValue<Vec<Version>>, shown: &str) -> AnyView {
    let names: Vec<String> =
        versions.with_value(|all| all.iter().map(|version| version.programme.version.clone()).collect());
    let here = names.iter().position(|name| name == shown).unwrap_or(0);
    let before = if here + 1 < names.len() { here + 1 } else { 0 };
    let content = if names.len() < 2 {
        view! { <p>{t(ADMIN_DIFFERENCE_ONE)}</p> }.into_any()
    } else {
        chosen(versions, &names, (here, before))
    };
    view! {
        <section class="card dictionary-group stack-small" aria-labelledby="admin-difference">
            <h2 id="admin-difference">{t(ADMIN_DIFFERENCE)}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn chosen(versions: StoredValue<Vec<Version>>, names: &[String], (here, before): (usize, usize)) -> AnyView {
    let (new, old) = (RwSignal::new(here), RwSignal::new(before));
    let field = |id: &'static str, label: Phrase, choice: RwSignal<usize>| {
        let options = names.iter().enumerate().map(|(place, name)| {
            let is_chosen = choice.get_untracked() == place;
            view! { <option value=place.to_string() selected=is_chosen>{name.clone()}</option> }
        });
        let options = options.collect::<Vec<_>>().into_any();
        let choose = move |value: String| choice.set(value.parse().unwrap_or_default());
        select_field(id, label, options, Callback::new(choose))
    };
    let changes = live(move || {
        let (new, old) = (new.get(), old.get());
        if new == old {
            return view! { <p>{t(ADMIN_DIFFERENCE_SAME)}</p> }.into_any();
        }
        let both = versions
            .with_value(|all| Some((all.get(new)?.programme.clone(), all.get(old)?.programme.clone())));
        let Some((new, old)) = both else { return ().into_any() };
        changes::view(Some(&old), &new, &definition_address(&new))
    });
    view! {
        <div class="row">
            {field("difference-new", ADMIN_DIFFERENCE_NEW, new)}
            {field("difference-old", ADMIN_DIFFERENCE_OLD, old)}
        </div>
        <div role="status">{changes}</div>
    }
    .into_any()
}
