//! Recording a group: shown at once, sent together, one request after the other.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use api_client::{Answer, ClientError};
use api_types::{GroupSessionView, ProblemCode, RecordGroup, SessionView};
use domain::attendance::AttendanceStatus;
use domain::ids::{CourseId, GroupSessionId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::session::Session;

/// What became of the last request.
#[derive(Clone, Debug)]
pub(super) enum Sent {
    Nothing,
    Sending,
    Saved,
    Failed(ClientError),
}

/// What waits to be sent; outlives the page, so that what was recorded is saved although the user has gone on.
#[derive(Debug, Default)]
struct Queue {
    waiting: BTreeMap<CourseId, AttendanceStatus>,
    version: i64,
    is_busy: bool,
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
        let queue = Queue { version: group.version, ..Queue::default() };
        let recorder = Self {
            group: group.id,
            held_on: group.held_on,
            session: StoredValue::new(session),
            queue: StoredValue::new(Arc::new(Mutex::new(queue))),
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
        self.sent.set(Sent::Sending);
        let queue = self.queue.get_value();
        let starts = with(&queue, |queue| {
            queue.waiting.extend(attendance);
            !std::mem::replace(&mut queue.is_busy, true)
        });
        if starts {
            spawn_local(send_all(self, queue, self.session.get_value()));
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

fn with<T>(queue: &Mutex<Queue>, act: impl FnOnce(&mut Queue) -> T) -> T {
    act(&mut queue.lock().unwrap_or_else(PoisonError::into_inner))
}

async fn send_all(recorder: Recorder, queue: Arc<Mutex<Queue>>, session: Session) {
    loop {
        let (attendance, version) = with(&queue, |queue| {
            let attendance = std::mem::take(&mut queue.waiting);
            queue.is_busy = !attendance.is_empty();
            (attendance, queue.version)
        });
        if attendance.is_empty() {
            return;
        }
        let answer = send(&session, recorder.group, recorder.held_on, attendance, version).await;
        if let Ok(group) = &answer {
            with(&queue, |queue| queue.version = group.version);
        }
        // The page may be gone by now, and with it what would be shown.
        let is_gone = recorder.sent.try_set(match &answer {
            Ok(_) => Sent::Saved,
            Err(error) => Sent::Failed(error.clone()),
        });
        if is_gone.is_some() {
            continue;
        }
        match answer {
            Ok(group) => recorder.show(&group),
            Err(_) => {
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
    attendance: BTreeMap<CourseId, AttendanceStatus>,
    version: i64,
) -> Answer<GroupSessionView> {
    let record = RecordGroup { attendance };
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
