//! Makes a choice of an integer and a string of a value that is either.
//!
//! ```yaml
//! { type: string, format: int-or-string }                     # before
//! { x-kubernetes-int-or-string: true, description: A port. }
//! ---
//! { oneOf: [{ type: integer }, { type: string }] }            # after
//! { oneOf: [{ type: integer }, { type: string }], description: A port. }
//! ```
//!
//! Kubernetes declares such values as strings, and sends and accepts numbers as well (`targetPort: 8080`). The
//! extension means the same in [custom
//! resources](https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/).

use moored_document::{pass::Pass, site::Site};
use serde_json::{Map, Value, json};

use crate::config::Config;

/// `type_array` leaves single types.
pub(super) const PASS: Pass<Config> = Pass::schema_objects(rewrite).after(&["type_array"]);

fn rewrite(members: &mut Map<String, Value>, _: &mut Site<'_>) {
    let is = |key: &str, text: &str| members.get(key).and_then(Value::as_str) == Some(text);
    let by_format = is("format", "int-or-string") && (is("type", "string") || !members.contains_key("type"));
    let by_extension = members.get("x-kubernetes-int-or-string") == Some(&Value::Bool(true));
    let has_choice = ["oneOf", "anyOf", "allOf", "enum", "$ref"].iter().any(|key| members.contains_key(*key));
    if has_choice || !(by_format || by_extension) {
        return;
    }
    members.shift_remove("type");
    members.shift_remove("format");
    // A pattern or a length concerns the string alone, and is not checked.
    members.insert("oneOf".to_owned(), json!([{ "type": "integer" }, { "type": "string" }]));
}
