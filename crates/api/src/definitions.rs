//! The programmes as they are sent: serialised and compressed once, at start.

use std::collections::HashMap;
use std::io::Write;

use actix_web::web::Bytes;
use domain::programme::{Catalogue, Programme};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// One programme version as bytes.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The JSON.
    pub json: Bytes,
    /// The same, gzipped.
    pub gzip: Bytes,
    /// Its `ETag`.
    pub etag: String,
}

/// Every programme version as bytes.
#[derive(Clone, Debug, Default)]
pub struct Definitions(HashMap<(String, String), Definition>);

impl Definitions {
    /// Serialises a catalogue.
    ///
    /// # Errors
    /// What cannot be serialised, which is a fault of this program.
    pub fn new(catalogue: &Catalogue) -> Result<Self, std::io::Error> {
        let all = catalogue
            .all()
            .map(|programme| Ok(((programme.id.clone(), programme.version.clone()), definition(programme)?)));
        all.collect::<Result<_, std::io::Error>>().map(Self)
    }

    /// One version of a programme.
    #[must_use]
    pub fn find(&self, id: &str, version: &str) -> Option<&Definition> {
        self.0.get(&(id.to_owned(), version.to_owned()))
    }
}

fn definition(programme: &Programme) -> Result<Definition, std::io::Error> {
    let json = serde_json::to_vec(programme)?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&json)?;
    let etag = format!("\"{}\"", hex::encode(&Sha256::digest(&json)[..12]));
    Ok(Definition { gzip: encoder.finish()?.into(), json: json.into(), etag })
}
