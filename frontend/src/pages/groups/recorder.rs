//! Recording a group: shown at once, sent together, one request after the other.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use api_client::{Answer, ClientError};
use api_types::{GroupSessionView, ProblemCode, RecordGroup, SessionView};
use domain::attendance::AttendanceStatus;
use domain::ids::{CourseId, GroupSessionId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::ask_before_leaving;
use crate::keep::{before_again, is_same, may_be_sent_again, with};
use crate::session::Session;

/// What became of the last request.
#[derive(Clone, Debug)]
pub(super) enum Sent {
    Nothing,
    Sending,
    Saved,
    Failed(ClientError),
}

type Attendance = BTreeMap<CourseId, AttendanceStatus>;

/// What waits to be sent; outlives the page, so that what was recorded is saved although the user has gone on.
#[derive(Debug, Default)]
struct Queue {
    waiting: Attendance,
    version: i64,
    is_busy: bool,
    /// What was refused since the user last had nothing waiting: no later success may hide it.
    refused: Option<ClientError>,
}

impl Queue {
    /// Adds what was recorded; says whether nobody is sending yet, and what to say.
    fn add(&mut self, attendance: Vec<(CourseId, AttendanceStatus)>) -> (bool, Sent) {
        self.waiting.extend(attendance);
        let starts = !std::mem::replace(&mut self.is_busy, true);
        if starts {
            self.refused = None;
        }
        (starts, self.refused.clone().map_or(Sent::Sending, Sent::Failed))
    }

    /// All that waits, to be sent together, and the version it builds on.
    fn take(&mut self) -> Option<(Attendance, i64)> {
        let attendance = std::mem::take(&mut self.waiting);
        self.is_busy = !attendance.is_empty();
        self.is_busy.then_some((attendance, self.version))
    }

    /// It is saved. Only when nothing waits is that all there is to say.
    fn saved(&mut self, version: i64) -> Sent {
        self.version = version;
        match &self.refused {
            Some(error) => Sent::Failed(error.clone()),
            None if self.waiting.is_empty() => Sent::Saved,
            None => Sent::Sending,
        }
    }

    /// What could not be sent is sent again, except for whom something else was recorded since.
    fn put_back(&mut self, attendance: Attendance) {
        for (course, status) in attendance {
            self.waiting.entry(course).or_insert(status);
        }
    }

    /// Nothing is sent any more: the user has logged out.
    fn give_up(&mut self) {
        self.waiting.clear();
        self.is_busy = false;
    }
}

/// Records the attendance of one group session.
#[derive(Clone, Copy)]
pub(super) struct Recorder {
    group: GroupSessionId,
    held_on: chrono::NaiveDate,
    session: StoredValue<Session>,
    queue: StoredValue<Arc<Mutex<Queue>>>,
    rows: RwSignal<Vec<RwSignal<SessionView>>>,
    names: RwSignal<BTreeMap<CourseId, String>>,
    sent: RwSignal<Sent>,
}

impl Recorder {
    pub(super) fn new(session: Session, group: &GroupSessionView) -> Self {
        let queue = Arc::new(Mutex::new(Queue { version: group.version, ..Queue::default() }));
        let unsaved = Arc::clone(&queue);
        ask_before_leaving(move || with(&unsaved, |queue| queue.is_busy));
        let recorder = Self {
            group: group.id,
            held_on: group.held_on,
            session: StoredValue::new(session),
            queue: StoredValue::new(queue),
            rows: RwSignal::default(),
            names: RwSignal::default(),
            sent: RwSignal::new(Sent::Nothing),
        };
        recorder.show(group);
        recorder
    }

    /// The sessions of the citizens, by name.
    pub(super) fn rows(self) -> RwSignal<Vec<RwSignal<SessionView>>> {
        self.rows
    }

    /// The name of a citizen, by course.
    pub(super) fn name(self, course: CourseId) -> String {
        self.names.with(|names| names.get(&course).cloned().unwrap_or_default())
    }

    /// What became of the last request.
    pub(super) fn sent(self) -> Sent {
        self.sent.get()
    }

    /// The group session.
    pub(super) const fn group(self) -> GroupSessionId {
        self.group
    }

    /// The day of the group.
    pub(super) const fn held_on(self) -> chrono::NaiveDate {
        self.held_on
    }

    /// Records several citizens; those not in the group yet come to it.
    pub(super) fn record(self, attendance: impl IntoIterator<Item = (CourseId, AttendanceStatus)>) {
        let attendance: Vec<_> = attendance.into_iter().collect();
        if attendance.is_empty() {
            return;
        }
        let rows = self.rows.get_untracked();
        for (course, status) in &attendance {
            let own = rows.iter().find(|row| row.with_untracked(|session| session.course_id == *course));
            if let Some(own) = own {
                own.update(|session| session.status = *status);
            }
        }
        let queue = self.queue.get_value();
        let (starts, sent) = with(&queue, |queue| queue.add(attendance));
        self.sent.set(sent);
        if starts {
            spawn_local(send_all(self, queue, self.session.get_value()));
        }
    }

    /// Says that something failed, once.
    fn fails(self, error: ClientError) {
        let is_said =
            self.sent.try_with_untracked(|sent| matches!(sent, Sent::Failed(old) if is_same(old, &error)));
        if is_said == Some(false) {
            self.sent.try_set(Sent::Failed(error));
        }
    }

    /// Shows the group as the server has it, except for what waits to be sent.
    fn show(self, group: &GroupSessionView) {
        let Some(rows) = self.rows.try_get_untracked() else { return };
        let queue = self.queue.get_value();
        for member in &group.members {
            let session = &member.session;
            let is_waiting = with(&queue, |queue| queue.waiting.contains_key(&session.course_id));
            let own = rows.iter().find(|row| row.with_untracked(|row| row.id == session.id));
            if let Some(own) = own.filter(|_| !is_waiting) {
                own.set(session.clone());
            }
        }
        let is_known = |id| rows.iter().any(|row| row.with_untracked(|row| row.id == id));
        if !group.members.iter().all(|member| is_known(member.session.id)) {
            let names = group.members.iter().map(|m| (m.session.course_id, m.citizen.name.clone()));
            self.names.set(names.collect());
            self.rows.set(group.members.iter().map(|member| RwSignal::new(member.session.clone())).collect());
        }
    }
}

async fn send_all(recorder: Recorder, queue: Arc<Mutex<Queue>>, session: Session) {
    while let Some((attendance, version)) = with(&queue, Queue::take) {
        let answer = send(&session, recorder.group, recorder.held_on, &attendance, version).await;
        // The page may be gone by now, and with it what would be shown.
        match answer {
            Ok(group) => {
                let sent = with(&queue, |queue| queue.saved(group.version));
                recorder.show(&group);
                recorder.sent.try_set(sent);
            }
            // It stays on the screen and is sent again, after the log-in if that is what it takes.
            Err(error) if may_be_sent_again(&error) => {
                with(&queue, |queue| queue.put_back(attendance));
                recorder.fails(error.clone());
                if !before_again(&session, &error).await {
                    with(&queue, Queue::give_up);
                    return;
                }
            }
            Err(error) => {
                with(&queue, |queue| queue.refused = Some(error.clone()));
                recorder.fails(error);
                // What the server has is what is shown.
                if let Ok(Some(group)) = find(&session, recorder.group, recorder.held_on).await {
                    with(&queue, |queue| queue.version = group.version);
                    recorder.show(&group);
                }
            }
        }
    }
}

/// Sends what was recorded. When the group was changed in between, what was recorded here is recorded on top: it names
/// only the citizens this user has spoken of.
async fn send(
    session: &Session,
    id: GroupSessionId,
    held_on: chrono::NaiveDate,
    attendance: &Attendance,
    version: i64,
) -> Answer<GroupSessionView> {
    let record = RecordGroup { attendance: attendance.clone() };
    let client = session.client();
    match session.watch(client.record_group(id, &record, version).await) {
        Err(ClientError::Problem(problem)) if problem.code == ProblemCode::StaleVersion => {
            match find(session, id, held_on).await? {
                Some(group) => session.watch(client.record_group(id, &record, group.version).await),
                None => Err(ClientError::Problem(problem)),
            }
        }
        answer => answer,
    }
}

async fn find(
    session: &Session,
    id: GroupSessionId,
    held_on: chrono::NaiveDate,
) -> Answer<Option<GroupSessionView>> {
    let day = held_on.to_string();
    let groups = session.watch(session.client().group_sessions(&day, &day).await)?;
    Ok(groups.items.into_iter().find(|group| group.id == id))
}

#[cfg(test)]
mod tests;
