//! Axes: which numbers are written, how, and which words have room.

use crate::words::{TEXT, number_of, width_of};

/// How numbers on an axis are written.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberFormat {
    /// What a value is multiplied by before it is written: 100 for a share.
    pub factor: f64,
    /// `,` in Danish.
    pub decimal_mark: char,
    /// What follows, e.g. ` %`.
    pub suffix: String,
}

/// The end of an axis whose label is always written, however little room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CountedFrom {
    /// Where values begin.
    First,
    /// The newest period.
    Last,
}

/// An axis of values.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueAxis {
    /// The ends that are shown; without them the data decide, with room around.
    pub domain: Option<(f64, f64)>,
    /// How numbers are written.
    pub format: NumberFormat,
    /// What is said, with a break mark, where the axis does not begin at 0, e.g. `Aksen starter ved 50 %`.
    pub cut: Option<String>,
}

impl NumberFormat {
    /// A share, 0–1, in whole per cent.
    #[must_use]
    pub fn percent(decimal_mark: char) -> Self {
        Self { factor: 100.0, ..Self::number(decimal_mark, "%") }
    }

    /// A number as it is, with a unit behind it; English, which has the point, writes `5%` and not `5 %`.
    #[must_use]
    pub fn number(decimal_mark: char, unit: &str) -> Self {
        let is_joined = unit.is_empty() || (unit == "%" && decimal_mark == '.');
        let suffix = if is_joined { unit.to_owned() } else { format!("\u{a0}{unit}") };
        Self { factor: 1.0, decimal_mark, suffix }
    }

    /// Writes a tick with as many decimals as steps of `step` need.
    pub(crate) fn write(&self, value: f64, step: f64) -> String {
        let step = (step * self.factor).abs();
        let decimals = (0..4_i32).find(|&places| {
            let scaled = step * 10_f64.powi(places);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
        });
        let places = usize::try_from(decimals.unwrap_or(4)).unwrap_or(0);
        let text = format!("{:.places$}", value * self.factor);
        let text = if text.trim_start_matches('-').bytes().all(|b| matches!(b, b'0' | b'.')) {
            text.trim_start_matches('-').to_owned()
        } else {
            text
        };
        text.replace('.', &self.decimal_mark.to_string()).replace('-', "−") + &self.suffix
    }
}

impl ValueAxis {
    /// Shares from 0 to 100 %.
    #[must_use]
    pub fn share(decimal_mark: char) -> Self {
        Self { domain: Some((0.0, 1.0)), format: NumberFormat::percent(decimal_mark), cut: None }
    }

    /// Numbers whose range the data decide.
    #[must_use]
    pub fn number(decimal_mark: char, unit: &str) -> Self {
        Self { domain: None, format: NumberFormat::number(decimal_mark, unit), cut: None }
    }

    /// The ends: the given ones, or the data's with room, on whole steps.
    pub(crate) fn ends(&self, values: impl Iterator<Item = f64>) -> (f64, f64) {
        if let Some((low, high)) = self.domain.filter(|(low, high)| low < high && (high - low).is_finite()) {
            return (low, high);
        }
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            return (0.0, 1.0);
        }
        let room = if high > low { (high - low) * 0.08 } else { low.abs().max(1.0) * 0.1 };
        // Nothing below 0 is hinted at where nothing is.
        let bottom = if low >= 0.0 { (low - room).max(0.0) } else { low - room };
        let step = step(bottom, high + room, 5);
        ((bottom / step).floor() * step, ((high + room) / step).ceil() * step)
    }

    /// The numbers that are written, at most about `most`, and their words.
    pub(crate) fn ticks(&self, (low, high): (f64, f64), most: usize) -> Vec<(f64, String)> {
        let step = step(low, high, most);
        let first = (low / step - 1e-9).ceil();
        let ticks = (0..=most * 3)
            .map(|at| (first + number_of(at)) * step)
            .take_while(|tick| *tick <= high + step * 1e-9);
        ticks.map(|tick| (tick, self.format.write(tick, step))).collect()
    }
}

/// Whole numbers from 0 to `most`, at most about `parts` of them, and their words: nobody counts half citizens.
pub(crate) fn counts(most: f64, parts: usize) -> Vec<(f64, String)> {
    let axis = ValueAxis::number(',', "");
    let whole =
        axis.ticks((0.0, most), parts).into_iter().filter(|(tick, _)| (tick - tick.round()).abs() < 1e-9);
    whole.map(|(tick, _)| (tick, axis.format.write(tick, 1.0))).collect()
}

/// A round step that cuts `low..high` into at most `most` parts.
fn step(low: f64, high: f64, most: usize) -> f64 {
    let rough = (high - low) / number_of(most.max(1));
    if !rough.is_finite() || rough <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(rough.log10().floor());
    let round = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|round| round * power >= rough * (1.0 - 1e-9));
    round.unwrap_or(10.0) * power
}

/// Which labels along a horizontal axis are written: every k-th, counted from `end`, so that none touch.
///
/// Gives index and centre; centres are moved inside `0..width`.
pub(crate) fn spaced(
    labels: &[&str],
    centres: &[f64],
    size: f64,
    width: f64,
    end: CountedFrom,
) -> Vec<(usize, f64)> {
    let last = labels.len().saturating_sub(1);
    let places = |every: usize| -> Vec<(usize, f64)> {
        let kept = labels.iter().zip(centres).enumerate().filter(|(index, _)| match end {
            CountedFrom::First => index % every == 0,
            CountedFrom::Last => last.saturating_sub(*index) % every == 0,
        });
        kept.map(|(index, (label, centre))| {
            let half = (width_of(label, size) / 2.0).min(width / 2.0);
            (index, centre.clamp(half, width - half))
        })
        .collect()
    };
    let fits = |places: &[(usize, f64)]| {
        let edge = |&(index, centre): &(usize, f64), side: f64| {
            centre + side * width_of(labels.get(index).copied().unwrap_or(""), size) / 2.0
        };
        places.windows(2).all(|pair| match pair {
            [left, right] => edge(left, 1.0) + size * 0.5 <= edge(right, -1.0),
            _ => true,
        })
    };
    let most = labels.len().max(1);
    places((1..most).find(|every| fits(&places(*every))).unwrap_or(most))
}

/// The ticks whose words have room, the first always: where the words stand, and the words.
pub(crate) fn with_room(ticks: Vec<(f64, String)>, width: f64) -> Vec<(f64, String)> {
    let labels: Vec<&str> = ticks.iter().map(|(_, words)| words.as_str()).collect();
    let centres: Vec<f64> = ticks.iter().map(|(at, _)| *at).collect();
    let kept = spaced(&labels, &centres, TEXT, width, CountedFrom::First).into_iter();
    kept.filter_map(|(index, at)| Some((at, ticks.get(index)?.1.clone()))).collect()
}

/// Moves heights apart so that no two are nearer than `gap`, inside `top..bottom`, in their order.
pub(crate) fn apart(heights: &[f64], gap: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = heights.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut next = top;
    for (_, height) in &mut order {
        *height = height.max(next);
        next = *height + gap;
    }
    let mut last = bottom;
    for (_, height) in order.iter_mut().rev() {
        *height = height.min(last);
        last = *height - gap;
    }
    order.sort_by_key(|(index, _)| *index);
    order.into_iter().map(|(_, height)| height).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_in_per_cent_from_0_to_100() {
        let axis = ValueAxis::share(',');
        let words: Vec<String> = axis.ticks((0.0, 1.0), 5).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["0\u{a0}%", "20\u{a0}%", "40\u{a0}%", "60\u{a0}%", "80\u{a0}%", "100\u{a0}%"]);
    }

    #[test]
    fn numbers_have_the_decimals_of_their_step() {
        let format = NumberFormat::number(',', "");
        assert_eq!(format.write(2.5, 0.5), "2,5");
        assert_eq!(format.write(-25.0, 25.0), "−25");
        assert_eq!(format.write(-0.0, 25.0), "0");
        assert_eq!(format.write(1250.0, 250.0), "1250");
    }

    #[test]
    fn the_data_decide_an_open_axis_and_nothing_gives_one_too() {
        let axis = ValueAxis::number(',', "dage");
        assert_eq!(axis.ends([12.0, 31.0].into_iter()), (10.0, 35.0));
        assert_eq!(axis.ends(std::iter::empty()), (0.0, 1.0));
        let (low, high) = axis.ends([7.0].into_iter());
        assert!(low < 7.0 && high > 7.0);
        assert!(axis.ends([f64::NAN, f64::INFINITY, 3.0].into_iter()).1.is_finite());
    }

    #[test]
    fn labels_never_touch_and_the_last_stands() {
        let labels = vec!["3. kvt. 2026"; 16];
        let centres: Vec<f64> = (0..16).map(|at| 40.0 + f64::from(at) * 18.0).collect();
        let kept = spaced(&labels, &centres, 12.0, 340.0, CountedFrom::Last);
        assert_eq!(kept.last().map(|place| place.0), Some(15));
        let half = width_of("3. kvt. 2026", 12.0) / 2.0;
        assert!(kept.windows(2).all(|pair| pair[0].1 + half < pair[1].1 - half), "{kept:?}");
        assert!(kept.iter().all(|(_, at)| *at >= half && at + half <= 340.0));
        assert!(spaced(&[], &[], 12.0, 340.0, CountedFrom::Last).is_empty());
    }

    #[test]
    fn numbers_without_room_for_all_begin_at_the_first() {
        let ticks = (0..6_i32).map(|at| (10.0 + f64::from(at) * 40.0, format!("{} point", at * 2)));
        let written: Vec<String> =
            with_room(ticks.collect(), 220.0).into_iter().map(|(_, words)| words).collect();
        assert_eq!(written, ["0 point", "4 point", "8 point"]);
    }

    #[test]
    fn crowded_heights_move_apart_and_stay_inside() {
        let moved = apart(&[50.0, 51.0, 10.0, 99.0, 98.0], 14.0, (0.0, 100.0));
        let mut sorted = moved.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 14.0 - 1e-9), "{moved:?}");
        assert!(sorted[0] >= 0.0 && sorted[4] <= 100.0);
        assert!(moved[2] < moved[0] && moved[0] < moved[1], "the order stays");
    }
}
