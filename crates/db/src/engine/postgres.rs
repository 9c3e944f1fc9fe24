//! PostgreSQL: a pool, and every transaction told whose rows it may see.

use std::net::IpAddr;
use std::str::FromStr;

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DbErr, IsolationLevel, QueryResult, Statement,
    TransactionOptions, TransactionTrait,
};
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgSslMode};

use super::Tx;
use super::sqlite::observed;
use crate::error::{Error, StartError, is_lost};
use crate::settings::{Durability, Settings};
use crate::tenant::Tenant;

pub(super) async fn open(settings: &Settings) -> Result<DatabaseConnection, StartError> {
    let options = options(&settings.url)?.options([
        ("datestyle", "ISO"),
        ("statement_timeout", "30s"),
        ("idle_in_transaction_session_timeout", "60s"),
        ("lock_timeout", "10s"),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(settings.connections)
        .acquire_timeout(settings.patience)
        .test_before_acquire(false)
        .connect_with(options)
        .await?;
    let pool = observed(pool.into(), settings.observer.clone());
    check_role(&pool).await?;
    if settings.durability == Durability::Full {
        check_durability(&pool).await?;
    }
    Ok(pool)
}

/// Opens a connection for migrations, as the role that owns the tables.
pub(crate) async fn connect_owner(url: &str) -> Result<DatabaseConnection, StartError> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options(url)?).await?;
    Ok(pool.into())
}

/// Begins a transaction that sees and touches the rows of one tenant only.
pub(super) async fn begin(pool: &DatabaseConnection, tenant: Tenant) -> Result<Tx, Error> {
    begin_with(pool, tenant, TransactionOptions::default()).await
}

/// Begins a transaction that only reads, and in which every statement sees what the first one saw.
pub(super) async fn begin_reading(pool: &DatabaseConnection, tenant: Tenant) -> Result<Tx, Error> {
    let options = TransactionOptions {
        isolation_level: Some(IsolationLevel::RepeatableRead),
        access_mode: Some(AccessMode::ReadOnly),
        ..TransactionOptions::default()
    };
    begin_with(pool, tenant, options).await
}

/// A pooled connection may have been cut while nobody used it; nothing has happened in it yet, so the next one is tried.
async fn begin_with(
    pool: &DatabaseConnection,
    tenant: Tenant,
    options: TransactionOptions,
) -> Result<Tx, Error> {
    let attempts = pool.get_postgres_connection_pool().options().get_max_connections();
    for _ in 0..attempts {
        match begin_on_one(pool, tenant, options).await {
            Err(error) if is_lost(&error) => {}
            begun => return Ok(begun?),
        }
    }
    Ok(begin_on_one(pool, tenant, options).await?)
}

async fn begin_on_one(
    pool: &DatabaseConnection,
    tenant: Tenant,
    options: TransactionOptions,
) -> Result<Tx, DbErr> {
    let tx = pool.begin_with_options(options).await?;
    scope(&tx, tenant).await?;
    Ok(tx)
}

/// Says whose rows the rest of a transaction sees and touches.
pub(super) async fn scope(tx: &Tx, tenant: Tenant) -> Result<(), DbErr> {
    const SCOPE: &str = "SELECT set_config('app.municipality', $1, true)";
    let scope = Statement::from_sql_and_values(tx.get_database_backend(), SCOPE, [tenant.code().into()]);
    tx.query_one_raw(scope).await?;
    Ok(())
}

pub(super) fn options(url: &str) -> Result<PgConnectOptions, StartError> {
    // Not the text of the address: it may hold a password.
    let options = PgConnectOptions::from_str(url).map_err(|_| StartError::Address("this".into()))?;
    refuse_open_network(&options)?;
    Ok(options.application_name("hjertekom").statement_cache_capacity(256).disable_statement_logging())
}

/// Refuses an address on which everything could be read on the way: another machine whose certificate is not checked, and
/// no `sslmode=disable` as the word that the network itself is encrypted.
fn refuse_open_network(options: &PgConnectOptions) -> Result<(), StartError> {
    let host = options.get_host();
    let is_here = options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host.trim_matches(['[', ']']).parse().is_ok_and(|address: IpAddr| address.is_loopback());
    match options.get_ssl_mode() {
        PgSslMode::Allow | PgSslMode::Prefer | PgSslMode::Require if !is_here => {
            Err(StartError::OpenNetwork(host.to_owned()))
        }
        _ => Ok(()),
    }
}

async fn check_role(pool: &DatabaseConnection) -> Result<(), StartError> {
    // Ownership counts through membership too: a member of the owner may switch row-level security off.
    const ROLE: &str = "SELECT r.rolname::text AS role, r.rolsuper AS super, r.rolbypassrls AS bypass, \
        EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v') \
                AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owner \
        FROM pg_roles r WHERE r.rolname = current_user";
    let row = one(pool, ROLE).await?;
    let role: String = row.try_get("", "role")?;
    let why = if row.try_get("", "super")? {
        "is a superuser"
    } else if row.try_get("", "bypass")? {
        "may bypass row-level security"
    } else if row.try_get("", "owner")? {
        "owns tables"
    } else {
        return Ok(());
    };
    Err(StartError::TooPowerful { role, why })
}

async fn check_durability(pool: &DatabaseConnection) -> Result<(), StartError> {
    const SETTINGS: &str = "SELECT name::text AS name FROM pg_settings \
        WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' LIMIT 1";
    let statement = Statement::from_sql_and_values(pool.get_database_backend(), SETTINGS, []);
    match pool.query_one_raw(statement).await? {
        Some(row) => Err(StartError::NotDurable(row.try_get("", "name")?)),
        None => Ok(()),
    }
}

async fn one(pool: &DatabaseConnection, query: &'static str) -> Result<QueryResult, StartError> {
    let statement = Statement::from_sql_and_values(pool.get_database_backend(), query, []);
    let row = pool.query_one_raw(statement).await?;
    row.ok_or_else(|| StartError::Schema("the role is unknown".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_machine_is_reached_in_clear_only_where_the_address_says_so() {
        for here in [
            "postgres://app@localhost/db",
            "postgres://app@127.0.0.1/db",
            "postgres://app@[::1]/db",
            "postgres://app@localhost/db?host=/run/postgresql",
            "postgres://app@db.kommune.dk/db?sslmode=disable",
            "postgres://app@db.kommune.dk/db?sslmode=verify-ca",
            "postgres://app@db.kommune.dk/db?sslmode=verify-full",
        ] {
            assert!(options(here).is_ok(), "{here}");
        }
        for open in [
            "postgres://app:secret@db.kommune.dk/db",
            "postgres://app:secret@10.0.0.5/db?sslmode=prefer",
            "postgres://app:secret@localhost.example/db?sslmode=allow",
            "postgres://app:secret@db.kommune.dk/db?sslmode=require",
        ] {
            let line = options(open).unwrap_err().to_string();
            assert!(line.contains("verify-full") && !line.contains("secret"), "{line}");
            assert!(!line.contains('\n'), "one clear line");
        }
    }
}
