//! Discriminators: the schema of a value, selected by one of its properties.

use std::collections::BTreeMap;

use moored_document::pointer::Pointer;
use serde_json::Value;

/// Which components extend which.
#[derive(Debug, Default)]
pub(super) struct Family<'a> {
    /// By the reference to a component: references to the components that have it in their `allOf`.
    children: BTreeMap<&'a str, Vec<String>>,
}

/// A `discriminator`, in the form of OpenAPI 3.0 or of Swagger 2.0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Discriminator<'a> {
    pub(super) property: &'a str,
    mapping: Option<&'a serde_json::Map<String, Value>>,
}

impl<'a> Family<'a> {
    pub(super) fn of(document: &'a Value) -> Self {
        let mut family = Self::default();
        for location in ["/components/schemas", "/definitions"] {
            let components = document.pointer(location).and_then(Value::as_object);
            for (name, component) in components.into_iter().flatten() {
                let reference = format!("#{}", Pointer::parse(location).join(name));
                for part in component.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                    if let Some(parent) = part.get("$ref").and_then(Value::as_str) {
                        family.children.entry(parent).or_default().push(reference.clone());
                    }
                }
            }
        }
        family
    }

    /// All components that directly or indirectly extend the component `name`, without those that others extend.
    pub(super) fn descendants(&self, name: &str) -> Vec<String> {
        let start = self.children.keys().filter(|key| reference_name(key) == name).copied();
        let mut open: Vec<String> = start.map(str::to_owned).collect();
        let mut seen = open.clone();
        let mut found = Vec::new();
        while let Some(next) = open.pop() {
            for child in self
                .children
                .get(next.as_str())
                .into_iter()
                .flatten()
                .filter(|child| !seen.contains(child))
                .cloned()
                .collect::<Vec<_>>()
            {
                seen.push(child.clone());
                found.push(child.clone());
                open.push(child);
            }
        }
        found
    }
}

impl<'a> Discriminator<'a> {
    pub(super) fn of(schema: &'a Value) -> Option<Self> {
        match schema.get("discriminator")? {
            Value::String(property) => Some(Self { property, mapping: None }),
            object => Some(Self {
                property: object.get("propertyName")?.as_str()?,
                mapping: object.get("mapping").and_then(Value::as_object),
            }),
        }
    }

    /// The tag of the component at `reference`.
    pub(super) fn tag(&self, reference: &str) -> String {
        let name = reference_name(reference);
        let mapped = self.mapping.into_iter().flatten().find(|(_, target)| {
            target.as_str().is_some_and(|target| target == reference || reference_name(target) == name)
        });
        mapped.map_or_else(|| name.to_owned(), |(tag, _)| tag.clone())
    }

    /// The references in the mapping, if there is one.
    pub(super) fn mapped(&self) -> impl Iterator<Item = &'a str> {
        self.mapping.into_iter().flatten().filter_map(|(_, target)| target.as_str())
    }
}

/// `Cat` of `#/components/schemas/Cat`, and of `Cat`.
pub(super) fn reference_name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

/// The name of the component at `at`, if there is a component.
pub(super) fn component_name(at: &Pointer) -> Option<String> {
    match at.keys() {
        [definitions, name] if definitions == "definitions" => Some(name.clone()),
        [components, schemas, name] if components == "components" && schemas == "schemas" => Some(name.clone()),
        _ => None,
    }
}
