//! Runs other programs: shown, quietly, or shown and read at the same time.

use std::ffi::OsStr;
use std::io::{IsTerminal, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use crate::failure::Failure;

/// A command that starts in a folder.
pub(crate) fn command<A: AsRef<OsStr>>(folder: &Path, program: &str, arguments: &[A]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments);
    command
}

/// Runs a command whose output the reader sees.
pub(crate) fn show(command: &mut Command) -> Result<(), Failure> {
    let text = describe(command);
    let status = command.status().map_err(Failure::because(format!("start `{text}`")))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{text}` ended with {status}"))) }
}

/// Runs a command and returns its standard output; what it says on standard error goes into the failure.
pub(crate) fn read(command: &mut Command) -> Result<Vec<u8>, Failure> {
    let text = describe(command);
    let output =
        command.stdin(Stdio::null()).output().map_err(Failure::because(format!("start `{text}`")))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let error = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("`{text}` ended with {}\n{}", output.status, error.trim_end())))
}

/// Whether a command can be started and succeeds; says nothing.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Runs a command, shows its output as it comes and returns it, with whether it succeeded.
pub(crate) fn tee(command: &mut Command) -> Result<(String, bool), Failure> {
    let text = describe(command);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if std::io::stderr().is_terminal() {
        // The pipe in between would take the colours away.
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let mut child = command.spawn().map_err(Failure::because(format!("start `{text}`")))?;
    let errors = child.stderr.take();
    let reader = thread::spawn(move || errors.map(|pipe| copy(pipe, std::io::stderr())).unwrap_or_default());
    let mut bytes = child.stdout.take().map(|pipe| copy(pipe, std::io::stdout())).unwrap_or_default();
    let status = child.wait().map_err(Failure::because(format!("wait for `{text}`")))?;
    bytes.extend(reader.join().unwrap_or_default());
    Ok((String::from_utf8_lossy(&bytes).into_owned(), status.success()))
}

fn copy(mut from: impl Read, mut to: impl Write) -> Vec<u8> {
    let (mut all, mut buffer) = (Vec::new(), [0; 8192]);
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        // A closed terminal must not end the run; the bytes are still counted.
        let _ = to.write_all(&buffer[..count]).and_then(|()| to.flush());
        all.extend_from_slice(&buffer[..count]);
    }
    all
}

/// The command as one would type it.
pub(crate) fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
