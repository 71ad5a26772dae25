//! Which variants are types of their own.

use serde_json::Value;

/// Whether a variant has a type, and does not only require properties.
pub(super) fn has_type(variant: &Value) -> bool {
    let is_other = |key: &String| !["required", "description", "title", "type"].contains(&key.as_str());
    variant.as_object().is_none_or(|members| {
        members.keys().any(is_other) || (members.contains_key("type") && !members.contains_key("required"))
    })
}
