//! Schema migrations for both engines.
//!
//! A migration must mean the same in five years: it imports nothing of the product, and one that has been released
//! is never edited. Every tenant table is keyed first by municipality, so that it can be partitioned or spread, and
//! its children point at `(municipality, id)`, so that none can belong to another municipality than its parent.
//! How a tenant table is guarded on each engine is in [`tenant`].

mod m20261122_000001_app_role;
mod m20261122_000002_user_account;
mod m20261122_000003_session;
mod m20261122_000004_citizen;
mod m20261122_000005_course;
mod m20261122_000006_form_version;
mod m20261122_000007_draft;
mod m20261122_000008_outcome;
mod m20261122_000009_tally;
mod m20261122_000010_access_log;
mod m20261122_000011_idempotency;
mod m20261122_000012_installation;
mod m20261122_000013_attendance;
mod m20261122_000014_course_life;
mod m20261122_000015_transfer;
mod m20261122_000016_confirmed;
mod m20261122_000017_plan;
mod m20261122_000018_draft_origin;
mod m20261122_000019_second_factor;
mod m20261122_000020_stratum;
mod m20261122_000021_publication;
mod m20261122_000022_health_record;
mod m20261122_000024_indicator_notes;
mod m20261122_000025_municipality_statistics;
mod m20261122_000026_publication_basis;
mod m20261122_000027_course_running;
mod m20261122_000028_site;
mod m20261122_000030_running_by_state;
mod m20261122_000032_form_reason;
mod m20261122_000033_access_log_citizens;
mod m20261122_000035_idempotency_done;
pub mod tenant;

pub use sea_orm_migration::prelude::{MigrationTrait, MigratorTrait};

/// The product's migrations, in order.
#[derive(Debug)]
pub struct Migrator;

#[sea_orm_migration::async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_app_role::Migration),
            Box::new(m20261122_000002_user_account::Migration),
            Box::new(m20261122_000003_session::Migration),
            Box::new(m20261122_000004_citizen::Migration),
            Box::new(m20261122_000005_course::Migration),
            Box::new(m20261122_000006_form_version::Migration),
            Box::new(m20261122_000007_draft::Migration),
            Box::new(m20261122_000008_outcome::Migration),
            Box::new(m20261122_000009_tally::Migration),
            Box::new(m20261122_000010_access_log::Migration),
            Box::new(m20261122_000011_idempotency::Migration),
            Box::new(m20261122_000012_installation::Migration),
            Box::new(m20261122_000013_attendance::Migration),
            Box::new(m20261122_000014_course_life::Migration),
            Box::new(m20261122_000015_transfer::Migration),
            Box::new(m20261122_000016_confirmed::Migration),
            Box::new(m20261122_000017_plan::Migration),
            Box::new(m20261122_000018_draft_origin::Migration),
            Box::new(m20261122_000019_second_factor::Migration),
            Box::new(m20261122_000020_stratum::Migration),
            Box::new(m20261122_000021_publication::Migration),
            Box::new(m20261122_000022_health_record::Migration),
            Box::new(m20261122_000024_indicator_notes::Migration),
            Box::new(m20261122_000025_municipality_statistics::Migration),
            Box::new(m20261122_000026_publication_basis::Migration),
            Box::new(m20261122_000027_course_running::Migration),
            Box::new(m20261122_000028_site::Migration),
            Box::new(m20261122_000030_running_by_state::Migration),
            Box::new(m20261122_000032_form_reason::Migration),
            Box::new(m20261122_000033_access_log_citizens::Migration),
            Box::new(m20261122_000035_idempotency_done::Migration),
        ]
    }
}
