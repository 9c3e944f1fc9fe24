//! What is asked for: only what the cube has. Everything else is refused with the reason.

use std::sync::Arc;

use api_types::{
    BenchmarkIndicator, BenchmarkPeriod, BenchmarkSplit, BenchmarkView, Benchmarks, Labelled, ProblemCode,
};
use db::{Published, PublishedKey, Snapshot};
use domain::programme::{Catalogue, Indicator, Programme, Split};
use domain::publication::{self, Level, PeriodId, Tier};
use domain::text::Text;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::refusals;
use super::words::{self, labelled};
use crate::error::{Error, field_finding};

/// How many snapshots are offered.
const SNAPSHOTS: u32 = 24;

/// Which benchmark is wanted. Others' numbers have no further filters.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct BenchmarkQuery {
    /// The programme, e.g. `hjertekom`.
    #[param(example = "hjertekom")]
    pub(crate) programme: String,
    /// The definition version; absent: the newest that is published.
    #[serde(default)]
    version: Option<String>,
    /// The snapshot; absent: the newest.
    #[serde(default)]
    pub(crate) snapshot: Option<Uuid>,
    /// `municipality`, `cluster`, `region`, `instance` or `all`; absent: `municipality`.
    #[serde(default)]
    level: Option<String>,
    /// `rolling` for the last twelve months, or a calendar year; absent: `rolling`.
    #[serde(default)]
    period: Option<String>,
    /// What is split by: one published split. In the adjusted view the only one that is adjusted for; absent: all at once.
    #[serde(default)]
    split: Option<String>,
    /// The level of the split; needed with `split`, except in the adjusted view.
    #[serde(default)]
    split_level: Option<String>,
    /// `raw`, `adjusted` or `shrunken`; absent: `raw`.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "raw")]
    view: Option<String>,
}

impl BenchmarkQuery {
    /// All municipalities, as measured.
    pub(crate) fn simple(programme: String, version: Option<String>, period: Option<String>) -> Self {
        Self { programme, version, period, ..Self::default() }
    }
}

/// A question that the cube answers.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) programme: Arc<Programme>,
    pub(crate) indicator: Indicator,
    pub(crate) snapshot: Snapshot,
    pub(crate) level: Level,
    pub(crate) period: PeriodId,
    /// Split by, or the only one that is adjusted for.
    pub(crate) split: Option<Split>,
    pub(crate) split_level: Option<Labelled>,
    pub(crate) view: BenchmarkView,
}

impl Asked {
    /// Reads a question.
    ///
    /// # Errors
    /// 404 where there is no such programme, indicator or publication; 400 `not_published` with the reason for what the
    /// cube does not have.
    pub(crate) async fn resolve(
        published: &Published,
        catalogue: &Catalogue,
        indicator: &str,
        query: BenchmarkQuery,
    ) -> Result<Self, Error> {
        let mut versions: Vec<_> = catalogue.versions(&query.programme).cloned().collect();
        versions.retain(|version| version.indicator(indicator).is_some());
        let newest = versions.last().cloned().ok_or(Error::NOT_FOUND)?;
        let programme = match &query.version {
            None => newest,
            Some(asked) => versions
                .into_iter()
                .find(|version| version.version == *asked)
                .ok_or_else(|| refuse("version", refusals::no_version()))?,
        };
        let indicator = programme.indicator(indicator).cloned().ok_or(Error::NOT_FOUND)?;
        let snapshot = match query.snapshot {
            None => published.snapshots(1).await?.pop().ok_or(Error::NOT_FOUND)?,
            Some(id) => {
                published.snapshot(id).await?.ok_or_else(|| refuse("snapshot", refusals::no_snapshot()))?
            }
        };
        let level = match &query.level {
            None => Level::Municipality,
            Some(asked) => asked.parse().map_err(|_| refuse("level", refusals::levels_only()))?,
        };
        let period = match &query.period {
            None => PeriodId::Rolling,
            Some(asked) => period(asked, &snapshot)?,
        };
        let view = match query.view.as_deref() {
            None | Some("raw") => BenchmarkView::Raw,
            Some("adjusted") => BenchmarkView::Adjusted,
            Some("shrunken") => BenchmarkView::Shrunken,
            Some(_) => return Err(refuse("view", refusals::views_only())),
        };
        if published.tier() == Tier::Public && view != BenchmarkView::Raw {
            return Err(refuse("view", refusals::raw_in_public()));
        }
        let split = query.split.as_deref().map(|asked| split(&programme, asked)).transpose()?;
        let asked = Self { programme, indicator, snapshot, level, period, split, split_level: None, view };
        asked.with_level(query.split_level.as_deref(), published.tier())
    }

    /// Joins a split with one of its levels.
    fn with_level(mut self, level: Option<&str>, tier: Tier) -> Result<Self, Error> {
        if self.view == BenchmarkView::Adjusted {
            if level.is_some() {
                return Err(refuse("split_level", refusals::adjusted_is_whole()));
            }
            if !self.programme.splits.iter().any(|split| split.published) {
                return Err(refuse("view", refusals::nothing_to_adjust_for()));
            }
            return Ok(self);
        }
        self.split_level = match (&self.split, level) {
            (None, None) => None,
            (None, Some(_)) => return Err(refuse("split_level", refusals::level_without_split())),
            (Some(split), None) => return Err(refuse("split_level", refusals::level_of(split))),
            (Some(split), Some(level)) => match split.level(level) {
                Some(level) => Some(labelled(&level.id, level.label.clone())),
                None => return Err(refuse("split_level", refusals::level_of(split))),
            },
        };
        if self.split.is_some() && self.level == Level::Municipality && tier == Tier::Public {
            return Err(refuse("split", refusals::no_municipal_split_in_public()));
        }
        Ok(self)
    }

    /// Where its cells are kept, by one split or, without one, as wholes.
    pub(crate) fn key(&self, split: &str) -> PublishedKey {
        PublishedKey {
            programme: self.programme.id.clone(),
            indicator: self.indicator.id.clone(),
            version: self.programme.version.clone(),
            period: self.period,
            split: split.to_owned(),
        }
    }

    /// The split of the cells; none where it is adjusted for.
    pub(crate) fn cell_split(&self) -> &str {
        match &self.split {
            Some(split) if self.view != BenchmarkView::Adjusted => &split.id,
            _ => "",
        }
    }
}

/// What can be asked of a programme.
pub(crate) async fn offered(
    published: &Published,
    catalogue: &Catalogue,
    programme: &str,
) -> Result<Benchmarks, Error> {
    let current = catalogue.current(programme).ok_or(Error::NOT_FOUND)?;
    let tier = published.tier();
    let snapshots = published.snapshots(SNAPSHOTS).await?;
    let newest = snapshots.first();
    let views: &[BenchmarkView] = match tier {
        Tier::Professional => &[BenchmarkView::Raw, BenchmarkView::Adjusted, BenchmarkView::Shrunken],
        Tier::Public => &[BenchmarkView::Raw],
    };
    let indicators = current.indicators.iter().filter(|_| newest.is_some()).map(|indicator| {
        let has = |version: &&Arc<Programme>| version.indicator(&indicator.id).is_some();
        let mut versions: Vec<String> =
            catalogue.versions(programme).filter(has).map(|version| version.version.clone()).collect();
        versions.reverse();
        BenchmarkIndicator {
            id: indicator.id.clone(),
            set: labelled(
                &indicator.set,
                current.set(&indicator.set).map(|set| set.label.clone()).unwrap_or_default(),
            ),
            number: indicator.number.clone(),
            label: indicator.label.clone(),
            versions,
        }
    });
    Ok(Benchmarks {
        programme: programme.to_owned(),
        indicators: indicators.collect(),
        periods: newest.map(periods).unwrap_or_default(),
        splits: splits(current),
        levels: Level::ALL.iter().map(|level| labelled(level.id(), level.label())).collect(),
        views: views.iter().map(|view| words::view(*view)).collect(),
        snapshots: snapshots.iter().map(|snapshot| words::snapshot_view(snapshot, tier)).collect(),
    })
}

/// The periods of a snapshot.
pub(crate) fn periods(snapshot: &Snapshot) -> Vec<BenchmarkPeriod> {
    let shown = |(id, period): (PeriodId, domain::period::Period)| BenchmarkPeriod {
        id: id.to_string(),
        label: id.label(),
        from: period.from(),
        to: period.to(),
    };
    publication::periods(snapshot.as_of).into_iter().map(shown).collect()
}

/// The splits of a programme that are published.
pub(crate) fn splits(programme: &Programme) -> Vec<BenchmarkSplit> {
    let shown = |split: &Split| BenchmarkSplit {
        id: split.id.clone(),
        label: split.label.clone(),
        levels: split.levels.iter().map(|level| labelled(&level.id, level.label.clone())).collect(),
    };
    programme.splits.iter().filter(|split| split.published).map(shown).collect()
}

fn period(asked: &str, snapshot: &Snapshot) -> Result<PeriodId, Error> {
    let offered = publication::periods(snapshot.as_of);
    let known = offered.iter().map(|(id, _)| *id).find(|id| id.to_string() == asked);
    known.ok_or_else(|| refuse("period", refusals::periods_only(&offered)))
}

fn split(programme: &Programme, asked: &str) -> Result<Split, Error> {
    let known = programme.split(asked).filter(|split| split.published).cloned();
    known.ok_or_else(|| refuse("split", refusals::splits_only(programme)))
}

/// A question outside the cube.
pub(crate) fn refuse(parameter: &str, reason: Text) -> Error {
    let finding = field_finding(Some(parameter.to_owned()), "not_published", reason);
    Error::Findings(ProblemCode::NotPublished, vec![finding])
}
