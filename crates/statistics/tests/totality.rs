//! What must hold for every series and every set of units: bounds, mirrors, and never a number that is none.

#![expect(clippy::unwrap_used, reason = "the strategies make counts that are proportions")]

use proptest::prelude::*;
use statistics::{
    Bounds, Pair, Point, Prior, Proportion, Rate, Side, Spread, anhoej, flag, funnel, funnel_limits, median,
    nhs_signals, p_chart, paired_change, run_chart, xmr,
};

prop_compose! {
    fn proportion(most: u32)(total in 1..=most)(successes in 0..=total, total in Just(total)) -> Proportion {
        Proportion::new(successes, total).unwrap()
    }
}

fn point<T: std::fmt::Debug + Clone>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Point<T>> {
    (proptest::option::weighted(0.9, value), prop::bool::weighted(0.9), prop::bool::weighted(0.05))
        .prop_map(|(value, is_complete, begins)| Point { value, is_complete, begins })
}

fn wild() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -1e6..1e6_f64,
        1 => any::<f64>(),
        1 => Just(0.0),
    ]
}

proptest! {
    #[test]
    fn a_mirrored_series_has_the_same_runs_on_the_other_side(
        values in prop::collection::vec(prop::option::weighted(0.9, -5_i32..=5), 0..60),
    ) {
        let values: Vec<Option<f64>> = values.into_iter().map(|value| value.map(f64::from)).collect();
        let mirrored: Vec<Option<f64>> = values.iter().map(|value| value.map(|value| -value)).collect();
        match (anhoej(&values, 0.0), anhoej(&mirrored, 0.0)) {
            (Ok(there), Ok(back)) => {
                prop_assert_eq!((there.useful, there.crossings), (back.useful, back.crossings));
                prop_assert_eq!(there.longest.length, back.longest.length);
                prop_assert_ne!(there.longest.side, back.longest.side);
                prop_assert_eq!(there.is_signal(), back.is_signal());
                prop_assert_eq!(there.long.len(), back.long.len());
            }
            (Err(there), Err(back)) => prop_assert_eq!(there, back),
            (there, back) => prop_assert!(false, "{there:?} {back:?}"),
        }
    }

    #[test]
    fn scaling_and_moving_a_series_changes_no_signal(
        values in prop::collection::vec(-50_i32..=50, 12..40), scale in 1_i32..20, shift in -100_i32..100,
    ) {
        let series = |change: &dyn Fn(i32) -> i32| -> Vec<Point<f64>> {
            values.iter().map(|value| Point::complete(f64::from(change(*value)))).collect()
        };
        let there = run_chart(&series(&|value| value));
        let back = run_chart(&series(&|value| value * scale + shift));
        prop_assert_eq!(there[0].runs.clone(), back[0].runs.clone());
        let there = xmr(&series(&|value| value), Bounds::default());
        let back = xmr(&series(&|value| value * scale + shift), Bounds::default());
        prop_assert_eq!(&there[0].values.outside, &back[0].values.outside);
    }

    #[test]
    fn limits_of_a_p_chart_hold_the_centre_and_stay_in_the_unit(
        points in prop::collection::vec(point(proportion(200)), 0..40), laney in any::<bool>(),
    ) {
        let spread = if laney { Spread::Laney } else { Spread::Binomial };
        let shares: Vec<Point<f64>> = points.iter().map(|point| point.map(Proportion::value)).collect();
        for segment in p_chart(&points, spread) {
            let span = segment.span;
            for (index, point) in points.iter().enumerate().filter(|(index, _)| span.holds(*index)) {
                if let (Some(limits), Ok(centre)) = (segment.limits_at(index), segment.centre) {
                    prop_assert!(0.0 <= limits.lower && limits.upper <= 1.0, "{limits:?}");
                    prop_assert!(limits.lower <= centre && centre <= limits.upper, "{limits:?} {centre}");
                    prop_assert!(point.is_complete && point.value.is_some());
                }
            }
            for signal in nhs_signals(&shares, &segment) {
                prop_assert!(span.holds(signal.first) && span.holds(signal.last) && signal.first <= signal.last);
            }
        }
    }

    #[test]
    fn more_courses_make_narrower_limits(n in 1_u32..200, more in 2_u32..5) {
        let chart = |n: u32| {
            let points: Vec<_> = (0..12).map(|at| Point::complete(Proportion::new(n * (1 + at % 2), n * 3).ok())).collect();
            let segment = p_chart(&points, Spread::Binomial).remove(0);
            segment.limits_at(0).map(|limits| limits.upper - limits.lower).unwrap()
        };
        prop_assert!(chart(n * more) <= chart(n));
    }

    #[test]
    fn no_series_of_whatever_numbers_gives_a_number_that_is_none(
        points in prop::collection::vec(point(wild()), 0..40),
    ) {
        for segment in run_chart(&points) {
            prop_assert!(segment.midline.is_ok_and(f64::is_finite) || segment.midline.is_err());
        }
        for segment in xmr(&points, Bounds { low: Some(0.0), high: None }) {
            for limits in segment.values.limits.iter().flatten().flatten() {
                prop_assert!(limits.lower.is_finite() && limits.upper.is_finite() && limits.lower <= limits.upper);
            }
            for range in segment.ranges.iter().flatten() {
                prop_assert!(range.is_finite());
            }
            let _ = nhs_signals(&points, &segment.values);
        }
    }

    #[test]
    fn a_median_lies_in_its_interval_and_among_its_values(values in prop::collection::vec(-1e9..1e9_f64, 1..60)) {
        let found = median(&values).unwrap();
        prop_assert!(values.iter().any(|value| *value <= found.value) && values.iter().any(|value| *value >= found.value));
        if let Ok(interval) = found.interval {
            prop_assert!(interval.covers(found.value));
        }
    }

    #[test]
    fn a_mean_change_lies_in_its_interval(
        pairs in prop::collection::vec((wild(), proptest::option::of(wild())), 0..40),
    ) {
        let pairs: Vec<Pair> = pairs.into_iter().map(|(start, end)| Pair { start, end }).collect();
        if let Ok(change) = paired_change(&pairs) {
            prop_assert!(change.mean.is_finite());
            if let Ok(interval) = change.interval {
                prop_assert!(interval.covers(change.mean) && interval.width().is_finite() || interval.width() == f64::INFINITY);
                prop_assert!(interval.low.is_finite() && interval.high.is_finite());
            }
        }
    }

    #[test]
    fn funnel_limits_are_ordered_hold_the_centre_and_narrow(centre in 0.02..0.98_f64, n in 1_u32..3_000) {
        let limits = funnel_limits(centre, n).unwrap();
        prop_assert!(0.0 <= limits.alarm_low && limits.alarm_low <= limits.alert_low);
        prop_assert!(limits.alert_low < limits.alert_high);
        prop_assert!(limits.alert_high <= limits.alarm_high && limits.alarm_high <= 1.0);
        let later = funnel_limits(centre, n * 2).unwrap();
        let width = |limits: statistics::FunnelLimits| limits.alert_high - limits.alert_low;
        // Counts are whole: the curve wavers by less than one of them.
        prop_assert!(width(later) <= width(limits) + 1.0 / f64::from(n));
    }

    #[test]
    fn counting_the_others_mirrors_the_flag(p in proportion(300), centre in 0.01..0.99_f64) {
        let mirror = Proportion::new(p.total() - p.successes(), p.total()).unwrap();
        let (there, back) = (flag(p, centre).unwrap(), flag(mirror, 1.0 - centre).unwrap());
        prop_assert_eq!(there as i8 - 2, 2 - back as i8);
    }

    #[test]
    fn a_flag_only_moves_up_with_more_successes(total in 1_u32..80, centre in 0.01..0.99_f64) {
        let flags: Vec<_> =
            (0..=total).map(|x| flag(Proportion::new(x, total).unwrap(), centre).unwrap()).collect();
        prop_assert!(flags.is_sorted());
    }

    #[test]
    fn over_dispersion_never_makes_a_flag_more_severe(units in prop::collection::vec(proportion(150), 5..25)) {
        let units: Vec<_> = units.into_iter().map(Some).collect();
        let centre = statistics::pooled(&units).unwrap();
        if let Ok(drawn) = funnel(&units, centre) {
            for unit in drawn.units {
                let (widened, exact) = (unit.flag.unwrap(), flag(unit.proportion.unwrap(), centre).unwrap());
                prop_assert!((widened as i8 - 2).abs() <= (exact as i8 - 2).abs());
                let limits = unit.expected.unwrap();
                prop_assert!(limits.alarm_low <= limits.alert_low && limits.alert_high <= limits.alarm_high);
                prop_assert!(limits.alarm_low.is_finite() && limits.alarm_high.is_finite());
            }
        }
    }

    #[test]
    fn a_shrunken_share_lies_between_the_units_own_and_the_mean(units in prop::collection::vec(proportion(120), 5..30)) {
        let rates: Vec<Rate> = units.iter().map(|&unit| unit.into()).collect();
        if let Ok(prior) = Prior::learn(&rates) {
            for rate in rates {
                let found = prior.shrink(rate).unwrap();
                let (low, high) = (rate.share.min(prior.mean), rate.share.max(prior.mean));
                prop_assert!(low - 1e-12 <= found.share && found.share <= high + 1e-12);
                prop_assert!((0.0..=1.0).contains(&found.own_weight));
                prop_assert!(0.0 <= found.interval.low && found.interval.low <= found.interval.high && found.interval.high <= 1.0);
            }
        }
    }

    #[test]
    fn a_larger_unit_keeps_more_of_its_own(prior_units in prop::collection::vec(proportion(120), 5..20), p in proportion(100)) {
        let rates: Vec<Rate> = prior_units.iter().map(|&unit| unit.into()).collect();
        if let Ok(prior) = Prior::learn(&rates) {
            let larger = Proportion::new(p.successes() * 4, p.total() * 4).unwrap();
            prop_assert!(prior.shrink(larger.into()).unwrap().own_weight >= prior.shrink(p.into()).unwrap().own_weight);
        }
    }

    #[test]
    fn sides_are_opposite(a in -1e6..1e6_f64, b in -1e6..1e6_f64) {
        prop_assert_eq!(Side::of(a, b).is_some(), Side::of(b, a).is_some());
        if let (Some(there), Some(back)) = (Side::of(a, b), Side::of(b, a)) {
            prop_assert_ne!(there, back);
        }
    }
}
