//! Equal inline schemas of one operation, or of one component, which become one type.

use std::collections::{BTreeSet, HashMap};

use moored_document::{
    media_type::MediaKind,
    path::Path,
    pointer::Pointer,
    schemas::{for_each_within, members, of_media_type},
};
use serde_json::Value;

use super::{Part, candidate::needs_name};
use crate::naming::{singular, snake_name, type_name};

/// Keywords that make no other type of a schema. The type has the documentation of the first schema.
const DOCUMENTATION: &[&str] = &["title", "description", "example", "examples"];

/// The inline schemas of an operation or a component that occur more than once.
#[derive(Debug, Default)]
pub(super) struct Equal {
    /// By what they state.
    by_text: HashMap<String, Shared>,
}

/// A schema that occurs more than once.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// The bodies that it is, or that are lists of it.
    bodies: BTreeSet<(Part, String)>,
    /// The properties and parameters that it is the schema of, or of whose items.
    keys: BTreeSet<String>,
    count: usize,
    /// The component, and where its schema was.
    pub(super) made: Option<(String, Pointer)>,
}

impl Equal {
    /// The schemas within `component`.
    pub(super) fn of_component(component: &Value) -> Self {
        let mut found = Self::default();
        for_each_within(&Path::root(), component, &mut |path, schema| {
            if path.depth() > 0 {
                found.add(path, schema, None, "");
            }
        });
        found.repeated()
    }

    /// The schemas of the media types of a webhook's `content`.
    pub(super) fn of_webhook(content: Option<&Value>) -> Self {
        let mut found = Self::default();
        found.add_content(content, Part::Success, "");
        found.repeated()
    }

    /// The schemas of all parts of `operation`.
    pub(super) fn of_operation(operation: &Value) -> Self {
        let mut found = Self::default();
        for (status, response) in members(operation.get("responses")) {
            found.add_content(response.get("content"), Part::of_status(status), status);
        }
        found.add_content(operation.get("requestBody").and_then(|body| body.get("content")), Part::Request, "");
        for parameter in operation.get("parameters").and_then(Value::as_array).into_iter().flatten() {
            let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
            let media_type = members(parameter.get("content")).next().map(|(_, media_type)| media_type);
            if let Some(schema) = media_type.unwrap_or(parameter).get("schema") {
                let root = Path::root();
                let root = root.key("properties");
                for_each_within(&root.key(name), schema, &mut |path, schema| found.add(path, schema, None, ""));
            }
        }
        found.repeated()
    }

    fn add_content(&mut self, content: Option<&Value>, part: Part, status: &str) {
        for (name, media_type) in members(content) {
            let Some((key, schema)) = of_media_type(media_type) else { continue };
            // The type of a form is no component.
            let is_form = part == Part::Request && MediaKind::of(name) == MediaKind::Multipart && key == "schema";
            for_each_within(&Path::root(), schema, &mut |path, schema| {
                if path.depth() > 0 || !is_form {
                    self.add(path, schema, Some(part), status);
                }
            });
        }
    }

    fn add(&mut self, path: &Path<'_>, schema: &Value, part: Option<Part>, status: &str) {
        // A part of an `allOf` is merged into the type that holds it.
        if !needs_name(schema) || path.list() == Some("allOf") {
            return;
        }
        let shared = self.by_text.entry(text(schema)).or_default();
        shared.count += 1;
        let pointer = path.pointer();
        if let Some(key) = property(pointer.keys()) {
            shared.keys.insert(key);
        } else if let Some(part) = part.filter(|_| pointer.keys().iter().all(|key| key == "items")) {
            shared.bodies.insert((part, status.to_owned()));
        }
    }

    fn repeated(mut self) -> Self {
        self.by_text.retain(|_, shared| shared.count > 1);
        self
    }

    /// The entry for `schema`, if it occurs more than once.
    pub(super) fn find(&mut self, schema: &Value) -> Option<&mut Shared> {
        if self.by_text.is_empty() || !needs_name(schema) {
            return None;
        }
        self.by_text.get_mut(&text(schema))
    }
}

impl Shared {
    /// The name of the type if it is the body of several responses, or of the request as well, of the operation `name`.
    pub(super) fn body_name(&self, name: &str) -> Option<String> {
        let is_of = |part: Part| self.bodies.iter().any(|(found, _)| *found == part);
        if self.bodies.len() < 2 || name.is_empty() {
            return None;
        }
        Some(match (is_of(Part::Success), is_of(Part::Failure), is_of(Part::Request)) {
            (true, false, false) => format!("{name}Response"),
            (false, true, false) => format!("{name}ErrorBody"),
            _ => format!("{name}Body"),
        })
    }

    /// What the type is called after, of which one is the property `key`: the end that the names of all
    /// properties have in common, if `is_free` allows it. `billing_address` and `shipping_address` have an address.
    pub(super) fn key(&self, key: &str, is_free: impl Fn(&str) -> bool) -> String {
        let mut names = self.keys.iter().map(|key| snake_name(key));
        let Some(first) = names.next() else { return key.to_owned() };
        let others: Vec<String> = names.collect();
        let segments: Vec<&str> = first.split('_').collect();
        let ends = (0..segments.len()).filter_map(|from| segments.get(from..)).map(|end| end.join("_"));
        let is_common = |end: &String| {
            others.iter().all(|other| other == end || other.strip_suffix(end.as_str()).is_some_and(ends_with_separator))
        };
        let common = ends.filter(|end| !end.is_empty()).find(is_common);
        let common = common
            .filter(|common| !others.is_empty() && (*common == first || others.contains(common) || is_free(common)));
        // `type_name` makes no name of digits alone.
        let common = common.filter(|common| common.starts_with(|first: char| first.is_ascii_alphabetic()));
        common.map_or_else(|| key.to_owned(), |common| type_name(&common))
    }
}

fn ends_with_separator(text: &str) -> bool {
    text.ends_with('_')
}

/// The last property in `keys`, and its singular where they are of the items of the property.
fn property(keys: &[String]) -> Option<String> {
    let is_inner = |key: &&String| ["items", "additionalProperties"].contains(&key.as_str());
    let depth = keys.iter().rev().take_while(is_inner).count();
    let [.., properties, key] = keys.get(..keys.len() - depth)? else { return None };
    let singular = (0..depth).fold(key.clone(), |key, _| singular(&key));
    (properties == "properties").then_some(singular)
}

/// What `schema` states, without its documentation, and without what stays with the reference to its component.
fn text(schema: &Value) -> String {
    let mut found = String::new();
    write(schema, &["nullable"], &mut found);
    found
}

/// Writes what `schema` states, its keywords and its properties in alphabetical order.
fn write(schema: &Value, without: &[&str], found: &mut String) {
    let Value::Object(keywords) = schema else {
        found.push_str(&schema.to_string());
        return;
    };
    let is_kept = |key: &str| !DOCUMENTATION.contains(&key) && !without.contains(&key);
    let mut keywords: Vec<(&String, &Value)> = keywords.iter().filter(|(key, _)| is_kept(key)).collect();
    keywords.sort_by_key(|(key, _)| *key);
    found.push('{');
    for (key, value) in keywords {
        found.push_str(key);
        found.push(':');
        match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                let mut properties: Vec<(&String, &Value)> = properties.iter().collect();
                properties.sort_by_key(|(name, _)| *name);
                for (name, property) in properties {
                    found.push_str(&Value::String(name.clone()).to_string());
                    write(property, &[], found);
                }
            }
            ("allOf" | "oneOf" | "anyOf" | "prefixItems", Value::Array(schemas)) => {
                schemas.iter().for_each(|schema| write(schema, &[], found));
            }
            ("items" | "additionalProperties", _) => write(value, &[], found),
            ("required", Value::Array(names)) => {
                let names: BTreeSet<&str> = names.iter().filter_map(Value::as_str).collect();
                names.iter().for_each(|name| found.push_str(&Value::from(*name).to_string()));
            }
            _ => found.push_str(&value.to_string()),
        }
        found.push(',');
    }
    found.push('}');
}
