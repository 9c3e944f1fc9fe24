//! Series: the vectors of `spec/ux.md` 3.4 and what the rules must and must not see.

use statistics::{
    Assurance, Better, Bounds, ControlSegment, NhsRule, Point, Proportion, Reason, Side, Spread, Variation,
    anhoej, nhs_signals, p_chart, run_chart, run_limits, xmr,
};

fn shares(x: &[u32], n: &[u32]) -> Vec<Point<Proportion>> {
    x.iter().zip(n).map(|(&x, &n)| Point::complete(Proportion::new(x, n).ok())).collect()
}

fn values(values: &[f64]) -> Vec<Point<f64>> {
    values.iter().map(|&value| Point::complete(value)).collect()
}

fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() < within, "expected {expected}, found {found}");
}

const X: [u32; 12] = [14, 18, 15, 21, 12, 17, 18, 16, 19, 15, 17, 15];
const N: [u32; 12] = [18, 22, 20, 25, 16, 21, 24, 19, 23, 20, 22, 18];

fn p_segment(spread: Spread) -> ControlSegment {
    p_chart(&shares(&X, &N), spread).remove(0)
}

#[test]
fn the_p_chart_gives_the_published_centre_and_limits() {
    let segment = p_segment(Spread::Binomial);
    near(segment.centre.unwrap(), 197.0 / 248.0, 1e-12);
    let first = segment.limits_at(0).unwrap();
    near(first.lower, 0.5086, 5e-5);
    near(first.upper, 1.0, 1e-12);
    assert!(!segment.is_trial && !segment.is_signal(), "{segment:?}");
    // 25·51/248 = 5.14 is the only quarter with five expected drop-outs.
    assert_eq!(segment.suited, Err(Reason::CountsTooSmall { suited: 1, found: 12 }));
}

#[test]
fn laneys_limits_follow_how_much_neighbours_differ() {
    // Computed with 30 digits (mpmath): sigma_z = 0.608945723108675.
    let first = p_segment(Spread::Laney).limits_at(0).unwrap();
    near(first.lower, 0.620_322_439_644, 1e-11);
    near(first.upper, 0.968_387_237_775, 1e-11);
}

#[test]
fn the_xmr_chart_gives_the_published_limits() {
    let points = values(&[31.0, 28.0, 35.0, 40.0, 29.0, 33.0, 30.0, 36.0, 27.0, 34.0, 32.0, 38.0]);
    let segment = xmr(&points, Bounds::default()).remove(0);
    near(segment.values.centre.unwrap(), 32.75, 1e-12);
    near(segment.mean_range.unwrap(), 5.7273, 5e-5);
    let limits = segment.values.limits_at(11).unwrap();
    near(limits.upper, 47.98, 5e-3);
    near(limits.lower, 17.52, 5e-3);
    near(segment.range_limit.unwrap(), 18.71, 5e-3);
    assert_eq!((segment.screened, segment.ranges[0], segment.ranges[1]), (0, None, Some(3.0)));
}

#[test]
fn one_jump_is_screened_out_of_the_mean_moving_range_and_then_seen() {
    let mut numbers = vec![10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0];
    numbers[6] = 30.0;
    let segment = xmr(&values(&numbers), Bounds::default()).remove(0);
    assert_eq!(segment.screened, 2);
    near(segment.mean_range.unwrap(), 1.0, 1e-12);
    assert_eq!(segment.values.outside.iter().map(|point| point.index).collect::<Vec<_>>(), [6]);
}

#[test]
fn limits_do_not_leave_what_a_measure_can_be() {
    let bounds = Bounds { low: Some(0.0), high: None };
    let points = values(&[1.0, 9.0, 2.0, 8.0, 1.0, 9.0, 2.0, 8.0, 1.0, 9.0, 2.0, 8.0]);
    let limits = xmr(&points, bounds).remove(0).values.limits_at(0).unwrap();
    near(limits.lower, 0.0, 1e-12);
    assert!(limits.upper > 9.0);
}

#[test]
fn anhoejs_limits_are_the_published_ones() {
    let published =
        [(10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8), (30, 8, 10), (36, 8, 13), (48, 9, 18)];
    for (n, longest, crossings) in published {
        assert_eq!(run_limits(n), (longest, crossings), "n = {n}");
    }
    // By brute force over binomial coefficients (python integers), around the turning point of the rounding.
    for (n, longest, crossings) in
        [(11, 6, 2), (13, 7, 3), (100, 10, 41), (181, 10, 79), (182, 11, 79), (250, 11, 112)]
    {
        assert_eq!(run_limits(n), (longest, crossings), "n = {n}");
    }
}

fn some(values: &[i32]) -> Vec<Option<f64>> {
    values.iter().map(|&value| Some(f64::from(value))).collect()
}

#[test]
fn a_long_run_is_found_with_its_place_and_side() {
    let series = some(&[-1, 1, -1, 1, -1, 1, 1, 0, 1, 1, 1, 1, 1, 1, -1, 1]);
    let runs = anhoej(&series, 0.0).unwrap();
    assert_eq!((runs.useful, runs.longest.length, runs.longest.side), (15, 8, Side::Above));
    assert_eq!(
        (runs.longest.first, runs.longest.last),
        (5, 13),
        "the point on the midline neither counts nor breaks"
    );
    assert_eq!((runs.longest_allowed, runs.crossings), (7, 7));
    assert!(runs.has_long_run() && !runs.has_few_crossings());
    assert_eq!(runs.long, [runs.longest]);
}

#[test]
fn too_few_crossings_are_a_signal_of_their_own() {
    let series = some(&[1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1]);
    let runs = anhoej(&series, 0.0).unwrap();
    assert!(runs.has_few_crossings() && !runs.has_long_run(), "{runs:?}");
    assert_eq!(Variation::of_runs(&runs, Better::Higher), Variation::Undirected);
}

#[test]
fn points_on_the_midline_gaps_and_unfinished_quarters_are_not_counted() {
    let mut series = some(&[1, -1, 1, -1, 1, -1, 1, -1, 1]);
    assert_eq!(anhoej(&series, 0.0), Err(Reason::TooFewPoints { needed: 10, found: 9 }));
    series.push(None);
    series.push(Some(0.0));
    assert_eq!(anhoej(&series, 0.0), Err(Reason::TooFewPoints { needed: 10, found: 9 }));
    series.push(Some(-1.0));
    assert!(anhoej(&series, 0.0).is_ok());
}

#[test]
fn the_baseline_freezes_after_twelve_complete_points() {
    let mut numbers: Vec<f64> = (0..12).map(|at| f64::from(at % 2)).collect();
    numbers.extend([5.0; 9]);
    let mut points = values(&numbers);
    points.push(Point { is_complete: false, ..Point::complete(100.0) });
    let segments = run_chart(&points);
    assert_eq!(segments.len(), 1);
    assert_eq!((segments[0].baseline, segments[0].is_trial), (12, false));
    near(segments[0].midline.unwrap(), 0.5, 1e-12);
    let runs = segments[0].runs.as_ref().unwrap();
    assert_eq!((runs.useful, runs.longest.length), (21, 10), "the incomplete quarter is not in it");
    assert_eq!(Variation::of_runs(runs, Better::Higher), Variation::Improvement);
    assert_eq!(Variation::of_runs(runs, Better::Lower), Variation::Concern);
    assert_eq!(Variation::of_runs(runs, Better::Neither), Variation::Undirected);
}

#[test]
fn a_run_that_has_ended_is_a_change_without_direction() {
    let mut numbers = vec![1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0];
    numbers.extend([1.0; 9]);
    numbers.extend([0.0, 1.0, 0.0]);
    let runs = run_chart(&values(&numbers)).remove(0).runs.unwrap();
    assert!(runs.has_long_run());
    assert_eq!(Variation::of_runs(&runs, Better::Higher), Variation::Undirected);
}

#[test]
fn a_rebased_series_has_a_baseline_on_each_side_of_the_break() {
    let mut points = values(&[50.0; 24]);
    for point in points.iter_mut().skip(12) {
        point.value = Some(70.0);
    }
    points[12].begins = true;
    let segments = run_chart(&points);
    assert_eq!(segments.iter().map(|s| (s.span.first, s.span.last)).collect::<Vec<_>>(), [(0, 11), (12, 23)]);
    assert_eq!(segments.iter().map(|s| s.midline.unwrap()).collect::<Vec<_>>(), [50.0, 70.0]);
    // Every point is on its midline: there is nothing to test.
    assert_eq!(segments[1].runs, Err(Reason::TooFewPoints { needed: 10, found: 0 }));
}

#[test]
fn limits_are_on_trial_until_twelve_points_and_absent_below_six() {
    let points = shares(&X, &N);
    let trial = p_chart(&points[..8], Spread::Binomial).remove(0);
    assert!(trial.is_trial && trial.limits.is_ok());
    let few = p_chart(&points[..5], Spread::Binomial).remove(0);
    assert_eq!(few.limits, Err(Reason::TooFewPoints { needed: 6, found: 5 }));
    assert!(few.centre.is_ok(), "the mean can be said");
}

#[test]
fn all_of_everybody_has_no_limits() {
    let n = [10; 12];
    let segment = p_chart(&shares(&n, &n), Spread::Binomial).remove(0);
    assert_eq!((segment.centre, segment.limits.clone()), (Ok(1.0), Err(Reason::NoVariation)));
    assert!(segment.outside.is_empty());
    let none = p_chart(&shares(&[0; 12], &n), Spread::Laney).remove(0);
    assert_eq!(none.limits, Err(Reason::NoVariation));
}

#[test]
fn nothing_at_all_is_no_chart_and_gaps_are_no_numbers() {
    assert!(run_chart(&[]).is_empty() && p_chart(&[], Spread::Laney).is_empty());
    let gaps = vec![Point::<f64>::complete(None); 12];
    assert_eq!(run_chart(&gaps)[0].midline, Err(Reason::Empty));
    let segment = xmr(&gaps, Bounds::default()).remove(0);
    assert_eq!(segment.values.centre, Err(Reason::Empty));
    assert_eq!(segment.values.limits, Err(Reason::Empty));
}

#[test]
fn a_number_that_is_none_is_refused_not_passed_on() {
    let points =
        values(&[f64::NAN, 1.0, f64::INFINITY, 2.0, f64::MAX, -f64::MAX, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
    assert_eq!(run_chart(&points)[0].midline, Err(Reason::NotFinite));
    assert_eq!(xmr(&points, Bounds::default())[0].values.limits, Err(Reason::NotFinite));
}

#[test]
fn assurance_is_the_targets_place_beside_the_limits() {
    let x = [81, 82, 78, 81, 79, 82, 83, 77, 81, 81, 77, 79];
    let points = shares(&x, &[100; 12]);
    let segment = p_chart(&points, Spread::Binomial).remove(0);
    let judge = |target, better| segment.assurance(11, target, better).unwrap();
    assert_eq!(judge(0.6, Better::Higher), Assurance::Stable);
    assert_eq!(judge(0.8, Better::Higher), Assurance::HitAndMiss);
    assert_eq!(judge(0.95, Better::Higher), Assurance::Never);
    assert_eq!(judge(0.95, Better::Lower), Assurance::Stable);
    assert_eq!(judge(0.6, Better::Lower), Assurance::Never);
    assert_eq!(segment.variation(11, Better::Higher), Ok(Variation::CommonCause));
    let trial = p_chart(&points[..11], Spread::Binomial).remove(0);
    assert_eq!(trial.assurance(10, 0.6, Better::Higher), Err(Reason::TooFewPoints { needed: 12, found: 11 }));
    assert!(p_segment(Spread::Binomial).assurance(11, 0.6, Better::Higher).is_err(), "too few for a p chart");
}

#[test]
fn the_latest_point_outside_decides_the_variation() {
    let mut x = vec![80, 82, 78, 81, 79, 80, 83, 77, 80, 81, 79, 80, 99];
    let chart = |x: &[u32]| p_chart(&shares(x, &vec![100; x.len()]), Spread::Binomial).remove(0);
    assert_eq!(chart(&x).variation(12, Better::Higher), Ok(Variation::Improvement));
    assert_eq!(chart(&x).variation(12, Better::Lower), Ok(Variation::Concern));
    x.push(80);
    assert_eq!(chart(&x).variation(13, Better::Higher), Ok(Variation::Undirected));
}

#[test]
fn the_nhs_rules_find_what_they_are_named_after() {
    let base = [10.0, 12.0, 9.0, 11.0, 8.0, 12.0, 10.0, 11.0, 9.0, 12.0, 8.0, 10.0];
    let found = |more: &[f64]| {
        let points = values(&[&base, more].concat());
        let segment = xmr(&points, Bounds::default()).remove(0).values;
        nhs_signals(&points, &segment)
            .into_iter()
            .map(|signal| (signal.rule, signal.first, signal.last, signal.side))
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&[]), []);
    assert_eq!(found(&[40.0]), [(NhsRule::Outside, 12, 12, Side::Above)]);
    assert_eq!(found(&[11.0, 10.5, 11.0, 10.5, 11.0, 10.5, 11.0]), [(NhsRule::Shift, 12, 18, Side::Above)]);
    assert_eq!(found(&[11.0, 10.5, 11.0, 10.5, 11.0, 10.5]), [], "six are not seven");
    assert_eq!(
        found(&[9.0, 9.5, 10.0, 10.5, 11.0, 11.5, 12.0]),
        [(NhsRule::Trend, 12, 18, Side::Above)],
        "seven rising, on both sides of the centre"
    );
    // mR̄ = 31/11, limits 10.17 ± 7.50: two thirds of the way is 15.2.
    assert_eq!(found(&[16.0, 10.0, 16.0]), [(NhsRule::NearLimit, 12, 14, Side::Above)]);
}

#[test]
fn by_the_nhs_rules_the_latest_point_decides_and_what_has_ended_has_no_direction() {
    let base = [10.0, 12.0, 9.0, 11.0, 8.0, 12.0, 10.0, 11.0, 9.0, 12.0, 8.0, 10.0];
    let varies = |more: &[f64], better| {
        let points = values(&[&base, more].concat());
        let segment = xmr(&points, Bounds::default()).remove(0).values;
        segment.nhs_variation(&points, points.len() - 1, better)
    };
    assert_eq!(varies(&[], Better::Lower), Ok(Variation::CommonCause));
    assert_eq!(varies(&[40.0], Better::Lower), Ok(Variation::Concern));
    assert_eq!(varies(&[40.0, 10.0], Better::Lower), Ok(Variation::Undirected));
    let falling = [12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0];
    assert_eq!(varies(&falling, Better::Lower), Ok(Variation::Improvement), "a trend on both sides");
    let few = values(&base[..5]);
    let segment = xmr(&few, Bounds::default()).remove(0).values;
    assert_eq!(
        segment.nhs_variation(&few, 4, Better::Lower),
        Err(Reason::TooFewPoints { needed: 6, found: 5 })
    );
}
