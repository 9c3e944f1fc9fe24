//! The dependency graph, from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::failure::Failure;
use crate::program;
use crate::workspace::Workspace;

/// Package names and who depends on whom, for all targets, development dependencies left out.
pub(super) struct Graph {
    /// `(parent, child)` by name.
    pub(super) edges: BTreeSet<(String, String)>,
    /// Licence expressions by package name; our own packages included.
    pub(super) packages: BTreeMap<String, Option<String>>,
}

impl Graph {
    pub(super) fn read(workspace: &Workspace) -> Result<Self, Failure> {
        let json = program::read(&mut workspace.cargo(&["metadata", "--format-version", "1", "--locked"]))?;
        let json: Value = serde_json::from_slice(&json).map_err(Failure::because("read cargo metadata"))?;
        Ok(Self::from(&json))
    }

    fn from(json: &Value) -> Self {
        let mut names = BTreeMap::new();
        let mut packages = BTreeMap::new();
        for package in items(&json["packages"]) {
            let name = text(&package["name"]);
            names.insert(text(&package["id"]), name.clone());
            packages.insert(name, package["license"].as_str().map(str::to_owned));
        }
        let name = |id: &Value| names.get(&text(id)).cloned().unwrap_or_else(|| text(id));
        let mut edges = BTreeSet::new();
        for node in items(&json["resolve"]["nodes"]) {
            // A dependency of tests, benches and examples only has the kind "dev" and nothing else.
            let shipped =
                |dependency: &&Value| items(&dependency["dep_kinds"]).any(|kind| kind["kind"] != "dev");
            for dependency in items(&node["deps"]).filter(shipped) {
                edges.insert((name(&node["id"]), name(&dependency["pkg"])));
            }
        }
        Self { edges, packages }
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::Graph;

    #[test]
    fn development_dependencies_are_left_out() {
        let json = serde_json::json!({
            "packages": [
                { "id": "a 1", "name": "a", "license": "MIT" },
                { "id": "b 1", "name": "b", "license": null },
                { "id": "c 1", "name": "c", "license": "MIT" },
            ],
            "resolve": { "nodes": [{ "id": "a 1", "deps": [
                { "pkg": "b 1", "dep_kinds": [{ "kind": "dev" }] },
                { "pkg": "c 1", "dep_kinds": [{ "kind": "dev" }, { "kind": null }] },
            ] }] },
        });
        let graph = Graph::from(&json);
        assert_eq!(graph.edges, [("a".to_owned(), "c".to_owned())].into());
        assert_eq!(graph.packages["b"], None);
    }
}
