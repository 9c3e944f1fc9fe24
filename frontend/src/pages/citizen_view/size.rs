//! The size of the text, which is kept in the browser.

use leptos::prelude::*;

use crate::browser::{keep, kept};

const KEY: &str = "citizen-text";

/// Steps from the smallest; each is a font size in the style sheet, in pixels of 16 to the root's size.
const SIZES: [f64; 6] = [18.0, 20.0, 23.0, 27.0, 32.0, 40.0];

/// The step that is shown until another is chosen: large already.
const USUAL: usize = 2;

/// How large the text is.
#[derive(Clone, Copy)]
pub(super) struct TextSize(RwSignal<usize>);

impl TextSize {
    /// The size that was chosen before.
    pub(super) fn kept() -> Self {
        let step = kept(KEY).and_then(|step| step.parse().ok()).filter(|step| *step < SIZES.len());
        Self(RwSignal::new(step.unwrap_or(USUAL)))
    }

    /// Larger or smaller by steps, within what there is.
    pub(super) fn change(self, by: isize) {
        let step = self.0.get_untracked().saturating_add_signed(by).min(SIZES.len() - 1);
        self.0.set(step);
        keep(KEY, (step != USUAL).then(|| step.to_string()).as_deref());
    }

    /// The step, for the style sheet.
    pub(super) fn attribute(self) -> Signal<String> {
        Signal::derive(move || self.0.get().to_string())
    }

    /// The size in pixels, for the chart.
    pub(super) fn pixels(self) -> f64 {
        SIZES.get(self.0.get()).copied().unwrap_or(20.0)
    }
}
