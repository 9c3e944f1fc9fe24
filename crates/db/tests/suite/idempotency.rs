use db::rights::{WriteCitizens, WriteCourses};
use db::{KnownKey, StoredAnswer};
use domain::access::Role;

use crate::fixture::{Fixture, SILKEBORG, invented, minutes, now};
use crate::on_both_engines;

const ROUTE: &str = "POST /courses";

fn answer() -> StoredAnswer {
    StoredAnswer {
        status: 201,
        headers: vec![("ETag".into(), "\"1\"".into())],
        body: "{\"name\":\"Åse\"}".into(),
    }
}

on_both_engines! {
    async fn a_repeated_request_gets_the_first_answer_and_another_body_does_not(fixture: Fixture) {
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let keys = fixture.db.idempotency(&caller);
        assert_eq!(keys.begin(ROUTE, "k", [1; 32], now()).await.unwrap(), KnownKey::New);
        assert_eq!(keys.begin(ROUTE, "k", [1; 32], now()).await.unwrap(), KnownKey::InFlight);
        keys.complete(ROUTE, "k", &answer()).await.unwrap();
        assert_eq!(keys.begin(ROUTE, "k", [1; 32], now()).await.unwrap(), KnownKey::Answered(answer()));
        assert_eq!(keys.begin(ROUTE, "k", [2; 32], now()).await.unwrap(), KnownKey::OtherBody);
        assert_eq!(keys.begin("POST /citizens", "k", [2; 32], now()).await.unwrap(), KnownKey::New);
        let colleague = fixture.caller::<WriteCourses>(Role::Coordinator, SILKEBORG).await;
        let other = fixture.db.idempotency(&colleague).begin(ROUTE, "k", [1; 32], now()).await.unwrap();
        assert_eq!(other, KnownKey::New, "a key belongs to one person");
    }

    async fn fifty_parallel_requests_with_one_key_are_answered_once(fixture: Fixture) {
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let keys = fixture.db.idempotency(&caller);
        let begun = futures::future::join_all((0..50).map(|_| keys.begin(ROUTE, "k", [1; 32], now()))).await;
        let new = begun.iter().filter(|known| matches!(known, Ok(KnownKey::New))).count();
        assert_eq!(new, 1);
    }

    async fn a_key_is_given_back_by_a_failure_and_forgotten_after_a_day(fixture: Fixture) {
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let keys = fixture.db.idempotency(&caller);
        keys.begin(ROUTE, "k", [1; 32], now()).await.unwrap();
        keys.abandon(ROUTE, "k").await.unwrap();
        assert_eq!(keys.begin(ROUTE, "k", [2; 32], now()).await.unwrap(), KnownKey::New);
        keys.complete(ROUTE, "k", &answer()).await.unwrap();
        let day = minutes(24 * 60);
        assert_eq!(keys.begin(ROUTE, "k", [3; 32], now() + day - minutes(1)).await.unwrap(), KnownKey::OtherBody);
        assert_eq!(keys.begin(ROUTE, "k", [3; 32], now() + day).await.unwrap(), KnownKey::New);
        assert_eq!(fixture.db.purge_idempotency(now() + day * 2).await.unwrap(), 1);
    }

    async fn a_request_the_server_died_under_can_be_repeated_after_two_minutes(fixture: Fixture) {
        let caller = fixture.caller::<WriteCourses>(Role::Clinician, SILKEBORG).await;
        let keys = fixture.db.idempotency(&caller);
        keys.begin(ROUTE, "k", [1; 32], now()).await.unwrap();
        assert_eq!(keys.begin(ROUTE, "k", [1; 32], now() + minutes(1)).await.unwrap(), KnownKey::InFlight);
        assert_eq!(keys.begin(ROUTE, "k", [1; 32], now() + minutes(2)).await.unwrap(), KnownKey::New);
    }

    async fn work_is_never_done_again_though_the_server_died_before_it_kept_the_answer(fixture: Fixture) {
        let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        let caller = caller.with_key(ROUTE.to_owned(), "k".to_owned());
        let keys = fixture.db.idempotency(&caller);
        keys.begin(ROUTE, "k", [1; 32], now()).await.unwrap();
        fixture.db.citizens(&caller).register(&invented(1), now()).await.unwrap();
        // Here it is killed: `complete` is never called.
        assert_eq!(keys.begin(ROUTE, "k", [1; 32], now() + minutes(1)).await.unwrap(), KnownKey::InFlight);
        assert_eq!(keys.begin(ROUTE, "k", [1; 32], now() + minutes(2)).await.unwrap(), KnownKey::Done);
        keys.abandon(ROUTE, "k").await.unwrap();
        assert_eq!(keys.begin(ROUTE, "k", [1; 32], now() + minutes(3)).await.unwrap(), KnownKey::Done);
        assert_eq!(keys.begin(ROUTE, "k", [2; 32], now() + minutes(3)).await.unwrap(), KnownKey::OtherBody);
        let day = minutes(24 * 60);
        assert_eq!(keys.begin(ROUTE, "k", [1; 32], now() + day).await.unwrap(), KnownKey::New);
    }

    async fn what_was_refused_is_not_done(fixture: Fixture) {
        let caller = fixture.caller::<WriteCitizens>(Role::Clinician, SILKEBORG).await;
        fixture.db.citizens(&caller).register(&invented(1), now()).await.unwrap();
        let caller = caller.with_key(ROUTE.to_owned(), "k".to_owned());
        let keys = fixture.db.idempotency(&caller);
        keys.begin(ROUTE, "k", [1; 32], now()).await.unwrap();
        assert!(fixture.db.citizens(&caller).register(&invented(1), now()).await.is_err());
        assert_eq!(keys.begin(ROUTE, "k", [1; 32], now() + minutes(2)).await.unwrap(), KnownKey::New);
    }
}
