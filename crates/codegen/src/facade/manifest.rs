//! The marked regions of the root `Cargo.toml`.
//!
//! ```toml
//! # <providers> written by `cargo xtask codegen`
//! providers = ["petstore"]
//! petstore = ["dep:moored-petstore"]
//! # Each client with what tests its callers.
//! testing = ["moored-petstore?/testing"]
//! # </providers>
//! ```
//!
//! cargo could not build `cargo xtask codegen` with an invalid manifest, so this module returns a valid manifest or an
//! error.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::{Provider, region::Region};
use moored_document::{
    finding::{Finding, Findings, Location},
    positions::Position,
    rules,
    source::Source,
};

/// The region of the features.
const FEATURES: Region = Region { file: "the manifest", open: "# <providers>", close: "# </providers>" };
/// The region of the dependencies.
const CRATES: Region = Region { file: "the manifest", open: "# <provider-crates>", close: "# </provider-crates>" };

/// The feature that the facade passes on to the clients, because their own code depends on it.
const TESTING: &str = "testing";

/// Returns the manifest with both regions replaced.
///
/// # Errors
/// A marker is missing or occurs twice, the result is not a valid manifest, or a feature or dependency would occur
/// twice.
pub(super) fn render(manifest: &str, providers: &[Provider]) -> Result<String, Findings> {
    let source = Source::new("Cargo.toml", manifest);
    let error = |message: String| Findings::from(Finding::new(&rules::CONFIG, Location::start_of(&source), message));
    let by_hand = FEATURES.replaced(manifest, "").and_then(|text| CRATES.replaced(&text, "")).map_err(error)?;
    let by_hand: Table = toml::from_str(&by_hand).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let location = Location::at(&source, Position::of_offset(manifest, offset));
        Finding::new(&rules::CONFIG, location, error.message().to_owned())
    })?;
    let found = repeated(&by_hand, providers);
    if !found.is_empty() {
        return Err(found);
    }
    FEATURES
        .replaced(manifest, &features(providers))
        .and_then(|text| CRATES.replaced(&text, &crates(providers)))
        .map_err(error)
}

fn features(providers: &[Provider]) -> String {
    let all: Vec<Value> = providers.iter().map(|provider| Value::String(provider.names.feature.clone())).collect();
    let mut lines = format!("providers = {}\n", Value::Array(all));
    for Provider { names, .. } in providers {
        let dependency = Value::Array(vec![Value::String(format!("dep:{}", names.crate_name))]);
        lines.push_str(&format!("{} = {dependency}\n", names.feature));
    }
    let of_provider = |provider: &Provider| Value::String(format!("{}?/{TESTING}", provider.names.crate_name));
    let testing = Value::Array(providers.iter().map(of_provider).collect());
    lines.push_str(&format!("# Each client with what tests its callers.\n{TESTING} = {testing}\n"));
    lines
}

fn crates(providers: &[Provider]) -> String {
    let line = |Provider { names, .. }: &Provider| {
        let path = Value::String(names.path.clone());
        // With its default features, the crate would enable one TLS library whatever the user of the facade has chosen.
        format!("{} = {{ path = {path}, default-features = false, optional = true }}\n", names.crate_name)
    };
    providers.iter().map(line).collect()
}

/// Returns findings for providers whose feature or crate has the name of an existing one.
fn repeated(by_hand: &Table, providers: &[Provider]) -> Findings {
    let taken = |table: &str| -> BTreeMap<String, String> {
        let keys = by_hand.get(table).and_then(Value::as_table).into_iter().flat_map(Table::keys);
        keys.map(|key| (key.clone(), "the manifest".to_owned())).collect()
    };
    let (mut features, mut crates) = (taken("features"), taken("dependencies"));
    for name in ["providers", TESTING] {
        features.insert(name.to_owned(), "the manifest".to_owned());
    }
    // The facade cannot depend on itself.
    crates.insert("moored".to_owned(), "the facade".to_owned());
    let mut found = Findings::default();
    for Provider { names, location, .. } in providers {
        let wanted = [("feature", &mut features, &names.feature), ("crate", &mut crates, &names.crate_name)];
        for (what, taken, name) in wanted {
            if let Some(owner) = taken.insert(name.clone(), names.specs.clone()) {
                let message = format!("the {what} `{name}` of {} already exists in {owner}", names.specs);
                found.push(
                    Finding::new(&rules::CONFIG, location.clone(), message)
                        .help("rename the folder, or set `crate` in its moored.toml"),
                );
            }
        }
    }
    found
}
