//! An axis of shares that begins where the values are.

use charts::{NumberFormat, ValueAxis};
use domain::text::Language;
use domain::words::{decimal_mark, share};

use crate::words::AXIS_CUT;

/// The axis around some shares, on whole tens; where it begins is said. None around none.
#[must_use]
pub fn zoomed(shares: impl Iterator<Item = Option<f64>>, language: Language) -> Option<ValueAxis> {
    let (low, high) =
        shares.flatten().fold((1.0_f64, 0.0_f64), |(low, high), share| (low.min(share), high.max(share)));
    let (low, high) =
        ((low * 10.0 - 0.2).floor().max(0.0) / 10.0, (high * 10.0 + 0.2).ceil().min(10.0) / 10.0);
    let cut = (low > 0.0).then(|| AXIS_CUT.fill(language, &[("start", &share(low, language))]));
    let format = NumberFormat::percent(decimal_mark(language));
    (low < high).then_some(ValueAxis { domain: Some((low, high)), format, cut })
}
