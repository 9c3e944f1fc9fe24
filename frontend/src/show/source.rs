//! Where a definition comes from.

use domain::text::Language;

use crate::text::*;

/// The source of a variable or a rule in words. Sources are written `S:7,14`, `K` or `default`.
pub(crate) fn source(source: &str, language: Language) -> String {
    match source.split_once(':') {
        Some((_, numbers)) => SOURCE_DOCUMENT.fill(language, &[("numbers", &numbers.replace(',', ", "))]),
        None if source == "K" => SOURCE_GENERAL.get(language).to_owned(),
        None => SOURCE_DEFAULT.get(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_named_in_words() {
        assert_eq!(source("S:7,14", Language::Da), "HjerteKoms datagrundlag, nr. 7, 14");
        assert_eq!(source("K", Language::En), SOURCE_GENERAL.en);
        assert_eq!(source("default", Language::Da), SOURCE_DEFAULT.da);
    }
}
