# Every everyday command. `just` is optional: each recipe is one `cargo` command that can be typed as it is.

# Lists the recipes.
default:
    @just --list --unsorted

# Builds everything in release mode and serves the invented registry on http://127.0.0.1:8080.
demo *options:
    cargo xtask demo {{options}}

# Serves the invented registry from a debug build; rebuilds and restarts when a file changes.
dev *options:
    cargo xtask dev {{options}}

# Runs every check, or only the named ones: format rules clippy clippy-wasm rust doc contract web browser.
test *checks:
    cargo xtask test {{checks}}

# Runs the quick checks: format, dependency rules, lints for this machine and for the browser.
lint:
    cargo xtask test format rules clippy clippy-wasm

# Formats all Rust code.
format:
    cargo fmt --all

# Checks the programme definitions and runs their worked examples.
definitions:
    cargo run --package api --bin hjertekom -- programme check

# Runs the journeys in a real browser; a picture of what fails lands in e2e/test-results/.
browser:
    cargo xtask test web browser

# The same; HJERTEKOM_PICTURES=1 takes pictures of every screen, HJERTEKOM_FULL=1 too, with 200 cuts and budgets of time.
e2e:
    cargo xtask test web browser

# Writes the published contracts in api-spec/ anew from the code and the definitions.
spec:
    cargo xtask spec

# Builds the browser application into dist/ and shows its size; `just web --dev` is quicker and larger.
web *options:
    cargo xtask web {{options}}

# Measures speed and memory and prints the table of docs/performance.md.
bench *arguments:
    cargo xtask bench {{arguments}}

# Shows the documentation of our crates in the browser.
doc:
    cargo doc --workspace --no-deps --open
