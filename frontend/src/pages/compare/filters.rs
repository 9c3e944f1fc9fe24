//! What can be chosen: what is published, and, set apart, what is not: choosing that tells why.

use std::sync::Arc;

use api_types::{BenchmarkView, Benchmarks};
use chrono::{Datelike, NaiveDate};
use domain::programme::Programme;
use domain::text::Text;
use leptos::prelude::*;
use pictures::Around;

use super::wanted::{AROUND, Wanted, around_id};
use crate::browser::today;
use crate::live::{live, live_if};
use crate::parts::InAddress;
use crate::text::*;

/// One choice of a list.
#[derive(Clone, PartialEq)]
struct Choice {
    id: String,
    label: Text,
}

/// Choices under one heading; those without stand first.
type Group = (Option<Text>, Vec<Choice>);

fn choice(id: &str, label: Text) -> Choice {
    Choice { id: id.to_owned(), label }
}

/// The lists to choose from. `usual` is the level of those who choose none.
pub(super) fn filters(
    published: &Arc<Benchmarks>,
    programme: Option<&Arc<Programme>>,
    wanted: Wanted,
    usual: &'static str,
    has_own: bool,
) -> AnyView {
    let indicator = {
        let published = published.clone();
        let first = published.indicators.first().map(|first| first.id.clone()).unwrap_or_default();
        let options = indicators(&published);
        let set = Callback::new(move |id: String| {
            wanted.version.set(None);
            wanted.indicator.set(Some(id));
        });
        let now = Signal::derive(move || wanted.indicator.get().unwrap_or_else(|| first.clone()));
        list("compare-indicator", COMPARE_INDICATOR, options, now, set)
    };
    let level = {
        let levels = published.levels.iter().map(|level| choice(&level.id, level.label.clone())).collect();
        let now = Signal::derive(move || wanted.level.get().unwrap_or_else(|| usual.to_owned()));
        let set = plain(wanted.level, usual.to_owned());
        list("compare-level", COMPARE_LEVEL, vec![(None, levels)], now, set)
    };
    let period = {
        let options = periods(published, today());
        let usual = published.periods.first().map(|period| period.id.clone()).unwrap_or_default();
        let of = usual.clone();
        let now = Signal::derive(move || wanted.period.get().unwrap_or_else(|| of.clone()));
        list("compare-period", COMPARE_PERIOD, options, now, plain(wanted.period, usual))
    };
    let (of_version, of_split) = (published.clone(), (published.clone(), programme.cloned()));
    let versions = live_if(move || version(&of_version, wanted));
    let is_adjusted = Memo::new(move |_| wanted.view() == BenchmarkView::Adjusted);
    let split = live(move || split(&of_split.0, of_split.1.as_deref(), wanted, is_adjusted.get()));
    view! {
        <section class="filters compare-filters no-print" aria-label=t(COMPARE_CHOICES)>
            {indicator}{versions}{level}{period}{split}
            {has_own.then(|| around(wanted))}
        </section>
    }
    .into_any()
}

/// Sets a value; the usual one needs no place in the address.
fn plain(named: InAddress, usual: String) -> Callback<String> {
    Callback::new(move |id: String| named.set(Some(id).filter(|id| *id != usual)))
}

fn indicators(published: &Benchmarks) -> Vec<Group> {
    let mut groups: Vec<(String, Group)> = Vec::new();
    for indicator in &published.indicators {
        let one = choice(&indicator.id, numbered(&indicator.number, &indicator.label));
        match groups.iter_mut().find(|(set, _)| *set == indicator.set.id) {
            Some((_, (_, choices))) => choices.push(one),
            None => groups.push((indicator.set.id.clone(), (Some(indicator.set.label.clone()), vec![one]))),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn periods(published: &Benchmarks, today: NaiveDate) -> Vec<Group> {
    let all = published.periods.iter().map(|period| choice(&period.id, period.label.clone())).collect();
    // Quarters are too short to publish; whoever looks for one is told so.
    let quarter = choice(&last_quarter(today), both(COMPARE_QUARTER));
    vec![(None, all), (Some(both(COMPARE_NOT_PUBLISHED)), vec![quarter])]
}

/// The last full quarter before a day, e.g. `2026-Q3`.
fn last_quarter(today: NaiveDate) -> String {
    match today.month0() / 3 {
        0 => format!("{}-Q4", today.year() - 1),
        number => format!("{}-Q{number}", today.year()),
    }
}

/// The versions of the chosen indicator, where there are several.
fn version(published: &Benchmarks, wanted: Wanted) -> Option<AnyView> {
    let id = wanted.indicator.get();
    let known = match &id {
        Some(id) => published.indicators.iter().find(|indicator| indicator.id == *id),
        None => published.indicators.first(),
    };
    let versions = known.map(|known| known.versions.clone()).filter(|versions| versions.len() > 1)?;
    let newest = versions.first().cloned().unwrap_or_default();
    let choices = versions
        .iter()
        .map(|version| choice(version, Text::new(version.as_str(), version.as_str())))
        .collect();
    let of = newest.clone();
    let now = Signal::derive(move || wanted.version.get().unwrap_or_else(|| of.clone()));
    let set = plain(wanted.version, newest);
    Some(list("compare-version", COMPARE_VERSION, vec![(None, choices)], now, set))
}

/// Only some citizens; in the adjusted view what is adjusted for, everything unless one thing is chosen.
fn split(
    published: &Benchmarks,
    programme: Option<&Programme>,
    wanted: Wanted,
    is_adjusted: bool,
) -> AnyView {
    let open = |id: &str| published.splits.iter().any(|split| split.id == id);
    let closed =
        programme.into_iter().flat_map(|programme| &programme.splits).filter(|split| !open(&split.id));
    let mut groups: Vec<Group> = Vec::new();
    if is_adjusted {
        groups.push((None, vec![choice("", both(COMPARE_ADJUST_ALL))]));
        let one = published.splits.iter().map(|split| choice(&split.id, split.label.clone()));
        groups.push((Some(both(COMPARE_ADJUST_ONE)), one.collect()));
        let closed: Vec<_> = closed.map(|split| choice(&split.id, split.label.clone())).collect();
        groups.push((Some(both(COMPARE_NOT_PUBLISHED)), closed));
    } else {
        groups.push((None, vec![choice("", both(COMPARE_SPLIT_NONE))]));
        for split in &published.splits {
            let levels = split
                .levels
                .iter()
                .map(|level| choice(&format!("{}.{}", split.id, level.id), level.label.clone()));
            groups.push((Some(split.label.clone()), levels.collect()));
        }
        let closed = closed.flat_map(|split| {
            split.levels.iter().map(|level| {
                let words = |language| {
                    COMPARE_SPLIT_LEVEL.fill(
                        language,
                        &[("split", split.label.get(language)), ("level", level.label.get(language))],
                    )
                };
                let label = Text::new(words(domain::text::Language::Da), words(domain::text::Language::En));
                choice(&format!("{}.{}", split.id, level.id), label)
            })
        });
        groups.push((Some(both(COMPARE_NOT_PUBLISHED)), closed.collect()));
    }
    groups.retain(|(_, choices)| !choices.is_empty());
    let now = Signal::derive(move || {
        // What belongs to the other view is not chosen in this one.
        wanted.split.get().filter(|value| value.contains('.') != is_adjusted).unwrap_or_default()
    });
    let name = if is_adjusted { COMPARE_ADJUST_FOR } else { COMPARE_SPLIT };
    list("compare-split", name, groups, now, plain(wanted.split, String::new()))
}

/// Which units are pointed out, and whether only they are shown.
fn around(wanted: Wanted) -> AnyView {
    let words = |around: Around| match around {
        Around::Cluster => COMPARE_AROUND_CLUSTER,
        Around::Similar => COMPARE_AROUND_SIMILAR,
        Around::Nobody => COMPARE_AROUND_ALL,
    };
    let choices = AROUND.map(|around| choice(around_id(around), both(words(around)))).to_vec();
    let now = Signal::derive(move || around_id(wanted.around()).to_owned());
    let set = plain(wanted.around, around_id(Around::default()).to_owned());
    let toggle = move |event| wanted.only.set(event_target_checked(&event).then(|| "1".to_owned()));
    view! {
        {list("compare-around", COMPARE_AROUND, vec![(None, choices)], now, set)}
        <label class="check compare-only">
            <input type="checkbox" id="compare-only" prop:checked=move || wanted.is_only() on:change=toggle/>
            <span>{t(COMPARE_SHOW_ONLY)}</span>
        </label>
        {live_if(move || {
            (wanted.around() == Around::Similar)
                .then(|| view! { <p class="small muted compare-similar">{t(COMPARE_SIMILAR_NOTE)}</p> })
        })}
    }
    .into_any()
}

/// A list with its name.
fn list(
    id: &'static str,
    name: Phrase,
    groups: Vec<Group>,
    now: Signal<String>,
    set: Callback<String>,
) -> AnyView {
    let option = move |one: Choice| {
        let of = one.id.clone();
        let is_chosen = Signal::derive(move || now.with(|now| *now == of));
        view! { <option value=one.id prop:selected=is_chosen>{tt(one.label)}</option> }
    };
    let groups: Vec<_> = groups
        .into_iter()
        .map(|(heading, choices)| {
            let options: Vec<_> = choices.into_iter().map(option).collect();
            match heading {
                Some(heading) => view! { <optgroup label=tt(heading)>{options}</optgroup> }.into_any(),
                None => options.into_any(),
            }
        })
        .collect();
    view! {
        <div class="field">
            <label class="label" for=id>{t(name)}</label>
            <select class="input input-select" id=id on:change=move |event| set.run(event_target_value(&event))>{groups}</select>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_full_quarter_crosses_the_year() {
        let of = |day: &str| last_quarter(day.parse().unwrap());
        assert_eq!(of("2026-11-22"), "2026-Q3");
        assert_eq!(of("2026-02-01"), "2025-Q4");
    }
}
