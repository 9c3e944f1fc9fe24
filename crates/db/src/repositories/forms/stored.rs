//! A stored form, and how its answers are read back.

use chrono::{DateTime, Utc};
use domain::answers::Answers;
use domain::ids::{FormVersionId, UserId};
use domain::programme::Catalogue;
use domain::validation::read;
use sea_orm::FromQueryResult;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::entropy::Entropy;
use crate::error::Error;
use crate::key_ring::{Place, TenantKeys};
use crate::repositories::confirmed::{self, Confirmed};

/// One submitted version of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredForm {
    /// The id of this version.
    pub id: FormVersionId,
    /// The form's id, e.g. `start`.
    pub form: String,
    /// Counts the submissions of the form, from 1; sent as the ETag.
    pub version: i64,
    /// The version of the programme the answers were validated by.
    pub definition: String,
    /// The answers.
    pub answers: Answers,
    /// Who submitted them.
    pub submitted_by: UserId,
    /// The name of who submitted them, where the account still exists.
    pub author: Option<String>,
    /// When.
    pub submitted_at: DateTime<Utc>,
    /// Why an earlier version was changed.
    pub reason: Option<String>,
    /// What was improbable and was confirmed, in this version and those before it.
    pub confirmed: Vec<Confirmed>,
    /// The answer that counts nowhere here: the unit, where another municipality stated it.
    pub(super) uncounted: Option<String>,
    /// The reason as it is stored; only [`StoredForm::opened`] reads it.
    reason_sealed: Option<Vec<u8>>,
}

impl StoredForm {
    /// The form with its reason, for who reads the form itself.
    pub(super) fn opened(mut self, keys: &TenantKeys) -> Result<Self, Error> {
        self.reason = open_reason(keys, self.id.get(), self.reason_sealed.take(), self.reason)?;
        Ok(self)
    }

    /// The form with its answers as they count here.
    pub(crate) fn into_counted(mut self) -> (String, Answers) {
        if let Some(variable) = &self.uncounted {
            self.answers.remove(variable);
        }
        (self.form, self.answers)
    }
}

/// Encrypts why a form was changed, for the version with this id.
pub(crate) fn seal_reason(
    keys: &TenantKeys,
    entropy: &dyn Entropy,
    id: Uuid,
    reason: &str,
) -> Result<Vec<u8>, Error> {
    keys.seal(entropy, place(&[id.as_bytes().to_vec()]), reason.as_bytes())
}

/// Reads why a form was changed; the clear text is that of rows from before it was encrypted.
pub(crate) fn open_reason(
    keys: &TenantKeys,
    id: Uuid,
    sealed: Option<Vec<u8>>,
    clear: Option<String>,
) -> Result<Option<String>, Error> {
    let opened = sealed.map(|sealed| keys.open_text(place(&[id.as_bytes().to_vec()]), &sealed));
    Ok(opened.transpose()?.or(clear))
}

fn place(row: &[Vec<u8>]) -> Place<'_> {
    Place { table: "form_version", column: "reason", row }
}

#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct FormRow {
    pub(super) form: String,
    pub(super) form_version: i64,
    pub(super) form_id: Uuid,
    pub(super) form_definition: String,
    pub(super) answers: String,
    pub(super) submitted_by: Uuid,
    pub(super) author: Option<String>,
    pub(super) submitted_at: DateTime<Utc>,
    /// In clear, of forms from before reasons were encrypted.
    pub(super) reason: Option<String>,
    pub(super) reason_sealed: Option<Vec<u8>>,
    pub(super) confirmed: Option<String>,
    /// Who submitted it in the municipality it came from, or nothing of a name; absent of forms submitted here.
    pub(super) author_elsewhere: Option<String>,
}

/// The columns of a [`FormRow`]; the table is called `f`, the author's account `u`.
pub(super) const COLUMNS: &str = "f.form, f.version AS form_version, f.id AS form_id, f.definition AS form_definition, \
    f.answers, f.submitted_by, f.submitted_at, f.reason, f.reason_sealed, f.confirmed, coalesce(f.author, u.display_name) AS author, \
    f.author AS author_elsewhere";

impl FormRow {
    /// Reads the row. Answers that the definition would not accept are an error, never a guess.
    pub(super) fn stored(self, programme: &str, catalogue: &Catalogue) -> Result<StoredForm, Error> {
        let answers = self.read_answers(programme, catalogue)?;
        let sites = catalogue.current(programme).and_then(|programme| programme.management.sites.as_ref());
        let received = sites.filter(|_| self.author_elsewhere.is_some()).map(|sites| &sites.stated_in);
        let uncounted =
            received.filter(|stated| stated.form == self.form).map(|stated| stated.variable.clone());
        Ok(StoredForm {
            id: FormVersionId::new(self.form_id),
            form: self.form,
            version: self.form_version,
            definition: self.form_definition,
            answers,
            submitted_by: UserId::new(self.submitted_by),
            author: self.author.filter(|name| !name.is_empty()),
            submitted_at: self.submitted_at,
            reason: self.reason,
            reason_sealed: self.reason_sealed,
            confirmed: confirmed::read("form_version", self.confirmed.as_deref().map(str::as_bytes))?,
            uncounted,
        })
    }

    fn read_answers(&self, programme: &str, catalogue: &Catalogue) -> Result<Answers, Error> {
        let unreadable = |cause: String| {
            Error::inconsistent(
                "form_version",
                format!("{} version {}: {cause}", self.form_id, self.form_version),
            )
        };
        let definition = catalogue
            .find(programme, &self.form_definition)
            .ok_or_else(|| unreadable(format!("{programme} {} is not loaded", self.form_definition)))?;
        let form = definition
            .form(&self.form)
            .ok_or_else(|| unreadable(format!("there is no form {}", self.form)))?;
        let json: Map<String, Json> = serde_json::from_str(&self.answers)
            .map_err(|_| unreadable("answers are no JSON object".into()))?;
        let (answers, findings) = read(definition, form, &json);
        match findings.first() {
            None => Ok(answers),
            // The variable and the kind of fault, not the answer.
            Some(finding) => Err(unreadable(format!(
                "{} {}",
                finding.variable.as_deref().unwrap_or_default(),
                finding.code
            ))),
        }
    }
}
