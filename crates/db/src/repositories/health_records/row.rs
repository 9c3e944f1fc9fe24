//! Records as they are stored, and as a course reads those of its citizen.

use std::str::FromStr;

use chrono::NaiveDate;
use domain::decimal::Decimal;
use domain::health_record::HealthRecord;

use crate::error::Error;

/// The citizen of the course `$2`, for [`records_of`].
pub(crate) const OF_COURSE: &str =
    "(SELECT k.citizen_id FROM course k WHERE k.municipality = $1 AND k.id = $2)";

/// The records of a citizen as one text: one round trip with the course. Neither keys, codes nor units hold `|` or `;`.
pub(crate) fn records_of(citizen: &str) -> String {
    format!(
        "(SELECT string_agg(h.sector || '|' || h.record_key || '|' || h.provider || '|' || \
    h.code || '|' || coalesce(h.diagnosis, '') || '|' || CAST(h.recorded_on AS text) || '|' || \
    coalesce(CAST(h.value AS text), '') || '|' || coalesce(h.unit, ''), ';') FROM health_record h \
    WHERE h.municipality = $1 AND h.citizen_id = {citizen}) AS records"
    )
}

/// Reads what [`records_of`] says.
pub(crate) fn read_all(text: &str) -> Result<Vec<HealthRecord>, Error> {
    text.split_terminator(';').map(read).collect()
}

fn read(text: &str) -> Result<HealthRecord, Error> {
    let unreadable = || Error::inconsistent("health_record", "a record cannot be read");
    let parts: Vec<&str> = text.split('|').collect();
    let &[sector, key, provider, code, diagnosis, on, value, unit] = parts.as_slice() else {
        return Err(unreadable());
    };
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let value = match value {
        "" => None,
        millionths => Some(Decimal::from_millionths(parse(millionths)?)),
    };
    Ok(HealthRecord {
        key: key.to_owned(),
        sector: parse(sector)?,
        provider: parse(provider)?,
        code: code.to_owned(),
        diagnosis: known(diagnosis),
        on: parse::<NaiveDate>(on)?,
        value,
        unit: known(unit),
    })
}

fn parse<T: FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::inconsistent("health_record", "a record cannot be read"))
}
