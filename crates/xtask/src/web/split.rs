//! Cuts the module into the part every page needs and the parts that are fetched when they are first needed.
//!
//! `frontend/src/lazy.rs` says where to cut. The loader that fetches the parts becomes part of the JavaScript glue: the
//! two import each other, and files that mention each other cannot both be named by a hash of what they hold.

use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::failure::Failure;

/// How the module imports its loader.
const LOADER: &str = "./loader.js";
/// How the loader imports the glue.
const GLUE: &str = "./frontend.js";

/// The module cut into parts.
pub(super) struct Split {
    /// What every page needs; the glue is generated from it.
    pub(super) main: PathBuf,
    /// What is fetched later.
    parts: Vec<PathBuf>,
    /// The JavaScript that fetches them.
    loader: String,
}

/// Cuts a module into `folder`.
pub(super) fn split(wasm: &Path, folder: &Path) -> Result<Split, Failure> {
    let module = std::fs::read(wasm).map_err(Failure::because(format!("read {}", wasm.display())))?;
    let main = folder.join("frontend.wasm");
    let mut options = Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    options.main_module = GLUE;
    let cut = transform(options).map_err(|error| Failure::new(format!("cut the module: {error:#}")))?;
    let loader = std::fs::read_to_string(folder.join(LOADER)).map_err(Failure::because("read the loader"))?;
    Ok(Split { main, parts: cut.split_modules, loader })
}

impl Split {
    /// Puts the parts beside the glue in `folder`, and the loader into it.
    pub(super) fn join(&self, folder: &Path) -> Result<(), Failure> {
        for part in self.parts.iter().filter(|part| part.exists()) {
            let name = part.file_name().unwrap_or_default();
            std::fs::copy(part, folder.join(name))
                .map_err(Failure::because(format!("copy {}", part.display())))?;
        }
        let path = folder.join(GLUE);
        let glue = std::fs::read_to_string(&path).map_err(Failure::because("read the glue"))?;
        let joined = joined(&glue, &self.loader)
            .ok_or_else(|| Failure::new("wasm-bindgen imports the loader in a way that is not known here"))?;
        std::fs::write(&path, joined).map_err(Failure::because("write the glue"))
    }
}

/// The glue with the loader's functions instead of imports of them: one import for each function.
fn joined(glue: &str, loader: &str) -> Option<String> {
    let is_import = |line: &str, file: &str| line.starts_with("import ") && line.contains(file);
    let (imports, glue): (Vec<&str>, Vec<&str>) = glue.lines().partition(|line| is_import(line, LOADER));
    let namespace =
        |import: &&str| Some(import.strip_prefix("import * as ")?.split_whitespace().next()?.to_owned());
    let namespaces: Vec<String> = imports.iter().map(namespace).collect::<Option<_>>()?;
    let exported =
        |line: &str| Some(line.strip_prefix("export const ")?.split_whitespace().next()?.to_owned());
    let exports = loader.lines().filter_map(exported).collect::<Vec<_>>().join(", ");
    let own = loader.lines().filter(|line| !is_import(line, GLUE));
    let own = own.map(|line| line.strip_prefix("export ").unwrap_or(line));
    let known = namespaces.iter().map(|name| format!("const {name} = {{ {exports} }};"));
    let lines = glue.into_iter().chain(own).map(str::to_owned).chain(known);
    Some(lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn the_loader_becomes_part_of_the_glue() {
        let glue = "import * as a1 from \"./loader.js\"\nimport * as a2 from \"./loader.js\"\nexport function initSync() {}";
        let loader =
            "import { initSync } from \"./frontend.js\";\nlet a = 1;\nexport const load_x = wrap(() => a);\n";
        let joined = joined(glue, loader).expect("known");
        assert!(!joined.contains("import "), "{joined}");
        assert!(joined.contains("\nconst load_x = wrap(() => a);\n"), "{joined}");
        assert!(joined.ends_with("\nconst a1 = { load_x };\nconst a2 = { load_x };"), "{joined}");
        assert!(joined.contains("export function initSync() {}"), "{joined}");
    }

    #[test]
    fn glue_without_a_loader_stays_as_it_is() {
        assert_eq!(joined("export default 1;", ""), Some("export default 1;".to_owned()));
    }
}
