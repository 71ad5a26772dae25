//! The manifest of a generated crate.

use toml::{Table, Value};

use super::Crate;
use crate::{Packaging, emit::docs};

/// What generated sources use.
const DEPENDENCIES: &[&str] = &["serde", "serde_json"];

/// What a user may choose. The runtime has no TLS of its own accord, so that one who wants another gets that one alone.
const FEATURES: &str = "\
[features]
default = [\"rustls\"]
# TLS by rustls, or by what the system has.
rustls = [\"moored-runtime/rustls\"]
native-tls = [\"moored-runtime/native-tls\"]
# A span of `tracing` for each call.
tracing = [\"moored-runtime/tracing\"]
";

/// The provider's words end up in doc comments and names, where these lints would find fault with them.
const LINTS: &str = "\
[lints.rust]
missing_docs = \"warn\"
unsafe_code = \"forbid\"

# Doc comments and names are the provider's.
[lints.rustdoc]
bare_urls = \"allow\"
broken_intra_doc_links = \"allow\"
invalid_html_tags = \"allow\"
invalid_rust_codeblocks = \"allow\"

[lints.clippy]
doc_lazy_continuation = \"allow\"
doc_overindented_list_items = \"allow\"
enum_variant_names = \"allow\"
large_enum_variant = \"allow\"
struct_field_names = \"allow\"
too_many_arguments = \"allow\"
too_long_first_doc_paragraph = \"allow\"
type_complexity = \"allow\"
";

pub(super) fn render(parts: &Crate<'_>) -> Result<String, String> {
    let api = &parts.api;
    let description = one_line(&format!("A typed client for {}, generated from its OpenAPI document", api.title));
    let mut text = format!(
        "# Written by `cargo xtask codegen` from {}. Edits go there, not here.\n\n[package]\nname = \"{}\"\ndescription = {}\n",
        parts.document,
        parts.name,
        Value::String(description),
    );
    match parts.packaging {
        Packaging::Member => {
            for key in ["version", "edition", "rust-version", "license", "publish"] {
                text.push_str(&format!("{key}.workspace = true\n"));
            }
            let runtime = match features(parts) {
                Some(features) => format!("moored-runtime = {{ workspace = true, features = {features} }}"),
                None => "moored-runtime.workspace = true".to_owned(),
            };
            text.push_str(&format!("readme = \"README.md\"\n\n{FEATURES}\n[dependencies]\n{runtime}\n"));
            for name in DEPENDENCIES {
                text.push_str(&format!("{name}.workspace = true\n"));
            }
        }
        Packaging::Standalone { workspace_manifest, .. } => {
            let workspace = workspace(workspace_manifest)?;
            let package = |key: &str| workspace.get("package").and_then(|package| package.get(key));
            text.push_str("version = \"0.1.0\"\n");
            for key in ["edition", "rust-version"] {
                if let Some(value) = package(key) {
                    text.push_str(&format!("{key} = {value}\n"));
                }
            }
            let features = features(parts).map(|features| format!(", features = {features}")).unwrap_or_default();
            text.push_str(&format!("publish = false\nreadme = \"README.md\"\n\n{FEATURES}\n[dependencies]\n"));
            text.push_str(&format!("moored-runtime = {{ path = \"runtime\"{features} }}\n"));
            for name in DEPENDENCIES {
                let value =
                    dependency(&workspace, name).ok_or_else(|| format!("the workspace has no dependency `{name}`"))?;
                text.push_str(&format!("{name} = {value}\n"));
            }
            text.push_str("\n# On its own wherever it is put: in another workspace, name it under `exclude`.\n[workspace]\nmembers = [\"runtime\"]\n");
        }
    }
    text.push('\n');
    text.push_str(LINTS);
    Ok(text)
}

/// What the client needs of the runtime that others do without.
fn features(parts: &Crate<'_>) -> Option<String> {
    let wanted = [(parts.has_grants(), "\"oauth2\""), (parts.has_events(), "\"events\"")];
    let wanted: Vec<&str> = wanted.into_iter().filter_map(|(is_wanted, name)| is_wanted.then_some(name)).collect();
    (!wanted.is_empty()).then(|| format!("[{}]", wanted.join(", ")))
}

/// The runtime's manifest with what it inherits from the workspace written out, so that it needs none.
pub(super) fn inlined(manifest: &str, workspace_manifest: &str) -> Result<String, String> {
    let workspace = workspace(workspace_manifest)?;
    let mut manifest: Table = manifest.parse().map_err(|error| format!("the runtime's manifest: {error}"))?;
    // Its tests are not copied along.
    for key in ["lints", "dev-dependencies", "test", "bench", "example"] {
        manifest.remove(key);
    }
    if let Some(Value::Table(package)) = manifest.get_mut("package") {
        for (key, value) in package.iter_mut().filter(|(_, value)| inherits(value)) {
            let inherited = workspace.get("package").and_then(|package| package.get(key));
            *value = inherited.cloned().ok_or_else(|| format!("the workspace has no `{key}`"))?;
        }
    }
    if let Some(Value::Table(dependencies)) = manifest.get_mut("dependencies") {
        for (name, value) in dependencies.iter_mut().filter(|(_, value)| inherits(value)) {
            let inherited =
                dependency(&workspace, name).ok_or_else(|| format!("the workspace has no dependency `{name}`"))?;
            *value = completed(inherited, value);
        }
    }
    toml::to_string(&manifest).map_err(|error| error.to_string())
}

/// The workspace's dependency with what a member adds to it: features add up, everything else is the member's word (Cargo Book,
/// "Inheriting a dependency from a workspace").
fn completed(inherited: &Value, own: &Value) -> Value {
    let mut own: Table = own.as_table().cloned().unwrap_or_default();
    own.remove("workspace");
    if own.is_empty() {
        return inherited.clone();
    }
    let mut whole = match inherited {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    if let (Some(Value::Array(all)), Some(Value::Array(more))) = (whole.get_mut("features"), own.get("features")) {
        all.extend(more.iter().cloned());
        own.remove("features");
    }
    whole.extend(own);
    Value::Table(whole)
}

fn workspace(manifest: &str) -> Result<Table, String> {
    let manifest: Table = manifest.parse().map_err(|error| format!("the workspace's manifest: {error}"))?;
    manifest
        .get("workspace")
        .and_then(Value::as_table)
        .cloned()
        .ok_or_else(|| "the manifest has no workspace".to_owned())
}

fn dependency<'a>(workspace: &'a Table, name: &str) -> Option<&'a Value> {
    workspace.get("dependencies")?.get(name)
}

fn inherits(value: &Value) -> bool {
    value.get("workspace") == Some(&Value::Boolean(true))
}

/// A document's words on one line.
fn one_line(text: &str) -> String {
    docs::sanitize(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
