//! Parameters with the keywords of a schema.
//!
//! ```yaml
//! { name: ids, in: query, type: array, items: { type: integer }, collectionFormat: pipes }     # before
//! ---
//! name: ids                                                                                    # after
//! in: query
//! style: pipeDelimited
//! explode: false
//! schema: { type: array, items: { type: integer } }
//! ```
//!
//! How the values of a list are joined: `collection_format`
//! ([parameter](https://spec.openapis.org/oas/v2.0.html#parameter-object)).

use serde_json::Value;

use super::{
    collection_format::{self, Place},
    keywords,
};
use crate::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    schemas::{members, operations},
};

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let root = Pointer::root();
    let shared = root.join("parameters");
    let mut all: Vec<Pointer> = members(shared.get(&document.value)).map(|(name, _)| shared.join(name)).collect();
    let paths = root.join("paths");
    let items = members(paths.get(&document.value)).map(|(path, _)| paths.join(path));
    for holder in items.chain(operations(&document.value)) {
        let list = holder.join("parameters");
        let count = list.get(&document.value).and_then(Value::as_array).map_or(0, Vec::len);
        all.extend((0..count).map(|index| list.join(index)));
    }
    for at in all {
        lift(document, &at, findings);
    }
}

/// Gives the parameter or header at `at` a schema.
pub(crate) fn lift(document: &mut Document, at: &Pointer, findings: &mut Findings) {
    let Some(Value::Object(members)) = at.get(&document.value) else { return };
    if members.contains_key("$ref") {
        return;
    }
    let place = match members.get("in").and_then(Value::as_str) {
        Some("query") => Place::Form,
        _ => Place::Simple,
    };
    let style = collection_format::take(document, at, place, findings);
    let Some(Value::Object(members)) = at.get_mut(&mut document.value) else { return };
    if let Some(style) = style {
        style.write(members);
    }
    if let Some(schema) = keywords::take(at, members) {
        members.insert("schema".to_owned(), Value::Object(schema.value.clone()));
        schema.record_moves(document, &at.join("schema"));
    }
}
