//! Names as sets of keyed hashes, one per word, so that whole words can be searched in ciphertext.

use std::collections::BTreeSet;

use domain::ids::CitizenId;
use sea_orm::Value;

use crate::engine::Tx;
use crate::error::Error;
use crate::key_ring::TenantKeys;
use crate::sql;

/// Half of a SHA-256: enough to tell a municipality's names apart.
const TOKEN_LENGTH: usize = 16;
/// The most words of a name that can be searched.
const MAX_WORDS: usize = 12;

/// The hashes of a name's words, without duplicates.
pub(crate) fn name_tokens(keys: &TenantKeys, name: &str) -> Vec<Vec<u8>> {
    let words: BTreeSet<String> = name
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words
        .iter()
        .take(MAX_WORDS)
        .map(|word| keys.index("name", word.as_bytes())[..TOKEN_LENGTH].to_vec())
        .collect()
}

pub(crate) const INSERT: &str = "INSERT INTO citizen_name_token (municipality, token, citizen_id) VALUES ";
pub(crate) const WIDTH: usize = 3;

pub(super) async fn insert(
    tx: &Tx,
    code: &str,
    citizen: CitizenId,
    tokens: Vec<Vec<u8>>,
) -> Result<(), Error> {
    if tokens.is_empty() {
        return Ok(());
    }
    let insert = format!("{INSERT}{}", sql::rows(tokens.len(), WIDTH));
    let values = tokens.into_iter().flat_map(|token| [Value::from(code), token.into(), citizen.get().into()]);
    sql::execute(tx, insert, values.collect::<Vec<_>>()).await?;
    Ok(())
}

/// Forgets the words of a record: its name can no longer be searched.
pub(super) async fn delete(tx: &Tx, code: &str, citizen: CitizenId) -> Result<(), Error> {
    const DELETE: &str = "DELETE FROM citizen_name_token WHERE municipality = $1 AND citizen_id = $2";
    sql::execute(tx, DELETE, [code.into(), citizen.get().into()]).await?;
    Ok(())
}
