//! Sessions of courses, who came, and group sessions.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::attendance::{AttendanceStatus, SessionCounts, SessionDelivery, SessionKind, StartTime};
use domain::ids::{CourseId, GroupSessionId, SessionId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::CitizenSummary;

/// What is said about a session, before or after it is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionInput {
    /// The day, from five years ago to two years ahead.
    pub held_on: NaiveDate,
    /// When it begins, `HH:MM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "09:30")]
    pub starts_at: Option<StartTime>,
    /// What it is for.
    pub kind: SessionKind,
    /// How it is held.
    pub delivery: SessionDelivery,
    /// What it is called, at most 80 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What became of it; `planned` before it is held.
    pub status: AttendanceStatus,
    /// A remark, at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Sessions to add to a course: one, or a series.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddSessions {
    /// The sessions, 1–100.
    #[schema(min_items = 1, max_items = 100)]
    pub sessions: Vec<SessionInput>,
}

/// A session of one course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionView {
    /// The session.
    #[schema(value_type = uuid::Uuid)]
    pub id: SessionId,
    /// The course.
    #[schema(value_type = uuid::Uuid)]
    pub course_id: CourseId,
    /// The group session it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<uuid::Uuid>)]
    pub group_id: Option<GroupSessionId>,
    /// The day.
    pub held_on: NaiveDate,
    /// When it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "09:30")]
    pub starts_at: Option<StartTime>,
    /// What it is for.
    pub kind: SessionKind,
    /// How it is held.
    pub delivery: SessionDelivery,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What became of it.
    pub status: AttendanceStatus,
    /// A remark; left out in lists of courses and groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Counts the changes, also in `ETag`.
    pub version: i64,
}

/// The attendance register of a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CourseSessions {
    /// The sessions, in the order they are held.
    pub sessions: Vec<SessionView>,
    /// The training sessions: what `sessions_planned` and `sessions_attended` of the end form are offered from.
    pub counts: SessionCounts,
    /// The patient education sessions, likewise.
    pub education: SessionCounts,
}

/// A group session to plan.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenGroup {
    /// The day.
    pub held_on: NaiveDate,
    /// When it begins, `HH:MM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "09:30")]
    pub starts_at: Option<StartTime>,
    /// What it is for.
    pub kind: SessionKind,
    /// How it is held; `group` if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<SessionDelivery>,
    /// What it is called, 1–80 characters.
    pub title: String,
    /// Whose session it is, 1–60 courses.
    #[schema(value_type = Vec<uuid::Uuid>, min_items = 1, max_items = 60)]
    pub course_ids: Vec<CourseId>,
}

/// What became of a group session for several citizens.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordGroup {
    /// By course; those who are not mentioned stay as they are, and those who are not in the group yet come to it.
    #[schema(value_type = std::collections::HashMap<String, AttendanceStatus>)]
    pub attendance: BTreeMap<CourseId, AttendanceStatus>,
}

/// A session that several courses share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupSessionView {
    /// The group session.
    #[schema(value_type = uuid::Uuid)]
    pub id: GroupSessionId,
    /// The day.
    pub held_on: NaiveDate,
    /// When it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "09:30")]
    pub starts_at: Option<StartTime>,
    /// What it is for.
    pub kind: SessionKind,
    /// How it is held.
    pub delivery: SessionDelivery,
    /// What it is called.
    pub title: String,
    /// Counts the changes to it and to who came, also in `ETag`.
    pub version: i64,
    /// Whose session it is, by name.
    pub members: Vec<GroupMemberView>,
}

/// One citizen of a group session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupMemberView {
    /// The citizen.
    pub citizen: CitizenSummary,
    /// The citizen's own session.
    pub session: SessionView,
}

/// The group sessions of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupSessions {
    /// The sessions, in the order they are held.
    pub items: Vec<GroupSessionView>,
}

impl From<SessionView> for SessionInput {
    /// What would be sent to leave the session as it is.
    fn from(view: SessionView) -> Self {
        let SessionView { held_on, starts_at, kind, delivery, title, status, note, .. } = view;
        Self { held_on, starts_at, kind, delivery, title, status, note }
    }
}
