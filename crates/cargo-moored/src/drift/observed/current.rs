//! Whether a document still differs: it may have been corrected since the client was generated.

use serde_json::Value;

use super::{difference::Difference, lines::Kind, node};

/// Whether `document` describes now what was found.
pub(super) fn is_corrected(difference: &Difference, document: &Value) -> bool {
    let parts = || node::parts(document, &difference.origin).into_iter().map(|(_, schema)| schema);
    let member = difference.member().unwrap_or_default();
    let found = node::find(document, &difference.origin).map(|(_, node)| node);
    match difference.kind {
        Kind::UndocumentedMember => parts().any(|schema| {
            let is_property = schema.get("properties").is_some_and(|properties| properties.get(&member).is_some());
            let others = schema.get("additionalProperties");
            is_property || others.is_some_and(|others| others.is_object() || *others == Value::Bool(true))
        }),
        Kind::MissingMember => {
            let is_required = |schema: &Value| {
                let required = schema.get("required").and_then(Value::as_array);
                required.is_some_and(|names| names.iter().any(|name| *name == member.as_str()))
            };
            found.is_some() && !parts().any(is_required)
        }
        Kind::OtherType => found.is_some_and(|schema| allows(schema, &difference.found)),
        Kind::UnlistedValue => found.is_some_and(|schema| {
            ["enum", "const", "discriminator", "oneOf", "anyOf"].iter().all(|key| schema.get(key).is_none())
        }),
        Kind::OtherFormat => {
            found.is_some_and(|schema| ["format", "contentEncoding"].iter().all(|key| schema.get(key).is_none()))
        }
        Kind::UndocumentedStatus => found.is_some_and(|responses| {
            let status = difference.status.to_string();
            let range = format!("{}XX", status.get(..1).unwrap_or_default());
            [status.as_str(), &range, "default"].iter().any(|key| responses.get(key).is_some())
        }),
        Kind::UndocumentedMediaType => found.is_some_and(|response| {
            let content = response.get("content").and_then(Value::as_object);
            content.is_some_and(|content| content.contains_key(&difference.found) || content.contains_key("*/*"))
        }),
    }
}

/// Whether values of the JSON type `found` are allowed.
fn allows(schema: &Value, found: &str) -> bool {
    let found = found.split(' ').next().unwrap_or_default();
    let nullable = ["nullable", "x-nullable"].iter().any(|key| schema.get(key) == Some(&Value::Bool(true)));
    let fits = |ty: &Value| *ty == found || (*ty == "number" && found == "integer");
    match schema.get("type") {
        Some(Value::Array(types)) => types.iter().any(fits),
        Some(ty) => fits(ty) || (found == "null" && nullable),
        None => ["$ref", "allOf", "oneOf", "anyOf", "properties", "items", "enum"]
            .iter()
            .all(|key| schema.get(key).is_none()),
    }
}
