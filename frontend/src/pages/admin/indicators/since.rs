//! Since which version an indicator is as it is now.

use std::sync::Arc;

use domain::programme::{Indicator, Programme};
use leptos::prelude::*;

use crate::pages::admin::Version;
use crate::show;
use crate::text::*;

/// The versions since which an indicator's rules and its target are as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Since {
    pub(super) rules: Option<Arc<Programme>>,
    pub(super) target: Option<Arc<Programme>>,
}

impl Since {
    /// Looks back from the newest version for as long as nothing was other.
    pub(super) fn of(versions: &[Version], now: &Indicator) -> Self {
        let since = |is_same: &dyn Fn(&Indicator) -> bool| {
            let of = |version: &&Version| version.programme.indicator(&now.id).is_some_and(is_same);
            versions.iter().take_while(of).last().map(|version| version.programme.clone())
        };
        let rules = |of: &Indicator| {
            let rules = [
                Some(&of.applies),
                of.excluded.as_ref(),
                of.pending.as_ref(),
                Some(&of.fulfilled),
                Some(&of.attributed_to),
            ];
            rules.map(|rule| rule.map(|rule| rule.text.clone()))
        };
        Self {
            rules: since(&|then| rules(then) == rules(now)),
            target: since(&|then| then.standard == now.standard),
        }
    }
}

/// The version and its day, below what has been so since then.
pub(super) fn dated(phrase: Phrase, since: Option<Arc<Programme>>) -> Option<AnyView> {
    let since = since?;
    let words = tf(phrase, move |language| {
        [("date", show::long_date(since.valid_from, language)), ("version", since.version.clone())]
    });
    Some(view! { <span class="small muted admin-beside">{words}</span> }.into_any())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn version(name: &str, fulfilled: &str, percent: u8) -> Version {
        let text = json!({"da": "x", "en": "x"});
        let rule = |text: &str| json!({"text": text, "expr": {"boolean": true}});
        let programme = serde_json::from_value(json!({
            "id": "p", "version": name, "label": text, "valid_from": format!("{name}-01-01"), "forms": [], "code_lists": {},
            "indicators": [{
                "id": "i", "set": "s", "owner": "municipality", "number": "K1", "label": text, "description": text,
                "kind": "process", "direction": "up", "applies": rule("true"), "fulfilled": rule(fulfilled),
                "attributed_to": rule("as_of"), "source": "default", "standard": {"percent": percent, "verified": true},
            }],
        }))
        .unwrap();
        Version { programme: Arc::new(programme), until: None }
    }

    #[test]
    fn rules_and_target_are_dated_from_the_version_since_which_they_are_the_same() {
        let versions = [version("2028", "b", 80), version("2027", "b", 60), version("2026", "a", 80)];
        let since = Since::of(&versions, &versions[0].programme.indicators[0]);
        let name = |since: Option<Arc<Programme>>| since.map(|programme| programme.version.clone());
        assert_eq!((name(since.rules), name(since.target)), (Some("2027".into()), Some("2028".into())));
    }
}
