//! `hjertekom programme`: checks definitions, and publishes what they say.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::programme::Programme;
use programmes::{Counted, Loaded};

use super::Failure;

/// What to do with definitions.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Load every definition, run its worked examples, and say what there is.
    Check {
        /// A folder laid out as `<programme>/<version>/*.toml`; the embedded definitions if absent.
        folder: Option<PathBuf>,
    },
    /// Write code-book.csv and indicators.json.
    Export {
        /// Where to write them.
        #[arg(long)]
        out: PathBuf,
    },
}

/// Carries it out.
///
/// # Errors
/// Everything that is wrong with a definition, as `file:line: reason`.
pub fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Check { folder } => check(folder.as_deref()),
        Command::Export { out } => export(out),
    }
}

fn check(folder: Option<&Path>) -> Result<(), Failure> {
    let loaded = match folder {
        Some(folder) => programmes::load_dir(folder),
        None => programmes::load_embedded(),
    };
    let loaded = loaded.map_err(|errors| {
        let count = errors.0.len();
        let noun = if count == 1 { "error" } else { "errors" };
        Failure::new(format!("{count} {noun}\n{errors}"))
    })?;
    if loaded.is_empty() {
        return Err(Failure::new("there is no definition: expected <programme>/<version>/*.toml"));
    }
    for Loaded { programme, counted } in &loaded {
        print!("{}", report(programme, *counted));
    }
    Ok(())
}

fn report(programme: &Programme, counted: Counted) -> String {
    let Counted { variables, checks, indicators, suggestions, examples } = counted;
    let title = format!("{} {}  {}", programme.id, programme.version, programme.label.da);
    let forms = programme.forms.len();
    let lines = [
        (forms, "forms"),
        (variables, "variables"),
        (programme.code_lists.len(), "code lists"),
        (checks, "checks"),
        (indicators, "indicators"),
        (suggestions, "suggestions"),
        (examples, "worked examples, all as expected"),
    ];
    let rows: String = lines.iter().map(|(count, what)| format!("  {count:>5} {what}\n")).collect();
    format!("{title}\n{rows}")
}

fn export(out: &Path) -> Result<(), Failure> {
    let catalogue = programmes::embedded()?;
    let all = || catalogue.all().map(AsRef::as_ref);
    std::fs::create_dir_all(out)?;
    std::fs::write(out.join("code-book.csv"), exchange::code_book::code_book(all())?)?;
    std::fs::write(out.join("indicators.json"), exchange::indicators::indicators(all())?)?;
    Ok(())
}
