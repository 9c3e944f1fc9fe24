//! The operations on indicators.

use api_types::{
    AimView, BaselineView, BeginBaseline, CommentView, IndicatorCourses, IndicatorCoursesAsk, IndicatorNotes,
    IndicatorSettings, Series, SeriesAsk, SetAim, WriteComment,
};
use reqwest::Method;
use uuid::Uuid;

use crate::{Answer, Client, answered, read};

impl Client {
    /// An indicator over time.
    pub async fn series(&self, indicator: &str, ask: &SeriesAsk) -> Answer<Series> {
        read(self.request(Method::GET, &format!("/indicators/{indicator}/series")).query(ask)).await
    }

    /// A page of the courses behind a number.
    pub async fn indicator_courses(
        &self,
        indicator: &str,
        ask: &IndicatorCoursesAsk,
    ) -> Answer<IndicatorCourses> {
        read(self.request(Method::GET, &format!("/indicators/{indicator}/courses")).query(ask)).await
    }

    /// What is settled about the indicators of a programme: aims, and where new baselines begin.
    pub async fn indicator_settings(&self, programme: &str) -> Answer<IndicatorSettings> {
        read(self.request(Method::GET, "/indicators/settings").query(&[("programme", programme)])).await
    }

    /// What is noted about an indicator.
    pub async fn indicator_notes(&self, programme: &str, indicator: &str) -> Answer<IndicatorNotes> {
        self.get(&of(programme, indicator, "notes")).await
    }

    /// Comments on a date.
    pub async fn comment(
        &self,
        programme: &str,
        indicator: &str,
        comment: &WriteComment,
    ) -> Answer<CommentView> {
        self.send(Method::POST, &of(programme, indicator, "comments"), comment, None).await
    }

    /// Takes a comment back.
    pub async fn remove_comment(&self, programme: &str, indicator: &str, id: Uuid) -> Answer<()> {
        let path = of(programme, indicator, &format!("comments/{id}"));
        answered(self.request(Method::DELETE, &path)).await.map(drop)
    }

    /// Sets the aim, in place of the one there was.
    pub async fn aim(&self, programme: &str, indicator: &str, aim: &SetAim) -> Answer<AimView> {
        self.send(Method::PUT, &of(programme, indicator, "aim"), aim, None).await
    }

    /// Removes the aim.
    pub async fn remove_aim(&self, programme: &str, indicator: &str) -> Answer<()> {
        answered(self.request(Method::DELETE, &of(programme, indicator, "aim"))).await.map(drop)
    }

    /// Begins a new baseline.
    pub async fn baseline(
        &self,
        programme: &str,
        indicator: &str,
        baseline: &BeginBaseline,
    ) -> Answer<BaselineView> {
        self.send(Method::POST, &of(programme, indicator, "baselines"), baseline, None).await
    }
}

fn of(programme: &str, indicator: &str, what: &str) -> String {
    format!("/indicators/{indicator}/{what}?programme={programme}")
}
