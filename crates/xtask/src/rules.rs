//! Who may depend on whom: enforces the `wrappers` of `deny.toml` and its licences.
//!
//! `deny.toml` is cargo-deny's file and the only source. Building cargo-deny takes longer than the whole test run, so
//! the two checks that matter every day are made here from `cargo metadata`, with the same meaning.

mod graph;
mod licences;

use std::collections::BTreeMap;

use crate::failure::Failure;
use crate::workspace::Workspace;
use graph::Graph;

/// Checks the whole dependency graph, development dependencies left out.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let path = workspace.root.join("deny.toml");
    let text = std::fs::read_to_string(&path).map_err(Failure::because("read deny.toml"))?;
    let rules = Rules::parse(&text)?;
    let graph = Graph::read(workspace)?;
    let mut faults = rules.faults(&graph);
    faults.extend(rules.unknown_wrappers(&graph));
    faults.extend(licences::faults(&graph, &rules.licences, &rules.exceptions));
    if faults.is_empty() {
        eprintln!("      {} rules hold for {} packages", rules.wrappers.len(), graph.packages.len());
        return Ok(());
    }
    Err(Failure::new(faults.join("\n        ")).advice(
        "a dependency: move the code to the crate that may have it (ARCHITECTURE.md has the table); a licence: choose \
         another crate. Change deny.toml only when the rule itself is wrong",
    ))
}

/// What `deny.toml` says, as far as it is checked here.
struct Rules {
    /// By dependency: the packages that may depend on it.
    wrappers: BTreeMap<String, Vec<String>>,
    licences: Vec<String>,
    /// Licences allowed for one package.
    exceptions: BTreeMap<String, Vec<String>>,
}

impl Rules {
    fn parse(text: &str) -> Result<Self, Failure> {
        let table: toml::Table = text.parse().map_err(Failure::because("deny.toml"))?;
        let list = |value: Option<&toml::Value>| -> Vec<String> {
            let items = value.and_then(toml::Value::as_array).into_iter().flatten();
            items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
        };
        let entries = |section: &str, key: &str, names: &str| -> BTreeMap<String, Vec<String>> {
            let items = table.get(section).and_then(|section| section.get(key));
            let items = items.and_then(toml::Value::as_array).into_iter().flatten();
            let entry =
                |item: &toml::Value| Some((item.get("crate")?.as_str()?.to_owned(), list(item.get(names))));
            items.filter_map(entry).collect()
        };
        let wrappers = entries("bans", "deny", "wrappers");
        if wrappers.is_empty() {
            return Err(Failure::new("deny.toml has no [bans] deny entries"));
        }
        let licences = list(table.get("licenses").and_then(|section| section.get("allow")));
        Ok(Self { wrappers, licences, exceptions: entries("licenses", "exceptions", "allow") })
    }

    /// One line per package that depends on what it may not.
    fn faults(&self, graph: &Graph) -> Vec<String> {
        let mut faults = Vec::new();
        for (parent, child) in &graph.edges {
            if let Some(wrappers) = self.wrappers.get(child)
                && !wrappers.contains(parent)
            {
                faults.push(match wrappers.as_slice() {
                    [] => format!("{parent} depends on {child}, which nothing may"),
                    _ => format!("{parent} depends on {child}, which only {} may", wrappers.join(", ")),
                });
            }
        }
        faults
    }

    /// Our own crates are named right, so that a renamed crate does not switch a rule off.
    fn unknown_wrappers(&self, graph: &Graph) -> Vec<String> {
        let names = self.wrappers.keys().filter(|name| !graph.packages.contains_key(*name));
        let absent = |name: &String| format!("deny.toml has a rule for {name}, which is not in the graph");
        names.filter(|name| !self.wrappers[*name].is_empty()).map(absent).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Graph, Rules};

    const DENY: &str = r#"
        [bans]
        deny = [{ crate = "tokio", wrappers = ["api", "hyper"] }, { crate = "openssl" }]
        [licenses]
        allow = ["MIT"]
        exceptions = [{ crate = "webpki-roots", allow = ["CDLA-Permissive-2.0"] }]
    "#;

    fn graph(edges: &[(&str, &str)]) -> Graph {
        let edges = edges.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
        Graph { edges, packages: [("tokio".to_owned(), Some("MIT".to_owned()))].into() }
    }

    #[test]
    fn only_a_wrapper_may_depend_on_a_banned_crate() {
        let rules = Rules::parse(DENY).expect("parsed");
        assert!(
            rules.faults(&graph(&[("api", "tokio"), ("hyper", "tokio"), ("domain", "serde")])).is_empty()
        );
        let faults = rules.faults(&graph(&[("domain", "tokio"), ("api", "openssl")]));
        assert_eq!(
            faults,
            [
                "api depends on openssl, which nothing may",
                "domain depends on tokio, which only api, hyper may"
            ]
        );
    }

    #[test]
    fn a_rule_for_a_crate_that_is_not_there_is_a_fault() {
        let rules = Rules::parse(DENY).expect("parsed");
        assert!(rules.unknown_wrappers(&graph(&[])).is_empty());
        let empty = Graph { edges: [].into(), packages: [].into() };
        assert_eq!(rules.unknown_wrappers(&empty).len(), 1);
        assert!(Rules::parse("[bans]").is_err());
    }
}
