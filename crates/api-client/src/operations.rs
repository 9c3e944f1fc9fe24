//! The operations, in the order of the contract.

use api_types::{
    AccessLogPage, AddSessions, CitizenView, CitizensFound, CourseEvents, CourseFilter, CoursePage,
    CourseSessions, CourseView, DeclineTransfer, DraftView, FormHistory, FormView, GroupSessionView,
    GroupSessions, ImportMode, ImportReport, Installation, JournalKey, Login, Me, MergeCitizen, MergeView,
    OfferTransfer, OpenCourse, OpenGroup, OutcomeView, Overview, PlanHistory, PlanView, ProgrammeList,
    ProgrammeUse, PutDraft, RecordDeath, RecordEvent, RecordGroup, RegisterCitizen, SearchCitizens,
    SessionInput, SessionView, SubmitForm, Submitted, SuggestionList, TransferList, TransferView,
};
use domain::ids::{CitizenId, CourseId, GroupSessionId, SessionId, TransferId};
use domain::plan::Plan;
use domain::programme::Programme;
use reqwest::Method;

use crate::{Answer, Client, LastRequest, answered, read};

impl Client {
    /// Logs in; the session travels in a cookie.
    pub async fn log_in(&self, login: &Login) -> Answer<Me> {
        self.send(Method::POST, "/session", login, None).await
    }

    /// Logs out.
    pub async fn log_out(&self) -> Answer<()> {
        answered(self.request(Method::DELETE, "/session")).await.map(drop)
    }

    /// What everybody may know about the installation.
    pub async fn installation(&self) -> Answer<Installation> {
        self.get("/installation").await
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

    /// Gives a citizen another number, or only says what that would do; `if_match` is the citizen's version.
    pub async fn merge_citizen(
        &self,
        id: CitizenId,
        merge: &MergeCitizen,
        is_rehearsal: bool,
        if_match: i64,
    ) -> Answer<MergeView> {
        let mode = if is_rehearsal { "?mode=validate" } else { "" };
        self.send(Method::POST, &format!("/citizens/{id}/merge{mode}"), merge, Some(if_match)).await
    }

    /// Records the day a citizen died; `if_match` is the citizen's version.
    pub async fn record_death(
        &self,
        id: CitizenId,
        death: &RecordDeath,
        if_match: i64,
    ) -> Answer<CitizenView> {
        self.send(Method::PUT, &format!("/citizens/{id}/death"), death, Some(if_match)).await
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

    /// The attendance register of a course.
    pub async fn sessions(&self, course: CourseId) -> Answer<CourseSessions> {
        self.get(&format!("/courses/{course}/sessions")).await
    }

    /// Adds sessions to a course.
    pub async fn add_sessions(
        &self,
        course: CourseId,
        sessions: Vec<SessionInput>,
    ) -> Answer<CourseSessions> {
        self.send(Method::POST, &format!("/courses/{course}/sessions"), &AddSessions { sessions }, None).await
    }

    /// Changes a session; `if_match` is the version it builds on.
    pub async fn put_session(
        &self,
        course: CourseId,
        session: SessionId,
        input: &SessionInput,
        if_match: i64,
    ) -> Answer<SessionView> {
        let path = format!("/courses/{course}/sessions/{session}");
        self.send(Method::PUT, &path, input, Some(if_match)).await
    }

    /// The group sessions of a period; dates are `yyyy-mm-dd`.
    pub async fn group_sessions(&self, from: &str, to: &str) -> Answer<GroupSessions> {
        read(self.request(Method::GET, "/group-sessions").query(&[("from", from), ("to", to)])).await
    }

    /// Plans a session for several courses.
    pub async fn open_group(&self, group: &OpenGroup) -> Answer<GroupSessionView> {
        self.send(Method::POST, "/group-sessions", group, None).await
    }

    /// Says of several citizens what became of their session; `if_match` is the version it builds on.
    pub async fn record_group(
        &self,
        group: GroupSessionId,
        record: &RecordGroup,
        if_match: i64,
    ) -> Answer<GroupSessionView> {
        self.send(Method::PUT, &format!("/group-sessions/{group}"), record, Some(if_match)).await
    }

    /// What happened to a course besides its forms.
    pub async fn course_events(&self, id: CourseId) -> Answer<CourseEvents> {
        self.get(&format!("/courses/{id}/events")).await
    }

    /// Records what happened to a course; `if_match` is the course's version.
    pub async fn record_event(&self, id: CourseId, event: &RecordEvent, if_match: i64) -> Answer<CourseView> {
        self.send(Method::POST, &format!("/courses/{id}/events"), event, Some(if_match)).await
    }

    /// Offers a course to another municipality.
    pub async fn offer_transfer(&self, id: CourseId, offer: &OfferTransfer) -> Answer<TransferView> {
        self.send(Method::POST, &format!("/courses/{id}/transfer"), offer, None).await
    }

    /// The newest transfers from and to the municipality.
    pub async fn transfers(&self) -> Answer<TransferList> {
        self.get("/transfers").await
    }

    /// Takes an offered course over.
    pub async fn accept_transfer(&self, id: TransferId) -> Answer<TransferView> {
        read(self.request(Method::POST, &format!("/transfers/{id}/accept"))).await
    }

    /// Says no to an offered course.
    pub async fn decline_transfer(&self, id: TransferId, decline: &DeclineTransfer) -> Answer<TransferView> {
        self.send(Method::POST, &format!("/transfers/{id}/decline"), decline, None).await
    }

    /// Takes an own offer back.
    pub async fn withdraw_transfer(&self, id: TransferId) -> Answer<TransferView> {
        read(self.request(Method::POST, &format!("/transfers/{id}/withdraw"))).await
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
        draft: impl Into<PutDraft>,
        if_match: Option<i64>,
    ) -> Answer<DraftView> {
        let path = format!("/courses/{course}/forms/{form}/draft");
        self.send(Method::PUT, &path, &draft.into(), if_match).await
    }

    /// The same as [`Client::put_draft`], to be sent by whoever outlives the page.
    ///
    /// # Errors
    /// [`ClientError::Unexpected`] when the draft cannot be written as JSON.
    pub fn last_draft(
        &self,
        course: CourseId,
        form: &str,
        draft: impl Into<PutDraft>,
        if_match: Option<i64>,
    ) -> Answer<LastRequest> {
        self.last("PUT", &format!("/courses/{course}/forms/{form}/draft"), &draft.into(), if_match)
    }

    /// The key of the journal on a device; 404 where the installation keeps none.
    pub async fn journal_key(&self, device: &str) -> Answer<JournalKey> {
        self.get(&format!("/devices/{device}/journal-key")).await
    }

    /// Throws the draft of a form away; `revision` is the one that was seen.
    pub async fn discard_draft(&self, course: CourseId, form: &str, revision: i64) -> Answer<()> {
        let path = format!("/courses/{course}/forms/{form}/draft");
        let request = self.request(Method::DELETE, &path).header("If-Match", format!("\"{revision}\""));
        answered(request).await.map(drop)
    }

    /// A submitted form, if there is one.
    pub async fn form(&self, course: CourseId, form: &str) -> Answer<Option<FormView>> {
        self.get_optional(&format!("/courses/{course}/forms/{form}")).await
    }

    /// Submits a form; `if_match` is the version it replaces, if there was one. With the same key it is submitted only
    /// once, however often it is sent.
    pub async fn submit_form(
        &self,
        course: CourseId,
        form: &str,
        submit: &SubmitForm,
        if_match: Option<i64>,
        key: Option<&str>,
    ) -> Answer<Submitted> {
        let mut request = self.request(Method::PUT, &format!("/courses/{course}/forms/{form}")).json(submit);
        if let Some(version) = if_match {
            request = request.header("If-Match", format!("\"{version}\""));
        }
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        read(request).await
    }

    /// Every version of a form.
    pub async fn form_history(&self, course: CourseId, form: &str) -> Answer<FormHistory> {
        self.get(&format!("/courses/{course}/forms/{form}/history")).await
    }

    /// Why a course is or is not counted.
    pub async fn outcomes(&self, course: CourseId) -> Answer<Vec<OutcomeView>> {
        self.get(&format!("/courses/{course}/outcomes")).await
    }

    /// What is planned on a course; version 0 when nothing is.
    pub async fn plan(&self, course: CourseId) -> Answer<PlanView> {
        self.get(&format!("/courses/{course}/plan")).await
    }

    /// Saves a course's plan; `if_match` is the version it replaces, if there was one.
    pub async fn put_plan(&self, course: CourseId, plan: &Plan, if_match: Option<i64>) -> Answer<PlanView> {
        self.send(Method::PUT, &format!("/courses/{course}/plan"), plan, if_match).await
    }

    /// The same as [`Client::put_plan`], to be sent by whoever outlives the page.
    ///
    /// # Errors
    /// [`ClientError::Unexpected`](crate::ClientError::Unexpected) when the plan cannot be written as JSON.
    pub fn last_plan(&self, course: CourseId, plan: &Plan, if_match: Option<i64>) -> Answer<LastRequest> {
        self.last("PUT", &format!("/courses/{course}/plan"), plan, if_match)
    }

    /// Every version of a course's plan.
    pub async fn plan_history(&self, course: CourseId) -> Answer<PlanHistory> {
        self.get(&format!("/courses/{course}/plan/history")).await
    }

    /// The interventions that a course's answers call for.
    pub async fn suggestions(&self, course: CourseId) -> Answer<SuggestionList> {
        self.get(&format!("/courses/{course}/suggestions")).await
    }

    /// Every version of every programme.
    pub async fn programmes(&self) -> Answer<ProgrammeList> {
        self.get("/programmes").await
    }

    /// One version of a programme, lowered.
    pub async fn programme(&self, id: &str, version: &str) -> Answer<Programme> {
        self.get(&format!("/programmes/{id}/{version}")).await
    }

    /// How much the own municipality uses the versions of a programme.
    pub async fn programme_use(&self, id: &str) -> Answer<ProgrammeUse> {
        self.get(&format!("/programmes/{id}/use")).await
    }

    /// Every version of every programme, without logging in; 404 where the installation does not allow it.
    pub async fn open_programmes(&self) -> Answer<ProgrammeList> {
        self.get("/open/programmes").await
    }

    /// One version of a programme, without logging in.
    pub async fn open_programme(&self, id: &str, version: &str) -> Answer<Programme> {
        self.get(&format!("/open/programmes/{id}/{version}")).await
    }

    /// One row per indicator; dates are `yyyy-mm-dd`.
    pub async fn overview(&self, programme: &str, from: &str, to: &str) -> Answer<Overview> {
        self.overview_of(programme, None, (from, to), None).await
    }

    /// The same for one set of indicators, without one the programme's first; as known at the end of a day, or now.
    pub async fn overview_of(
        &self,
        programme: &str,
        set: Option<&str>,
        (from, to): (&str, &str),
        as_of: Option<&str>,
    ) -> Answer<Overview> {
        let mut query = vec![("programme", programme), ("from", from), ("to", to)];
        query.extend(set.map(|set| ("set", set)));
        query.extend(as_of.map(|day| ("as_of", day)));
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
