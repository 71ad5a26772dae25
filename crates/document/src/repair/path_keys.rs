//! Rewrites keys of `paths` that are not path templates.
//!
//! ```yaml
//! paths:                                                           # before
//!   pets: …
//!   /pets/:id: …
//!   '/pets/{id:[0-9]+}/toys': …
//!   /toys{?color}: …
//!   /search?kind={kind}&sort=name: …
//!   /files/{+path}: …
//!   '/a{b': …
//! ---
//! paths:                                                           # after
//!   /pets: …
//!   /pets/{id}: …
//!   '/pets/{id}/toys': …
//!   /toys: …             # with a query parameter `color`
//!   /search?sort=name: … # with a query parameter `kind`
//!   /files/{path}: …     # `allowReserved: true` of `path`: its value may have slashes
//!   /a%7Bb: …
//! ```
//!
//! A path starts with a slash and has a name in each pair of braces ([3.1.1, section
//! 4.8.8](https://spec.openapis.org/oas/v3.1.1.html#paths-object)). The constant part of a query in a path is sent with
//! it. What comes after `#` distinguishes operations of one path and is never sent.

mod query;
mod template;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use self::{
    query::Queries,
    template::{Template, is_plain},
};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{is_method, members},
};

// It reads parameters, also those that are references.
pub(super) const PASS: Pass = Pass::document(run).after(&["wrong_shape", "references"]);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let paths = Pointer::root().join("paths");
    let unusual = members(paths.get(&document.value)).map(|(key, _)| key);
    let unusual: Vec<String> = unusual.filter(|key| !key.starts_with("x-") && !is_plain(key)).cloned().collect();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for key in unusual {
        let at = paths.join(&key);
        let queries = Queries::of(&document.value, &at);
        let Template { path, pairs, spread } = template::read(&key, &queries.declared);
        spread.iter().for_each(|name| queries.spread(document, name));
        for pair in &pairs {
            queries.declare(document, &at, pair);
        }
        if path != key || path.contains('?') || has_fragment(document, &at) {
            let message = match path.contains(['?', '#']) {
                true => {
                    format!("`{key}` has a query or a fragment; requests are sent to `{path}`, without the fragment")
                }
                false => format!("`{key}` is not a valid path template; interpreted as `{path}`"),
            };
            findings.push(Finding::new(&rules::INVALID_PATH, document.locate(&at), message));
        }
        if path != key {
            renamed.insert(key, path);
        }
    }
    if !renamed.is_empty() {
        rename(document, &paths, &renamed, findings);
    }
    report_same_templates(document, &paths, findings);
}

/// Whether the key at `at` had a fragment in the text. One that [`rename`] added is not reported.
fn has_fragment(document: &Document, at: &Pointer) -> bool {
    let has_one = |key: &str| key.contains('#');
    at.last().is_some_and(has_one) && document.locate(at).pointer.last().is_some_and(has_one)
}

/// Puts the path items under their new keys. Two with the same key become one item, or get keys with different
/// fragments.
fn rename(document: &mut Document, paths: &Pointer, renamed: &BTreeMap<String, String>, findings: &mut Findings) {
    let Some(Value::Object(items)) = paths.get_mut(&mut document.value).map(std::mem::take) else { return };
    let (extensions, items): (Map<_, _>, Map<_, _>) = items.into_iter().partition(|(key, _)| key.starts_with("x-"));
    let mut new: Map<String, Value> = Map::new();
    let mut pairs = Vec::new();
    for (key, item) in items {
        let path = renamed.get(&key).unwrap_or(&key);
        let methods = |item: &Value| -> Vec<String> {
            members(Some(item)).map(|(key, _)| key.clone()).filter(|key| is_method(key)).collect()
        };
        let from = paths.join(&key);
        let to = paths.join(path);
        match new.get_mut(path) {
            None => {
                pairs.push((from, to));
                new.insert(path.clone(), item);
            }
            // Parameters of either item would also become those of the other.
            Some(Value::Object(present))
                if methods(&item).iter().all(|method| !present.contains_key(method))
                    && !present.contains_key("parameters")
                    && item.get("parameters").is_none() =>
            {
                for method in methods(&item) {
                    pairs.push((from.join(&method), to.join(&method)));
                    present.insert(method.clone(), item.get(&method).cloned().unwrap_or_default());
                }
            }
            Some(_) => {
                let other = (2_usize..).map(|number| format!("{path}#{number}")).find(|other| !new.contains_key(other));
                let Some(other) = other else { continue };
                let message = format!("the path `{path}` occurs twice; the operations of both are generated");
                findings.push(Finding::new(&rules::SAME_PATH, document.locate(&from), message));
                pairs.push((from, paths.join(&other)));
                new.insert(other, item);
            }
        }
    }
    new.extend(extensions);
    // A node is moved away before another is moved to where it was.
    let targets: BTreeSet<Pointer> = pairs.iter().map(|(_, to)| to.clone()).collect();
    pairs.sort_by_key(|(from, _)| !targets.contains(from));
    for (from, to) in pairs {
        document.record_move(&from, &to);
    }
    if let Some(node) = paths.get_mut(&mut document.value) {
        *node = Value::Object(new);
    }
}

/// Reports paths such as `/pets/{id}` and `/pets/{name}`, which are the same path: the specification forbids them.
fn report_same_templates(document: &Document, paths: &Pointer, findings: &mut Findings) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (key, _) in members(paths.get(&document.value)).filter(|(key, _)| !key.contains('#') && !key.starts_with("x-"))
    {
        if let Some(first) = seen.insert(template::shape(key), key) {
            let message = format!("`{key}` is the same path as `{first}`; the operations of both are generated");
            let location = document.locate(&paths.join(key));
            let first = document.locate(&paths.join(first));
            findings.push(Finding::new(&rules::SAME_PATH, location, message).note("the other path", Some(first)));
        }
    }
}
