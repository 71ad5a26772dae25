//! Webhooks under the name of an extension.
//!
//! ```yaml
//! x-webhooks: { petAdded: … }     # before
//! ---
//! webhooks: { petAdded: … }       # after
//! ```
//!
//! A document of 3.0 has no `webhooks`. Redoc reads [this
//! extension](https://redocly.com/docs/api-reference-docs/specification-extensions/x-webhooks/) in the same form.

use crate::{document::Document, finding::Findings, pass::Pass, pointer::Pointer};

const EXTENSION: &str = "x-webhooks";

// The passes after it find the operations, which are no extension any more.
pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    let (from, to) = (Pointer::root().join(EXTENSION), Pointer::root().join("webhooks"));
    let is_object = from.get(&document.value).is_some_and(serde_json::Value::is_object);
    if !is_object || to.get(&document.value).is_some() {
        return;
    }
    document.record_move(&from, &to);
    if let Some(root) = document.value.as_object_mut()
        && let Some(webhooks) = root.shift_remove(EXTENSION)
    {
        root.insert("webhooks".to_owned(), webhooks);
    }
}
