use std::collections::BTreeMap;

use api_types::{AimVerdict, Assurance, PointTone, SeriesChart, SeriesGrain, SignalRules, Variation};
use chrono::{DateTime, NaiveDate};
use db::{Aim, Baseline, Counted, Tally};
use domain::outcome::OutcomeState;
use domain::period::{Grain, Period};
use domain::programme::Stratum;
use domain::text::Text;
use statistics::Better;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn tally(fulfilled: i64, of: i64) -> Tally {
    Tally { fulfilled, not_fulfilled: of - fulfilled, ..Tally::default() }
}

/// A quarter per pair of numbers from the first of 2022, all in its first month.
fn months(quarters: &[(i64, i64)]) -> BTreeMap<NaiveDate, Tally> {
    let from = quarters.iter().enumerate().map(|(index, (x, n))| {
        let index = i32::try_from(index).unwrap();
        let month = NaiveDate::from_ymd_opt(2022 + index / 4, u32::try_from(index % 4).unwrap() * 3 + 1, 1);
        (month.unwrap(), tally(*x, *n))
    });
    from.collect()
}

fn quarters(numbers: &[(i64, i64)], today: &str) -> Vec<Cut> {
    let months = months(numbers);
    let last = *months.last_key_value().unwrap().0;
    let period = Period::new(day("2022-01-01"), last).unwrap();
    periods(Grain::Quarter, period, &months, day(today))
}

fn question(chart: SeriesChart) -> Question {
    let (rules, unit) = (SignalRules::Anhoej, UnitWords::of(SeriesGrain::Quarter));
    Question { better: Better::Higher, target: Some(0.8), chart, rules, unit }
}

fn run(numbers: &[(i64, i64)]) -> (Vec<Cut>, Judged) {
    let cuts = quarters(numbers, "2040-01-01");
    let judged = judge(&cuts, &[], question(SeriesChart::Run));
    (cuts, judged)
}

fn titled(cuts: &[Cut], judged: &Judged) -> Text {
    finding(&Text::new("Screenet", "Screened"), cuts, judged, (SeriesGrain::Quarter, Better::Higher))
}

const STEADY: [(i64, i64); 16] = [
    (14, 20),
    (15, 20),
    (13, 20),
    (16, 20),
    (14, 20),
    (12, 20),
    (15, 20),
    (13, 20),
    (16, 20),
    (14, 20),
    (15, 20),
    (13, 20),
    (14, 20),
    (16, 20),
    (13, 20),
    (15, 20),
];

#[test]
fn chance_alone_is_called_chance_and_compared_with_the_year_before() {
    let (cuts, judged) = run(&STEADY);
    assert_eq!(judged.variation, Variation::Random);
    assert!(judged.signals.is_empty() && judged.tones.iter().all(|(tone, _)| *tone == PointTone::None));
    let title = titled(&cuts, &judged);
    assert_eq!(
        title.da,
        "Screenet: 75\u{a0}% i 4. kvartal 2025 mod 65\u{a0}% i 4. kvartal 2024 – ingen sikker ændring"
    );
    assert_eq!(title.en, "Screened: 75% in Q4 2025 against 65% in Q4 2024 – no sure change");
}

#[test]
fn a_sure_rise_and_a_sure_fall_are_called_so() {
    let mut rising = STEADY.map(|(x, n)| (x * 10, n * 10));
    rising[15] = (195, 200);
    let (cuts, judged) = run(&rising);
    assert!(titled(&cuts, &judged).da.ends_with("flere end året før"), "{}", titled(&cuts, &judged).da);
    rising[15] = (60, 200);
    let (cuts, judged) = run(&rising);
    assert!(titled(&cuts, &judged).da.ends_with("færre end året før"));
    let label = Text::new("Faldet fra", "Dropped out");
    let lower = finding(&label, &cuts, &judged, (SeriesGrain::Quarter, Better::Lower));
    assert!(lower.da.ends_with("et ønsket fald"), "{}", lower.da);
}

#[test]
fn a_run_above_the_midline_is_an_improvement_its_points_take_the_colour_and_the_words_say_how_many() {
    let mut numbers = STEADY.to_vec();
    numbers.extend([(19, 20); 9]);
    let (cuts, judged) = run(&numbers);
    assert_eq!(judged.variation, Variation::Improvement);
    assert!(judged.segments[0].is_signal);
    assert!(
        judged.signals[0].da.starts_with("Signal: 10 kvartaler i træk over midtlinjen"),
        "{:?}",
        judged.signals
    );
    assert_eq!(judged.tones[24].0, PointTone::Improvement);
    assert_eq!(judged.tones[3].0, PointTone::None);
    assert!(titled(&cuts, &judged).da.contains("forbedring"));
    let worse = judge(&cuts, &[], Question { better: Better::Lower, ..question(SeriesChart::Run) });
    assert_eq!((worse.variation, worse.tones[24].0), (Variation::Concern, PointTone::Concern));
}

#[test]
fn a_new_baseline_breaks_the_lines_and_says_why() {
    let mut numbers = STEADY.to_vec();
    numbers.extend([(19, 20), (18, 20), (20, 20), (19, 20)]);
    let cuts = quarters(&numbers, "2040-01-01");
    let baseline = Baseline {
        from: day("2026-02-14"),
        reason: "Nyt hold".into(),
        by: "Mette".into(),
        at: DateTime::UNIX_EPOCH,
    };
    let begins = begins(&cuts, &[baseline]);
    let judged = judge(&cuts, &begins, question(SeriesChart::Run));
    let spans: Vec<_> = judged.segments.iter().map(|segment| (segment.first, segment.last)).collect();
    assert_eq!(spans, [(0, 15), (16, 19)]);
    assert_eq!(judged.segments[1].reason, Some(Text::new("Nyt hold", "Nyt hold")));
    assert!(judged.segments[1].is_trial && !judged.segments[0].is_trial);
    assert_eq!(judged.variation, Variation::TooFew, "four points say nothing about the new level");
}

#[test]
fn a_control_chart_is_offered_where_the_counts_are_large_enough_and_else_the_reason_is_said() {
    let (_, small) = run(&STEADY);
    assert!(small.why_not.is_none(), "{:?}", small.why_not);
    let cuts = quarters(&STEADY, "2040-01-01");
    let judged = judge(&cuts, &[], question(SeriesChart::P));
    assert_eq!(judged.segments[0].limits.len(), 16);
    assert!(judged.segments[0].limits[0].lower.unwrap() < judged.centre.unwrap());
    assert_eq!(judged.assurance, Assurance::HitAndMiss);
    let (_, tiny) = run(&[(3, 4); 14].map(|(x, n)| (x, n)));
    assert!(tiny.why_not.unwrap().da.starts_with("Kun 0 af 14 kvartaler har forløb nok"));
    assert_eq!(tiny.assurance, Assurance::TooFew);
}

#[test]
fn a_point_outside_its_limits_is_a_signal() {
    let mut numbers = STEADY.map(|(x, n)| (x * 10, n * 10));
    numbers[15] = (80, 200);
    let cuts = quarters(&numbers, "2040-01-01");
    let judged = judge(&cuts, &[], question(SeriesChart::P));
    assert_eq!((judged.variation, judged.tones[15].0), (Variation::Concern, PointTone::Concern));
    assert!(
        judged
            .signals
            .iter()
            .any(|signal| signal.da == "Signal: 4. kvartal 2025 ligger under kontrolgrænsen")
    );
}

#[test]
fn the_nhs_rules_are_a_choice_for_control_charts() {
    let mut numbers = STEADY.map(|(x, n)| (x * 5, n * 5)).to_vec();
    numbers.extend([(75, 100); 7]);
    let cuts = quarters(&numbers, "2040-01-01");
    let with = |chart, rules| judge(&cuts, &[], Question { rules, ..question(chart) });
    let nhs = with(SeriesChart::P, SignalRules::Nhs);
    assert_eq!(nhs.signals.len(), 1);
    assert_eq!(nhs.signals[0].da, "Signal: 8 kvartaler i træk over midtlinjen");
    assert_eq!((nhs.variation, nhs.tones[22].0), (Variation::Improvement, PointTone::Improvement));
    assert!(nhs.segments[0].is_signal);
    let anhoej = with(SeriesChart::P, SignalRules::Anhoej);
    assert_eq!((anhoej.variation, anhoej.signals.len()), (Variation::Random, 0));
    let runs = [SignalRules::Anhoej, SignalRules::Nhs].map(|rules| with(SeriesChart::Run, rules).signals);
    assert_eq!(runs[0], runs[1], "a run chart has Anhøj's");
}

#[test]
fn periods_are_finished_two_weeks_after_their_end_also_at_the_turn_of_the_year_and_at_summer_time() {
    let numbers = [(1, 2); 20];
    let done = |today: &str| quarters(&numbers, today).iter().filter(|cut| cut.is_complete).count();
    assert_eq!(done("2026-01-14"), 15);
    assert_eq!(done("2026-01-15"), 16, "the last quarter of 2025");
    assert_eq!(done("2026-03-29"), 16, "the day summer time begins");
    assert_eq!(done("2026-04-14"), 16);
    assert_eq!(done("2026-04-15"), 17);
    let year = Period::new(day("2025-12-01"), day("2026-01-31")).unwrap();
    let cuts = periods(Grain::Month, year, &months(&numbers), day("2026-02-01"));
    let ids: Vec<_> = cuts.iter().map(|cut| (cut.id.as_str(), cut.is_complete)).collect();
    assert_eq!(ids, [("2025-12", true), ("2026-01", false)]);
}

#[test]
fn unfinished_periods_are_shown_and_never_tested() {
    let mut numbers = STEADY.to_vec();
    numbers.push((0, 20));
    let cuts = quarters(&numbers, "2026-02-01");
    let judged = judge(&cuts, &[], question(SeriesChart::P));
    assert!(!cuts[16].is_complete);
    assert_eq!(judged.tones[16].0, PointTone::None);
    assert!(judged.signals.is_empty());
}

#[test]
fn what_cannot_be_said_in_numbers_is_said_in_words() {
    for (numbers, da) in [
        (vec![(0, 0); 4], "Screenet: ingen forløb at vurdere i perioden"),
        (
            vec![(1, 1)],
            "Screenet: 100\u{a0}% i 1. kvartal 2022 (1 af 1) – for få målinger til at vurdere udviklingen",
        ),
        (
            vec![(0, 9); 3],
            "Screenet: 0\u{a0}% i 3. kvartal 2022 (0 af 9) – for få målinger til at vurdere udviklingen",
        ),
    ] {
        let (cuts, judged) = run(&numbers);
        assert_eq!(titled(&cuts, &judged).da, da);
        assert_eq!(judged.variation, Variation::TooFew);
        assert!(judged.too_few.is_some());
    }
    let missing = Tally { missing: 7, ..Tally::default() };
    let months = BTreeMap::from([(day("2022-01-01"), missing)]);
    let period = Period::new(day("2022-01-01"), day("2022-03-31")).unwrap();
    let cuts = periods(Grain::Quarter, period, &months, day("2030-01-01"));
    let judged = judge(&cuts, &[], question(SeriesChart::P));
    assert_eq!(titled(&cuts, &judged).da, "Screenet: 7 forløb, men svaret mangler på dem alle");
    let running = quarters(&[(3, 4)], "2022-02-01");
    let judged = judge(&running, &[], question(SeriesChart::Run));
    assert_eq!(
        titled(&running, &judged).da,
        "Screenet: foreløbigt 3 af 4 forløb – ingen afsluttet periode endnu"
    );
}

#[test]
fn nothing_is_ever_not_a_number() {
    for chart in [SeriesChart::Run, SeriesChart::P] {
        for n in 0..10 {
            for x in 0..=n {
                for length in [0, 1, 2, 9, 13, 25] {
                    let numbers = vec![(x, n); length.max(1)];
                    let cuts = quarters(&numbers, "2040-01-01");
                    let cuts = &cuts[..length];
                    let judged = judge(cuts, &[], question(chart));
                    let lines = judged.segments.iter().flat_map(|segment| {
                        let limits = segment.limits.iter().flat_map(|limits| [limits.lower, limits.upper]);
                        limits.chain([segment.centre]).flatten().collect::<Vec<_>>()
                    });
                    let views = cuts.iter().flat_map(|cut| {
                        let view = tally_view(&cut.tally);
                        [view.value, view.ci_low, view.ci_high].into_iter().flatten()
                    });
                    assert!(
                        lines.chain(views).all(|number| (0.0..=1.0).contains(&number)),
                        "{x}/{n} × {length}"
                    );
                    let title = titled(cuts, &judged);
                    let all =
                        summary(cuts, &judged, (&Tally::default(), &Text::default()), question(chart).unit);
                    for text in all.iter().chain([&title]) {
                        assert!(!text.da.contains("NaN") && !text.en.contains("NaN"), "{text:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn all_of_everybody_has_no_limits_and_says_so() {
    let (_, judged) = run(&[(20, 20); 16]);
    assert!(judged.why_not.is_some());
    assert_eq!(judged.variation, Variation::TooFew, "no point lies off the midline");
}

fn counted(day_of_2026: u64, state: OutcomeState) -> Counted {
    let on = day("2026-01-01") + chrono::Days::new(day_of_2026);
    Counted { on, state, stratum: Stratum::default(), site: None }
}

#[test]
fn groups_hold_ten_finished_courses_each_and_the_last_is_open() {
    let mut courses: Vec<Counted> = (0..25).map(|number| counted(number, OutcomeState::Fulfilled)).collect();
    courses.insert(3, counted(3, OutcomeState::Missing));
    let cuts = groups(courses.iter(), day("2026-12-31"));
    let sizes: Vec<_> = cuts.iter().map(|cut| (cut.tally.denominator(), cut.is_complete)).collect();
    assert_eq!(sizes, [(10, true), (10, true), (5, false)]);
    assert_eq!(cuts[0].tally.missing, 1, "told with the group it falls in");
    assert_eq!(cuts[2].label, Text::new("Forløb 21–25", "Courses 21–25"));
    assert_eq!(groups(courses.iter(), day("2026-01-05")).len(), 1, "nothing that lies ahead");
    let kept = from_a_quarter((0..200).map(|number| counted(number, OutcomeState::Fulfilled)).collect());
    assert_eq!(kept[0].on, day("2026-04-01"));
}

fn aim(percent: u8, from: &str) -> Aim {
    Aim { percent, from: day(from), due: day("2027-12-31"), by: "Mette".into(), at: DateTime::UNIX_EPOCH }
}

#[test]
fn an_aim_is_judged_when_a_year_of_quarters_has_ended() {
    let early = aim_view(aim(80, "2025-01-01"), &months(&STEADY), Better::Higher, day("2025-08-01"));
    assert_eq!((early.verdict, early.points_needed), (AimVerdict::NotYet, 2));
    assert!(early.verdict_text.da.contains("der mangler 2 kvartaler"), "{}", early.verdict_text.da);
    let judged = |numbers: &[(i64, i64)], percent, better| {
        aim_view(aim(percent, "2025-01-01"), &months(numbers), better, day("2026-03-01")).verdict
    };
    assert_eq!(judged(&STEADY, 70, Better::Higher), AimVerdict::Reached);
    assert_eq!(judged(&STEADY, 90, Better::Higher), AimVerdict::Unchanged);
    let mut better = STEADY.map(|(x, n)| (x * 10, n * 10));
    better[12..].fill((170, 200));
    assert_eq!(judged(&better, 95, Better::Higher), AimVerdict::Improved);
    assert_eq!(judged(&better, 20, Better::Lower), AimVerdict::Worse);
    better[12..].fill((80, 200));
    assert_eq!(judged(&better, 95, Better::Higher), AimVerdict::Worse);
    assert_eq!(judged(&[], 95, Better::Higher), AimVerdict::NotYet);
    let nothing_before = aim_view(aim(99, "2022-01-01"), &months(&STEADY), Better::Higher, day("2026-03-01"));
    assert_eq!(nothing_before.verdict, AimVerdict::Unchanged);
    let said = nothing_before.verdict_text.da;
    assert!(said.starts_with("Målet på 99\u{a0}% er ikke nået: "), "{said}");
    assert!(said.contains(". Der er ingen tal fra før at sammenligne med. Frist "), "{said}");
}

#[test]
fn levels_are_compared_without_ranking_them() {
    let (women, men, none) =
        (Text::new("Kvinder", "Women"), Text::new("Mænd", "Men"), Text::new("Uoplyst", "Not stated"));
    let title = |first: Tally, second: Tally| {
        let found = |label, total, is_known| GroupFound { label, total, is_known };
        let unknown = tally(1, 1);
        between(
            &Text::new("Screenet", "Screened"),
            &[found(&women, &first, true), found(&men, &second, true), found(&none, &unknown, false)],
        )
        .da
    };
    assert_eq!(
        title(tally(49, 61), tally(96, 125)),
        "Screenet: kvinder 80\u{a0}% (n = 61), mænd 77\u{a0}% (n = 125) – ingen sikker forskel"
    );
    assert!(title(tally(600, 610), tally(960, 1250)).ends_with("– mindst to grupper adskiller sig"));
    assert!(title(tally(49, 61), Tally::default()).ends_with("– intet at sammenligne med"));
    assert!(title(Tally::default(), Tally::default()).ends_with("ingen forløb at vurdere i perioden"));
}

#[test]
fn the_target_is_stated_with_its_uncertainty() {
    let text = |x, n| target_text(share(&tally(x, n)).proportion, Some(0.8), Better::Higher).da;
    assert_eq!(text(95, 100), "Målet på 80\u{a0}% er nået");
    assert_eq!(text(16, 20), "Målet på 80\u{a0}% er nået. Målet ligger inden for usikkerheden");
    assert_eq!(text(50, 100), "Målet på 80\u{a0}% er ikke nået");
    assert_eq!(text(0, 0), "Ingen forløb at vurdere");
    assert_eq!(target_text(None, None, Better::Higher).da, "Intet mål");
}
