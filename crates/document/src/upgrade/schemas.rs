//! Keywords of schemas that 3.0 says otherwise.
//!
//! ```yaml
//! { type: object, discriminator: kind, properties: { born: { type: string, x-nullable: true }, photo: { type: file } } }   # before
//! ---
//! type: object                                                                                                             # after
//! discriminator: { propertyName: kind }
//! properties: { born: { type: string, nullable: true }, photo: { type: string, format: binary } }
//! ```
//!
//! The rest of a schema is the same in both ([schema](https://spec.openapis.org/oas/v2.0.html#schema-object)). 2.0 has no `null`; `x-nullable`
//! is how everybody says it.

use serde_json::{Value, json};

use crate::{document::Document, finding::Findings, pass::Pass, pointer::Pointer, schemas::for_each_mut};

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    let mut moved: Vec<(Pointer, Pointer)> = Vec::new();
    for_each_mut(&mut document.value, &mut |at, schema| {
        let at = &at.pointer();
        let Value::Object(members) = schema else { return };
        if let Some(name) = members.get_mut("discriminator").filter(|name| name.is_string()) {
            *name = json!({ "propertyName": name.take() });
            let at = at.join("discriminator");
            moved.push((at.clone(), at.join("propertyName")));
        }
        if members.get("x-nullable").is_some_and(Value::is_boolean)
            && let Some(nullable) = members.shift_remove("x-nullable")
        {
            members.entry("nullable").or_insert(nullable);
            moved.push((at.join("x-nullable"), at.join("nullable")));
        }
        if members.get("type").and_then(Value::as_str) == Some("file") {
            members.insert("type".to_owned(), "string".into());
            members.insert("format".to_owned(), "binary".into());
        }
    });
    for (from, to) in moved {
        document.record_move(&from, &to);
    }
}
