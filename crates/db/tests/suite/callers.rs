use db::rights::{ManageUsers, ReadAccessLog, ReadCitizens, ReadCourses, ReadIndicators};
use db::{AccountState, Error, NewUser, Refusal};
use domain::access::{Purpose, Role};

use crate::fixture::{Fixture, SILKEBORG, VIBORG, context, minutes, now, token};
use crate::on_both_engines;

on_both_engines! {
    async fn a_session_makes_a_caller_with_the_rights_of_the_role_and_no_others(fixture: Fixture) {
        let token = fixture.session(Role::Clinician, SILKEBORG).await;
        let caller = fixture.by_token::<ReadCitizens>(token, now()).await.unwrap();
        assert_eq!(caller.municipality(), Some(SILKEBORG.parse().unwrap()));
        assert_eq!((caller.role(), caller.purpose()), (Role::Clinician, Purpose::Treatment));
        let refused = fixture.by_token::<ReadAccessLog>(token, now()).await;
        assert!(matches!(refused, Err(Refusal::Forbidden)));
    }

    async fn a_denied_right_on_citizens_is_logged(fixture: Fixture) {
        let token = fixture.session(Role::Manager, SILKEBORG).await;
        assert!(matches!(fixture.by_token::<ReadCitizens>(token, now()).await, Err(Refusal::Forbidden)));
        assert!(matches!(fixture.by_token::<ManageUsers>(token, now()).await, Err(Refusal::Forbidden)));
        let events = fixture.logged(SILKEBORG).await;
        assert_eq!(events.last().unwrap(), "read_citizens denied");
        assert_eq!(events.iter().filter(|event| event.ends_with("denied")).count(), 1);
    }

    async fn an_unknown_token_is_nobody(fixture: Fixture) {
        assert!(matches!(fixture.by_token::<ReadCourses>(token(), now()).await, Err(Refusal::NoSession)));
    }

    async fn a_session_ends_after_30_idle_minutes_and_use_prolongs_it(fixture: Fixture) {
        let token = fixture.session(Role::Clinician, SILKEBORG).await;
        assert!(fixture.by_token::<ReadCourses>(token, now() + minutes(29)).await.is_ok());
        assert!(fixture.by_token::<ReadCourses>(token, now() + minutes(58)).await.is_ok());
        let idle = fixture.by_token::<ReadCourses>(token, now() + minutes(58 + 30)).await;
        assert!(matches!(idle, Err(Refusal::Expired)));
    }

    async fn a_session_ends_after_ten_hours_however_busy(fixture: Fixture) {
        let token = fixture.session(Role::Clinician, SILKEBORG).await;
        for step in 1..30 {
            assert!(fixture.by_token::<ReadCourses>(token, now() + minutes(step * 20)).await.is_ok(), "{step}");
        }
        let over = fixture.by_token::<ReadCourses>(token, now() + minutes(600)).await;
        assert!(matches!(over, Err(Refusal::Expired)));
    }

    async fn logging_out_password_role_and_state_end_sessions_at_once(fixture: Fixture) {
        let admin = fixture.caller::<ManageUsers>(Role::MunicipalAdmin, SILKEBORG).await;
        let users = fixture.db.users(&admin);
        let user = fixture.user(Role::Clinician, SILKEBORG).await;
        for change in 0..4 {
            let token = fixture.session(Role::Clinician, SILKEBORG).await;
            assert!(fixture.by_token::<ReadCourses>(token, now()).await.is_ok());
            match change {
                0 => fixture.db.sessions().end(token, context(), now()).await.unwrap(),
                1 => users.set_password(user, "$argon2id$…".into(), now()).await.unwrap(),
                2 => users.set_role(user, Role::Coordinator, now()).await.unwrap(),
                _ => users.set_state(user, AccountState::Disabled, now()).await.unwrap(),
            }
            let ended = fixture.by_token::<ReadCourses>(token, now()).await;
            assert!(matches!(ended, Err(Refusal::NoSession)), "{change}");
        }
        let disabled = fixture.db.sessions().start(user, token(), context(), now()).await;
        assert!(matches!(disabled, Err(Error::NotFound)));
    }

    async fn a_sixth_session_ends_the_oldest(fixture: Fixture) {
        let user = fixture.user(Role::Clinician, SILKEBORG).await;
        let mut tokens = Vec::new();
        for minute in 0..6 {
            let token = token();
            fixture.db.sessions().start(user, token, context(), now() + minutes(minute)).await.unwrap();
            tokens.push(token);
        }
        let at = now() + minutes(6);
        assert!(matches!(fixture.by_token::<ReadCourses>(tokens[0], at).await, Err(Refusal::NoSession)));
        for token in &tokens[1..] {
            assert!(fixture.by_token::<ReadCourses>(*token, at).await.is_ok());
        }
    }

    async fn only_the_hash_of_a_token_is_stored_and_it_is_not_a_token(fixture: Fixture) {
        let token = fixture.session(Role::Clinician, SILKEBORG).await;
        let query = match fixture.postgres {
            Some(_) => "SELECT encode(token_hash, 'hex') FROM session",
            None => "SELECT lower(hex(token_hash)) FROM session",
        };
        assert!(fixture.look(query).await.contains(&hex(&token)), "the repository stores what it is given: a hash");
    }

    async fn an_administrator_manages_the_own_municipality_only(fixture: Fixture) {
        let foreign = fixture.user(Role::Clinician, VIBORG).await;
        let admin = fixture.caller::<ManageUsers>(Role::MunicipalAdmin, SILKEBORG).await;
        let users = fixture.db.users(&admin);
        let refused = users.set_state(foreign, AccountState::Disabled, now()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let new = |username: &str, role| NewUser {
            username: username.into(), display_name: "Prøve".into(), password_hash: None, role, region: None,
        };
        let taken = users.create(new("Clinician.0791", Role::Clinician), now()).await;
        assert!(matches!(taken, Err(Error::Conflict("username_taken"))), "{taken:?}");
        let operator = users.create(new("root", Role::Operator), now()).await;
        assert!(matches!(operator, Err(Error::Conflict("role_not_allowed"))));
        let listed = users.list().await.unwrap();
        assert!(listed.iter().all(|user| user.municipality == Some(SILKEBORG.parse().unwrap())));
        assert_eq!(listed.len(), 1);
    }

    async fn an_analyst_belongs_to_no_municipality_and_reads_no_exact_numbers(fixture: Fixture) {
        let token = fixture.session(Role::Analyst, "none").await;
        assert!(matches!(fixture.by_token::<ReadIndicators>(token, now()).await, Err(Refusal::Forbidden)));
        let console = fixture.console::<ReadIndicators>(Role::Manager, None);
        let numbers = fixture.db.indicators(&console).overview("hjertekom", None, "2026".parse().unwrap(), now().date_naive()).await;
        assert!(matches!(numbers, Err(Error::NoMunicipality)));
    }

    async fn the_console_has_the_rights_of_the_role_it_names(fixture: Fixture) {
        let silkeborg = Some(SILKEBORG.parse().unwrap());
        let refused = fixture.db.console::<ReadCitizens>("test", Role::Operator, silkeborg, context(), now());
        assert!(matches!(refused, Err(Refusal::Forbidden)));
        let console = fixture.console::<ReadCourses>(Role::Coordinator, silkeborg);
        assert_eq!(console.username(), "console:test");
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
