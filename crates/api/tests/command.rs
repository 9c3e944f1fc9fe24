//! The command line: what it prints, and that it refuses what cannot be right with one clear line.
#![expect(clippy::unwrap_used, reason = "helpers of a test fail the test")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use api::clock::{Clock, SystemClock};
use tempfile::TempDir;

/// Settings, arguments, and what the refusal names.
type Refused = (&'static [(&'static str, &'static str)], &'static [&'static str], &'static str);

/// The program with no settings but these.
fn hjertekom(folder: &Path, settings: &[(&str, &str)], arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hjertekom"));
    command.env_clear().current_dir(folder).args(arguments).stdin(Stdio::null());
    command.envs(settings.iter().map(|(name, value)| (format!("HJERTEKOM_{name}"), *value)));
    command
}

fn run(settings: &[(&str, &str)], arguments: &[&str]) -> (TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    let output = hjertekom(folder.path(), settings, arguments).output().unwrap();
    (folder, output)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The one line that says why the program refuses.
fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{} {}", text(&output.stdout), text(&output.stderr));
    let errors = text(&output.stderr);
    let lines: Vec<_> = errors.lines().filter(|line| line.starts_with("hjertekom: ")).collect();
    assert_eq!(lines.len(), 1, "{errors}");
    lines[0].to_owned()
}

#[test]
fn settings_that_cannot_be_right_are_refused_with_one_clear_line() {
    let table: &[Refused] = &[
        (&[("LISTEN", "0.0.0.0:8080")], &["serve"], "HJERTEKOM_LISTEN"),
        (&[("LISTEN", "here")], &["serve"], "HJERTEKOM_LISTEN"),
        (&[("FRONTEND_DIR", "."), ("LISTEN", "127.0.0.1:0")], &["serve"], "served to everybody"),
        (&[("PUBLIC_ORIGIN", "http://hjertekom.example")], &["serve"], "HJERTEKOM_PUBLIC_ORIGIN"),
        (&[("PUBLIC_ORIGIN", "https://hjertekom.example/sub")], &["serve"], "HJERTEKOM_PUBLIC_ORIGIN"),
        (&[("TRUSTED_PROXIES", "everybody")], &["serve"], "HJERTEKOM_TRUSTED_PROXIES"),
        (&[("DATABASE_CONNECTIONS", "many")], &["serve"], "HJERTEKOM_DATABASE_CONNECTIONS"),
        (&[("WORKERS", "-1")], &["serve"], "HJERTEKOM_WORKERS"),
        (&[("LOG", "=[")], &["serve"], "HJERTEKOM_LOG"),
        (&[("LOG_FORMAT", "xml")], &["serve"], "HJERTEKOM_LOG_FORMAT"),
        (&[("DATABASE_URL", "mysql://x")], &["migrate"], "no database address"),
        (&[("DATABASE_URL", "postgres://x@127.0.0.1:1/x")], &["serve"], "key file"),
        (&[("PUBLIC_ORIGIN", "https://hjertekom.example")], &["serve", "--demo"], "loopback only"),
        (&[("DATABASE_URL", "postgres://x@127.0.0.1:1/x")], &["serve", "--demo"], "embedded"),
        (&[("PROGRAMMES_DIR", "/nowhere")], &["serve"], "/nowhere"),
    ];
    for (settings, arguments, expected) in table {
        let (_folder, output) = run(settings, arguments);
        let refused = refusal(&output);
        assert!(refused.contains(expected), "{settings:?}: {refused}");
    }
}

#[test]
fn a_key_file_that_others_can_read_or_that_holds_no_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("hjertekom.key");
    let doctor = || {
        hjertekom(folder.path(), &[("DATA_DIR", "."), ("LISTEN", "127.0.0.1:0")], &["serve"])
            .output()
            .unwrap()
    };
    fs::write(&key, "00".repeat(32)).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(refusal(&doctor()).contains("chmod 0600"));
    fs::write(&key, "secret").unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(refusal(&doctor()).contains("64 hexadecimal digits"));
}

#[test]
fn a_lost_key_file_is_never_replaced_by_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let settings = [("DATA_DIR", "."), ("LISTEN", "127.0.0.1:0")];
    let output = |arguments: &[&str]| hjertekom(folder.path(), &settings, arguments).output().unwrap();
    // The schema alone needs no key: the first command that opens the database makes one.
    assert!(output(&["migrate"]).status.success());
    assert!(output(&["recompute"]).status.success());
    let (key, kept) = (folder.path().join("hjertekom.key"), folder.path().join("kept"));
    fs::rename(&key, &kept).unwrap();
    for arguments in [&["serve"][..], &["recompute"], &["audit", "verify"]] {
        assert!(
            refusal(&output(arguments)).contains("the key file ./hjertekom.key is missing"),
            "{arguments:?}"
        );
        assert!(!key.exists(), "{arguments:?} made a key");
    }
    fs::rename(&kept, &key).unwrap();
    assert!(output(&["recompute"]).status.success());
}

#[test]
fn beside_a_running_server_what_only_reads_works_and_the_rest_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let settings = [("DATA_DIR", "."), ("LISTEN", "127.0.0.1:0"), ("LOG", "error")];
    let output = |arguments: &[&str]| hjertekom(folder.path(), &settings, arguments).output().unwrap();
    assert!(output(&["recompute"]).status.success());
    let mut server = hjertekom(folder.path(), &settings, &["serve"]).spawn().unwrap();
    while output(&["migrate"]).status.success() {
        assert_eq!(server.try_wait().unwrap(), None, "the server ended");
    }
    let (verified, doctor) = (output(&["audit", "verify"]), output(&["doctor"]));
    let refused: Vec<_> = [&["recompute"][..], &["migrate"]].iter().map(|them| output(them)).collect();
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(verified.status.success(), "{}", text(&verified.stderr));
    assert!(doctor.status.success(), "{}", text(&doctor.stdout));
    for output in &refused {
        let line = refusal(output);
        assert!(line.contains("in use by another") && line.contains("stop the server"), "{line}");
    }
}

#[test]
fn a_recomputation_is_counted_and_goes_on_only_from_a_place_that_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let output = |arguments: &[&str]| {
        hjertekom(folder.path(), &[("DATA_DIR", ".")], &[&["recompute"], arguments].concat())
            .output()
            .unwrap()
    };
    let done = output(&[]);
    assert!(
        text(&done.stdout).contains("0 courses looked at, 0 count differently now"),
        "{}",
        text(&done.stdout)
    );
    assert!(output(&["--after", "0740/0d9a4a2b-7c11-7000-8000-6f1c2f0e7f0a"]).status.success());
    assert!(text(&output(&["--after", "0740"]).stderr).contains("<municipality>/<course>"));
}

#[test]
fn a_demo_and_an_installation_never_share_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let settings = [("DATA_DIR", "."), ("LISTEN", "127.0.0.1:0")];
    let output = |arguments: &[&str]| hjertekom(folder.path(), &settings, arguments).output().unwrap();
    assert!(output(&["migrate"]).status.success());
    assert!(refusal(&output(&["serve", "--demo"])).contains("an installation's data"));
    fs::remove_file(folder.path().join("hjertekom.sqlite")).unwrap();
    fs::write(folder.path().join("demo-password"), "x").unwrap();
    assert!(refusal(&output(&["serve"])).contains("a demo's data"));
}

#[test]
fn the_embedded_definitions_pass_and_the_report_counts_them() {
    let (_folder, output) = run(&[], &["programme", "check"]);
    assert!(output.status.success());
    let report = text(&output.stdout);
    assert!(report.starts_with("hjertekom 2026.1  HjerteKom"), "{report}");
    for line in ["6 forms", "43 indicators", "worked examples, all as expected"] {
        assert!(report.contains(line), "{report}");
    }
}

#[test]
fn a_definition_with_an_error_is_refused_with_file_line_and_reason() {
    let folder = tempfile::tempdir().unwrap();
    let version = folder.path().join("hjertekom/2026.1");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../programmes/definitions/hjertekom/2026.1"), &version);
    let indicators = version.join("indicators.toml");
    let broken = fs::read_to_string(&indicators).unwrap().replacen(
        "end.smoking_status == 'former'",
        "end.smokes == 'former'",
        1,
    );
    fs::write(&indicators, &broken).unwrap();
    let line = 1 + broken.lines().position(|line| line.contains("end.smokes")).unwrap();
    let output = hjertekom(folder.path(), &[], &["programme", "check", "."]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let report = text(&output.stderr);
    let expected = format!("hjertekom/2026.1/indicators.toml:{line}: ");
    assert!(report.contains(&expected) && report.contains("smokes"), "{expected} in {report}");
}

#[test]
fn the_published_contracts_are_what_the_program_prints() {
    let (folder, output) = run(&[], &["programme", "export", "--out", "out"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../api-spec");
    for name in ["code-book.csv", "indicators.json"] {
        let fresh = fs::read(folder.path().join("out").join(name)).unwrap();
        assert!(
            fresh == fs::read(published.join(name)).unwrap_or_default(),
            "run `cargo xtask spec`: {name} differs"
        );
    }
    let (folder, output) = run(&[], &["openapi"]);
    assert!(output.status.success());
    assert!(
        output.stdout == fs::read(published.join("openapi.json")).unwrap_or_default(),
        "run `cargo xtask spec`"
    );
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        0,
        "printing the document leaves nothing behind"
    );
}

#[test]
fn an_account_needs_a_long_password_and_a_municipality_that_fits_its_role() {
    let folder = tempfile::tempdir().unwrap();
    let add = |password: &str, arguments: &[&str]| {
        let all = [&["user", "add"], arguments].concat();
        let mut command = hjertekom(folder.path(), &[("DATA_DIR", ".")], &all);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Who is refused for the arguments never reads it.
        let _ = writeln!(child.stdin.take().unwrap(), "{password}");
        child.wait_with_output().unwrap()
    };
    let anna = ["anna", "--name", "Anna Prøve", "--role", "clinician"];
    let at_home = [&anna[..], &["--municipality", "silkeborg"]].concat();
    assert!(refusal(&add("short", &at_home)).contains("at least 15 characters"));
    assert!(refusal(&add("rigtig hest batteri", &anna)).contains("--municipality"));
    let added = add("rigtig hest batteri", &at_home);
    assert!(added.status.success(), "{}", text(&added.stderr));
    assert!(refusal(&add("rigtig hest batteri", &at_home)).contains("exists already"));
    let doctor = hjertekom(folder.path(), &[("DATA_DIR", ".")], &["doctor"]).output().unwrap();
    assert!(doctor.status.success(), "{}", text(&doctor.stdout));
    let verified = hjertekom(folder.path(), &[("DATA_DIR", ".")], &["audit", "verify"]).output().unwrap();
    assert!(
        verified.status.success() && text(&verified.stdout).contains("every chain holds"),
        "{}",
        text(&verified.stderr)
    );
    // An operator belongs to no municipality: the making of the account is in the platform's log.
    let operator = ["drift", "--name", "Drift", "--role", "operator"];
    assert!(add("rigtig hest batteri", &operator).status.success());
    let verified = hjertekom(folder.path(), &[("DATA_DIR", ".")], &["audit", "verify"]).output().unwrap();
    assert!(text(&verified.stdout).contains("0000 no municipality"), "{}", text(&verified.stdout));
}

#[test]
fn an_account_gets_a_second_factor_and_another_password_and_is_disabled() {
    let folder = tempfile::tempdir().unwrap();
    let user = |arguments: &[&str], answer: &dyn Fn(&str) -> String| {
        let all = [&["user"], arguments].concat();
        let mut command = hjertekom(folder.path(), &[("DATA_DIR", ".")], &all);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (mut input, mut output) =
            (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut first = String::new();
        if arguments[0] == "totp" {
            output.read_line(&mut first).unwrap();
        }
        let _ = writeln!(input, "{}", answer(&first));
        drop(input);
        let mut rest = String::new();
        output.read_to_string(&mut rest).unwrap();
        (child.wait_with_output().unwrap(), rest)
    };
    let anna = ["add", "anna", "--name", "Anna Prøve", "--role", "clinician", "--municipality", "silkeborg"];
    assert!(user(&anna, &|_| "rigtig hest batteri".into()).0.status.success());
    let (output, _) = user(&["totp", "anna"], &|_| "000000".into());
    assert!(refusal(&output).contains("nothing was changed"));
    let code = |line: &str| {
        let secret =
            data_encoding::BASE32_NOPAD.decode(line.trim().split(' ').next_back().unwrap().as_bytes());
        api::totp::code(&secret.unwrap(), api::totp::step(Clock::now(&SystemClock)))
    };
    let (output, rest) = user(&["totp", "anna"], &code);
    assert!(output.status.success() && rest.contains("needs a code"), "{rest} {}", text(&output.stderr));
    let (output, _) = user(&["totp", "anna", "--remove"], &|_| String::new());
    assert!(output.status.success());
    let (output, rest) = user(&["password", "anna"], &|_| "en anden god hest".into());
    assert!(output.status.success() && rest.contains("new password"), "{rest} {}", text(&output.stderr));
    assert!(refusal(&user(&["password", "anna"], &|_| "kort".into()).0).contains("at least 15 characters"));
    for (command, told) in [("disable", "can no longer log in"), ("enable", "can log in again")] {
        let (output, rest) = user(&[command, "anna"], &|_| String::new());
        assert!(output.status.success() && rest.contains(told), "{rest} {}", text(&output.stderr));
        assert!(refusal(&user(&[command, "ingen"], &|_| String::new()).0).contains("there is no account"));
    }
    assert!(refusal(&user(&["totp", "ingen"], &|_| String::new()).0).contains("there is no account ingen"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
