//! The private server, as the tests of other crates meet it.
#![expect(clippy::expect_used, reason = "helpers of a test fail the test")]

use std::process::Command;

use testkit::postgres::{TestDatabase, fresh_database};

fn psql(url: &str, sql: &str) -> Result<String, String> {
    let mut command = Command::new("psql");
    command.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]);
    let output = command.args(["--dbname", url, "--command", sql]).output().expect("psql runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8").trim().to_owned();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

fn role(url: &str) -> String {
    let sql = "select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user";
    psql(url, sql).expect("the role is visible")
}

#[tokio::test]
async fn the_owner_may_create_tables_and_the_app_may_not() {
    let database: TestDatabase = fresh_database().await;
    assert_eq!(role(&database.owner_url), "hjertekom_owner|f|f|f|f");
    assert_eq!(role(&database.app_url), "hjertekom_app|f|f|f|f");
    psql(&database.owner_url, "create table course (id int)").expect("the owner migrates");
    let refused = psql(&database.app_url, "create table other (id int)").expect_err("the app owns nothing");
    assert!(refused.contains("permission denied"), "{refused}");
    let refused = psql(&database.app_url, "select * from course").expect_err("nothing is granted yet");
    assert!(refused.contains("permission denied"), "{refused}");
}

#[tokio::test]
async fn two_databases_do_not_see_each_other_and_are_dropped() {
    let (one, other) = (fresh_database().await, fresh_database().await);
    assert_ne!(one.name, other.name);
    psql(&one.owner_url, "create table only_here ()").expect("created");
    psql(&other.owner_url, "select * from only_here").expect_err("not in the other one");
    let (name, admin) = (one.name.clone(), other.admin_url.clone());
    drop(one);
    let left = psql(&admin, &format!("select count(*) from pg_database where datname = '{name}'"));
    assert_eq!(left.expect("counted"), "0");
}

#[tokio::test]
async fn danish_letters_fold_and_nothing_listens_on_a_port() {
    let database = fresh_database().await;
    assert_eq!(psql(&database.app_url, "select lower('ÆØÅ')").expect("folded"), "æøå");
    assert_eq!(psql(&database.app_url, "show listen_addresses").expect("shown"), "");
}
