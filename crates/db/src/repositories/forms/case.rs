//! A course with everything that decides what it counts as.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::citizen::{Citizen, Sex};
use domain::course::Course;
use domain::expr::Facts;
use domain::health_record::HealthRecord;
use domain::ids::{CourseId, UserId};
use domain::outcome::OutcomeState;
use domain::programme::{Catalogue, Stratum};
use domain::validation::facts;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::recount::Belonging;
use super::stored::{self, FormRow, StoredForm};
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::repositories::attendance::CourseAttendance;
use crate::repositories::citizens::{BESIDE, CitizenRow};
use crate::repositories::courses::{COLUMNS, CourseRow, FormMark, ListedCourse};
use crate::repositories::health_records;
use crate::sql;

/// What an outcome is known by: indicator and version of the definition.
pub(crate) type OutcomeKey = (String, String);
/// What is stored of an outcome.
pub(crate) type OutcomeValue = (OutcomeState, Option<NaiveDate>);

/// A course, the newest version of each of its forms and its stored outcomes, as of one revision.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) course: Course,
    pub(crate) revision: i64,
    pub(crate) forms: BTreeMap<String, StoredForm>,
    pub(crate) outcomes: BTreeMap<OutcomeKey, OutcomeValue>,
    /// Where the course is counted.
    pub(super) belonging: Belonging,
    /// What was imported about the citizen.
    records: Vec<HealthRecord>,
    /// Whose course it is, sealed.
    citizen: CitizenRow,
    /// When one author's drafts were saved, by form id.
    drafts: BTreeMap<String, DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    course: CourseRow,
    #[sea_orm(nested)]
    form: Option<FormRow>,
    #[sea_orm(nested(prefix = "z_"))]
    citizen: CitizenRow,
    stratum: Option<String>,
    site: Option<String>,
    /// `form|time` of every draft of the author, joined with `;`.
    drafts: Option<String>,
    /// `indicator|version|state|day` of every stored outcome, joined with `;`: one round trip instead of two.
    outcomes: Option<String>,
    /// What was imported about the citizen, in the same way.
    records: Option<String>,
}

/// The outcomes of the course `$2` as one text. Ids hold neither `|` nor `;`. It names nothing of the row it stands
/// in, so that it is worked out once, not for every form.
const OUTCOMES: &str = "(SELECT string_agg(o.indicator || '|' || o.version || '|' || o.state || '|' || \
    coalesce(CAST(o.attributed_on AS text), ''), ';') FROM outcome o \
    WHERE o.municipality = $1 AND o.course_id = $2) AS outcomes";

/// The drafts of the author `$3` as one text.
const DRAFTS: &str = "(SELECT string_agg(d.form || '|' || CAST(d.saved_at AS text), ';') FROM draft d \
    WHERE d.municipality = $1 AND d.course_id = $2 AND d.author = $3) AS drafts";

impl Case {
    /// Loads a course in one query, or `None` if there is none or it belongs to another municipality. Drafts are those
    /// of one author.
    pub(crate) async fn load(
        connection: &impl ConnectionTrait,
        code: &str,
        id: CourseId,
        author: UserId,
        catalogue: &Catalogue,
    ) -> Result<Option<Self>, Error> {
        let query = format!(
            "SELECT {COLUMNS}, c.stratum, c.site, {}, {OUTCOMES}, {DRAFTS}, {}, {BESIDE} FROM course c \
             JOIN citizen z ON z.municipality = c.municipality AND z.id = c.citizen_id \
             LEFT JOIN form_version f ON f.municipality = c.municipality AND f.course_id = c.id AND f.version = \
               (SELECT max(l.version) FROM form_version l WHERE l.municipality = c.municipality \
                AND l.course_id = c.id AND l.form = f.form) \
             LEFT JOIN user_account u ON u.id = f.submitted_by \
             WHERE c.municipality = $1 AND c.id = $2",
            stored::COLUMNS,
            health_records::records_of(health_records::OF_COURSE)
        );
        let key: [Value; 3] = [code.into(), id.get().into(), author.get().into()];
        let rows: Vec<Row> = sql::all(connection, query, key).await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let (course, revision) = (first.course.course()?, first.course.revision);
        let outcomes = first.outcomes.as_deref().unwrap_or_default().split_terminator(';');
        let outcomes = outcomes.map(read_outcome).collect::<Result<_, _>>()?;
        let drafts = first.drafts.as_deref().unwrap_or_default().split_terminator(';');
        let drafts = drafts.map(read_draft).collect::<Result<_, _>>()?;
        let records = health_records::read_all(first.records.as_deref().unwrap_or_default())?;
        let citizen = first.citizen.clone();
        let belonging =
            Belonging { stratum: first.stratum.clone().map(Stratum::stored), site: first.site.clone() };
        let forms = rows.into_iter().filter_map(|row| row.form);
        let forms = forms
            .map(|form| form.stored(&course.programme, catalogue).map(|form| (form.form.clone(), form)))
            .collect::<Result<_, Error>>()?;
        Ok(Some(Self { course, revision, forms, outcomes, belonging, records, citizen, drafts }))
    }

    /// What is known about the course on a day.
    pub(crate) fn facts(&self, as_of: NaiveDate) -> Facts {
        let forms = self.forms.values().cloned().map(StoredForm::into_counted);
        let sex = self.citizen.sex.parse().unwrap_or(Sex::Unknown);
        let mut facts = facts(forms, as_of);
        facts.records.clone_from(&self.records);
        facts.of_citizen(self.citizen.birth_date, self.citizen.death_date).of_sex(sex)
    }

    /// Whose course it is.
    pub(crate) fn citizen(&self, keys: &TenantKeys) -> Result<Citizen, Error> {
        self.citizen.clone().open(keys)
    }

    /// The course as it is shown after a change that the case does not know of yet.
    pub(crate) fn shown(
        &self,
        keys: &TenantKeys,
        course: Course,
        changed_at: DateTime<Utc>,
    ) -> Result<ListedCourse, Error> {
        let mut forms: BTreeMap<String, FormMark> = BTreeMap::new();
        for (id, form) in &self.forms {
            let mark = forms.entry(id.clone()).or_default();
            mark.version = form.version;
            mark.submitted_at = Some(form.submitted_at);
            mark.submitted_by.clone_from(&form.author);
        }
        for (form, saved_at) in &self.drafts {
            forms.entry(form.clone()).or_default().draft_saved_at = Some(*saved_at);
        }
        Ok(ListedCourse {
            course,
            citizen: self.citizen.clone().open(keys)?,
            forms,
            changed_at,
            attendance: CourseAttendance::default(),
            gaps: Vec::new(),
        })
    }
}

fn read_draft(text: &str) -> Result<(String, DateTime<Utc>), Error> {
    let unreadable = || Error::inconsistent("draft", format!("{text:?} is no draft"));
    let (form, time) = text.split_once('|').ok_or_else(unreadable)?;
    // `2026-06-15T10:00:00.123456+00:00` on SQLite, `2026-06-15 10:00:00.123456+00` on PostgreSQL.
    let time = DateTime::parse_from_str(&time.replacen('T', " ", 1), "%Y-%m-%d %H:%M:%S%.f%#z");
    Ok((form.to_owned(), time.map_err(|_| unreadable())?.to_utc()))
}

fn read_outcome(text: &str) -> Result<(OutcomeKey, OutcomeValue), Error> {
    let unreadable = || Error::inconsistent("outcome", format!("{text:?} is no outcome"));
    let mut parts = text.split('|');
    let mut part = || parts.next().ok_or_else(unreadable);
    let (indicator, version, state, day) = (part()?, part()?, part()?, part()?);
    let state = OutcomeState::from_id(state).ok_or_else(unreadable)?;
    let day = match day {
        "" => None,
        day => Some(day.parse().map_err(|_| unreadable())?),
    };
    Ok(((indicator.to_owned(), version.to_owned()), (state, day)))
}
