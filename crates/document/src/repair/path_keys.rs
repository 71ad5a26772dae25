//! Paths that are no path templates.
//!
//! ```yaml
//! paths:                                                           # before
//!   pets: …
//!   /pets/:id: …
//!   '/pets/{id:[0-9]+}/toys': …
//!   /toys{?color}: …
//!   /search?kind={kind}&sort=name: …
//!   '/a{b': …
//! ---
//! paths:                                                           # after
//!   /pets: …
//!   /pets/{id}: …
//!   '/pets/{id}/toys': …
//!   /toys: …             # with a query parameter `color`
//!   /search?sort=name: … # with a query parameter `kind`
//!   /a%7Bb: …
//! ```
//!
//! A path starts with a slash and has a name in each pair of braces
//! ([3.1.1, section 4.8.8](https://spec.openapis.org/oas/v3.1.1.html#paths-object)). A query that stands in a path is sent as it stands; what
//! stands behind `#` tells operations apart and is never sent.

mod query;
mod template;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use self::{query::Queries, template::Mended};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{METHODS, members},
};

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let paths = Pointer::root().join("paths");
    let keys: Vec<String> =
        members(paths.get(&document.value)).map(|(key, _)| key.clone()).filter(|key| !key.starts_with("x-")).collect();
    let mut changed = false;
    let mut mended: Vec<(String, String)> = Vec::new();
    for key in keys {
        let at = paths.join(&key);
        let queries = Queries::of(&document.value, &at);
        let Mended { path, pairs } = template::mend(&key, &queries.declared);
        for pair in &pairs {
            queries.declare(document, &at, pair);
        }
        changed |= path != key;
        let place = document.locate(&at);
        // Not what `rename` has put behind `#`.
        let is_more = |published: &str| published.contains(['?', '#']);
        if path != key || path.contains('?') || place.pointer.last().is_some_and(is_more) {
            let message = match path.contains(['?', '#']) {
                true => {
                    format!("`{key}` is more than a path; `{path}` is asked for, and what is behind `#` is not sent")
                }
                false => format!("`{key}` is no path template; it is read as `{path}`"),
            };
            findings.push(Finding::new(&rules::INVALID_PATH, place, message));
        }
        mended.push((key, path));
    }
    if changed {
        rename(document, &paths, &mended, findings);
    }
    say_same_templates(document, &paths, findings);
}

/// Puts the path items under their new keys. Two that are the same path then are one item, or told apart behind `#`.
fn rename(document: &mut Document, paths: &Pointer, mended: &[(String, String)], findings: &mut Findings) {
    let Some(Value::Object(mut items)) = paths.get_mut(&mut document.value).map(std::mem::take) else { return };
    let mut new = Map::new();
    let mut moves = Vec::new();
    for (key, path) in mended {
        let Some(item) = items.shift_remove(key) else { continue };
        let methods = |item: &Value| -> Vec<String> {
            members(Some(item)).map(|(key, _)| key.clone()).filter(|key| METHODS.contains(&key.as_str())).collect()
        };
        let place = document.locate(&paths.join(key));
        let to = paths.join(path);
        match new.get_mut(path) {
            None => {
                moves.push((paths.join(key), to));
                new.insert(path.clone(), item);
            }
            // Their own parameters would become the other's.
            Some(Value::Object(there))
                if methods(&item).iter().all(|method| !there.contains_key(method))
                    && !there.contains_key("parameters")
                    && item.get("parameters").is_none() =>
            {
                for method in methods(&item) {
                    moves.push((paths.join(key).join(&method), to.join(&method)));
                    there.insert(method.clone(), item.get(&method).cloned().unwrap_or_default());
                }
            }
            Some(_) => {
                let other = (2_usize..).map(|number| format!("{path}#{number}")).find(|other| !new.contains_key(other));
                let Some(other) = other else { continue };
                let message = format!("`{path}` stands twice; both have their operations");
                findings.push(Finding::new(&rules::SAME_PATH, place, message));
                moves.push((paths.join(key), paths.join(&other)));
                new.insert(other, item);
            }
        }
    }
    new.extend(items);
    // What leaves a place leaves it before another comes there.
    let taken: BTreeSet<Pointer> = moves.iter().map(|(_, to)| to.clone()).collect();
    moves.sort_by_key(|(from, _)| !taken.contains(from));
    for (from, to) in moves {
        document.record_move(&from, &to);
    }
    if let Some(node) = paths.get_mut(&mut document.value) {
        *node = Value::Object(new);
    }
}

/// `/pets/{id}` and `/pets/{name}` are the same path, which the specification forbids.
fn say_same_templates(document: &Document, paths: &Pointer, findings: &mut Findings) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (key, _) in members(paths.get(&document.value)).filter(|(key, _)| !key.contains('#') && !key.starts_with("x-"))
    {
        if let Some(first) = seen.insert(template::shape(key), key.clone()) {
            let message = format!("`{key}` is the same path as `{first}`; both have their operations");
            let place = document.locate(&paths.join(key));
            let first = document.locate(&paths.join(&first));
            findings.push(Finding::new(&rules::SAME_PATH, place, message).note("the other", Some(first)));
        }
    }
}
