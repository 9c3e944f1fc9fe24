use db::rights::{ReadAccessLog, ReadCourses};
use db::{AccessLogFilter, CourseFilter, FaultKind, LoginRefusal, Verification};
use domain::access::Role;

use crate::fixture::{Fixture, SILKEBORG, VIBORG, context, now, start, token};
use crate::on_both_engines;

/// Enough events for every kind of tampering.
async fn filled(fixture: &Fixture) {
    fixture.user(Role::Auditor, SILKEBORG).await;
    for number in 0..4 {
        fixture.course(SILKEBORG, number).await;
    }
}

/// As `hjertekom audit verify` does: a log-in would be an event of its own.
async fn verify(fixture: &Fixture) -> Verification {
    verify_of(fixture, Some(SILKEBORG)).await
}

async fn verify_of(fixture: &Fixture, municipality: Option<&str>) -> Verification {
    let municipality = municipality.map(|code| code.parse().unwrap());
    let auditor = fixture.console::<ReadAccessLog>(Role::Auditor, municipality);
    fixture.db.access_log(&auditor).verify().await.unwrap()
}

/// Lets a test do what only somebody with access to the file or the owner's role could do.
async fn unguard(fixture: &Fixture) {
    if fixture.postgres.is_none() {
        fixture.tamper("DROP TRIGGER access_log_no_update; DROP TRIGGER access_log_no_delete").await;
    }
}

on_both_engines! {
    async fn an_untouched_log_is_whole(fixture: Fixture) {
        filled(&fixture).await;
        let verification = verify(&fixture).await;
        assert!(verification.is_whole(), "{verification:?}");
        assert!(verification.events > 8);
    }

    async fn a_log_that_grows_while_it_is_read_is_whole(fixture: Fixture) {
        let mut fixture = fixture;
        filled(&fixture).await;
        let user = fixture.user(Role::Clinician, SILKEBORG).await;
        let before = verify(&fixture).await;
        fixture.once_behind("FROM access_chain", move |db| async move {
            db.sessions().start(user, token(), context(), now()).await.unwrap();
        }).await;
        assert_eq!(verify(&fixture).await, before, "what came meanwhile is not seen in part");
        assert_eq!(verify(&fixture).await, Verification { events: before.events + 1, ..before });
    }

    async fn an_edited_event_is_found(fixture: Fixture) {
        filled(&fixture).await;
        unguard(&fixture).await;
        for change in [
            "username = 'somebody.else'", "purpose = 'support'", "result_count = result_count + 1",
            "citizen_id = NULL", "address = NULL", "action = 'citizen.register'",
        ] {
            fixture.tamper(&format!("UPDATE access_log SET {change} WHERE municipality = '0740' AND seq = 6")).await;
            assert!(!verify(&fixture).await.is_whole(), "{change}");
        }
        assert_eq!(verify(&fixture).await.faults[0].seq, 6);
    }

    async fn a_deleted_event_is_found(fixture: Fixture) {
        filled(&fixture).await;
        unguard(&fixture).await;
        fixture.tamper("DELETE FROM access_log WHERE municipality = '0740' AND seq = 6").await;
        let faults = verify(&fixture).await.faults;
        assert_eq!((faults[0].seq, faults[0].kind), (7, FaultKind::Missing));
    }

    async fn a_cut_off_tail_is_found(fixture: Fixture) {
        filled(&fixture).await;
        unguard(&fixture).await;
        fixture.tamper("DELETE FROM access_log WHERE municipality = '0740' AND seq > 5").await;
        let faults = verify(&fixture).await.faults;
        assert_eq!((faults[0].seq, faults[0].kind), (5, FaultKind::End));
    }

    async fn an_inserted_event_and_a_changed_order_are_found(fixture: Fixture) {
        filled(&fixture).await;
        unguard(&fixture).await;
        fixture.tamper(
            "UPDATE access_log SET seq = 1000 WHERE municipality = '0740' AND seq = 4; \
             UPDATE access_log SET seq = 4 WHERE municipality = '0740' AND seq = 5; \
             UPDATE access_log SET seq = 5 WHERE municipality = '0740' AND seq = 1000",
        ).await;
        assert_eq!(verify(&fixture).await.faults[0].kind, FaultKind::Altered);
    }

    async fn an_event_behind_the_end_is_found(fixture: Fixture) {
        filled(&fixture).await;
        fixture.tamper(
            "INSERT INTO access_log (municipality, seq, at, user_id, username, role, purpose, action, result_count, \
             result, request_id, hash) SELECT municipality, seq + 1, at, user_id, username, role, purpose, action, \
             result_count, result, request_id, hash FROM access_log WHERE municipality = '0740' ORDER BY seq DESC LIMIT 1",
        ).await;
        assert!(!verify(&fixture).await.is_whole());
    }

    async fn the_log_is_listed_newest_first_by_citizen_and_person_and_never_across_municipalities(fixture: Fixture) {
        let course = fixture.course(SILKEBORG, 1).await;
        fixture.submit(&course, "start", start()).await;
        fixture.course(SILKEBORG, 2).await;
        fixture.course(VIBORG, 3).await;
        let auditor = fixture.caller::<ReadAccessLog>(Role::Auditor, SILKEBORG).await;
        let log = fixture.db.access_log(&auditor);
        let about = AccessLogFilter { citizen: Some(course.citizen), ..AccessLogFilter::default() };
        let page = log.list(&about, None, 2).await.unwrap();
        assert_eq!(page.total, 3);
        let actions: Vec<_> = page.events.iter().map(|event| event.action.as_str()).collect();
        assert_eq!(actions, ["form.submit", "course.open"]);
        let rest = log.list(&about, page.next, 5).await.unwrap();
        let actions: Vec<_> = rest.events.iter().map(|event| event.action.as_str()).collect();
        // The first listing was about the citizen too, but later than what was asked for.
        assert_eq!((actions, rest.next), (vec!["citizen.register"], None));
        let event = &rest.events[0];
        assert_eq!((event.username.as_str(), event.role.as_str()), ("clinician.0740", "clinician"));
        assert_eq!((event.purpose.as_str(), event.address.as_deref()), ("treatment", Some("192.0.2.7")));
        let by = AccessLogFilter { username: Some("clinician.0791".into()), ..AccessLogFilter::default() };
        assert_eq!(log.list(&by, None, 5).await.unwrap().total, 0);
        let capital = |name: &str| AccessLogFilter { username: Some(name.into()), ..AccessLogFilter::default() };
        let small = log.list(&capital("clinician.0740"), None, 5).await.unwrap().total;
        assert!(small > 0);
        assert_eq!(log.list(&capital(" Clinician.0740"), None, 5).await.unwrap().total, small);
    }

    async fn a_list_tells_which_citizens_it_showed(fixture: Fixture) {
        let mut hidden = Vec::new();
        for number in 1..4 {
            hidden.push(fixture.course(SILKEBORG, number).await.citizen);
        }
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        let courses = fixture.db.courses(&reader);
        let page = courses.list(&CourseFilter::default(), None, 2).await.unwrap();
        let mut shown: Vec<_> = page.courses.iter().map(|listed| listed.course.citizen).collect();
        shown.sort_unstable();
        hidden.retain(|citizen| !shown.contains(citizen));
        assert_eq!((shown.len(), hidden.len()), (2, 1));
        let auditor = fixture.caller::<ReadAccessLog>(Role::Auditor, SILKEBORG).await;
        let log = fixture.db.access_log(&auditor);
        let lists = async |citizen| {
            let filter = AccessLogFilter { citizen: Some(citizen), ..AccessLogFilter::default() };
            let events = log.list(&filter, None, 50).await.unwrap().events;
            events.into_iter().filter(|event| event.action == "course.list").collect::<Vec<_>>()
        };
        assert_eq!(lists(hidden[0]).await, []);
        for citizen in &shown {
            let found = lists(*citizen).await;
            assert_eq!((found.len(), found[0].result_count, &found[0].citizens), (1, 2, &shown), "one event for both");
        }
        // Of one the id stands where it always does.
        courses.list(&CourseFilter::default(), page.next.as_deref(), 2).await.unwrap();
        let found = lists(hidden[0]).await;
        assert_eq!((found[0].citizen_id, found[0].citizens.len()), (Some(hidden[0]), 0));

        unguard(&fixture).await;
        assert!(verify(&fixture).await.is_whole());
        fixture.tamper("UPDATE access_log SET citizens = NULL WHERE municipality = '0740'").await;
        assert!(!verify(&fixture).await.is_whole(), "who was shown is a part of the chain");
    }

    async fn what_cannot_be_logged_is_not_shown(fixture: Fixture) {
        fixture.course(SILKEBORG, 1).await;
        let reader = fixture.caller::<ReadCourses>(Role::Clinician, SILKEBORG).await;
        let writer = fixture.caller::<db::rights::WriteCourses>(Role::Clinician, SILKEBORG).await;
        fixture.tamper("ALTER TABLE access_log RENAME TO access_log_gone").await;
        let refused = fixture.db.courses(&reader).list(&CourseFilter::default(), None, 10).await;
        assert!(refused.is_err());
        let before = fixture.look("SELECT CAST(count(*) AS text) FROM course").await;
        let citizen = domain::ids::CitizenId::new(uuid::Uuid::nil());
        assert!(fixture.db.courses(&writer).open(citizen, "hjertekom", now()).await.is_err());
        assert_eq!(fixture.look("SELECT CAST(count(*) AS text) FROM course").await, before);
    }

    async fn a_log_in_that_cannot_be_logged_gives_no_session(fixture: Fixture) {
        let user = fixture.user(Role::Clinician, SILKEBORG).await;
        fixture.tamper("ALTER TABLE access_log RENAME TO access_log_gone").await;
        assert!(fixture.db.sessions().start(user, token(), context(), now()).await.is_err());
        assert_eq!(fixture.look("SELECT CAST(count(*) AS text) FROM session").await, ["0"]);
    }

    async fn log_ins_and_log_outs_are_links_of_the_chain_and_a_made_up_name_is_not_in_clear(fixture: Fixture) {
        let user = fixture.user(Role::Clinician, SILKEBORG).await;
        let account = fixture.db.accounts().for_login("clinician.0740").await.unwrap();
        let (accounts, sessions, token) = (fixture.db.accounts(), fixture.db.sessions(), token());
        let refuse = async |name: &str, why, account| {
            accounts.log_refusal(name, why, account, context(), now()).await.unwrap();
        };
        refuse("clinician.0740", LoginRefusal::Password, account.as_ref()).await;
        sessions.start(user, token, context(), now()).await.unwrap();
        sessions.end(token, context(), now()).await.unwrap();
        sessions.end(token, context(), now()).await.unwrap();
        refuse("Hemmelig kode 1", LoginRefusal::Password, None).await;
        refuse("hemmelig kode 1 ", LoginRefusal::Password, None).await;
        let told = |municipality: &str| {
            let query = format!(
                "SELECT action || ' ' || result || ' ' || username || ' ' || coalesce(criterion, '') \
                 FROM access_log WHERE municipality = '{municipality}' AND action LIKE 'session.%' ORDER BY seq"
            );
            let fixture = &fixture;
            async move { fixture.look(&query).await }
        };
        let expected = [
            "session.log_in refused clinician.0740 password",
            "session.log_in done clinician.0740 ",
            "session.log_out done clinician.0740 ",
        ];
        assert_eq!(told(SILKEBORG).await, expected);
        let strangers = told("0000").await;
        assert_eq!((strangers.len(), &strangers[0]), (2, &strangers[1]), "one name, one hash");
        assert!(strangers[0].starts_with("session.log_in refused  name:"), "{strangers:?}");
        assert!(!strangers[0].to_lowercase().contains("hemmelig"), "{strangers:?}");
        assert!(verify(&fixture).await.is_whole());
    }

    async fn the_log_of_people_who_belong_to_no_municipality_is_a_chain_like_the_others(fixture: Fixture) {
        fixture.session(Role::Operator, "none").await;
        fixture.session(Role::Analyst, "none").await;
        let whole = verify_of(&fixture, None).await;
        assert!(whole.is_whole() && whole.events >= 4, "{whole:?}");
        unguard(&fixture).await;
        fixture.tamper("UPDATE access_log SET role = 'operator' WHERE municipality = '0000'").await;
        assert!(!verify_of(&fixture, None).await.is_whole());
        assert!(verify(&fixture).await.is_whole());
    }

    async fn an_event_cannot_be_changed_or_deleted_by_the_server(fixture: Fixture) {
        filled(&fixture).await;
        for statement in [
            "UPDATE access_log SET username = 'x'", "DELETE FROM access_log",
            "UPDATE form_version SET answers = '{}'", "DELETE FROM form_version",
        ] {
            let refused = match &fixture.postgres {
                Some(postgres) => {
                    let pool = sqlx::PgPool::connect(&postgres.app_url).await.unwrap();
                    let result = sqlx::raw_sql(statement).execute(&pool).await.map(drop);
                    pool.close().await;
                    result
                }
                None if statement.contains("form_version") => continue,
                None => {
                    let pool = fixture.raw_sqlite().await;
                    let result = sqlx::raw_sql(statement).execute(&pool).await.map(drop);
                    pool.close().await;
                    result
                }
            };
            assert!(refused.is_err(), "{statement}");
        }
    }
}

/// One random change of a whole log, as text of statements.
fn mutation(random: &mut impl FnMut(u64) -> u64, last: u64) -> String {
    let column =
        ["username", "role", "purpose", "action", "result", "object_id", "criterion", "address", "citizens"];
    let seq = 1 + random(last);
    let other = 1 + (seq + random(last - 1)) % last;
    let of = |seq: u64| format!("municipality = '0740' AND seq = {seq}");
    match random(6) {
        0 => format!(
            "UPDATE access_log SET {} = 'x{}' WHERE {}",
            column[random(9) as usize],
            random(99),
            of(seq)
        ),
        1 => {
            format!("UPDATE access_log SET result_count = result_count + {} WHERE {}", 1 + random(9), of(seq))
        }
        2 => format!("DELETE FROM access_log WHERE {}", of(seq)),
        3 => format!("DELETE FROM access_log WHERE municipality = '0740' AND seq >= {seq}"),
        4 => format!(
            "UPDATE access_log SET seq = 0 WHERE {}; UPDATE access_log SET seq = {seq} WHERE {}; \
             UPDATE access_log SET seq = {other} WHERE municipality = '0740' AND seq = 0",
            of(seq),
            of(other),
        ),
        _ => format!(
            "INSERT INTO access_log SELECT municipality, {}, at, user_id, username, role, purpose, action, object_kind, \
             object_id, citizen_id, criterion, result_count, result, request_id, address, hash, citizens \
             FROM access_log WHERE {}",
            last + 1 + random(3),
            of(seq)
        ),
    }
}

#[tokio::test]
async fn a_thousand_random_edits_deletions_insertions_reorderings_and_truncations_are_all_found() {
    let fixture = Fixture::sqlite().await;
    filled(&fixture).await;
    unguard(&fixture).await;
    fixture.tamper("CREATE TABLE kept AS SELECT * FROM access_log").await;
    let auditor = fixture.console::<ReadAccessLog>(Role::Auditor, Some(SILKEBORG.parse().unwrap()));
    let log = fixture.db.access_log(&auditor);
    assert!(log.verify().await.unwrap().is_whole());
    let last = u64::try_from(log.verify().await.unwrap().events).unwrap();
    // A fixed sequence (Knuth's MMIX): a failure can be repeated.
    let mut state: u64 = 7;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let raw = fixture.raw_sqlite().await;
    for attempt in 0..1000 {
        let change = mutation(&mut random, last);
        sqlx::raw_sql(sqlx::AssertSqlSafe(change.clone())).execute(&raw).await.unwrap();
        let verification = log.verify().await.unwrap();
        assert!(!verification.is_whole(), "{attempt}: {change}");
        sqlx::raw_sql("DELETE FROM access_log; INSERT INTO access_log SELECT * FROM kept")
            .execute(&raw)
            .await
            .unwrap();
    }
    assert!(log.verify().await.unwrap().is_whole());
    raw.close().await;
}
