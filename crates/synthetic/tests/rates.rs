//! The rates and distributions of the registry, counted by plain loops and not by the indicator engine.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use std::collections::BTreeMap;

use domain::answers::Value;
use domain::citizen::Sex;
use domain::decimal::Decimal;
use support::{as_of, date, registry, text, value};
use synthetic::SyntheticCourse;

fn number(course: &SyntheticCourse, form: &str, variable: &str) -> Option<f64> {
    value(course, form, variable).and_then(Value::number).map(Decimal::to_f64)
}

/// A share of courses.
struct Share {
    name: &'static str,
    target: f64,
    hits: u32,
    all: u32,
}

impl Share {
    const fn new(name: &'static str, target: f64) -> Self {
        Self { name, target, hits: 0, all: 0 }
    }

    fn count(&mut self, concerns: bool, hit: bool) {
        self.all += u32::from(concerns);
        self.hits += u32::from(concerns && hit);
    }

    fn near(&self, tolerance: f64) -> bool {
        let share = f64::from(self.hits) / f64::from(self.all);
        println!("{}: {share:.3} of {}, target {}", self.name, self.all, self.target);
        self.all > 500 && (share - self.target).abs() < tolerance
    }
}

#[test]
fn the_rates_are_those_of_the_specification() {
    let mut men = Share::new("men", 0.74);
    let mut persistence = Share::new("persistence", 0.71);
    let mut late = Share::new("late", 0.036);
    let mut no_end_form = Share::new("end form missing", 0.06);
    let mut sessions = Share::new("sessions80", 0.68);
    let mut sessions_24 = Share::new("24 sessions", 0.80);
    let mut capacity = Share::new("capacity10", 0.70);
    let mut unpaired = Share::new("unpaired test", 0.15);
    let mut smokers = Share::new("smokers", 0.19);
    let mut quit = Share::new("smokefree", 0.38);
    let mut diet = Share::new("diet", 0.62);
    let mut hads = Share::new("HADS at the end", 0.70);
    // By then even the slowest have ended.
    let settled = as_of() - chrono::TimeDelta::days(550);

    for course in registry(7, 20_000).courses() {
        men.count(true, course.sex == Sex::Male);
        let Some(met) = date(&course, "start", "initial_meeting_date") else {
            continue;
        };
        let smoker = matches!(text(&course, "start", "smoking_status"), Some("daily" | "occasional"));
        smokers.count(true, smoker);
        let end = text(&course, "end", "end_type");
        let days = date(&course, "end", "final_meeting_date").map(|day| (day - met).num_days());
        let stayed = met < settled && !matches!(end, Some("died" | "transferred"));
        persistence.count(stayed, days.is_some_and(|days| days < 180));
        late.count(stayed, days.is_some_and(|days| days >= 180));
        no_end_form.count(stayed, end.is_none());
        if end != Some("completed") {
            continue;
        }
        let trains = text(&course, "start", "training_offered") == Some("yes");
        let attended = number(&course, "end", "sessions_attended");
        if let Some((attended, planned)) = attended.zip(number(&course, "end", "sessions_planned")) {
            sessions.count(trains, attended / planned >= 0.8);
            sessions_24.count(trains, planned > 20.0);
        }
        let gain = |variable| {
            let (start, end) = (number(&course, "start", variable)?, number(&course, "end", variable)?);
            Some(10.0 * end >= 11.0 * start)
        };
        let gains = [gain("watt_max"), gain("six_mwt_m")];
        let paired = gains.iter().any(Option::is_some);
        capacity.count(trains && paired, gains.contains(&Some(true)));
        let contraindicated = ["start", "end"]
            .iter()
            .any(|form| text(&course, form, "test_not_done_reason") == Some("medical_contraindication"));
        unpaired.count(trains && !contraindicated, !paired);
        let status = text(&course, "end", "smoking_status");
        quit.count(smoker && status.is_some(), status == Some("former"));
        let treated = matches!(text(&course, "end", "diet_treatment"), Some("yes_group" | "yes_individual"));
        diet.count(true, treated && text(&course, "end", "diet_by_profession") != Some("other"));
        hads.count(true, number(&course, "end", "hads_d").is_some());
    }
    let main = [&men, &persistence, &smokers, &diet, &hads, &sessions, &sessions_24, &capacity, &unpaired];
    let mut far: Vec<_> = main.into_iter().filter(|share| !share.near(0.025)).collect();
    far.extend([&late, &no_end_form].into_iter().filter(|share| !share.near(0.012)));
    // Fewer courses decide this one.
    far.extend([&quit].into_iter().filter(|share| !share.near(0.05)));
    assert!(far.is_empty(), "too far off: {:?}", far.iter().map(|share| share.name).collect::<Vec<_>>());
}

#[test]
fn the_distributions_are_those_of_the_specification() {
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let mut add = |name, drawn: Option<f64>| {
        if let Some(drawn) = drawn {
            let entry = sums.entry(name).or_default();
            *entry = (entry.0 + drawn, entry.1 + 1.0);
        }
    };
    for course in registry(8, 20_000).courses() {
        let referred = date(&course, "referral", "referral_date").unwrap();
        add("age", Some((referred - course.birth_date).num_days() as f64 / 365.25));
        let watt = number(&course, "start", "watt_max");
        add(if course.sex == Sex::Male { "watt of men" } else { "watt of women" }, watt);
        add("six-minute walk", number(&course, "start", "six_mwt_m"));
        add("anxiety", number(&course, "start", "hads_a"));
        add("depression", number(&course, "start", "hads_d"));
        add("quality at the start", number(&course, "start", "heartqol_global"));
        add("quality at the end", number(&course, "end", "heartqol_global"));
        let drop = number(&course, "start", "hads_d").zip(number(&course, "end", "hads_d"));
        add("drop in depression", drop.map(|(start, end)| start - end));
    }
    for (name, expected, tolerance) in [
        ("age", 65.0, 1.0),
        ("watt of men", 145.0, 5.0),
        ("watt of women", 95.0, 5.0),
        ("six-minute walk", 480.0, 10.0),
        ("anxiety", 5.5, 0.3),
        ("depression", 4.0, 0.3),
        ("drop in depression", 1.0, 0.3),
        ("quality at the start", 2.1, 0.07),
        ("quality at the end", 2.4, 0.07),
    ] {
        let (sum, count) = sums[name];
        let mean = sum / count;
        assert!((mean - expected).abs() < tolerance, "{name}: {mean:.2}, not {expected}");
    }
}
