//! Flow, results and data quality by the definition that is shipped, and definitions of them that do not load.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support;

use std::collections::BTreeMap;

use domain::course::CourseState;
use domain::expr::Facts;
use domain::management::{Asked, FlowCounts, LinkCount, QualityCounts, asked};
use domain::period::Quarter;
use domain::programme::Programme;
use domain::validation::{facts, read};
use programmes::SourceFile;
use serde_json::{Value, json};
use support::changed;

fn programme() -> Programme {
    let loaded = programmes::embedded().unwrap();
    Programme::clone(loaded.current("hjertekom").unwrap())
}

fn known(programme: &Programme, forms: &[(&str, Value)]) -> Facts {
    let answers = forms.iter().map(|(id, answers)| {
        let (answers, found) = read(programme, programme.form(id).unwrap(), answers.as_object().unwrap());
        assert_eq!(found, []);
        ((*id).to_owned(), answers)
    });
    facts(answers, "2026-06-15".parse().unwrap())
}

/// Where a course ends that stopped in this state with this end form.
fn ending(state: CourseState, end: Value) -> (String, Option<String>) {
    let programme = programme();
    let flow = programme.management.flow.as_ref().unwrap();
    let mut counts = FlowCounts::default();
    let facts = known(&programme, &[("referral", json!({"referral_date": "2026-01-05"})), ("end", end)]);
    let list = |variable: &_| programme.codes_of(programme.variable(variable)?).map(|list| list.id.clone());
    counts.add(flow, state, &facts, list);
    let (end, count) = counts.endings.into_iter().next().unwrap();
    assert_eq!((count, counts.under_way), (1, 0));
    (end.group, end.reason.map(|reason| reason.to_string()))
}

#[test]
fn the_finer_reason_decides_the_group_unless_only_the_coarser_says_anything() {
    let out = CourseState::DroppedOut;
    let both = json!({"end_type": "dropped_out", "end_reason": "optout_other_illness", "end_reason_detail": ["logistics_work"]});
    assert_eq!(ending(out, both), ("logistics".into(), Some("end_reason_detail.logistics_work".into())));
    let coarse = json!({"end_type": "dropped_out", "end_reason": "optout_other_illness"});
    assert_eq!(ending(out, coarse), ("clinical".into(), Some("end_reason.optout_other_illness".into())));
    let silent = json!({"end_type": "dropped_out", "end_reason": "no_show"});
    assert_eq!(ending(out, silent), ("unknown".into(), Some("end_reason.no_show".into())));
    let none = json!({"end_type": "dropped_out", "end_reason": {"missing": "unknown"}});
    assert_eq!(ending(out, none), ("unknown".into(), None));
}

#[test]
fn who_moved_died_or_was_rejected_did_not_break_off() {
    let died = json!({"end_type": "died", "end_reason": "event_termination"});
    assert_eq!(ending(CourseState::Died, died.clone()).0, "elsewhere");
    // Locking a course, and unlocking it again, does not change why it ended.
    assert_eq!(ending(CourseState::Closed, died.clone()).0, "elsewhere");
    assert_eq!(ending(CourseState::Ended, died).0, "elsewhere");
    let stopped = json!({"end_type": "dropped_out", "end_reason": "event_termination"});
    assert_eq!(ending(CourseState::Closed, stopped).0, "clinical");
    let rejected = ending(CourseState::Rejected, json!({}));
    assert_eq!(rejected, ("elsewhere".into(), None));
    assert_eq!(ending(CourseState::NotStarted, json!({})), ("unknown".into(), None));
}

#[test]
fn a_question_counts_only_where_it_was_asked() {
    let programme = programme();
    let end = programme.form("end").unwrap();
    let facts = known(
        &programme,
        &[(
            "end",
            json!({
                "end_type": "completed", "capacity_test_type": "six_mwt", "six_mwt_m": 400,
                "weight_kg": {"missing": "declined"},
            }),
        )],
    );
    assert_eq!(asked(end, "six_mwt_m", &facts), Some(Asked::Filled));
    assert_eq!(asked(end, "weight_kg", &facts), Some(Asked::Explained));
    assert_eq!(asked(end, "smoking_status", &facts), Some(Asked::Empty));
    assert_eq!(asked(end, "watt_max", &facts), None, "another test was chosen");
    assert_eq!(asked(end, "end_reason", &facts), None, "a completed course has no reason");
}

#[test]
fn a_form_dated_outside_the_quarters_is_counted_nowhere() {
    let programme = programme();
    let form = programme.form("start").unwrap();
    let facts = known(&programme, &[("start", json!({"initial_meeting_date": "2025-12-31"}))]);
    let quarter: Quarter = Quarter::of("2026-01-01".parse().unwrap());
    let mut counts = QualityCounts::new(&programme, vec![quarter]);
    counts.add_form(&programme, form, "2025-12-31".parse().unwrap(), &facts);
    assert_eq!(counts, QualityCounts::new(&programme, vec![quarter]));
    counts.add_form(&programme, form, "2026-03-31".parse().unwrap(), &facts);
    assert_eq!(counts.forms.iter().sum::<u64>(), 1);
}

#[test]
fn a_link_is_expected_only_when_it_is_due() {
    let programme = programme();
    let links = &programme.management.quality.links;
    let count = |forms: &[(&str, Value)], attended| {
        let mut counts = QualityCounts::new(&programme, Vec::new());
        counts.add_chain(links, &known(&programme, forms), attended);
        let pairs = links.iter().map(|link| link.id.as_str()).zip(counts.links);
        pairs.collect::<BTreeMap<&str, LinkCount>>()
    };
    let fresh = count(&[("referral", json!({"referral_date": "2026-06-10"}))], false);
    assert_eq!(fresh["start"], LinkCount::default(), "two weeks are not over");
    let old = ("referral", json!({"referral_date": "2026-01-05"}));
    assert_eq!(count(std::slice::from_ref(&old), false)["start"], LinkCount { expected: 1, found: 0 });
    let start = json!({"initial_meeting_date": "2025-12-17", "training_offered": "yes"});
    let whole = count(&[old, ("start", start)], true);
    let (found, missing) = (LinkCount { expected: 1, found: 1 }, LinkCount { expected: 1, found: 0 });
    assert_eq!((whole["referral"], whole["start"], whole["session"]), (found, found, found));
    assert_eq!(whole["end"], missing, "180 days after the start");
}

const MANAGEMENT: &str = r#"[flow]
dated_by = "start.met_on"
reasons = ["start.colour"]

[[flow.step]]
id = "met"
label = { da = "Mødt", en = "Met" }
source = "default"

[[flow.step]]
id = "done"
label = { da = "Færdig", en = "Done" }
when = "answered(start.a)"
source = "default"

[[flow.group]]
id = "unknown"
label = { da = "Uoplyst", en = "Not stated" }
codes = ["colour.red", "colour.blue"]
source = "default"

[[flow.group]]
id = "elsewhere"
label = { da = "Andet sted", en = "Elsewhere" }
codes = []
source = "default"

[flow.waiting]
label = { da = "fra mødet", en = "from the meeting" }
from = "start.met_on"
to = "start.met_on"
target_days = 14
indicator = "red"
source = "default"

[[result]]
id = "size"
label = { da = "Størrelse", en = "Size" }
start = "start.a"
end = "start.b"
direction = "up"
bin_width = 1
source = "default"

  [[result.threshold]]
  id = "more"
  kind = "change"
  value = 2
  label = { da = "er mindst 2 større", en = "are larger by 2" }
  among_label = { da = "alle", en = "all" }
  reached = "start.b - start.a >= 2"
  source = "default"

    [[result.threshold.example]]
    given = { "start.a" = 1, "start.b" = 3 }
    expect = "reached"

    [[result.threshold.example]]
    given = { "start.a" = 1, "start.b" = 2 }
    expect = "not_reached"

[quality]
coverage = "there"
fields = ["start.a", "start.colour"]

[[quality.link]]
id = "there"
label = { da = "Er der", en = "Is there" }
expected = "submitted(start)"
found = "answered(start.a)"
source = "default"
"#;

/// The small definition with management information in which `from` is replaced by `to`.
fn with(from: &str, to: &str) -> Result<Programme, String> {
    assert_eq!(MANAGEMENT.matches(from).count(), 1, "`{from}` must stand once");
    let mut files = changed("start.toml", "a < b", "a < b");
    let text = MANAGEMENT.replace(from, to);
    files.push(SourceFile { path: "small/1/management.toml".into(), text });
    let loaded = programmes::load(&files).map_err(|error| error.to_string())?;
    Ok(loaded.programme)
}

#[test]
fn the_unchanged_definition_loads_and_one_without_the_file_tells_nothing() {
    let programme = with("target_days = 14", "target_days = 14").unwrap();
    assert_eq!((programme.management.results.len(), programme.management.quality.fields.len()), (1, 2));
    let without = programmes::load(&changed("start.toml", "a < b", "a < b")).unwrap().programme;
    assert!(without.management.flow.is_none() && without.management.results.is_empty());
}

#[test]
fn what_is_wrong_is_named() {
    for (from, to, reason) in [
        ("\"colour.red\", \"colour.blue\"", "\"colour.red\"", "colour.blue is in no group"),
        ("codes = []", "codes = [\"colour.red\"]", "colour.red stands in two groups"),
        ("codes = []", "codes = [\"colour.green\"]", "colour.green is no reason"),
        ("reasons = [\"start.colour\"]", "reasons = [\"start.a\"]", "start.a is not coded"),
        ("dated_by = \"start.met_on\"", "dated_by = \"start.a\"", "dated_by is no date of a form"),
        ("id = \"elsewhere\"", "id = \"away\"", "the group elsewhere is missing"),
        ("when = \"answered(start.a)\"\n", "", "the first step is taken by all, the others say when"),
        ("when = \"answered(start.a)\"", "when = \"start.a\"", "true or false is needed here"),
        ("to = \"start.met_on\"", "to = \"start.a\"", "to is no date of a form"),
        ("end = \"start.b\"", "end = \"start.colour\"", "start and end are not of the same type"),
        ("bin_width = 1", "bin_width = 0", "a number has a bin_width above 0, a code has none"),
        ("value = 2", "", "a threshold of a number has a value, one of a code has none"),
        ("\"start.b\" = 2 }", "\"start.b\" = 3 }", "but not_reached is expected"),
        (
            "given = { \"start.a\" = 1, \"start.b\" = 2 }\n    expect = \"not_reached\"",
            "given = { \"start.a\" = 1, \"start.b\" = 3 }\n    expect = \"reached\"",
            "more has no worked example of `not_reached`",
        ),
        (
            "fields = [\"start.a\", \"start.colour\"]",
            "fields = [\"start.a\", \"start.a\"]",
            "start.a stands twice",
        ),
        (
            "fields = [\"start.a\", \"start.colour\"]",
            "fields = [\"start.weight\"]",
            "there is no variable start.weight",
        ),
        ("coverage = \"there\"", "coverage = \"here\"", "there is no link here"),
        ("found = \"answered(start.a)\"\n", "", "a link is found by a rule or in the attendance register"),
        (
            "indicator = \"red\"\nsource = \"default\"",
            "indicator = \"red\"\nsource = \"\"",
            "the source is missing",
        ),
        ("indicator = \"red\"", "indicator = \"green\"", "there is no indicator green"),
        (
            "[quality]\n",
            "[sites]\nlabel = { da = \"Enhed\", en = \"Unit\" }\nstated_in = \"start.colour\"\nsource = \"default\"\n\n[quality]\n",
            "start.colour is no SOR number of a form",
        ),
    ] {
        let error = with(from, to).unwrap_err();
        assert!(error.contains(reason) && error.contains("management.toml:"), "{to}: {error}");
    }
}
