//! The fields of a form as one schema.

use serde_json::{Map, Value, json};

use super::{
    collection_format::{self, Place, Style},
    keywords::{self, Schema},
};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    media_type::essence,
    pointer::Pointer,
    rules,
};

const MULTIPART: &str = "multipart/form-data";
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// What an operation's `formData` parameters say together.
#[derive(Default)]
pub(super) struct Form {
    fields: Vec<Field>,
}

struct Field {
    /// Where the parameter stood.
    from: Pointer,
    name: String,
    /// Its description and extensions.
    members: Map<String, Value>,
    schema: Option<Schema>,
    style: Option<Style>,
    is_required: bool,
    is_file: bool,
}

impl Form {
    /// Reads the parameters at `fields`.
    pub(super) fn read(document: &mut Document, fields: &[Pointer], findings: &mut Findings) -> Self {
        let mut form = Self::default();
        for at in fields {
            let style = collection_format::take(document, at, Place::Form, findings);
            let Some(Value::Object(mut members)) = at.get(&document.value).cloned() else { continue };
            let place = document.locate(at);
            let Some(Value::String(name)) = members.shift_remove("name") else {
                let message = "a parameter needs `name` and `in`";
                findings.push(Finding::new(&rules::INVALID_DOCUMENT, place, message));
                continue;
            };
            if form.fields.iter().any(|field| field.name == name) {
                let message = format!("the formData parameter `{name}` stands twice");
                findings.push(Finding::new(&rules::DUPLICATE_PARAMETER, place, message));
                continue;
            }
            if members.get("allowEmptyValue") == Some(&Value::Bool(true)) {
                let message = format!("OpenAPI 3.0 cannot say that the field `{name}` may have no value");
                let place = document.locate(&at.join("allowEmptyValue"));
                findings.push(Finding::new(&rules::LOST_IN_LIFT, place, message));
            }
            let is_required = members.get("required") == Some(&Value::Bool(true));
            let is_file = members.get("type").and_then(Value::as_str) == Some("file");
            let schema = keywords::take(at, &mut members);
            members.retain(|key, _| key == "description" || key == "example" || key.starts_with("x-"));
            form.fields.push(Field { from: at.clone(), name, members, schema, style, is_required, is_file });
        }
        form
    }

    /// Makes the request body of the operation at `at`, which consumes these media types.
    pub(super) fn write(&self, document: &mut Document, at: &Pointer, consumes: &[String]) {
        let names = self.media_types(consumes);
        let mut encoding = Map::new();
        for field in &self.fields {
            if let Some(style) = &field.style {
                let mut members = Map::new();
                style.write(&mut members);
                encoding.insert(field.name.clone(), Value::Object(members));
            }
        }
        let mut media = json!({ "schema": self.schema() });
        if let (Value::Object(media), false) = (&mut media, encoding.is_empty()) {
            media.insert("encoding".to_owned(), Value::Object(encoding));
        }
        let content: Map<String, Value> = names.iter().map(|name| (name.clone(), media.clone())).collect();
        let mut body = json!({ "content": content });
        if let (Value::Object(body), true) = (&mut body, self.fields.iter().any(|field| field.is_required)) {
            body.insert("required".to_owned(), true.into());
        }
        let to = at.join("requestBody");
        if let Some(first) = self.fields.first() {
            document.record_move(&first.from, &to);
        }
        for content in names.iter().map(|name| to.join("content").join(name)) {
            for field in &self.fields {
                let to = content.join("schema").join("properties").join(&field.name);
                document.record_move(&field.from, &to);
                if let Some(schema) = &field.schema {
                    schema.record_moves(document, &to);
                }
                if field.style.is_some() {
                    let to = content.join("encoding").join(&field.name);
                    document.record_move(&field.from.join("collectionFormat"), &to);
                }
            }
        }
        if let Some(Value::Object(operation)) = at.get_mut(&mut document.value) {
            operation.insert("requestBody".to_owned(), body);
        }
    }

    fn schema(&self) -> Value {
        let mut properties = Map::new();
        for field in &self.fields {
            let mut property = field.members.clone();
            property.extend(field.schema.iter().flat_map(|schema| schema.value.clone()));
            properties.insert(field.name.clone(), Value::Object(property));
        }
        let required: Vec<&str> =
            self.fields.iter().filter(|field| field.is_required).map(|field| field.name.as_str()).collect();
        let mut schema = json!({ "type": "object", "properties": properties });
        if let (Value::Object(schema), false) = (&mut schema, required.is_empty()) {
            schema.insert("required".to_owned(), required.into());
        }
        schema
    }

    /// Those that a form can have: a file is sent in a multipart form alone.
    fn media_types(&self, consumes: &[String]) -> Vec<String> {
        let has_file = self.fields.iter().any(|field| field.is_file);
        let fits = |name: &&String| essence(name) == MULTIPART || (!has_file && essence(name) == URLENCODED);
        let mut names: Vec<String> = consumes.iter().filter(fits).cloned().collect();
        if names.is_empty() {
            names.push(if has_file { MULTIPART } else { URLENCODED }.to_owned());
        }
        names
    }
}
