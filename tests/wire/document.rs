//! Reads a provider's document without the generator, so that the tests do not depend on it.

use std::{fs, path::Path};

use serde_json::Value;

use crate::calls::Call;

/// `specs/<provider>/openapi.yaml`.
pub(crate) struct Document(pub(crate) Value);

impl Document {
    pub(crate) fn of(provider: &str) -> Self {
        Self(serde_yaml::from_str(&read(&format!("specs/{provider}/openapi.yaml"))).expect("YAML"))
    }

    /// Every operation: the method in upper case, and the path.
    pub(crate) fn operations(&self) -> Vec<(String, String)> {
        let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
        members(&self.0["paths"])
            .flat_map(|(path, item)| {
                methods
                    .iter()
                    .filter(|method| item.get(**method).is_some())
                    .map(|method| (method.to_uppercase(), path.clone()))
            })
            .collect()
    }

    pub(crate) fn operation(&self, call: &Call) -> &Value {
        &self.0["paths"][call.path][call.method.to_lowercase()]
    }

    /// The security schemes of an operation, each of which suffices alone.
    pub(crate) fn schemes(&self, call: &Call) -> Vec<String> {
        let security = self.operation(call).get("security");
        security
            .unwrap_or(&self.0["security"])
            .as_array()
            .expect("security")
            .iter()
            .map(|alternative| {
                let schemes: Vec<_> = members(alternative).map(|(name, _)| name.clone()).collect();
                assert_eq!(schemes.len(), 1, "a document requires two schemes at once");
                schemes.concat()
            })
            .collect()
    }

    /// The response that the document declares for this status.
    pub(crate) fn response(&self, call: &Call, status: u16) -> Option<&Value> {
        let responses = &self.operation(call)["responses"];
        responses.get(status.to_string()).or_else(|| responses.get(format!("{}XX", status / 100)))
    }

    /// The schema of the JSON body of the response with this status.
    pub(crate) fn response_schema(&self, call: &Call, status: u16) -> Option<&Value> {
        self.response(call, status)?.pointer(JSON)?.get("schema")
    }

    pub(crate) fn request_schema(&self, call: &Call) -> Option<&Value> {
        let body = self.operation(call).get("requestBody")?;
        body.pointer(JSON)?.get("schema")
    }

    /// The examples of the JSON body of a successful response.
    pub(crate) fn examples(&self, call: &Call) -> Vec<Value> {
        let Some(content) = self.response(call, 200).and_then(|response| response.pointer(JSON)) else {
            return Vec::new();
        };
        let named = content.get("examples").into_iter().flat_map(members);
        named.map(|(_, example)| example["value"].clone()).chain(content.get("example").cloned()).collect()
    }

    /// The target of the reference, if `schema` is one; otherwise `schema`.
    pub(crate) fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(reference) => {
                let pointer = reference.strip_prefix('#').expect("a reference within");
                self.resolve(self.0.pointer(pointer).expect("a target"))
            }
            None => schema,
        }
    }
}

const JSON: &str = "/content/application~1json";

/// Reads a file of this project.
pub(crate) fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}
