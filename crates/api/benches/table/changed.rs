//! What an end form changes: read from the product's own database, so that bare `sqlx` writes the same.

use sqlx::{AnyPool, Row};

/// One outcome that an end form changes.
#[derive(Clone, Debug)]
pub(crate) struct Changed {
    pub(crate) indicator: String,
    pub(crate) version: String,
    /// The state with the end form.
    pub(crate) state: String,
    /// The date it counts at then, `yyyy-mm-dd`.
    pub(crate) counts_on: Option<String>,
    /// The date it counted at before.
    pub(crate) counted_on: Option<String>,
}

impl Changed {
    /// The first days of the months whose tallies change.
    pub(crate) fn months(&self) -> Vec<String> {
        let days = [&self.counts_on, &self.counted_on];
        let mut months: Vec<String> = days
            .into_iter()
            .flatten()
            .map(|day| format!("{}-01", day.get(..7).unwrap_or_default()))
            .collect();
        months.dedup();
        months
    }
}

/// The outcomes in which a course that was ended differs from one that was not; all courses are alike otherwise.
pub(crate) async fn changed(pool: &AnyPool) -> Vec<Changed> {
    let ended = outcomes(pool, "FALSE").await;
    let open = outcomes(pool, "TRUE").await;
    let of = |key: &(String, String)| open.iter().find(|(known, ..)| known == key);
    let changed: Vec<_> = ended
        .into_iter()
        .filter(|(key, state, on)| of(key).is_none_or(|(_, before, day)| (before, day) != (state, on)))
        .map(|((indicator, version), state, counts_on)| {
            let counted_on = of(&(indicator.clone(), version.clone())).and_then(|(.., day)| day.clone());
            Changed { indicator, version, state, counts_on, counted_on }
        })
        .collect();
    assert!(!changed.is_empty(), "an end form changes what a course counts as");
    changed
}

type Outcome = ((String, String), String, Option<String>);

async fn outcomes(pool: &AnyPool, is_open: &str) -> Vec<Outcome> {
    let query = format!(
        "SELECT indicator, version, state, CAST(attributed_on AS text) AS day FROM outcome WHERE course_id = \
         (SELECT id FROM course WHERE is_open = {is_open} ORDER BY id LIMIT 1)"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(query)).fetch_all(pool).await.expect("outcomes");
    rows.iter()
        .map(|row| {
            let text = |column: &str| row.get::<Option<String>, _>(column);
            let key = (text("indicator").unwrap_or_default(), text("version").unwrap_or_default());
            (key, text("state").unwrap_or_default(), text("day"))
        })
        .collect()
}
