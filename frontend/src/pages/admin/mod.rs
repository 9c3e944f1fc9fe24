//! Administration: what the definitions say and how the municipality uses them. Definitions are data of a release, so
//! nothing of them is changed here.

mod difference;
mod examples;
mod fields;
mod forms;
mod indicators;
mod trial;
mod versions;

use std::sync::Arc;

use api_client::Answer;
use api_types::ProgrammeSummary;
use chrono::NaiveDate;
use domain::programme::Programme;
use leptos::ev::KeyboardEvent;

pub(crate) use self::forms::page as forms_page;
pub(crate) use self::indicators::page as indicators_page;
pub(crate) use self::trial::page as trial_page;
use super::attendance::move_focus;
use crate::programmes::{HJERTEKOM, Programmes};
use crate::session::Session;

/// The names of the choices in the address.
const VERSION: &str = "version";
const FORM: &str = "skema";

/// One version of the programme and how long it is the newest.
#[derive(Clone)]
struct Version {
    programme: Arc<Programme>,
    /// The last day before the next one, if there is a next one.
    until: Option<NaiveDate>,
}

/// Every version, newest first.
async fn versions(session: &Session, programmes: Programmes) -> Answer<Vec<Version>> {
    let listed = session.client().programmes().await?.items;
    let own = listed.into_iter().filter(|version| version.id == HJERTEKOM).collect();
    let dated = with_ends(own);
    let fetches = dated.into_iter().map(async |(summary, until)| -> Answer<Version> {
        let programme = programmes.get(session, &summary.id, &summary.version).await?;
        Ok(Version { programme, until })
    });
    futures::future::try_join_all(fetches).await
}

/// The versions, newest first, each with the last day before the next one.
fn with_ends(mut listed: Vec<ProgrammeSummary>) -> Vec<(ProgrammeSummary, Option<NaiveDate>)> {
    listed.sort_by_key(|version| std::cmp::Reverse(version.valid_from));
    let mut next: Option<NaiveDate> = None;
    let dated = listed.into_iter().map(|version| {
        let until = next.and_then(|next| next.pred_opt());
        next = Some(version.valid_from);
        (version, until)
    });
    dated.collect()
}

/// The version with this name, or the newest.
fn chosen<'a>(versions: &'a [Version], wanted: Option<&str>) -> Option<&'a Version> {
    let named = versions.iter().find(|version| Some(version.programme.version.as_str()) == wanted);
    named.or_else(|| versions.first())
}

/// The address of an entry of a version among the definitions.
fn definition_address(programme: &Programme) -> String {
    format!("/data?version={}/{}", programme.id, programme.version)
}

/// Up and down go from row to row.
fn arrows(event: &KeyboardEvent) {
    move_focus(event, "a.admin-link", "tr");
}

#[cfg(test)]
mod tests {
    use domain::text::Text;

    use super::*;

    fn version(name: &str, from: &str) -> ProgrammeSummary {
        let (label, valid_from) = (Text::new("P", "P"), from.parse().unwrap());
        ProgrammeSummary { id: HJERTEKOM.into(), version: name.into(), label, valid_from }
    }

    #[test]
    fn a_version_is_valid_until_the_day_before_the_next() {
        let dated = with_ends(vec![
            version("1", "2026-01-01"),
            version("3", "2028-03-01"),
            version("2", "2027-01-01"),
        ]);
        let told: Vec<_> = dated.iter().map(|(version, until)| (version.version.as_str(), *until)).collect();
        let day = |text: &str| Some(text.parse().unwrap());
        assert_eq!(told, [("3", None), ("2", day("2028-02-29")), ("1", day("2026-12-31"))]);
    }
}
