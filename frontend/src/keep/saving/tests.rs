use serde_json::json;

use api_types::ProblemCode;

use super::*;

const WINDOW: u128 = 1;

fn content(weight: i64) -> Content {
    Content { answers: json!({"weight": weight}).as_object().cloned().unwrap(), ..Content::default() }
}

fn fresh() -> Saving {
    Saving::new(Uuid::from_u128(WINDOW), Content::default(), None)
}

fn at() -> DateTime<Utc> {
    "2026-03-02T10:42:00Z".parse().unwrap()
}

fn receipt(sequence: i64, revision: i64) -> Event {
    Event::Saved(Receipt { sequence, revision, form_version: None, saved_at: at() })
}

fn refused(sequence: i64, why: Failure) -> Event {
    Event::Refused { sequence, why }
}

fn sent(effects: &[Effect]) -> Option<&Sending> {
    effects.iter().find_map(|effect| match effect {
        Effect::Send(sending) => Some(&**sending),
        _ => None,
    })
}

fn wake(effects: &[Effect]) -> Option<Millis> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Wake(after) => Some(*after),
        _ => None,
    })
}

/// Types a weight and lets the save go out.
fn send(saving: &mut Saving, weight: i64, now: Millis) -> Sending {
    saving.on(Event::Changed(content(weight)), now);
    sent(&saving.on(Event::Asked, now)).unwrap().clone()
}

#[test]
fn a_change_is_sent_after_a_pause_and_at_the_latest_after_five_seconds() {
    let mut saving = fresh();
    assert_eq!(saving.state(), SaveState::Clean);
    assert_eq!(saving.on(Event::Changed(content(1)), 0), [Effect::Wake(QUIET)]);
    assert_eq!(saving.state(), SaveState::Waiting);
    let mut now = 0;
    for weight in 2..12 {
        now += 500;
        let effects = saving.on(Event::Changed(content(weight)), now);
        assert_eq!(wake(&effects), Some(QUIET.min(LATEST - now)), "at {now}");
    }
    assert_eq!(now, LATEST);
    let effects = saving.on(Event::Woke, LATEST);
    let sending = sent(&effects).unwrap();
    assert_eq!((&sending.content, sending.sequence, sending.revision), (&content(11), 1, None));
    assert!(!sending.is_last && !sending.is_background);
    saving.on(receipt(1, 7), LATEST + 40);
    assert_eq!((saving.state(), saving.revision()), (SaveState::Saved(at()), Some(7)));
}

#[test]
fn a_field_that_has_been_left_is_sent_at_once() {
    let mut saving = fresh();
    assert_eq!(saving.on(Event::Left, 0), []);
    saving.on(Event::Changed(content(1)), 0);
    assert!(sent(&saving.on(Event::Left, 0)).is_some());
    saving.on(Event::Changed(content(2)), 10);
    assert!(sent(&saving.on(Event::Left, 10)).is_none(), "one save at a time");
    assert_eq!(wake(&saving.on(receipt(1, 1), 40)), Some(0));
    assert_eq!(sent(&saving.on(Event::Woke, 40)).unwrap().content, content(2));
    saving.on(refused(2, Failure::Network), 50);
    saving.on(Event::Changed(content(3)), 60);
    assert_eq!(wake(&saving.on(Event::Left, 60)), Some(990), "not while attempts fail");
}

#[test]
fn opening_a_form_or_typing_and_taking_back_saves_nothing() {
    let mut saving = fresh();
    assert_eq!(saving.on(Event::Changed(Content::default()), 0), []);
    saving.on(Event::Changed(content(1)), 0);
    assert_eq!(saving.on(Event::Changed(Content::default()), 300), []);
    assert_eq!(saving.state(), SaveState::Clean);
    assert_eq!(saving.on(Event::Leaving, 400), []);
}

#[test]
fn what_is_typed_while_a_save_is_on_its_way_is_sent_after_it() {
    let mut saving = fresh();
    send(&mut saving, 1, 0);
    let effects = saving.on(Event::Changed(content(2)), 100);
    assert!(sent(&effects).is_none());
    assert!(sent(&saving.on(Event::Woke, 900)).is_none(), "one save at a time");
    let effects = saving.on(receipt(1, 1), 1_000);
    assert_eq!(wake(&effects), Some(0));
    let effects = saving.on(Event::Woke, 1_000);
    let sending = sent(&effects).unwrap();
    assert_eq!((&sending.content, sending.revision, sending.sequence), (&content(2), Some(1), 2));
}

#[test]
fn what_is_taken_back_while_a_save_is_on_its_way_is_taken_back_on_the_server_too() {
    let mut saving = Saving::new(Uuid::from_u128(WINDOW), content(80), Some((3, at())));
    send(&mut saving, 81, 0);
    saving.on(Event::Changed(content(80)), 100);
    assert!(saving.is_dirty());
    assert_eq!(wake(&saving.on(receipt(1, 4), 1_000)), Some(0));
    let effects = saving.on(Event::Woke, 1_000);
    assert_eq!(sent(&effects).unwrap().content, content(80));
    saving.on(receipt(2, 5), 1_100);
    assert!(!saving.is_dirty());
}

#[test]
fn what_is_taken_back_after_a_save_was_lost_is_saved_because_the_server_may_have_it() {
    for is_silent in [false, true] {
        let mut saving = Saving::new(Uuid::from_u128(WINDOW), content(80), Some((3, at())));
        send(&mut saving, 81, 0);
        saving.on(if is_silent { Event::Woke } else { refused(1, Failure::Network) }, LOST);
        assert_eq!(wake(&saving.on(Event::Changed(content(80)), LOST)), Some(1_000));
        assert_eq!(saving.state(), SaveState::Offline);
        let effects = saving.on(Event::Woke, LOST + 1_000);
        assert_eq!(sent(&effects).unwrap().content, content(80));
        saving.on(receipt(2, 5), LOST + 1_100);
        assert_eq!((saving.state(), saving.is_dirty()), (SaveState::Saved(at()), false));
    }
}

#[test]
fn failures_are_repeated_later_each_time_and_in_the_background() {
    let mut saving = fresh();
    send(&mut saving, 1, 0);
    let mut now = 0;
    for (attempt, wait) in (1..).zip([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
        let effects = saving.on(refused(attempt, Failure::Network), now);
        assert_eq!(wake(&effects), Some(wait));
        assert_eq!(saving.state(), SaveState::Offline);
        // Typing does not make the attempts more frequent.
        saving.on(Event::Changed(content(attempt)), now);
        assert!(sent(&saving.on(Event::Woke, now + wait - 1)).is_none());
        now += wait;
        assert!(sent(&saving.on(Event::Woke, now)).unwrap().is_background);
        assert_eq!(saving.state(), SaveState::Offline, "until it has succeeded");
    }
    saving.on(receipt(8, 1), now);
    assert_eq!(saving.state(), SaveState::Saved(at()));
}

#[test]
fn a_refusal_is_named_and_repeated_too() {
    let mut saving = fresh();
    send(&mut saving, 1, 0);
    let effects = saving.on(refused(1, Failure::Problem(ProblemCode::StorageFull)), 0);
    assert_eq!((saving.state(), wake(&effects)), (SaveState::Failed(ProblemCode::StorageFull), Some(1_000)));
}

#[test]
fn a_connection_that_is_back_is_used_at_once() {
    let mut saving = fresh();
    assert_eq!(saving.on(Event::Online, 0), []);
    send(&mut saving, 1, 0);
    saving.on(refused(1, Failure::Network), 0);
    assert!(sent(&saving.on(Event::Online, 10)).is_some());
}

#[test]
fn a_save_without_an_answer_is_lost_after_a_while_and_its_late_answer_does_no_harm() {
    let mut saving = fresh();
    send(&mut saving, 1, 0);
    assert_eq!(wake(&saving.on(Event::Woke, 5_000)), Some(LOST - 5_000));
    saving.on(Event::Woke, LOST);
    assert_eq!(saving.state(), SaveState::Offline);
    let effects = saving.on(Event::Woke, LOST + 1_000);
    assert_eq!(sent(&effects).unwrap().sequence, 2);
    saving.on(receipt(1, 4), LOST + 1_100);
    assert!(saving.is_dirty(), "the second is still on its way");
    saving.on(refused(1, Failure::Stale), LOST + 1_100);
    saving.on(receipt(2, 5), LOST + 1_200);
    assert_eq!((saving.state(), saving.revision()), (SaveState::Saved(at()), Some(5)));
}

#[test]
fn a_page_that_goes_away_sends_at_once_even_over_a_save_on_its_way() {
    let mut saving = fresh();
    let first = send(&mut saving, 1, 0);
    saving.on(Event::Changed(content(2)), 10);
    let effects = saving.on(Event::Leaving, 20);
    let last = sent(&effects).unwrap();
    assert!(last.is_last && last.sequence > first.sequence);
    assert_eq!(last.content, content(2));
    // Hidden and then closed: the same is not sent twice.
    assert!(sent(&saving.on(Event::Leaving, 30)).is_none());
    saving.on(receipt(1, 1), 40);
    assert!(saving.is_dirty(), "the first answer is about less");
    saving.on(receipt(2, 2), 50);
    assert!(!saving.is_dirty());
    assert_eq!(saving.on(Event::Leaving, 60), []);
}

#[test]
fn a_plain_save_on_its_way_is_repeated_when_the_page_goes_away() {
    let mut saving = fresh();
    send(&mut saving, 1, 0);
    assert!(sent(&saving.on(Event::Leaving, 20)).unwrap().is_last, "the browser may cancel the first");
}

#[test]
fn without_a_session_everything_waits_for_the_log_in() {
    let mut saving = fresh();
    send(&mut saving, 1, 0);
    assert_eq!(saving.on(refused(1, Failure::LoggedOut), 10), []);
    assert_eq!(saving.state(), SaveState::Expired);
    assert_eq!(saving.on(Event::Changed(content(2)), 20), []);
    assert!(sent(&saving.on(Event::Asked, 30)).is_none());
    let effects = saving.on(Event::Renewed, 60_000);
    assert_eq!(sent(&effects).unwrap().content, content(2));
}

#[test]
fn fields_saved_by_another_window_are_merged_in_and_the_union_is_saved() {
    let mut saving = Saving::new(Uuid::from_u128(WINDOW), content(80), Some((3, at())));
    send(&mut saving, 81, 0);
    assert_eq!(saving.on(refused(1, Failure::Stale), 10), [Effect::Fetch]);
    assert!(sent(&saving.on(Event::Asked, 20)).is_none(), "nothing is sent in between");
    let theirs = Content {
        answers: json!({"weight": 80, "height": 170}).as_object().cloned().unwrap(),
        ..Content::default()
    };
    let found = Found { content: theirs, revision: 9, window: Some(Uuid::from_u128(2)), form_version: None };
    let effects = saving.on(Event::Found(Some(found)), 30);
    let union = json!({"weight": 81, "height": 170}).as_object().cloned().unwrap();
    let Some(Effect::Show(shown)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(shown.answers, union);
    let sending = sent(&effects).unwrap();
    assert_eq!((&sending.content.answers, sending.revision), (&union, Some(9)));
}

#[test]
fn what_this_window_saved_itself_is_no_clash() {
    let mut saving = fresh();
    send(&mut saving, 8, 0);
    saving.on(refused(1, Failure::Network), 10);
    saving.on(Event::Changed(content(82)), 20);
    saving.on(Event::Woke, 2_000);
    saving.on(refused(2, Failure::Stale), 2_010);
    // The first save had arrived after all.
    let found =
        Found { content: content(8), revision: 5, window: Some(Uuid::from_u128(WINDOW)), form_version: None };
    let effects = saving.on(Event::Found(Some(found)), 2_020);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Show(_))));
    assert_eq!(sent(&effects).unwrap().content, content(82));
}

#[test]
fn a_draft_that_is_gone_is_begun_again() {
    let mut saving = Saving::new(Uuid::from_u128(WINDOW), content(80), Some((3, at())));
    send(&mut saving, 81, 0);
    saving.on(refused(1, Failure::Stale), 10);
    let effects = saving.on(Event::Found(None), 20);
    let sending = sent(&effects).unwrap();
    assert_eq!((&sending.content, sending.revision), (&content(81), None));
}

#[test]
fn asking_what_is_there_can_fail_as_well() {
    let mut saving = fresh();
    send(&mut saving, 1, 0);
    saving.on(refused(1, Failure::Stale), 10);
    saving.on(Event::FoundNothing(Failure::LoggedOut), 20);
    assert_eq!(saving.state(), SaveState::Expired);
    assert!(sent(&saving.on(Event::Renewed, 30)).is_some());
    saving.on(refused(2, Failure::Stale), 40);
    assert_eq!(wake(&saving.on(Event::FoundNothing(Failure::Network), 50)), Some(1_000));
}

#[test]
fn two_windows_that_save_all_the_time_do_not_chase_each_other() {
    let mut saving = fresh();
    let mut sequence = send(&mut saving, 1, 0).sequence;
    for round in 1..=3 {
        saving.on(refused(sequence, Failure::Stale), 0);
        let found = Found {
            content: Content { reason: format!("{round}"), ..Content::default() },
            revision: round,
            window: None,
            form_version: None,
        };
        let effects = saving.on(Event::Found(Some(found)), 0);
        match sent(&effects) {
            Some(sending) => sequence = sending.sequence,
            None => assert_eq!((round, wake(&effects)), (3, Some(QUIET))),
        }
    }
}

#[test]
fn somebody_submitting_the_form_is_noticed_once() {
    let mut saving = fresh();
    send(&mut saving, 1, 0);
    let overtaken = Event::Saved(Receipt { sequence: 1, revision: 1, form_version: Some(4), saved_at: at() });
    assert!(saving.on(overtaken.clone(), 10).contains(&Effect::Overtaken(4)));
    let Event::Saved(first) = overtaken else { panic!() };
    send(&mut saving, 2, 20);
    assert_eq!(saving.on(Event::Saved(Receipt { sequence: 2, ..first }), 30), []);
    // Merged with it, there is nothing to notice any more.
    saving.on(Event::Changed(Content { based_on: Some(4), ..content(2) }), 40);
    assert!(saving.is_dirty());
}

#[test]
fn a_completed_form_saves_nothing_more() {
    let mut saving = fresh();
    send(&mut saving, 1, 0);
    saving.on(Event::Changed(content(2)), 10);
    assert_eq!(saving.on(Event::Ended, 20), []);
    assert_eq!(saving.on(receipt(1, 1), 30), []);
    assert_eq!(saving.on(Event::Leaving, 40), []);
    assert!(!saving.is_dirty());
}

#[test]
fn a_draft_thrown_away_begins_again_with_higher_numbers() {
    let mut saving = Saving::new(Uuid::from_u128(WINDOW), content(80), Some((3, at())));
    send(&mut saving, 81, 0);
    saving.on(receipt(1, 4), 10);
    assert_eq!(saving.on(Event::Emptied(Content::default()), 20), []);
    assert_eq!((saving.state(), saving.revision()), (SaveState::Clean, None));
    let sending = send(&mut saving, 81, 30);
    assert_eq!((sending.sequence, sending.revision), (2, None));
}
