//! Schema components whose names are no Rust types.
//!
//! ```yaml
//! components: { schemas: { meSchema: { … }, user-module: { … } } }     # before
//! ---
//! components: { schemas: { MeSchema: { … }, UserModule: { … } } }      # after; every reference is updated
//! ```
//!
//! A component may have any name of `A`–`Z`, `a`–`z`, digits, `.`, `-` and `_` ([components
//! object](https://spec.openapis.org/oas/v3.1.1.html#components-object)), and `user_module` and `UserModule` would be
//! the same type. A name in `[types]` of `moored.toml` takes precedence over the document's.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::{config::Config, naming::type_name};
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    schemas::{component_name, components, for_each_mut, reference},
    scope::Scope,
};

/// `discriminator` reads the names of the document, which are tags in JSON.
pub(super) const PASS: Pass<Config> = Pass::configured(run).after(&["discriminator"]);

fn run(document: &mut Document, config: &Config, _: &mut Findings) {
    let schemas = Pointer::root().join("components").join("schemas");
    let old = std::mem::take(components(&mut document.value));
    let mut scope = Scope::default();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let configured = |name: &str| config.type_name(document, &schemas.join(name));
    // A name that is right already stays, even if one that stands before it would become the same.
    let (right, wrong): (Vec<&String>, Vec<&String>) =
        old.keys().partition(|name| type_name(name) == **name && configured(name).is_none());
    // Names of the settings come last: `names` reports one that another component has.
    let (configured_ones, wrong): (Vec<&String>, Vec<&String>) =
        wrong.into_iter().partition(|name| configured(name).is_some());
    let mut clashing: Vec<(&String, String)> = Vec::new();
    for name in right.into_iter().chain(wrong).chain(configured_ones) {
        let candidate = configured(name).unwrap_or_else(|| type_name(name));
        match scope.take(&candidate) {
            true => _ = renamed.insert(name.clone(), candidate),
            false => clashing.push((name, candidate)),
        }
    }
    // Numbered last, so that no number takes the name of another component: `user` beside `User` and `user2`.
    for (name, candidate) in clashing {
        renamed.insert(name.clone(), scope.take_first(&[candidate]));
    }
    record_renames(document, &schemas, &renamed);
    let mut new = Map::new();
    for (name, schema) in old {
        let Some(renamed) = renamed.get(&name) else { continue };
        new.insert(renamed.clone(), schema);
    }
    *components(&mut document.value) = new;
    for_each_mut(&mut document.value, &mut |_, schema| {
        let Some(name) = component_name(schema).and_then(|name| renamed.get(&name)) else { return };
        if let (Value::Object(members), Some(target)) = (schema, reference(name).get("$ref")) {
            members.insert("$ref".to_owned(), target.clone());
        }
    });
}

/// Records that all components are renamed at once. Each is recorded after the one before it, so that a component with
/// the former name of another one is moved after that one has made room: settings may exchange two names.
fn record_renames(document: &mut Document, schemas: &Pointer, renamed: &BTreeMap<String, String>) {
    let aside = Pointer::root().join("x-moored-renamed");
    let new: BTreeSet<&String> = renamed.values().collect();
    let moved = || renamed.iter().filter(|(old, new)| old != new);
    for (old, _) in moved().filter(|(old, _)| new.contains(old)) {
        document.record_move(&schemas.join(old), &aside.join(old));
    }
    for (old, name) in moved() {
        let from = if new.contains(old) { &aside } else { schemas };
        document.record_move(&from.join(old), &schemas.join(name));
    }
}
