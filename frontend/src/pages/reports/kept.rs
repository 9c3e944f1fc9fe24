//! What is kept of saved views in this browser: their choices and schedules, never a number.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::schedule::{Every, MOST_DAYS, Schedule};

/// More than this nobody finds again.
const MOST: usize = 30;

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Saved {
    pub(super) name: String,
    /// What follows `/rapporter?`.
    pub(super) query: String,
    /// When it comes as a report of its own accord.
    pub(super) schedule: Option<Schedule>,
    /// The last days of the periods whose reports have been opened.
    pub(super) opened: Vec<NaiveDate>,
}

impl Saved {
    /// A view without a schedule.
    pub(super) const fn new(name: String, query: String) -> Self {
        Self { name, query, schedule: None, opened: Vec::new() }
    }

    fn read(value: &Value) -> Option<Self> {
        let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let schedule = value.get("schedule").and_then(|kept| {
            let days = kept.get("days").and_then(Value::as_u64).and_then(|days| u8::try_from(days).ok());
            Some(Schedule {
                every: Every::read(&text(kept, "every")?)?,
                days: days.filter(|days| *days <= MOST_DAYS)?,
                since: text(kept, "since")?.parse().ok()?,
            })
        });
        let opened = value.get("opened").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let opened = opened.iter().filter_map(|day| day.as_str()?.parse().ok()).collect();
        Some(Self { name: text(value, "name")?, query: text(value, "query")?, schedule, opened })
    }

    fn write(&self) -> Value {
        let schedule = self.schedule.map(|schedule| {
            json!({"every": schedule.every.id(), "days": schedule.days, "since": schedule.since.to_string()})
        });
        let opened: Vec<_> = self.opened.iter().map(NaiveDate::to_string).collect();
        json!({"name": self.name, "query": self.query, "schedule": schedule, "opened": opened})
    }
}

/// Reads what is kept; anything else than a list of names and addresses is as good as nothing.
pub(super) fn read(text: &str) -> Vec<Saved> {
    let all: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    all.iter().filter_map(Saved::read).take(MOST).collect()
}

/// What to keep; nothing for an empty list.
pub(super) fn write(all: &[Saved]) -> Option<String> {
    (!all.is_empty()).then(|| Value::Array(all.iter().map(Saved::write).collect()).to_string())
}

/// The list with what was added: a name that is there already leads to the new view and keeps its schedule.
pub(super) fn with(mut all: Vec<Saved>, mut new: Saved) -> Vec<Saved> {
    if let Some(old) = all.iter().find(|saved| saved.name == new.name) {
        new = Saved { schedule: old.schedule, opened: old.opened.clone(), ..new };
    }
    all.retain(|saved| saved.name != new.name);
    all.push(new);
    let more = all.len().saturating_sub(MOST);
    all.split_off(more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(name: &str, query: &str) -> Saved {
        Saved::new(name.into(), query.into())
    }

    fn scheduled(name: &str, query: &str) -> Saved {
        let since = "2026-11-22".parse().unwrap();
        let schedule = Some(Schedule { every: Every::Year, days: 0, since });
        Saved { schedule, opened: vec!["2025-12-31".parse().unwrap()], ..saved(name, query) }
    }

    #[test]
    fn what_is_kept_is_read_back_and_rubbish_is_nothing() {
        let all = vec![saved("Kvartalsmøde", "periode=sidste-kvartal"), scheduled("\"Å\"", "")];
        assert_eq!(read(&write(&all).unwrap()), all);
        assert_eq!(write(&[]), None);
        assert!(read("{}").is_empty() && read("[1, {\"name\": 2}]").is_empty());
    }

    #[test]
    fn what_was_kept_before_there_were_schedules_is_still_read() {
        assert_eq!(read(r#"[{"name": "a", "query": "b"}]"#), [saved("a", "b")]);
        let wrong =
            r#"[{"name": "a", "query": "b", "schedule": {"every": "week", "days": 20, "since": "x"}}]"#;
        assert_eq!(read(wrong), [saved("a", "b")]);
    }

    #[test]
    fn a_name_is_there_once_and_the_oldest_give_way() {
        let all = with(vec![scheduled("a", "1"), saved("b", "2")], saved("a", "3"));
        assert_eq!(all, [saved("b", "2"), scheduled("a", "3")]);
        let many = (0..40).fold(Vec::new(), |all, number| with(all, saved(&number.to_string(), "")));
        assert_eq!((many.len(), many[0].name.as_str()), (30, "10"));
    }
}
