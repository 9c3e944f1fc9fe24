//! The operations, in the order of the contract.

use api_types::{
    AccessLogPage, AnswerMap, CitizenView, CitizensFound, CourseFilter, CoursePage, CourseView, DraftView,
    FormHistory, FormView, ImportMode, ImportReport, Login, Me, OpenCourse, OutcomeView, Overview,
    ProgrammeList, PutDraft, RegisterCitizen, SearchCitizens, SubmitForm, Submitted,
};
use domain::ids::{CitizenId, CourseId};
use domain::programme::Programme;
use reqwest::Method;

use crate::{Answer, Client, answered, read};

impl Client {
    /// Logs in; the session travels in a cookie.
    pub async fn log_in(&self, login: &Login) -> Answer<Me> {
        self.send(Method::POST, "/session", login, None).await
    }

    /// Logs out.
    pub async fn log_out(&self) -> Answer<()> {
        answered(self.request(Method::DELETE, "/session")).await.map(drop)
    }

    /// Who I am.
    pub async fn me(&self) -> Answer<Me> {
        self.get("/me").await
    }

    /// Registers a citizen.
    pub async fn register_citizen(&self, citizen: &RegisterCitizen) -> Answer<CitizenView> {
        self.send(Method::POST, "/citizens", citizen, None).await
    }

    /// Searches the municipality's own citizens.
    pub async fn search_citizens(&self, search: &SearchCitizens) -> Answer<CitizensFound> {
        self.send(Method::POST, "/citizens/search", search, None).await
    }

    /// A citizen with the courses.
    pub async fn citizen(&self, id: CitizenId) -> Answer<CitizenView> {
        self.get(&format!("/citizens/{id}")).await
    }

    /// Opens a course.
    pub async fn open_course(&self, course: &OpenCourse) -> Answer<CourseView> {
        self.send(Method::POST, "/courses", course, None).await
    }

    /// A page of courses.
    pub async fn courses(
        &self,
        filter: CourseFilter,
        cursor: Option<&str>,
        limit: u32,
    ) -> Answer<CoursePage> {
        let mut query = vec![("limit", limit.to_string())];
        if let Ok(serde_json::Value::String(filter)) = serde_json::to_value(filter) {
            query.push(("filter", filter));
        }
        query.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
        read(self.request(Method::GET, "/courses").query(&query)).await
    }

    /// A course.
    pub async fn course(&self, id: CourseId) -> Answer<CourseView> {
        self.get(&format!("/courses/{id}")).await
    }

    /// The draft of a form, if there is one.
    pub async fn draft(&self, course: CourseId, form: &str) -> Answer<Option<DraftView>> {
        self.get_optional(&format!("/courses/{course}/forms/{form}/draft")).await
    }

    /// Saves the draft of a form; `if_match` is the revision it builds on, if there was one.
    pub async fn put_draft(
        &self,
        course: CourseId,
        form: &str,
        answers: AnswerMap,
        if_match: Option<i64>,
    ) -> Answer<DraftView> {
        let path = format!("/courses/{course}/forms/{form}/draft");
        self.send(Method::PUT, &path, &PutDraft { answers }, if_match).await
    }

    /// A submitted form, if there is one.
    pub async fn form(&self, course: CourseId, form: &str) -> Answer<Option<FormView>> {
        self.get_optional(&format!("/courses/{course}/forms/{form}")).await
    }

    /// Submits a form; `if_match` is the version it replaces, if there was one.
    pub async fn submit_form(
        &self,
        course: CourseId,
        form: &str,
        submit: &SubmitForm,
        if_match: Option<i64>,
    ) -> Answer<Submitted> {
        self.send(Method::PUT, &format!("/courses/{course}/forms/{form}"), submit, if_match).await
    }

    /// Every version of a form.
    pub async fn form_history(&self, course: CourseId, form: &str) -> Answer<FormHistory> {
        self.get(&format!("/courses/{course}/forms/{form}/history")).await
    }

    /// Why a course is or is not counted.
    pub async fn outcomes(&self, course: CourseId) -> Answer<Vec<OutcomeView>> {
        self.get(&format!("/courses/{course}/outcomes")).await
    }

    /// Every version of every programme.
    pub async fn programmes(&self) -> Answer<ProgrammeList> {
        self.get("/programmes").await
    }

    /// One version of a programme, lowered.
    pub async fn programme(&self, id: &str, version: &str) -> Answer<Programme> {
        self.get(&format!("/programmes/{id}/{version}")).await
    }

    /// One row per indicator; dates are `yyyy-mm-dd`.
    pub async fn overview(&self, programme: &str, from: &str, to: &str) -> Answer<Overview> {
        let query = [("programme", programme), ("from", from), ("to", to)];
        read(self.request(Method::GET, "/indicators/overview").query(&query)).await
    }

    /// Validates or commits an import of CSV.
    pub async fn import(&self, programme: &str, mode: ImportMode, csv: Vec<u8>) -> Answer<ImportReport> {
        let mode = if mode == ImportMode::Commit { "commit" } else { "validate" };
        let request =
            self.request(Method::POST, "/imports").query(&[("programme", programme), ("mode", mode)]);
        read(request.header("Content-Type", "text/csv; charset=utf-8").body(csv)).await
    }

    /// A page of the access log.
    pub async fn access_log(&self, cursor: Option<&str>, limit: u32) -> Answer<AccessLogPage> {
        let mut query = vec![("limit", limit.to_string())];
        query.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
        read(self.request(Method::GET, "/access-log").query(&query)).await
    }
}
