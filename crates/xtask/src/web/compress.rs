//! Compresses once at build time what a browser would otherwise wait for on every first visit.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::assets::Asset;
use crate::failure::Failure;

/// Formats that are compressed already.
const COMPRESSED: [&str; 5] = [".woff2", ".woff", ".png", ".jpg", ".webp"];

/// A file with its compressed copies; a copy that saves nothing is left out.
pub(super) struct Sized {
    /// Path in `dist/`.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
    pub(super) gzip: Option<Vec<u8>>,
    pub(super) brotli: Option<Vec<u8>>,
}

impl Sized {
    /// The files to write: suffix and content.
    pub(super) fn variants(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        let copies = [(".gz", self.gzip.as_deref()), (".br", self.brotli.as_deref())];
        std::iter::once(("", self.bytes.as_slice()))
            .chain(copies.into_iter().filter_map(|(suffix, bytes)| Some((suffix, bytes?))))
    }
}

/// Compresses all files; `fast` takes what is quickest instead of what is smallest.
pub(super) fn all(files: &[Asset], fast: bool) -> Result<Vec<Sized>, Failure> {
    files
        .iter()
        .map(|file| one(file, fast).map_err(Failure::because(format!("compress {}", file.path))))
        .collect()
}

fn one(file: &Asset, fast: bool) -> std::io::Result<Sized> {
    let (path, bytes) = (file.path.clone(), file.bytes.clone());
    if COMPRESSED.iter().any(|ending| path.ends_with(ending)) {
        return Ok(Sized { path, bytes, gzip: None, brotli: None });
    }
    let level = if fast { Compression::fast() } else { Compression::best() };
    let mut gzip = GzEncoder::new(Vec::new(), level);
    gzip.write_all(&bytes)?;
    let mut brotli = Vec::new();
    let quality = if fast { 2 } else { 11 };
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut brotli, &parameters)?;
    let saves = |copy: Vec<u8>| (copy.len() < bytes.len()).then_some(copy);
    Ok(Sized { gzip: saves(gzip.finish()?), brotli: saves(brotli), path, bytes })
}

#[cfg(test)]
mod tests {
    use super::{Asset, one};

    #[test]
    fn text_is_compressed_and_a_font_is_not() {
        let asset = |path: &str| Asset { path: path.to_owned(), bytes: vec![b'a'; 5000] };
        let text = one(&asset("a.css"), false).expect("compressed");
        assert_eq!(text.variants().map(|(suffix, _)| suffix).collect::<Vec<_>>(), ["", ".gz", ".br"]);
        let font = one(&asset("a.woff2"), false).expect("read");
        assert_eq!(font.variants().count(), 1);
    }
}
