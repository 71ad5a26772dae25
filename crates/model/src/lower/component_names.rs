//! Components whose names are no Rust types.
//!
//! ```yaml
//! components: { schemas: { meSchema: { … }, user-module: { … } } }     # before
//! ---
//! components: { schemas: { MeSchema: { … }, UserModule: { … } } }      # after; every reference follows
//! ```
//!
//! typify makes identifiers of names one by one and emits two types of one name where they meet (`user_module`, `UserModule`).
//! `[types]` in `moored.toml` wins over the document.

use std::collections::BTreeMap;

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

pub(super) const PASS: Pass<Config> = Pass::configured(run);

pub(super) fn run(document: &mut Document, config: &Config, _: &mut Findings) {
    let at = Pointer::root().join("components").join("schemas");
    let mut scope = Scope::default();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let old = std::mem::take(components(&mut document.value));
    // Names that are right already keep theirs, whatever comes before them.
    let (right, wrong): (Vec<&String>, Vec<&String>) =
        old.keys().partition(|name| type_name(name) == **name && config.type_name(document, &at.join(name)).is_none());
    for name in right.into_iter().chain(wrong) {
        let wish = config.type_name(document, &at.join(name)).unwrap_or_else(|| type_name(name));
        renamed.insert(name.clone(), scope.take_first(&[wish]));
    }
    let mut new = Map::new();
    for (name, schema) in old {
        let Some(renamed) = renamed.get(&name) else { continue };
        if *renamed != name {
            document.record_move(&at.join(&name), &at.join(renamed));
        }
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
