//! `hjertekom synthesise` and `hjertekom import` as an operator meets them: the real program, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::io::Read;
use std::process::{Output, Stdio};
use std::time::Duration;

use testkit::server::{Engine, Place};

const COURSES: &str = "300";

async fn place(engine: Engine) -> Place {
    Place::new(env!("CARGO_BIN_EXE_hjertekom"), engine, &[]).await.unwrap()
}

/// Runs a command and returns everything it wrote.
fn run(place: &Place, arguments: &[&str]) -> Output {
    place.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Writes a registry and returns its folder.
fn registry(place: &Place, courses: &str) -> String {
    let folder = place.folder().join("registry");
    let out = folder.to_str().unwrap().to_owned();
    place.run(&["synthesise", "--courses", courses, "--seed", "5", "--out", &out]).unwrap();
    out
}

#[tokio::test]
async fn a_registry_is_imported_once_however_often_it_is_asked_for() {
    for engine in Engine::ALL {
        let place = place(engine).await;
        let folder = registry(&place, COURSES);
        let first = run(&place, &["import", "--dir", &folder]);
        assert!(first.status.success(), "{}", said(&first));
        assert!(said(&first).contains("300 courses"), "{}", said(&first));
        let again = run(&place, &["import", "--dir", &folder]);
        assert!(again.status.success(), "{}", said(&again));
        assert_eq!(said(&again).matches("passed over").count(), 22, "{}", said(&again));
        assert!(said(&again).contains("0 courses"));
    }
}

#[tokio::test]
async fn a_file_with_one_error_is_not_written_and_the_files_before_it_are() {
    for engine in Engine::ALL {
        let place = place(engine).await;
        let folder = registry(&place, COURSES);
        let broken = format!("{folder}/0751.csv");
        let good = fs::read_to_string(&broken).unwrap();
        // The last row loses the leading zero that its number never had: nine digits.
        let last = good.trim_end().rfind('\n').unwrap();
        fs::write(&broken, format!("{}{}", &good[..=last], &good[last + 2..])).unwrap();

        let refused = run(&place, &["import", "--dir", &folder]);
        assert!(!refused.status.success());
        let words = said(&refused);
        assert!(
            words.contains("error [cpr_lost_zero]") && words.contains("nothing of 0751.csv was written"),
            "{words}"
        );

        fs::write(&broken, good).unwrap();
        let mended = run(&place, &["import", "--dir", &folder]);
        assert!(mended.status.success(), "{}", said(&mended));
        assert_eq!(said(&mended).matches("passed over").count(), 16, "files before 0751: {}", said(&mended));
    }
}

#[tokio::test]
async fn a_row_that_is_stored_already_is_named_and_nothing_is_written() {
    let place = place(Engine::Sqlite).await;
    let folder = registry(&place, COURSES);
    let file = format!("{folder}/0740.csv");
    place.run(&["import", &file]).unwrap();
    let rows = fs::read_to_string(&file).unwrap();
    let mut lines: Vec<String> = rows.lines().map(str::to_owned).collect();
    lines[1] = lines[1].replace("T0740-", "N0740-").replacen("61", "62", 1);
    fs::write(&file, lines.join("\n")).unwrap();
    let refused = run(&place, &["import", &file]);
    let words = said(&refused);
    assert!(!refused.status.success());
    assert!(words.contains("0740.csv:3: T0740-0000002: [course_key_exists]"), "{words}");
    assert!(words.ends_with("nothing was written\n"), "{words}");
}

#[tokio::test]
async fn checking_a_file_needs_no_database_and_writes_nothing() {
    let place = place(Engine::Sqlite).await;
    let folder = registry(&place, COURSES);
    let mut check = place.command(&["import", "--dir", &folder, "--mode", "validate"]);
    check.env("HJERTEKOM_DATABASE_URL", "postgres://nobody@127.0.0.1:1/nowhere");
    let checked = check.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    assert!(checked.status.success(), "{}", said(&checked));

    let file = place.folder().join("courses.csv");
    fs::write(&file, "cpr,course_key,start.weigth_kg\n").unwrap();
    let file = file.to_str().unwrap();
    let unnamed = run(&place, &["import", file, "--mode", "validate"]);
    assert!(said(&unnamed).contains("--municipality"), "{}", said(&unnamed));
    let wrong = run(&place, &["import", file, "--mode", "validate", "--municipality", "silkeborg"]);
    assert!(!wrong.status.success());
    assert!(said(&wrong).contains("Did you mean \"start.weight_kg\"?"), "{}", said(&wrong));
}

#[tokio::test]
async fn an_interrupted_import_leaves_nothing_half_written_and_goes_on_when_repeated() {
    let place = place(Engine::Sqlite).await;
    let folder = registry(&place, "3000");
    let mut import = place.command(&["import", "--dir", &folder]).stderr(Stdio::piped()).spawn().unwrap();
    // Enough for some files, and far from all of them.
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    let id = import.id().to_string();
    std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
    let status = import.wait().unwrap();
    let mut words = String::new();
    import.stderr.take().unwrap().read_to_string(&mut words).unwrap();
    if !status.success() {
        assert!(words.contains("interrupted"), "{words}");
    }
    let again = run(&place, &["import", "--dir", &folder]);
    assert!(again.status.success(), "{}", said(&again));
    let third = run(&place, &["import", "--dir", &folder]);
    assert_eq!(said(&third).matches("passed over").count(), 22, "{}", said(&third));
}

#[tokio::test]
async fn the_same_registry_is_written_again_and_another_one_is_refused() {
    let place = place(Engine::Sqlite).await;
    let folder = registry(&place, "100");
    let file = format!("{folder}/0740.csv");
    let before = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    registry(&place, "100");
    assert_eq!(fs::read(&file).unwrap(), before, "the file that was missing is the same again");
    let other = run(&place, &["synthesise", "--courses", "100", "--seed", "6", "--out", &folder]);
    assert!(!other.status.success());
    assert!(said(&other).contains("another registry"), "{}", said(&other));
    assert!(
        fs::read_dir(&folder).unwrap().all(|entry| entry
            .unwrap()
            .path()
            .extension()
            .is_none_or(|kind| kind != "part"))
    );
}
