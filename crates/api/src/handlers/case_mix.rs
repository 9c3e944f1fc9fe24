//! Who the citizens are.

use std::collections::BTreeMap;

use actix_web::get;
use actix_web::web::{self, Data};
use api_types::{CaseMix, CaseMixLevel, CaseMixSplit, MunicipalityView};
use db::CaseMixCounts;
use db::rights::ReadIndicators;
use domain::programme::{AgeGroups, Programme, Split, UNKNOWN};
use domain::text::Text;

use super::period::InPeriod;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Error;
use crate::findings::{case_mix as words, number};
use crate::query::Query;

/// The most levels of a split that are shown; the rest is one. Source: ux 3.15.
const MOST_LEVELS: usize = 8;

/// The courses that started in a period, by who their citizens are.
#[utoipa::path(
    tag = "management", operation_id = "case_mix",
    params(InPeriod),
    responses((status = OK, description = "The citizens", body = CaseMix), Error),
)]
#[get("/case-mix")]
pub(crate) async fn of_period(
    caller: Caller<ReadIndicators>,
    query: Query<InPeriod>,
    app: Data<App>,
) -> Result<web::Json<CaseMix>, Error> {
    Ok(web::Json(found(&app, &caller, query.into_inner()).await?))
}

/// The citizens that are asked about.
///
/// # Errors
/// As of the operation.
pub(super) async fn found(
    app: &App,
    caller: &Caller<ReadIndicators>,
    query: InPeriod,
) -> Result<CaseMix, Error> {
    let (own, period) = query.of(caller, app.clock.today())?;
    let programme = app.catalogue.current(&query.programme).ok_or(Error::NOT_FOUND)?;
    let counts = app.db.case_mix(caller).count(&query.programme, period).await?;
    let published = app.db.case_mix(caller).published(&query.programme).await?;
    let shares = published.as_ref().map(|published| &published.shares);
    let mut splits = splits(programme, &counts);
    for split in &mut splits {
        for level in &mut split.levels {
            let key = (split.id.clone(), level.id.clone());
            level.all = shares.and_then(|shares| shares.get(&key).copied());
        }
    }
    Ok(CaseMix {
        finding: words::finding(counts.courses, &splits),
        summary: words::summary(&splits),
        programme: query.programme,
        municipality: MunicipalityView::from(own),
        from: period.from(),
        to: period.to(),
        n: counts.courses,
        splits,
        snapshot: published.map(|published| published.snapshot.id.to_string()),
        updated_at: app.clock.now(),
    })
}

/// The splits of the definition; ages in finer groups stand behind the first.
fn splits(programme: &Programme, counts: &CaseMixCounts) -> Vec<CaseMixSplit> {
    let ages = programme.management.ages.as_ref().map(|groups| ages(groups, &counts.ages));
    let divided = programme.splits.iter().zip(&counts.splits).map(|(split, levels)| divided(split, levels));
    let mut all: Vec<CaseMixSplit> = divided.collect();
    if let Some(ages) = ages {
        all.insert(all.len().min(1), ages);
    }
    all
}

fn divided(split: &Split, counts: &BTreeMap<String, u64>) -> CaseMixSplit {
    let count = |id: &str| counts.get(id).copied().unwrap_or(0);
    let mut levels: Vec<(String, Text, u64)> =
        split.levels.iter().map(|level| (level.id.clone(), level.label.clone(), count(&level.id))).collect();
    if levels.len() > MOST_LEVELS {
        let rest = levels.split_off(MOST_LEVELS.saturating_sub(1));
        let others = rest.iter().map(|(_, _, count)| count).sum();
        levels.push(("other".to_owned(), Text::new("Andre", "Other"), others));
    }
    whole((split.id.clone(), split.label.clone(), split.source.clone()), levels, count(UNKNOWN))
}

fn ages(groups: &AgeGroups, ages: &BTreeMap<u32, u64>) -> CaseMixSplit {
    let mut counts = vec![0; groups.from.len().saturating_add(1)];
    for (age, count) in ages {
        if let Some(group) = counts.get_mut(groups.place(*age)) {
            *group += count;
        }
    }
    let levels = groups.groups().into_iter().zip(counts).map(|((id, label), count)| (id, label, count));
    let head = (
        "age".to_owned(),
        Text::new("Alder i tiårsgrupper", "Age in ten-year groups"),
        groups.source.clone(),
    );
    whole(head, levels.collect(), 0)
}

fn whole(
    (id, label, source): (String, Text, String),
    levels: Vec<(String, Text, u64)>,
    unknown: u64,
) -> CaseMixSplit {
    let known = levels.iter().map(|(_, _, count)| count).sum();
    let levels = levels.into_iter().map(|(id, label, count)| {
        let share = number::share(count, known);
        CaseMixLevel {
            id,
            label,
            count,
            share: share.value,
            ci_low: share.ci_low,
            ci_high: share.ci_high,
            all: None,
        }
    });
    CaseMixSplit { id, label, levels: levels.collect(), known, unknown, source }
}
