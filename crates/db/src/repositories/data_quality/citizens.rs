//! Citizens who may be registered twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::engine::Tx;
use crate::error::Error;
use crate::sql;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    birth_date: NaiveDate,
    token: Vec<u8>,
}

/// Citizens who have both the name and the date of birth of another one, e.g. because one has a replacement number.
///
/// Names are compared by the keyed hashes of their words, so none is opened.
pub(super) async fn look_alikes(tx: &Tx, code: &str) -> Result<u64, Error> {
    const CITIZENS: &str = "SELECT z.id, z.birth_date, t.token FROM citizen z \
        JOIN citizen_name_token t ON t.municipality = z.municipality AND t.citizen_id = z.id \
        WHERE z.municipality = $1 AND z.merged_into IS NULL";
    let mut names: HashMap<Uuid, (NaiveDate, BTreeSet<Vec<u8>>)> = HashMap::new();
    for row in sql::all::<Row>(tx, CITIZENS, [code.into()]).await? {
        let known = names.entry(row.id).or_insert((row.birth_date, BTreeSet::new()));
        known.1.insert(row.token);
    }
    let mut people: BTreeMap<(NaiveDate, BTreeSet<Vec<u8>>), u64> = BTreeMap::new();
    for person in names.into_values() {
        *people.entry(person).or_default() += 1;
    }
    Ok(people.into_values().filter(|count| *count > 1).sum())
}
