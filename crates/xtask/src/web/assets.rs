//! Gives every file a name with a hash of its content, and writes those names where files mention each other.
//!
//! A file mentions another by a quoted or `url()` path that leads to a known file, or by a placeholder: `{{js}}` and
//! `{{wasm}}` (what the compiler made), `{{css}}` (all of `css/*.css` in the order of their names, as one file),
//! `{{fonts/a.woff2}}` (a path in `frontend/static`), `{{icon}}` (the file of that name with any ending), or
//! `{{font_regular}}` (the only file whose path has all of these words).

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// Files that browsers and people know by a fixed name, so they cannot be cached for ever.
const FIXED: [&str; 4] = ["index.html", "favicon.ico", "robots.txt", "licences/"];
/// Where everything else goes.
const FOLDER: &str = "assets";
/// The style sheet that is put together from all others.
const STYLE_SHEET: &str = "css/app.css";

/// A file of `dist/`.
pub(super) struct Asset {
    /// Path in `dist/`, with `/`.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

/// Source files by path, and what has been linked so far.
pub(super) struct Assets {
    sources: BTreeMap<String, Vec<u8>>,
    linked: BTreeMap<String, Asset>,
}

impl Assets {
    pub(super) fn new() -> Self {
        Self { sources: BTreeMap::new(), linked: BTreeMap::new() }
    }

    /// Adds all files of a folder; a name may come only once.
    pub(super) fn read_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        self.read(folder, "")
    }

    fn read(&mut self, folder: &Path, prefix: &str) -> Result<(), Failure> {
        let entries =
            std::fs::read_dir(folder).map_err(Failure::because(format!("read {}", folder.display())))?;
        for entry in entries.flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if name.starts_with('.') {
                continue;
            }
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                self.read(&path, &format!("{name}/"))?;
                continue;
            }
            let bytes = std::fs::read(&path).map_err(Failure::because(format!("read {}", path.display())))?;
            if self.sources.insert(name.clone(), bytes).is_some() {
                return Err(Failure::new(format!(
                    "{name} is made by the compiler and lies in frontend/static too"
                )));
            }
        }
        Ok(())
    }

    /// Links every file and returns them under their new names.
    pub(super) fn link(mut self) -> Result<Vec<Asset>, Failure> {
        if !self.sources.contains_key("index.html") {
            return Err(Failure::new("frontend/static/index.html is missing"));
        }
        self.join_style_sheets();
        let names: Vec<String> = self.sources.keys().cloned().collect();
        for name in names {
            self.address(&name, &mut Vec::new())?;
        }
        Ok(self.linked.into_values().collect())
    }

    /// Puts the parts of the style sheet together: one request, and an order that the names show.
    fn join_style_sheets(&mut self) {
        let is_part = |name: &String| name.starts_with("css/") && name.ends_with(".css");
        let names: Vec<String> = self.sources.keys().filter(|name| is_part(name)).cloned().collect();
        let parts = names.iter().filter_map(|name| self.sources.remove(name));
        let parts: Vec<Vec<u8>> = parts.map(tight).collect();
        if !parts.is_empty() {
            self.sources.insert(STYLE_SHEET.to_owned(), parts.join(&b'\n'));
        }
    }

    /// The address of a file in the browser; links it first. `above` are the files that are being linked.
    fn address(&mut self, name: &str, above: &mut Vec<String>) -> Result<String, Failure> {
        if !self.linked.contains_key(name) {
            if above.iter().any(|other| other == name) {
                return Err(Failure::new(format!("{name} mentions itself through {}", above.join(" → "))));
            }
            above.push(name.to_owned());
            let mut bytes = self.sources.get(name).cloned().unwrap_or_default();
            if is_text(name) {
                let text =
                    String::from_utf8(bytes).map_err(Failure::because(format!("{name} is not UTF-8")))?;
                bytes = self.rewrite(name, &text, above)?.into_bytes();
            }
            above.pop();
            let path = if is_fixed(name) { name.to_owned() } else { hashed(name, &bytes) };
            self.linked.insert(name.to_owned(), Asset { path, bytes });
        }
        Ok(self.linked.get(name).map(|asset| format!("/{}", asset.path)).unwrap_or_default())
    }

    /// Replaces placeholders and mentioned files.
    fn rewrite(&mut self, name: &str, text: &str, above: &mut Vec<String>) -> Result<String, Failure> {
        let generated = self.is_generated(name);
        let (mut out, mut rest) = (String::with_capacity(text.len()), text);
        while let Some(at) = rest.find(['{', '"', '\'', '`', '(']) {
            let (before, found) = rest.split_at(at);
            out.push_str(before);
            if let Some((key, after)) = placeholder(found).filter(|_| !generated) {
                let Some(target) = self.resolve(key) else {
                    let known = self.sources.keys().cloned().collect::<Vec<_>>().join(", ");
                    return Err(Failure::new(format!(
                        "{name} has {{{{{key}}}}}, which is no file of frontend/static"
                    ))
                    .advice(format!("use js, wasm, css or one of: {known}")));
                };
                out.push_str(&self.address(&target, above)?);
                rest = after;
                continue;
            }
            let (open, inner) = found.split_at(1);
            out.push_str(open);
            rest = inner;
            if let Some(lost) = self.lost(name, &out, inner) {
                return Err(Failure::new(format!(
                    "{name} has url({lost}), which is no file of frontend/static"
                )));
            }
            let close = if open == "(" { ')' } else { open.chars().next().unwrap_or('"') };
            if let Some(end) = inner.find([close, '\n']).filter(|_| open != "{")
                && let Some(target) = self.mentioned(name, &inner[..end])
            {
                out.push_str(&self.address(&target, above)?);
                rest = &inner[end..];
            }
        }
        out.push_str(rest);
        Ok(out)
    }

    /// The file that a style sheet asks for in vain; `before` ends where the address begins.
    fn lost(&self, name: &str, before: &str, after: &str) -> Option<String> {
        let inner = after.split(')').next().filter(|_| name.ends_with(".css") && before.ends_with("url("))?;
        let path = inner.trim().trim_matches(['"', '\'']);
        let elsewhere = ["data:", "#", "{{"].iter().any(|start| path.starts_with(start));
        (!elsewhere && self.mentioned(name, path).is_none()).then(|| path.to_owned())
    }

    /// What the compiler made: its braces are JavaScript, not placeholders.
    fn is_generated(&self, name: &str) -> bool {
        name == "frontend.js" || name.starts_with("snippets/")
    }

    /// The file that a placeholder means.
    fn resolve(&self, key: &str) -> Option<String> {
        let path = match key {
            "js" => "frontend.js",
            "wasm" => "frontend_bg.wasm",
            "css" => STYLE_SHEET,
            path => path.trim_start_matches('/'),
        };
        if self.sources.contains_key(path) {
            return Some(path.to_owned());
        }
        let stem = |name: &str| Some(name.rsplit('/').next()?.split('.').next()?.to_owned());
        let words =
            |name: &str| key.split('_').all(|word| name.to_lowercase().contains(&word.to_lowercase()));
        self.only(|name| stem(name).as_deref() == Some(key)).or_else(|| self.only(words))
    }

    /// The one file that fits.
    fn only(&self, fits: impl Fn(&str) -> bool) -> Option<String> {
        let mut names = self.sources.keys().filter(|name| fits(name));
        names.next().filter(|_| names.next().is_none()).cloned()
    }

    /// The known file that `text`, written in the file `from`, leads to. Never the file itself.
    fn mentioned(&self, from: &str, text: &str) -> Option<String> {
        let text = text.trim();
        // A bare word in JavaScript is a word; in CSS and HTML it may be a neighbour.
        if !text.contains('.') || text.contains(char::is_whitespace) {
            return None;
        }
        let text = text.split(['?', '#']).next()?;
        let mut parts: Vec<&str> = match text.strip_prefix('/') {
            Some(_) => Vec::new(),
            None => from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
        };
        for part in text.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        let path = parts.join("/");
        (path != from && path != "index.html" && self.sources.contains_key(&path)).then_some(path)
    }
}

/// `{{key}}…` → the key and what follows.
fn placeholder(text: &str) -> Option<(&str, &str)> {
    let (key, after) = text.strip_prefix("{{")?.split_once("}}")?;
    let key = key.trim();
    let is_path = |character: char| character.is_ascii_alphanumeric() || "._-/".contains(character);
    (!key.is_empty() && key.chars().all(is_path)).then_some((key, after))
}

fn is_text(name: &str) -> bool {
    [".html", ".css", ".js", ".webmanifest", ".svg"].iter().any(|ending| name.ends_with(ending))
}

fn is_fixed(name: &str) -> bool {
    FIXED.iter().any(|fixed| name == *fixed || (fixed.ends_with('/') && name.starts_with(fixed)))
}

/// A style sheet without comments and indents, which are for those who write it. What is not UTF-8 is refused later.
fn tight(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&bytes) else { return bytes };
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n").into_bytes()
}

/// `css/app.css` → `assets/app-0123456789abcdef.css`.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = hex::encode(&Sha256::digest(bytes)[..8]);
    let file = name.rsplit('/').next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, ending)) => format!("{FOLDER}/{stem}-{hash}.{ending}"),
        None => format!("{FOLDER}/{file}-{hash}"),
    }
}

#[cfg(test)]
mod tests;
