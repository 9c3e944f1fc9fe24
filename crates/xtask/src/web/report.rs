//! Shows the sizes and keeps what is downloaded first within its budget.

use super::compress::Sized;
use super::sections;
use crate::failure::Failure;

/// What the module should weigh in brotli, in bytes.
const TARGET: usize = 350_000;
/// Above this the build fails.
const LIMIT: usize = 500_000;
/// What every page needs besides, by the end of its name, and what one such file may weigh as it is sent.
const LIMITS: [(&str, usize); 2] = [(".css", 16_000), (".woff2", 18_000)];

/// Prints a table of all files, the largest first; sizes in kB (1000 bytes).
pub(super) fn print(files: &[Sized]) {
    let mut files: Vec<&Sized> = files.iter().collect();
    files.sort_by_key(|file| std::cmp::Reverse(file.bytes.len()));
    eprintln!("\n      {:<60} {:>10} {:>10} {:>10}", "dist/", "kB", "gzip", "brotli");
    for file in files {
        let copy =
            |bytes: &Option<Vec<u8>>| bytes.as_ref().map_or("-".to_owned(), |bytes| kilobytes(bytes.len()));
        let (raw, gzip, brotli) = (kilobytes(file.bytes.len()), copy(&file.gzip), copy(&file.brotli));
        eprintln!("      {:<60} {raw:>10} {gzip:>10} {brotli:>10}", file.path);
    }
}

/// Fails when the part of the module that is downloaded first is larger than its budget, and says what it consists of.
pub(super) fn check_budget(files: &[Sized]) -> Result<(), Failure> {
    let Some(module) = files.iter().find(|file| is_first(&file.path)) else {
        return Err(Failure::new("the build made no .wasm file"));
    };
    check_small(files)?;
    let size = sent(module);
    let (shown, target, limit) = (kilobytes(size), kilobytes(TARGET), kilobytes(LIMIT));
    eprintln!("      wasm in brotli: {shown} kB (target {target} kB, limit {limit} kB)");
    if size <= LIMIT {
        return Ok(());
    }
    eprintln!("\n      sections of the module:");
    for section in sections::of(&module.bytes).unwrap_or_default() {
        eprintln!("      {:<32} {:>10} kB  {}", section.name, kilobytes(section.size), section.note());
    }
    Err(Failure::new(format!("the wasm module weighs {shown} kB in brotli, the limit is {limit} kB")).advice(
        "look for a new dependency (`cargo tree --package frontend --target wasm32-unknown-unknown`) or for generic code \
         that is compiled once per type",
    ))
}

fn check_small(files: &[Sized]) -> Result<(), Failure> {
    let limit =
        |file: &Sized| LIMITS.iter().find(|(ending, _)| file.path.ends_with(ending)).map(|(_, limit)| *limit);
    let heavy = files.iter().find_map(|file| Some((file, limit(file).filter(|limit| sent(file) > *limit)?)));
    let Some((file, limit)) = heavy else { return Ok(()) };
    let (shown, limit) = (kilobytes(sent(file)), kilobytes(limit));
    Err(Failure::new(format!("{} weighs {shown} kB, the limit is {limit} kB", file.path))
        .advice("a style sheet: delete what no page needs and reuse classes; a font: fewer letters"))
}

/// What a browser gets of a file.
fn sent(file: &Sized) -> usize {
    file.brotli.as_ref().map_or(file.bytes.len(), Vec::len)
}

/// Whether it is the part of the module that every page needs.
fn is_first(path: &str) -> bool {
    path.ends_with(".wasm") && path.contains("frontend_bg")
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, Sized, check_budget};

    fn file(path: &str, brotli: usize) -> Sized {
        let bytes = b"\0asm\x01\0\0\0".to_vec();
        Sized { path: path.to_owned(), bytes, gzip: None, brotli: Some(vec![0; brotli]) }
    }

    fn module(brotli: usize) -> [Sized; 1] {
        [file("assets/frontend_bg.wasm", brotli)]
    }

    #[test]
    fn a_module_above_the_limit_fails_the_build() {
        check_budget(&module(LIMIT)).expect("within the limit");
        let failure = check_budget(&module(LIMIT + 100)).expect_err("above the limit").to_string();
        assert!(failure.contains("500.1 kB"), "{failure}");
    }

    #[test]
    fn a_style_sheet_above_its_limit_fails_the_build() {
        let with = |size| [file("assets/frontend_bg.wasm", 1), file("assets/app-0.css", size)];
        check_budget(&with(16_000)).expect("within the limit");
        let failure = check_budget(&with(16_100)).expect_err("above the limit").to_string();
        assert!(failure.contains("app-0.css weighs 16.1 kB"), "{failure}");
    }
}
