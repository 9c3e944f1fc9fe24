//! The rows an entry is told in: a name and what there is to say.

use domain::text::Text;
use leptos::prelude::*;

use super::sources;
use crate::text::*;

/// Rows of a definition list.
#[derive(Default)]
pub(super) struct Facts(Vec<AnyView>);

impl Facts {
    /// Adds a row.
    pub(super) fn add(&mut self, name: Phrase, content: AnyView) {
        self.0.push(view! { <div><dt>{t(name)}</dt><dd>{content}</dd></div> }.into_any());
    }

    /// Adds a row if there is something to say.
    pub(super) fn add_some(&mut self, name: Phrase, content: Option<AnyView>) {
        if let Some(content) = content {
            self.add(name, content);
        }
    }

    /// Adds where a rule comes from.
    pub(super) fn add_source(&mut self, source: &str) {
        self.add(DICT_SOURCE, sources::named(source));
    }

    /// The rows.
    pub(super) fn view(self) -> AnyView {
        view! { <dl class="entry-facts">{self.0}</dl> }.into_any()
    }
}

/// `Rygestatus (Startskema)`: a name, and what it belongs to.
pub(super) fn of(name: &Text, whole: &Text) -> Text {
    Text::new(format!("{} ({})", name.da, whole.da), format!("{} ({})", name.en, whole.en))
}

/// Links to other entries, one below the other.
pub(super) fn links(links: Vec<(String, Text)>) -> Option<AnyView> {
    if links.is_empty() {
        return None;
    }
    let items: Vec<_> = links
        .into_iter()
        .map(|(anchor, label)| view! { <li><a href=format!("#{anchor}")>{tt(label)}</a></li> })
        .collect();
    Some(view! { <ul class="entry-links">{items}</ul> }.into_any())
}
