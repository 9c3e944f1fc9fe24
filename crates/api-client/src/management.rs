//! Management information of the caller's own municipality; dates are `yyyy-mm-dd`.

use api_types::{CaseMix, DataQuality, Flow, LackingCourses, PeriodAsk, ResultMeasureList, Results};
use reqwest::Method;

use crate::{Answer, Client, DeserializeOwned, read};

impl Client {
    /// How far courses come and how long citizens wait, of the courses referred in a period.
    pub async fn flow(&self, asked: &PeriodAsk) -> Answer<Flow> {
        self.over_time("/flow", asked).await
    }

    /// What a programme measures at the start and at the end.
    pub async fn result_measures(&self, programme: &str) -> Answer<ResultMeasureList> {
        read(self.request(Method::GET, "/results").query(&[("programme", programme)])).await
    }

    /// How one measure changes, of the courses that ended in a period.
    pub async fn results(&self, measure: &str, asked: &PeriodAsk) -> Answer<Results> {
        self.over_time(&format!("/results/{measure}"), asked).await
    }

    /// Who the citizens are whose courses started in a period.
    pub async fn case_mix(&self, programme: &str, from: &str, to: &str) -> Answer<CaseMix> {
        let query = [("programme", programme), ("from", from), ("to", to)];
        read(self.request(Method::GET, "/case-mix").query(&query)).await
    }

    /// How complete, timely and plausible the data of a period are.
    pub async fn data_quality(&self, asked: &PeriodAsk) -> Answer<DataQuality> {
        self.over_time("/data-quality", asked).await
    }

    /// The courses behind a number of data quality.
    pub async fn lacking_courses(&self, asked: &LackingAsk<'_>) -> Answer<LackingCourses> {
        let mut query = vec![("programme", asked.programme), ("from", asked.from), ("to", asked.to)];
        match asked.sought {
            Lacked::Field { form, variable } => query.extend([("form", form), ("variable", variable)]),
            Lacked::AnyField => {}
            Lacked::Confirmation => query.push(("unconfirmed", "true")),
            Lacked::Link(link) => query.push(("link", link)),
        }
        query.extend(asked.unit.map(|unit| ("unit", unit)));
        query.extend(asked.cursor.map(|cursor| ("cursor", cursor)));
        read(self.request(Method::GET, "/data-quality/courses").query(&query)).await
    }

    async fn over_time<T: DeserializeOwned>(&self, path: &str, asked: &PeriodAsk) -> Answer<T> {
        read(self.request(Method::GET, path).query(asked)).await
    }
}

/// Which courses are looked for; dates are `yyyy-mm-dd`.
#[derive(Clone, Copy, Debug)]
pub struct LackingAsk<'a> {
    /// The programme.
    pub programme: &'a str,
    /// What they lack.
    pub sought: Lacked<'a>,
    /// Only those of this unit; `unknown` for those that name none.
    pub unit: Option<&'a str>,
    /// The first day, by the date of the form.
    pub from: &'a str,
    /// The last day.
    pub to: &'a str,
    /// Where the page begins; the first one if absent.
    pub cursor: Option<&'a str>,
}

/// What a course lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacked<'a> {
    /// A value of one field.
    Field {
        /// The form.
        form: &'a str,
        /// The variable.
        variable: &'a str,
    },
    /// A value of any field whose completeness is told.
    AnyField,
    /// The confirmation of an improbable answer.
    Confirmation,
    /// A link of the chain.
    Link(&'a str),
}
