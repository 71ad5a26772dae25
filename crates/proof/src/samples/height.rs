//! How deep the smallest value of a schema is: what a recursive schema is cut by.

use std::collections::BTreeMap;

use moored_document::pointer::Pointer;
use serde_json::Value;

/// The height of each component's smallest value. One that is not in it has none: it never ends.
#[derive(Debug)]
pub(super) struct Heights<'a> {
    by_reference: BTreeMap<String, u32>,
    document: &'a Value,
}

impl<'a> Heights<'a> {
    pub(super) fn of(document: &'a Value) -> Self {
        let mut heights = Self { by_reference: BTreeMap::new(), document };
        let mut components: Vec<(String, &Value)> = Vec::new();
        for place in ["/components/schemas", "/definitions"] {
            for (name, schema) in document.pointer(place).and_then(Value::as_object).into_iter().flatten() {
                components.push((format!("#{}", Pointer::parse(place).join(name)), schema));
            }
        }
        // Each round finds those that need one more step, as long as there are any.
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

    /// The height of the smallest value of `schema`; `None` where there is none, or none that is known yet.
    pub(super) fn of_schema(&self, schema: &Value, depth: u32) -> Option<u32> {
        // Schemas are nested no deeper than documents may be; a reference to a place within itself would go on.
        if depth > 100 {
            return None;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            if let Some(height) = self.by_reference.get(reference) {
                return Some(*height);
            }
            let component = ["#/components/schemas/", "#/definitions/"]
                .iter()
                .any(|place| reference.strip_prefix(place).is_some_and(|name| !name.contains('/')));
            // A place in the midst of the document, or one outside of it, which is somebody else's error.
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

    /// The least height of `variants`; the outer `None` where there are none.
    fn least<'v>(&self, variants: impl Iterator<Item = &'v Value>, depth: u32) -> Option<Option<u32>> {
        let heights: Vec<Option<u32>> = variants.map(|variant| self.of_schema(variant, depth)).collect();
        (!heights.is_empty()).then(|| heights.into_iter().flatten().min())
    }
}
