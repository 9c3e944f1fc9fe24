//! What the tests share: an application with a clock of its own, actors, and answers that are checked.

mod actor;
mod answers;
mod contract;
mod requests;
mod test_app;

pub(crate) use actor::{Actor, Reply};
pub(crate) use answers::{end, referral, start};
pub(crate) use contract::document;
pub(crate) use requests::{NOBODY, body, concrete, query};
pub(crate) use test_app::{Engine, TestApp};

/// Writes a test once and runs it on both engines.
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident) $body:block)+) => {
        $(
            $(#[$meta])*
            async fn $name($app: crate::support::TestApp) $body

            mod $name {
                use crate::support::{Engine, TestApp};

                #[actix_web::test]
                async fn on_sqlite() {
                    super::$name(TestApp::on(Engine::Sqlite).await).await;
                }

                #[actix_web::test]
                async fn on_postgres() {
                    super::$name(TestApp::on(Engine::Postgres).await).await;
                }
            }
        )+
    };
}

pub(crate) use on_both_engines;
