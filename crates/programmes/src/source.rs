//! Definitions as they are written: TOML with positions.

mod citizen_view;
mod indicator_set;
mod records;
mod same_as;

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use domain::decimal::Decimal;
use domain::programme::{
    Code, Direction, IndicatorKind, Owner, Severity, Standard, TextFormat, VariableType,
};
use domain::text::Text;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use self::citizen_view::ClosingFile;
pub(crate) use self::citizen_view::{RawCitizenView, RawClosing};
pub(crate) use self::indicator_set::RawSet;
use self::indicator_set::{holds_indicators, indicators};
pub(crate) use self::records::{RawDerived, RawRecord, RawRecords};
use self::same_as::same_as;
use crate::management::RawManagement;
use crate::plan::RawPlan;
use crate::splits::RawSplits;
use crate::{DefinitionError, LoadError, SourceFile};

/// A definition, parsed but not yet understood.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) programme: InFile<RawProgramme>,
    pub(crate) forms: Vec<InFile<RawForm>>,
    pub(crate) lists: Vec<InFile<RawList>>,
    pub(crate) tables: Vec<InFile<RawTable>>,
    pub(crate) sets: Vec<InFile<RawSet>>,
    pub(crate) indicators: Vec<InFile<RawIndicator>>,
    pub(crate) records: Option<InFile<RawRecords>>,
    pub(crate) citizen_view: Option<InFile<RawCitizenView>>,
    pub(crate) closing: Option<InFile<RawClosing>>,
    pub(crate) plan: Option<InFile<RawPlan>>,
    pub(crate) splits: Option<InFile<RawSplits>>,
    pub(crate) management: Option<InFile<RawManagement>>,
}

/// Something and the file it stands in.
#[derive(Debug)]
pub(crate) struct InFile<T> {
    pub(crate) file: SourceFile,
    pub(crate) item: T,
}

impl<T> InFile<T> {
    /// An error at a place in this file.
    pub(crate) fn error(&self, span: Range<usize>, reason: impl Into<String>) -> DefinitionError {
        error_at(&self.file, span, reason)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgrammeFile {
    programme: RawProgramme,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawProgramme {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) label: Text,
    pub(crate) valid_from: NaiveDate,
    pub(crate) forms: Vec<Spanned<String>>,
    /// The sets of indicators in the order they are shown; in the order of their files if absent.
    #[serde(default)]
    pub(crate) sets: Vec<Spanned<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawForm {
    pub(crate) form: RawFormHead,
    #[serde(default, rename = "section")]
    pub(crate) sections: Vec<RawSection>,
    #[serde(default, rename = "check")]
    pub(crate) checks: Vec<RawCheck>,
    #[serde(default, rename = "example")]
    pub(crate) examples: Vec<Spanned<RawScoreExample>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawFormHead {
    pub(crate) id: Spanned<String>,
    pub(crate) slug: String,
    pub(crate) label: Text,
    pub(crate) dated_by: Spanned<String>,
    #[serde(default)]
    pub(crate) recalls: Vec<Spanned<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSection {
    pub(crate) id: Spanned<String>,
    pub(crate) label: Text,
    pub(crate) visible_when: Option<Spanned<String>>,
    #[serde(default, rename = "variable")]
    pub(crate) variables: Vec<RawVariable>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawVariable {
    pub(crate) id: Spanned<String>,
    pub(crate) label: Text,
    pub(crate) help: Option<Text>,
    #[serde(rename = "type")]
    pub(crate) kind: VariableType,
    pub(crate) codes: Option<Spanned<String>>,
    pub(crate) unit: Option<String>,
    #[serde(default)]
    pub(crate) decimals: u8,
    pub(crate) hard: Option<(Decimal, Decimal)>,
    pub(crate) plausible: Option<(Decimal, Decimal)>,
    pub(crate) format: Option<TextFormat>,
    #[serde(default)]
    pub(crate) required: bool,
    pub(crate) required_when: Option<Spanned<String>>,
    pub(crate) visible_when: Option<Spanned<String>>,
    pub(crate) computed: Option<Spanned<String>>,
    pub(crate) computed_when: Option<Spanned<String>>,
    pub(crate) carried_from: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) suggest: Vec<Spanned<String>>,
    pub(crate) source: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCheck {
    pub(crate) id: Spanned<String>,
    pub(crate) severity: Severity,
    pub(crate) holds: Spanned<String>,
    pub(crate) variables: Vec<Spanned<String>>,
    pub(crate) message: Text,
    pub(crate) source: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawScoreExample {
    #[serde(default)]
    pub(crate) note: String,
    pub(crate) given: BTreeMap<String, toml::Value>,
    pub(crate) expect: BTreeMap<String, toml::Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListsFile {
    #[serde(default, rename = "list")]
    lists: Vec<RawList>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawList {
    pub(crate) id: Spanned<String>,
    pub(crate) source: String,
    #[serde(rename = "code")]
    pub(crate) codes: Vec<Code>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TablesFile {
    #[serde(default, rename = "table")]
    tables: Vec<RawTable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTable {
    pub(crate) id: Spanned<String>,
    pub(crate) source: String,
    pub(crate) values: BTreeMap<String, Decimal>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawIndicator {
    pub(crate) id: Spanned<String>,
    /// The set of the file if absent.
    pub(crate) set: Option<Spanned<String>>,
    /// That of the set if absent.
    pub(crate) owner: Option<Owner>,
    pub(crate) number: String,
    pub(crate) label: Text,
    pub(crate) description: Text,
    pub(crate) kind: IndicatorKind,
    pub(crate) direction: Direction,
    pub(crate) standard: Option<Standard>,
    pub(crate) applies: Spanned<String>,
    pub(crate) excluded: Option<Spanned<String>>,
    pub(crate) excluded_reason: Option<Text>,
    pub(crate) pending: Option<Spanned<String>>,
    pub(crate) fulfilled: Spanned<String>,
    pub(crate) attributed_to: Spanned<String>,
    pub(crate) source: String,
    #[serde(default, rename = "example")]
    pub(crate) examples: Vec<Spanned<RawOutcomeExample>>,
}

/// Answers and what a rule makes of them, in words of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawExample {
    #[serde(default)]
    pub(crate) note: String,
    pub(crate) given: BTreeMap<String, toml::Value>,
    pub(crate) expect: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawOutcomeExample {
    #[serde(default)]
    pub(crate) note: String,
    pub(crate) given: BTreeMap<String, toml::Value>,
    /// What was imported about the citizen.
    #[serde(default)]
    pub(crate) records: Vec<RawRecord>,
    pub(crate) expect: String,
}

/// Parses the files; which file holds what follows from its name.
pub(crate) fn parse(files: &[SourceFile]) -> Result<Source, LoadError> {
    let programme_file = find(files, "programme.toml")?;
    let programme = read::<ProgrammeFile>(programme_file)?.programme;
    let mut forms = Vec::new();
    for form in &programme.forms {
        let file = find(files, &format!("{}.toml", form.get_ref())).map_err(|_| {
            let reason = format!("there is no file {}.toml for this form", form.get_ref());
            LoadError(vec![error_at(programme_file, form.span(), reason)])
        })?;
        let form = match same_as(file, &forms)? {
            Some(form) => form,
            None => whole(file)?,
        };
        forms.push(form);
    }
    let (mut lists, mut tables, mut plan) = (Vec::new(), Vec::new(), None);
    let (mut sets, mut found, mut records) = (Vec::new(), Vec::new(), None);
    let (mut citizen_view, mut closing, mut splits, mut management) = (None, None, None, None);
    for file in files {
        if holds_codes(file) {
            let in_file = |item| InFile { file: file.clone(), item };
            lists.extend(read::<ListsFile>(file)?.lists.into_iter().map(in_file));
        } else if name(file) == "tables.toml" {
            let in_file = |item| InFile { file: file.clone(), item };
            tables.extend(read::<TablesFile>(file)?.tables.into_iter().map(in_file));
        } else if holds_indicators(file) {
            indicators(file, &mut sets, &mut found)?;
        } else if name(file) == "records.toml" {
            records = Some(whole(file)?);
        } else if name(file) == "measures.toml" {
            citizen_view = Some(whole(file)?);
        } else if name(file) == "closing.toml" {
            closing = Some(InFile { file: file.clone(), item: read::<ClosingFile>(file)?.closing });
        } else if name(file) == "plan.toml" {
            plan = Some(whole(file)?);
        } else if name(file) == "splits.toml" {
            splits = Some(whole(file)?);
        } else if name(file) == "management.toml" {
            management = Some(whole(file)?);
        }
    }
    let programme = InFile { file: programme_file.clone(), item: programme };
    Ok(Source {
        programme,
        forms,
        lists,
        tables,
        sets,
        indicators: found,
        records,
        plan,
        splits,
        management,
        citizen_view,
        closing,
    })
}

fn holds_codes(file: &SourceFile) -> bool {
    name(file) == "codes.toml" || file.path.contains("/codes/")
}

fn name(file: &SourceFile) -> &str {
    file.path.rsplit('/').next().unwrap_or(&file.path)
}

/// The file of the definition itself, not one of the code lists that may share its name.
fn find<'a>(files: &'a [SourceFile], wanted: &str) -> Result<&'a SourceFile, LoadError> {
    files
        .iter()
        .find(|file| name(file) == wanted && !holds_codes(file) && !holds_indicators(file))
        .ok_or_else(|| {
            let folder = files.first().map_or("", |file| file.path.trim_end_matches(name(file)));
            let reason = "the file is missing".to_owned();
            LoadError(vec![DefinitionError { file: format!("{folder}{wanted}"), line: 0, reason }])
        })
}

/// What a file holds all by itself.
fn whole<T: DeserializeOwned>(file: &SourceFile) -> Result<InFile<T>, LoadError> {
    Ok(InFile { file: file.clone(), item: read(file)? })
}

fn read<T: DeserializeOwned>(file: &SourceFile) -> Result<T, LoadError> {
    toml::from_str(&file.text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        LoadError(vec![error_at(file, span, error.message())])
    })
}

fn error_at(file: &SourceFile, span: Range<usize>, reason: impl Into<String>) -> DefinitionError {
    let before = file.text.get(..span.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    DefinitionError { file: file.path.clone(), line, reason: reason.into() }
}
