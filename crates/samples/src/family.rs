//! Discriminators: the schema of a value, selected by one of its properties.

use std::collections::BTreeMap;

use moored_document::pointer::Pointer;
use serde_json::Value;

use super::{Sampler, follow};

/// Which components extend which.
#[derive(Debug, Default)]
pub(super) struct Family<'a> {
    /// By the reference to a component: references to the components that have it in their `allOf`.
    children: BTreeMap<&'a str, Vec<String>>,
    /// By the reference to a component.
    members: BTreeMap<String, Member<'a>>,
}

/// A component, as a part of families.
#[derive(Debug)]
struct Member<'a> {
    schema: &'a Value,
    /// References to the components in its `allOf`.
    parents: Vec<&'a str>,
}

/// The tag of a schema that is selected by all tags that the mapping does not name.
const UNKNOWN_TAG: &str = "x-moored-unknown-tag";

/// A `discriminator`, in the form of OpenAPI 3.0 or of Swagger 2.0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Discriminator<'a> {
    pub(super) property: &'a str,
    mapping: Option<&'a serde_json::Map<String, Value>>,
    /// `defaultMapping` of OpenAPI 3.2: for values without a tag, or with another one.
    default: Option<&'a str>,
}

impl<'a> Family<'a> {
    pub(super) fn of(document: &'a Value) -> Self {
        let mut family = Self::default();
        for location in ["/components/schemas", "/definitions"] {
            let components = document.pointer(location).and_then(Value::as_object);
            for (name, component) in components.into_iter().flatten() {
                let reference = format!("#{}", Pointer::parse(location).join(name));
                let mut parents = Vec::new();
                for part in component.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                    if let Some(parent) = part.get("$ref").and_then(Value::as_str) {
                        family.children.entry(parent).or_default().push(reference.clone());
                        parents.push(parent);
                    }
                }
                family.members.insert(reference, Member { schema: component, parents });
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

    /// The reference to the component that a mapping names as `target`: by a reference, or only by its name.
    pub(super) fn reference(&self, target: &str) -> Option<String> {
        let named = || self.members.keys().find(|known| reference_name(known) == target).cloned();
        if target.contains('#') { Some(target.to_owned()) } else { named() }
    }

    /// The tag of the component at `reference` in the property of `discriminator`.
    pub(super) fn tag(&self, discriminator: &Discriminator<'_>, reference: &str) -> String {
        let mut open = vec![reference];
        let mut seen = Vec::new();
        let mut tags = discriminator.mapped_tag(reference).or_else(|| self.extension(reference));
        if tags.is_none()
            && discriminator.default.and_then(|target| self.reference(target)).as_deref() == Some(reference)
        {
            return UNKNOWN_TAG.to_owned();
        }
        // A descendant that the mapping does not name has a tag in the mapping of a parent with the same property, or
        // else the tag of the nearest ancestor that the mapping names.
        let mut inherited = None;
        while let (None, Some(next)) = (&tags, open.pop()) {
            seen.push(next);
            for parent in self.members.get(next).into_iter().flat_map(|member| &member.parents) {
                let own = self.members.get(*parent).and_then(|member| Discriminator::of(member.schema));
                let own = own.filter(|own| own.property == discriminator.property);
                tags = tags.or_else(|| own.and_then(|own| own.mapped_tag(reference)));
                inherited = inherited.or_else(|| discriminator.mapped_tag(parent));
                if !seen.contains(parent) {
                    open.insert(0, parent);
                }
            }
        }
        tags.or(inherited).unwrap_or_else(|| reference_name(reference)).to_owned()
    }

    /// The tag of a component of Microsoft's documents.
    fn extension(&self, reference: &str) -> Option<&'a str> {
        self.members.get(reference)?.schema.get("x-ms-discriminator-value")?.as_str()
    }
}

impl<'a> Sampler<'a> {
    /// The reference to the schema that the discriminator of the schema at `at` selects for `tag`; `None` if there is
    /// no discriminator, or it selects none.
    #[must_use]
    pub fn selected(&self, at: &Pointer, tag: Option<&str>) -> Option<String> {
        let at = follow(self.document, at);
        let schema = at.get(self.document)?;
        let discriminator = Discriminator::of(schema)?;
        let entries = ["oneOf", "anyOf"].iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten();
        let entries = entries.filter_map(|entry| entry.get("$ref")?.as_str()).map(str::to_owned);
        let descendants = component_name(&at).map(|name| self.family.descendants(&name)).unwrap_or_default();
        let mut candidates = entries.chain(descendants);
        let mapped = |tag: &str| discriminator.mapping.and_then(|mapping| mapping.get(tag)?.as_str());
        let found = tag.and_then(|tag| match mapped(tag) {
            Some(target) => self.family.reference(target),
            None => candidates.find(|reference| self.family.tag(&discriminator, reference) == tag),
        });
        found.or_else(|| self.family.reference(discriminator.default?))
    }
}

impl<'a> Discriminator<'a> {
    pub(super) fn of(schema: &'a Value) -> Option<Self> {
        match schema.get("discriminator")? {
            Value::String(property) => Some(Self { property, mapping: None, default: None }),
            object => Some(Self {
                property: object.get("propertyName")?.as_str()?,
                mapping: object.get("mapping").and_then(Value::as_object),
                default: object.get("defaultMapping").and_then(Value::as_str),
            }),
        }
    }

    /// The tag that the mapping has for the component at `reference`.
    fn mapped_tag(&self, reference: &str) -> Option<&'a str> {
        let name = reference_name(reference);
        let mapped = self.mapping.into_iter().flatten().find(|(_, target)| {
            target.as_str().is_some_and(|target| target == reference || reference_name(target) == name)
        });
        mapped.map(|(tag, _)| tag.as_str())
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
