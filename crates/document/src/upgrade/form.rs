//! The form parameters of an operation as one request body.

use serde_json::{Map, Value, json};

use super::{
    collection_format::{self, SentIn, Style},
    keywords::{self, Schema},
};
use crate::{media_type, pointer::Pointer, rules, site::Site};

/// The `formData` parameters of an operation.
#[derive(Default)]
pub(super) struct Form {
    fields: Vec<Field>,
}

struct Field {
    /// Where the parameter was.
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
    /// Adds the field that the parameter `members` is.
    pub(super) fn add(&mut self, mut members: Map<String, Value>, site: &mut Site<'_>) {
        let style = collection_format::take(&mut members, SentIn::Form, site);
        let Some(Value::String(name)) = members.shift_remove("name") else {
            site.report_here(&rules::INVALID_DOCUMENT, "the parameter has no `name` or no `in`");
            return;
        };
        if self.fields.iter().any(|field| field.name == name) {
            let message = format!("the formData parameter `{name}` is declared twice");
            site.report_here(&rules::DUPLICATE_PARAMETER, message);
            return;
        }
        if members.get("allowEmptyValue") == Some(&Value::Bool(true)) {
            let message = format!("OpenAPI 3.0 cannot express that the form field `{name}` may be empty");
            site.report(&rules::LOST_IN_UPGRADE, "allowEmptyValue", message);
        }
        let is_required = members.get("required") == Some(&Value::Bool(true));
        let is_file = members.get("type").and_then(Value::as_str) == Some("file");
        let schema = keywords::take(&mut members);
        members.retain(|key, _| key == "description" || key == "example" || key.starts_with("x-"));
        self.fields.push(Field { from: site.pointer(), name, members, schema, style, is_required, is_file });
    }

    /// Writes the request body of `operation`, which consumes the media types `consumes`.
    pub(super) fn write(self, operation: &mut Map<String, Value>, consumes: &[String], site: &mut Site<'_>) {
        let names = self.media_types(consumes);
        let mut encoding = Map::new();
        for field in &self.fields {
            if let Some(style) = &field.style {
                let mut members = Map::new();
                style.write(&mut members);
                encoding.insert(field.name.clone(), Value::Object(members));
            }
        }
        self.record(&names, site);
        let is_required = self.fields.iter().any(|field| field.is_required);
        let mut media = json!({ "schema": self.into_schema() });
        if let (Value::Object(media), false) = (&mut media, encoding.is_empty()) {
            media.insert("encoding".to_owned(), Value::Object(encoding));
        }
        let content: Map<String, Value> = names.into_iter().map(|name| (name, media.clone())).collect();
        let mut body = json!({ "content": content });
        if let (Value::Object(body), true) = (&mut body, is_required) {
            body.insert("required".to_owned(), true.into());
        }
        operation.insert("requestBody".to_owned(), body);
    }

    fn record(&self, names: &[String], site: &mut Site<'_>) {
        let body = site.pointer().join("requestBody");
        if let Some(first) = self.fields.first() {
            site.record_move(&first.from, &body);
        }
        for content in names.iter().map(|name| body.join("content").join(name)) {
            for field in &self.fields {
                let property = content.join("schema").join("properties").join(&field.name);
                site.record_move(&field.from, &property);
                if let Some(schema) = &field.schema {
                    schema.record(&field.from, &property, site);
                }
                if field.style.is_some() {
                    let encoding = content.join("encoding").join(&field.name);
                    site.record_move(&field.from.join("collectionFormat"), &encoding);
                }
            }
        }
    }

    fn into_schema(self) -> Value {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for field in self.fields {
            if field.is_required {
                required.push(field.name.clone());
            }
            let mut property = field.members;
            property.extend(field.schema.into_iter().flat_map(|schema| schema.value));
            properties.insert(field.name, Value::Object(property));
        }
        let mut schema = json!({ "type": "object", "properties": properties });
        if let (Value::Object(schema), false) = (&mut schema, required.is_empty()) {
            schema.insert("required".to_owned(), required.into());
        }
        schema
    }

    /// Those of `consumes` that a form can have, or the one that it has by default. A file is only sent in a multipart
    /// form.
    fn media_types(&self, consumes: &[String]) -> Vec<String> {
        let has_file = self.fields.iter().any(|field| field.is_file);
        let fits = |name: &&String| {
            media_type::is_same(name, media_type::FORM_DATA)
                || (!has_file && media_type::is_same(name, media_type::URL_ENCODED))
        };
        let mut names: Vec<String> = consumes.iter().filter(fits).cloned().collect();
        if names.is_empty() {
            names.push(if has_file { media_type::FORM_DATA } else { media_type::URL_ENCODED }.to_owned());
        }
        names
    }
}
