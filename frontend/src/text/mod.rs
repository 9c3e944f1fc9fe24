//! Every word of the user interface, Danish and English side by side.
//!
//! A screen names a [`Phrase`]; it never spells one. Both languages stand in one line, so neither can be forgotten
//! and a translator sees them together. Labels of forms, codes and indicators come from the definition instead.

mod admin;
mod attendance;
mod case_mix;
mod chart;
mod compare;
mod course;
mod data_quality;
mod development;
mod dictionary;
mod flow;
mod form;
mod frame;
mod help;
mod indicator;
mod keep;
mod life;
mod overview;
mod people;
mod plan;
mod reports;
mod results;
mod share;

pub(crate) use domain::text::Phrase;
use domain::text::{Language, Text};
use leptos::prelude::*;

pub(crate) use self::admin::*;
pub(crate) use self::attendance::*;
pub(crate) use self::case_mix::*;
pub(crate) use self::chart::*;
pub(crate) use self::compare::*;
pub(crate) use self::course::*;
pub(crate) use self::data_quality::*;
pub(crate) use self::development::*;
pub(crate) use self::dictionary::*;
pub(crate) use self::flow::*;
pub(crate) use self::form::*;
pub(crate) use self::frame::*;
pub(crate) use self::help::*;
pub(crate) use self::indicator::*;
pub(crate) use self::keep::*;
pub(crate) use self::life::*;
pub(crate) use self::overview::*;
pub(crate) use self::people::*;
pub(crate) use self::plan::*;
pub(crate) use self::reports::*;
pub(crate) use self::results::*;
pub(crate) use self::share::*;
pub(crate) use pictures::words::*;
pub(crate) use pictures::{filled, short_name};

/// Declares phrases as `NAME = "Dansk", "English";` and lists them for the tests.
macro_rules! phrases {
    ($($name:ident = $da:literal, $en:literal;)+) => {
        $(pub(crate) const $name: $crate::text::Phrase = $crate::text::Phrase { da: $da, en: $en };)+

        #[cfg(test)]
        pub(super) const ALL: &[(&str, $crate::text::Phrase)] = &[$((stringify!($name), $name)),+];
    };
}
pub(crate) use phrases;

/// A phrase about one thing or about several.
pub(crate) fn count_words(one: Phrase, many: Phrase, count: usize, language: Language) -> String {
    pictures::count_words(one, many, count as u64, language)
}

/// The language the user has chosen, as a signal every text follows.
pub(crate) fn use_language() -> RwSignal<Language> {
    expect_context::<RwSignal<Language>>()
}

/// A phrase that follows the language.
pub(crate) fn t(phrase: Phrase) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let language = use_language();
    move || phrase.get(language.get())
}

/// A text of a definition that follows the language.
pub(crate) fn tt(text: Text) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let language = use_language();
    move || text.get(language.get()).to_owned()
}

/// A phrase with places that follows the language and whatever `places` reads.
pub(crate) fn tf<const N: usize>(
    phrase: Phrase,
    places: impl Fn(Language) -> [(&'static str, String); N] + Send + Sync + 'static,
) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || {
        let language = language.get();
        filled(phrase, language, &places(language))
    })
}

/// A phrase as a text of both languages, for what is said later.
pub(crate) fn both(phrase: Phrase) -> Text {
    Text::new(phrase.get(Language::Da), phrase.get(Language::En))
}

/// Both languages of a label, with its number in front.
pub(crate) fn numbered(number: &str, label: &Text) -> Text {
    Text::new(format!("{number} {}", label.da), format!("{number} {}", label.en))
}

#[cfg(test)]
mod tests;
