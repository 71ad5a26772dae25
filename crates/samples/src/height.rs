//! The depth of the smallest value of a schema, which limits recursive schemas.

use std::collections::BTreeMap;

use moored_document::pointer::Pointer;
use serde_json::Value;

/// The height of the smallest value of each component. A component without an entry has only infinite values.
#[derive(Debug)]
pub(super) struct Heights<'a> {
    by_reference: BTreeMap<String, u32>,
    document: &'a Value,
}

impl<'a> Heights<'a> {
    pub(super) fn of(document: &'a Value) -> Self {
        let mut heights = Self { by_reference: BTreeMap::new(), document };
        let mut components: Vec<(String, &Value)> = Vec::new();
        for location in ["/components/schemas", "/definitions"] {
            for (name, schema) in document.pointer(location).and_then(Value::as_object).into_iter().flatten() {
                components.push((format!("#{}", Pointer::parse(location).join(name)), schema));
            }
        }
        // Each round finds the components that need one more level, until there are none.
        loop {
            let mut found = Vec::new();
            for (reference, schema) in &components {
                if !heights.by_reference.contains_key(reference)
                    && let Some(height) = heights.of_schema(schema, 0)
                {
                    found.push((reference.clone(), height + 1));
                }
            }
            if found.is_empty() {
                return heights;
            }
            heights.by_reference.extend(found);
        }
    }

    /// The height of the smallest value of `schema`; `None` if it has none, or if it is not known yet.
    pub(super) fn of_schema(&self, schema: &Value, depth: u32) -> Option<u32> {
        // Schemas are nested no deeper than documents may be. A reference to a location within itself would recurse
        // forever.
        if depth > 100 {
            return None;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            if let Some(height) = self.by_reference.get(reference) {
                return Some(*height);
            }
            let component = ["#/components/schemas/", "#/definitions/"]
                .iter()
                .any(|location| reference.strip_prefix(location).is_some_and(|name| !name.contains('/')));
            // A reference to any other location in the document, or to one outside of it, which another check reports.
            return match super::resolve(self.document, reference) {
                Some(target) if !component => self.of_schema(target, depth + 20),
                Some(_) => None,
                None => Some(1),
            };
        }
        if schema.get("nullable") == Some(&Value::Bool(true)) {
            return Some(1);
        }
        let list = |key: &str| schema.get(key).and_then(Value::as_array).into_iter().flatten();
        let mut height = 1;
        for part in list("allOf") {
            height = height.max(self.of_schema(part, depth + 1)?);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(least) = self.least(list(keyword), depth + 1) {
                height = height.max(least?);
            }
        }
        for name in list("required").filter_map(Value::as_str) {
            if let Some(property) = schema.get("properties").and_then(|properties| properties.get(name)) {
                height = height.max(self.of_schema(property, depth + 1)? + 1);
            }
        }
        if schema.get("minItems").and_then(Value::as_u64).unwrap_or(0) > 0
            && let Some(items) = schema.get("items")
        {
            height = height.max(self.of_schema(items, depth + 1)? + 1);
        }
        Some(height)
    }

    /// The smallest height of `variants`; the outer `None` if there are none.
    fn least<'v>(&self, variants: impl Iterator<Item = &'v Value>, depth: u32) -> Option<Option<u32>> {
        let heights: Vec<Option<u32>> = variants.map(|variant| self.of_schema(variant, depth)).collect();
        (!heights.is_empty()).then(|| heights.into_iter().flatten().min())
    }
}
