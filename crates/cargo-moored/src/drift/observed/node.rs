//! Nodes of the document, found by the pointers of reports.

use serde_json::Value;

use crate::generator::{Pointer, resolve, resolve_path};

/// How deep `allOf` is followed.
const MAX_DEPTH: usize = 16;

/// The node at `pointer`, through references above it and of its own.
pub(super) fn find<'a>(document: &'a Value, pointer: &Pointer) -> Option<(Pointer, &'a Value)> {
    resolve(document, &resolve_path(document, pointer.clone())?)
}

/// The pointer of the node at `pointer`, or of the nearest one around it that the document has.
pub(super) fn nearest(document: &Value, pointer: &Pointer) -> Pointer {
    let mut pointer = pointer.clone();
    loop {
        if let Some(found) = resolve_path(document, pointer.clone()) {
            return found;
        }
        match pointer.parent() {
            Some(parent) => pointer = parent,
            None => return pointer,
        }
    }
}

/// The schema at `pointer`, and those that its `allOf` consists of.
pub(super) fn parts<'a>(document: &'a Value, pointer: &Pointer) -> Vec<(Pointer, &'a Value)> {
    let mut parts = Vec::new();
    add(document, pointer, MAX_DEPTH, &mut parts);
    parts
}

fn add<'a>(document: &'a Value, pointer: &Pointer, depth: usize, parts: &mut Vec<(Pointer, &'a Value)>) {
    let Some((at, schema)) = find(document, pointer).filter(|_| depth > 0) else { return };
    let count = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
    parts.push((at.clone(), schema));
    for index in 0..count {
        add(document, &at.join("allOf").join(index), depth - 1, parts);
    }
}
