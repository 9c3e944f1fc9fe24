//! Settings of the screen, the keyboard and the computer.

use domain::text::Language;
use leptos::prelude::*;

use crate::parts::page_head;
use crate::preferences::{Density, Preferences, Theme};
use crate::text::*;

/// Language, theme, density, keys, and whether the computer is shared.
pub(crate) fn page() -> AnyView {
    let preferences = expect_context::<Preferences>();
    let title = t(PROFILE);
    let theme = Theme::ALL.map(|theme| {
        let words = match theme {
            Theme::System => THEME_SYSTEM,
            Theme::Light => THEME_LIGHT,
            Theme::Dark => THEME_DARK,
        };
        option("theme", t(words).into_any(), preferences.theme, theme)
    });
    let density = Density::ALL.map(|density| {
        let words = if density == Density::Comfort { DENSITY_COMFORT } else { DENSITY_COMPACT };
        option("density", t(words).into_any(), preferences.density, density)
    });
    let language = [(Language::Da, "Dansk"), (Language::En, "English")]
        .map(|(language, name)| option("language", name.into_any(), preferences.language, language));
    view! {
        {page_head(Signal::derive(move || title().to_owned()), Some(view! { <p>{t(PROFILE_NOTE)}</p> }.into_any()), None, false)}
        <div class="card settings">
            <div class="stack">
                {group(LANGUAGE, language.into())}
                {group(THEME, theme.into())}
                {group(DENSITY, density.into())}
                {group(ENTER_MOVES, on_off("enter-moves", preferences.enter_moves))}
                {group(SINGLE_KEYS, on_off("single-keys", preferences.single_keys))}
                <fieldset aria-describedby="shared-help">
                    <legend class="label">{t(SHARED)}</legend>
                    <p class="help" id="shared-help">{t(SHARED_HELP)}</p>
                    <div class="choices">{on_off("shared", preferences.is_shared)}</div>
                </fieldset>
            </div>
        </div>
    }
    .into_any()
}

fn group(name: Phrase, options: Vec<AnyView>) -> AnyView {
    view! {
        <fieldset>
            <legend class="label">{t(name)}</legend>
            <div class="choices">{options}</div>
        </fieldset>
    }
    .into_any()
}

fn on_off(group: &'static str, signal: RwSignal<bool>) -> Vec<AnyView> {
    [(true, ON), (false, OFF)].map(|(value, words)| option(group, t(words).into_any(), signal, value)).into()
}

fn option<T>(group: &'static str, words: AnyView, signal: RwSignal<T>, value: T) -> AnyView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    view! {
        <label class="choice">
            <input type="radio" name=group prop:checked=Signal::derive(move || signal.get() == value)
                on:change=move |_| signal.set(value)/>
            <span>{words}</span>
        </label>
    }
    .into_any()
}
