//! The courses behind the numbers of data quality.

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::{Labelled, LackingCourse, LackingCourses, LackingField};
use chrono::NaiveDate;
use db::rights::ReadCoursesBehindNumbers;
use db::{LookedFor, Sought};
use domain::expr::VariableRef;
use domain::programme::{Programme, SITE};
use domain::text::Text;
use serde::Deserialize;
use utoipa::IntoParams;

use super::page_size;
use super::period::short_period;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::query::{Query, refused};

/// What is looked for, and where the page begins.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct LackingQuery {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    programme: String,
    /// The form of the one field that is looked for, e.g. `end`.
    #[serde(default)]
    form: Option<String>,
    /// The variable, e.g. `smoking_status`. Absent: any field whose completeness is told.
    #[serde(default)]
    variable: Option<String>,
    /// The link of the chain that is missing, e.g. `session`, instead of a field.
    #[serde(default)]
    link: Option<String>,
    /// Improbable answers that nobody has confirmed, instead of missing ones.
    #[serde(default)]
    unconfirmed: bool,
    /// Only the courses of one of the municipality's units, by its number; `unknown` for those that name none.
    #[serde(default)]
    unit: Option<String>,
    /// The first day, by the date of the form; absent: the first of the last four quarters up to today.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// The last day; absent: today.
    #[serde(default)]
    to: Option<NaiveDate>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
    /// Courses on the page, 1–200; 50 if absent.
    #[serde(default)]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// The courses behind a number of data quality: those whose form of a period has no value for a question it asked, where
/// an improbable answer is not confirmed, or where a link of the chain is missing; logged.
#[utoipa::path(
    tag = "management", operation_id = "lacking_courses",
    params(LackingQuery),
    responses((status = OK, description = "The courses", body = LackingCourses), Error),
)]
#[get("/data-quality/courses")]
pub(crate) async fn list(
    caller: Caller<ReadCoursesBehindNumbers>,
    query: Query<LackingQuery>,
    app: Data<App>,
) -> Result<web::Json<LackingCourses>, Error> {
    let query = query.into_inner();
    let period = short_period(query.from, query.to, app.clock.today())?;
    let programme = app.catalogue.current(&query.programme).ok_or(Error::NOT_FOUND)?;
    let field = query.field();
    let sought = query.sought(field.as_ref())?;
    let skip = match &query.cursor {
        Some(cursor) => cursor.parse().map_err(|_| db::Error::Conflict("invalid_cursor"))?,
        None => 0_usize,
    };
    let limit = page_size(query.limit, 200);
    let looked_for = LookedFor { sought, unit: query.unit.as_deref(), period };
    let page = app.db.data_quality(&caller).lacking(&query.programme, looked_for, skip, limit).await?;
    let next = skip.saturating_add(page.courses.len());
    let items = page.courses.into_iter().map(|course| LackingCourse {
        course_id: course.course,
        citizen_id: course.citizen,
        name: course.name,
        birth_date: course.birth_date,
        dated_on: course.dated_on,
        fields: course.fields.iter().filter_map(|field| named(programme, field)).collect(),
        reason: course.reason.map(|reason| reason.label()),
    });
    let items = items.collect();
    let labelled = |id: &str, label: &Text| Labelled { id: id.to_owned(), label: label.clone() };
    let form = field.as_ref().and_then(|field| programme.form(&field.form));
    let variable = field.as_ref().and_then(|field| programme.variable(field));
    let links = &programme.management.quality.links;
    let link = query.link.and_then(|id| links.iter().find(|link| link.id == id));
    let units = programme.division(SITE);
    let unit = query.unit.zip(units).map(|(id, units)| Labelled { label: units.label_of(&id), id });
    Ok(web::Json(LackingCourses {
        form: form.map(|form| labelled(&form.id, &form.label)),
        variable: variable.map(|variable| labelled(&variable.id, &variable.label)),
        link: link.map(|link| labelled(&link.id, &link.label)),
        unit,
        items,
        total: u64::try_from(page.total).unwrap_or(u64::MAX),
        next_cursor: (next < page.total).then(|| next.to_string()),
    }))
}

impl LackingQuery {
    /// The one field that is asked about.
    fn field(&self) -> Option<VariableRef> {
        self.form.as_ref().zip(self.variable.as_ref()).map(|(form, id)| VariableRef::new(form, id))
    }

    /// What is looked for.
    ///
    /// # Errors
    /// 400 for half a field, and for two things at once.
    fn sought<'q>(&'q self, field: Option<&'q VariableRef>) -> Result<Sought<'q>, Error> {
        if self.form.is_some() != self.variable.is_some() {
            let words = Text::new("Nævn både skema og felt.", "Name both the form and the field.");
            return Err(refused("variable", "missing_field", words));
        }
        match (field, &self.link, self.unconfirmed) {
            (Some(field), None, false) => Ok(Sought::Field(field)),
            (None, Some(link), false) => Ok(Sought::Link(link)),
            (None, None, true) => Ok(Sought::Unconfirmed),
            (None, None, false) => Ok(Sought::AnyField),
            _ => {
                let words = Text::new(
                    "Vælg ét: et felt, et led eller svar, der ikke er bekræftet.",
                    "Choose one: a field, a link, or answers that are not confirmed.",
                );
                Err(refused("link", "contradiction", words))
            }
        }
    }
}

fn named(programme: &Programme, field: &VariableRef) -> Option<LackingField> {
    Some(LackingField {
        form: field.form.clone(),
        variable: field.variable.clone(),
        label: programme.variable(field)?.label.clone(),
    })
}
