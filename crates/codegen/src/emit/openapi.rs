//! The lowered document as openapiv3 knows it: what progenitor needs to make types, and nothing else.

use openapiv3::OpenAPI;
use serde_json::{Map, Value, json};

use crate::{lower::Lowered, pointer::Pointer, schemas::members};

impl Lowered {
    /// The typed document. It has schemas alone: operations, credentials and servers are in [`crate::contract::Contract`].
    ///
    /// # Errors
    /// openapiv3's words where a part does not have the form of OpenAPI 3.0.
    pub fn to_openapi(&self) -> Result<OpenAPI, String> {
        let value = self.to_openapi_value(json!({}));
        serde_path_to_error::deserialize(value).map_err(|error| format!("at {}: {}", error.path(), error.inner()))
    }

    /// The same as JSON with the operations, for `--print lowered`.
    #[must_use]
    pub fn to_printed_value(&self) -> Value {
        self.to_openapi_value(self.document.value.get("paths").cloned().unwrap_or_default())
    }

    fn to_openapi_value(&self, paths: Value) -> Value {
        let schemas = Pointer::root().join("components").join("schemas");
        let schemas: Map<String, Value> =
            members(schemas.get(&self.document.value)).map(|(name, schema)| (name.clone(), clean(schema))).collect();
        json!({
            "openapi": "3.0.3",
            "info": { "title": self.contract.title, "version": self.contract.version },
            "paths": paths,
            "components": { "schemas": schemas },
        })
    }
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
