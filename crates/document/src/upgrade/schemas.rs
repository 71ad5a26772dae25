//! Rewrites the keywords of schemas that 3.0 has in another form.
//!
//! ```yaml
//! type: object                                                                                 # before
//! discriminator: kind
//! properties: { born: { type: string, x-nullable: true }, photo: { type: file } }
//! ---
//! type: object                                                                                 # after
//! discriminator: { propertyName: kind }
//! properties: { born: { type: string, nullable: true }, photo: { type: string, format: binary } }
//! ```
//!
//! Everything else in a schema is the same. 2.0 has no `null`; `x-nullable` is the usual extension for it
//! ([2.0](https://spec.openapis.org/oas/v2.0.html#schema-object),
//! [3.0](https://spec.openapis.org/oas/v3.0.3.html#schema-object)).

use serde_json::{Map, Value, json};

use crate::{pass::Pass, site::Site};

// The walk finds schemas where 3.0 has them.
pub(super) const PASS: Pass = Pass::schema_objects(rewrite).after(&["components"]);

pub(super) fn rewrite(members: &mut Map<String, Value>, site: &mut Site<'_>) {
    if let Some(name) = members.get_mut("discriminator").filter(|name| name.is_string()) {
        *name = json!({ "propertyName": name.take() });
        let at = site.path().join("discriminator");
        site.record_move(&at, &at.join("propertyName"));
    }
    if members.get("x-nullable").is_some_and(Value::is_boolean)
        && let Some(nullable) = members.shift_remove("x-nullable")
    {
        members.entry("nullable").or_insert(nullable);
        site.record_rename("x-nullable", "nullable");
    }
    if members.get("type").and_then(Value::as_str) == Some("file") {
        members.insert("type".to_owned(), "string".into());
        members.insert("format".to_owned(), "binary".into());
    }
}
