//! A form that asks the same as another: one set of questions, filled in at several points of the course.

use std::collections::BTreeMap;

use domain::text::Text;
use serde::Deserialize;
use toml::Spanned;

use super::{InFile, RawForm, RawFormHead, error_at, read};
use crate::{LoadError, SourceFile};

/// Enough of a file to see whether it repeats another form.
#[derive(Deserialize)]
struct Probe {
    form: ProbeHead,
}

#[derive(Deserialize)]
struct ProbeHead {
    same_as: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SameAsFile {
    form: SameAsHead,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SameAsHead {
    id: Spanned<String>,
    same_as: Spanned<String>,
    slug: String,
    label: Text,
    /// Other suggestions than the shared ones, by variable.
    #[serde(default)]
    suggest: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
}

/// The form in a file that repeats one of the forms before it; `None` for a file with questions of its own.
///
/// Sections, checks and worked examples are those of the repeated form, read in its file, so that an error points at
/// the line to mend.
pub(super) fn same_as(
    file: &SourceFile,
    earlier: &[InFile<RawForm>],
) -> Result<Option<InFile<RawForm>>, LoadError> {
    let is_repeated = toml::from_str::<Probe>(&file.text).is_ok_and(|probe| probe.form.same_as.is_some());
    if !is_repeated {
        return Ok(None);
    }
    let head = read::<SameAsFile>(file)?.form;
    let refuse = |at: &Spanned<String>, reason: String| LoadError(vec![error_at(file, at.span(), reason)]);
    let wanted = head.same_as.get_ref();
    let shared = earlier.iter().find(|form| form.item.form.id.get_ref() == wanted);
    let shared =
        shared.ok_or_else(|| refuse(&head.same_as, format!("there is no form {wanted} before this one")))?;
    let mut item = shared.item.clone();
    for (variable, suggest) in head.suggest {
        let mut variables = item.sections.iter_mut().flat_map(|section| &mut section.variables);
        let found = variables.find(|known| known.id.get_ref() == variable.get_ref());
        let known =
            found.ok_or_else(|| refuse(&variable, format!("{wanted} has no {}", variable.get_ref())))?;
        // Told at the variable: a suggestion that does not fit is reported where the question is.
        let at = known.id.span();
        known.suggest =
            suggest.into_iter().map(|source| Spanned::new(at.clone(), source.into_inner())).collect();
    }
    item.form = RawFormHead {
        id: Spanned::new(shared.item.form.id.span(), head.id.into_inner()),
        slug: head.slug,
        label: head.label,
        ..item.form
    };
    Ok(Some(InFile { file: shared.file.clone(), item }))
}
