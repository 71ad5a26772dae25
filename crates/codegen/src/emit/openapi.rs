//! The lowered document as openapiv3 knows it: what progenitor needs to make types and requests, and nothing else.

use openapiv3::OpenAPI;
use serde_json::{Map, Value, json};

use crate::{
    lower::Lowered,
    pointer::Pointer,
    schemas::{members, operations},
};

impl Lowered {
    /// The typed document. Answers, credentials and servers are left out: [`crate::contract::Contract`] has them.
    ///
    /// # Errors
    /// openapiv3's words where a part does not have the form of OpenAPI 3.0.
    pub fn to_openapi(&self) -> Result<OpenAPI, String> {
        let value = self.to_openapi_value();
        serde_path_to_error::deserialize(value).map_err(|error| format!("at {}: {}", error.path(), error.inner()))
    }

    /// The same as JSON, for `--print lowered`.
    #[must_use]
    pub fn to_openapi_value(&self) -> Value {
        let document = &self.document.value;
        let mut paths = Map::new();
        for at in operations(document) {
            let ([.., path, verb], Some(operation)) = (at.keys(), at.get(document)) else { continue };
            let item = paths.entry(path.clone()).or_insert_with(|| json!({}));
            if let Value::Object(item) = item {
                item.insert(verb.clone(), lowered_operation(operation));
            }
        }
        let schemas = Pointer::root().join("components").join("schemas");
        let schemas: Map<String, Value> =
            members(schemas.get(document)).map(|(name, schema)| (name.clone(), clean(schema))).collect();
        json!({
            "openapi": "3.0.3",
            "info": { "title": self.contract.title, "version": self.contract.version },
            "paths": paths,
            "components": { "schemas": schemas },
        })
    }
}

fn lowered_operation(operation: &Value) -> Value {
    let mut lowered = Map::new();
    lowered.insert("operationId".to_owned(), operation.get("operationId").cloned().unwrap_or_default());
    let parameters: Vec<Value> = operation
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|parameter| {
            let kept = ["name", "in", "required", "schema"];
            let kept = kept.iter().filter_map(|key| Some(((*key).to_owned(), clean(parameter.get(*key)?))));
            Value::Object(kept.collect())
        })
        .collect();
    lowered.insert("parameters".to_owned(), Value::Array(parameters));
    if let Some(body) = operation.get("requestBody") {
        lowered.insert("requestBody".to_owned(), clean(body));
    }
    lowered.insert("responses".to_owned(), json!({ "default": { "description": "" } }));
    Value::Object(lowered)
}

/// Without extensions: ours are for the passes, the provider's for nobody.
fn clean(value: &Value) -> Value {
    match value {
        Value::Object(inner) => {
            let kept = inner.iter().filter(|(key, value)| !key.starts_with("x-") || value.is_object());
            Value::Object(kept.map(|(key, value)| (key.clone(), clean(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(clean).collect()),
        scalar => scalar.clone(),
    }
}
