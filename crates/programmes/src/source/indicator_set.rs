//! Files of indicators as they are written: each holds one set.

use domain::programme::Owner;
use domain::text::Text;
use serde::Deserialize;
use toml::Spanned;

use super::{InFile, RawIndicator, read};
use crate::{LoadError, SourceFile};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorsFile {
    set: RawSet,
    #[serde(default, rename = "indicator")]
    indicators: Vec<RawIndicator>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSet {
    pub(crate) id: Spanned<String>,
    pub(crate) label: Text,
    pub(crate) description: Text,
    /// Who delivers what the indicators of the set count, where they do not say otherwise.
    pub(crate) owner: Owner,
    pub(crate) source: String,
}

/// Whether a file holds indicators.
pub(super) fn holds_indicators(file: &SourceFile) -> bool {
    super::name(file) == "indicators.toml" || file.path.contains("/indicators/")
}

/// The set and its indicators, each of which belongs to the set of its file unless it names another.
pub(super) fn indicators(
    file: &SourceFile,
    sets: &mut Vec<InFile<RawSet>>,
    indicators: &mut Vec<InFile<RawIndicator>>,
) -> Result<(), LoadError> {
    let IndicatorsFile { set, indicators: found } = read(file)?;
    for mut indicator in found {
        indicator.set.get_or_insert_with(|| set.id.clone());
        indicator.owner.get_or_insert(set.owner);
        indicators.push(InFile { file: file.clone(), item: indicator });
    }
    sets.push(InFile { file: file.clone(), item: set });
    Ok(())
}
