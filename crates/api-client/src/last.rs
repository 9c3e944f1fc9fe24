//! A request that is sent by somebody else: by the browser itself, when the page it comes from is going away.

use serde::Serialize;
use serde::de::DeserializeOwned;

use api_types::Problem;

use crate::{Answer, BASE_PATH, Client, ClientError};

/// A request in its parts.
///
/// `navigator.sendBeacon` cannot set the header that tells the API the request is ours, so the browser sends this
/// with `fetch` and `keepalive`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastRequest {
    /// The method.
    pub method: &'static str,
    /// The path on the application's own origin.
    pub path: String,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

impl LastRequest {
    /// The answer, from what the browser got.
    ///
    /// # Errors
    /// What the API says is wrong, or that the answer cannot be read.
    pub fn answer<T: DeserializeOwned>(status: u16, body: &str) -> Answer<T> {
        let unexpected = || ClientError::Unexpected { status };
        if (200..300).contains(&status) {
            return serde_json::from_str(body).map_err(|_| unexpected());
        }
        match serde_json::from_str::<Problem>(body) {
            Ok(problem) => Err(ClientError::Problem(Box::new(problem))),
            Err(_) => Err(unexpected()),
        }
    }
}

impl Client {
    pub(crate) fn last(
        &self,
        method: &'static str,
        path: &str,
        body: &impl Serialize,
        if_match: Option<i64>,
    ) -> Answer<LastRequest> {
        let body = serde_json::to_string(body).map_err(|_| ClientError::Unexpected { status: 0 })?;
        let mut headers = self.marks();
        headers.push(("Content-Type", "application/json".to_owned()));
        headers.extend(if_match.map(|version| ("If-Match", format!("\"{version}\""))));
        Ok(LastRequest { method, path: format!("{BASE_PATH}{path}"), headers, body })
    }
}

#[cfg(test)]
mod tests {
    use api_types::{AnswerMap, ProblemCode};
    use domain::ids::CourseId;

    use super::*;

    #[test]
    fn the_last_request_says_the_same_about_itself_as_any_other() {
        let client = Client::new("https://hjertekom.example").in_background();
        client.act_for(Some("søren"));
        let course = CourseId::new(uuid::Uuid::nil());
        let request = client.last_draft(course, "start", AnswerMap::new(), Some(7)).unwrap();
        assert_eq!(request.path, format!("/api/v1/courses/{course}/forms/start/draft"));
        let expected = [
            ("X-Requested-With", "hjertekom"),
            ("X-Background", "1"),
            ("X-Account", "s%C3%B8ren"),
            ("Content-Type", "application/json"),
            ("If-Match", "\"7\""),
        ];
        let headers: Vec<_> = request.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(headers, expected);
        assert_eq!(request.body, r#"{"answers":{}}"#);
    }

    #[test]
    fn an_answer_is_read_as_any_other() {
        assert!(matches!(LastRequest::answer::<u32>(200, "7"), Ok(7)));
        assert!(matches!(LastRequest::answer::<u32>(200, "x"), Err(ClientError::Unexpected { status: 200 })));
        let problem = serde_json::to_string(&Problem::new(ProblemCode::StaleVersion)).unwrap();
        let error = LastRequest::answer::<u32>(412, &problem).unwrap_err();
        assert!(error.problem().is_some_and(|problem| problem.code == ProblemCode::StaleVersion));
        assert!(error.is_stale() && !ClientError::Network.is_stale());
    }
}
