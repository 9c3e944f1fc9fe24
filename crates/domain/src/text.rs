//! A text in both languages of the product.

use serde::{Deserialize, Serialize};

/// The languages every label and message exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Danish, the language of the municipalities.
    #[default]
    Da,
    /// English.
    En,
}

/// The same words in Danish and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Joins the two languages.
    pub fn new(da: impl Into<String>, en: impl Into<String>) -> Self {
        Self { da: da.into(), en: en.into() }
    }

    /// The words in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Da => &self.da,
            Language::En => &self.en,
        }
    }
}

/// Words of the program itself, Danish and English side by side. `{name}` marks a place to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Danish.
    pub da: &'static str,
    /// English.
    pub en: &'static str,
}

impl Phrase {
    /// What is written the same in both languages, such as the name of a key.
    #[must_use]
    pub const fn same(text: &'static str) -> Self {
        Self { da: text, en: text }
    }

    /// The words in one language.
    #[must_use]
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::Da => self.da,
            Language::En => self.en,
        }
    }

    /// The words with the places filled in.
    #[must_use]
    pub fn fill(self, language: Language, places: &[(&str, &str)]) -> String {
        places.iter().fold(self.get(language).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_by_name() {
        let phrase = Phrase { da: "Gemt kl. {time}", en: "Saved at {time}" };
        assert_eq!(phrase.fill(Language::Da, &[("time", "10.42")]), "Gemt kl. 10.42");
        assert_eq!(phrase.fill(Language::En, &[("time", "10:42")]), "Saved at 10:42");
    }
}
