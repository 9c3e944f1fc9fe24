use AttendanceStatus::{Attended, CancelledByCitizen};
use uuid::Uuid;

use super::*;

fn course(number: u128) -> CourseId {
    CourseId::new(Uuid::from_u128(number))
}

#[test]
fn it_is_saved_only_when_nothing_waits() {
    let mut queue = Queue::default();
    assert!(queue.add(vec![(course(1), Attended)]).0);
    assert!(queue.take().is_some());
    let (starts, sent) = queue.add(vec![(course(1), CancelledByCitizen)]);
    assert!(!starts && matches!(sent, Sent::Sending));
    assert!(matches!(queue.saved(2), Sent::Sending), "the second key waits");
    assert_eq!(queue.take(), Some(([(course(1), CancelledByCitizen)].into(), 2)));
    assert!(matches!(queue.saved(3), Sent::Saved));
    assert!(queue.take().is_none() && !queue.is_busy);
}

#[test]
fn what_could_not_be_sent_waits_and_the_newest_key_counts() {
    let mut queue = Queue::default();
    queue.add(vec![(course(1), Attended), (course(2), Attended)]);
    let (sent, _) = queue.take().unwrap();
    queue.add(vec![(course(2), CancelledByCitizen)]);
    queue.put_back(sent);
    let all = [(course(1), Attended), (course(2), CancelledByCitizen)];
    assert_eq!(queue.take().map(|(waiting, _)| waiting), Some(all.into()));
}

#[test]
fn a_refusal_is_not_hidden_by_what_is_saved_after_it() {
    let mut queue = Queue::default();
    queue.add(vec![(course(1), Attended)]);
    queue.take();
    queue.refused = Some(ClientError::Unexpected { status: 413 });
    queue.add(vec![(course(2), Attended)]);
    assert!(queue.take().is_some());
    assert!(matches!(queue.saved(2), Sent::Failed(_)));
    assert!(queue.take().is_none());
    assert!(matches!(queue.add(vec![(course(1), Attended)]).1, Sent::Sending), "the next key begins anew");
}
