//! A receipt that is said on the page one arrives at.

use domain::text::Text;
use leptos::prelude::*;

use crate::parts::{Tone, announced_alert};
use crate::text::tt;

/// What has just been done, waiting to be said once.
#[derive(Clone, Copy, Default)]
pub(crate) struct Notice {
    waiting: StoredValue<Option<Text>>,
}

impl Notice {
    /// Says `text` on the next page.
    pub(crate) fn say(self, text: Text) {
        self.waiting.set_value(Some(text));
    }

    /// What waits to be said; it is said once.
    pub(crate) fn take(self) -> Option<AnyView> {
        let text = self.waiting.try_update_value(Option::take).flatten()?;
        Some(announced_alert(Tone::Success, view! { <p>{tt(text)}</p> }.into_any()))
    }
}
