//! The constraints of several schemas on one value, merged: references are resolved, and `allOf` is merged.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::family::{Discriminator, reference_name};
use super::{Dialect, Sampler, Unsampled, meant_type};

/// The constraints on a value.
#[derive(Debug, Default)]
pub(super) struct Flat<'a> {
    pub(super) types: Option<Vec<&'a str>>,
    pub(super) nullable: bool,
    /// `uniqueItems`.
    pub(super) distinct: bool,
    pub(super) constant: Option<&'a Value>,
    pub(super) choices: Option<Vec<&'a Value>>,
    pub(super) example: Option<&'a Value>,
    pub(super) properties: BTreeMap<&'a str, Vec<&'a Value>>,
    pub(super) required: Vec<&'a str>,
    pub(super) patterns: Vec<(&'a str, &'a Value)>,
    pub(super) names: Option<&'a Value>,
    pub(super) additional: Vec<&'a Value>,
    pub(super) items: Vec<&'a Value>,
    pub(super) contains: Option<&'a Value>,
    pub(super) tuple: Vec<&'a Value>,
    pub(super) least: Option<f64>,
    pub(super) most: Option<f64>,
    pub(super) above: Option<f64>,
    pub(super) below: Option<f64>,
    pub(super) multiple: Option<f64>,
    pub(super) sizes: Sizes,
    pub(super) format: Option<&'a str>,
    pub(super) pattern: Option<&'a str>,
    /// Unions of which no variant has been chosen.
    pub(super) groups: Vec<Group<'a>>,
    /// Properties whose value a discriminator determines.
    pub(super) tags: BTreeMap<&'a str, String>,
    /// The component of the value; the outermost if there are several.
    pub(super) name: Option<String>,
    /// The references that have been resolved.
    pub(super) seen: Vec<&'a str>,
}

/// Bounds on lengths and counts; `None` if there is no bound.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sizes {
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) min_items: Option<u64>,
    pub(super) max_items: Option<u64>,
    pub(super) min_properties: Option<u64>,
    pub(super) max_properties: Option<u64>,
}

/// A `oneOf`, an `anyOf`, or the components that extend one with a discriminator.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) keyword: &'static str,
    pub(super) variants: Vec<&'a Value>,
    /// The tag of each variant.
    pub(super) tags: Vec<Option<(&'a str, String)>>,
    /// The component of each variant that is not a reference.
    pub(super) names: Vec<Option<String>>,
}

/// How a schema was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reached {
    /// It is the schema of the value itself.
    Itself,
    /// It is a part of the value's schema, in an `allOf`.
    Part,
}

impl<'a> Flat<'a> {
    /// Adds the constraints of `schema`.
    pub(super) fn add(&mut self, sampler: &Sampler<'a>, schema: &'a Value, reached: Reached) -> Result<(), Unsampled> {
        let members = match schema {
            Value::Object(members) => members,
            Value::Bool(false) => return Err(Unsampled::Contradiction("`false` allows nothing".to_owned())),
            _ => return Ok(()),
        };
        if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
            if !self.seen.contains(&reference) {
                self.seen.push(reference);
                let target = sampler.resolve(reference).ok_or_else(|| Unsampled::Dangling(reference.to_owned()))?;
                if reached == Reached::Itself {
                    self.name.get_or_insert_with(|| reference_name(reference).to_owned());
                }
                self.add(sampler, target, reached)?;
            }
            if sampler.dialect == Dialect::Old {
                return Ok(());
            }
        }
        self.discriminate(sampler, schema, reached);
        self.add_keywords(members);
        self.add_objects(members);
        for part in list(members, "allOf") {
            self.add(sampler, part, Reached::Part)?;
        }
        for keyword in ["oneOf", "anyOf"] {
            let variants: Vec<&Value> = list(members, keyword).collect();
            if !variants.is_empty() {
                let discriminator = Discriminator::of(schema);
                let tag = |variant: &&Value| {
                    let reference = variant.get("$ref")?.as_str()?;
                    discriminator.map(|found| (found.property, sampler.family.tag(&found, reference)))
                };
                let tags = variants.iter().map(tag).collect();
                let names = variants.iter().map(|_| None).collect();
                self.groups.push(Group { keyword, variants, tags, names });
            }
        }
        Ok(())
    }

    /// A value of a component with a discriminator is one of the components that extend it, and its tag names which.
    fn discriminate(&mut self, sampler: &Sampler<'a>, schema: &'a Value, reached: Reached) {
        let unions = ["oneOf", "anyOf"].iter().any(|keyword| schema.get(keyword).is_some());
        let Some(discriminator) = Discriminator::of(schema).filter(|_| !unions) else { return };
        let Some(name) = self.name.clone() else { return };
        let own_tag = || {
            let reference = sampler.family.reference(&name).unwrap_or_else(|| name.clone());
            sampler.family.tag(&discriminator, &reference)
        };
        if reached == Reached::Part {
            self.tags.insert(discriminator.property, own_tag());
            return;
        }
        let mut references: Vec<String> =
            discriminator.mapped().filter_map(|target| sampler.family.reference(target)).collect();
        if references.is_empty() {
            references = sampler.family.descendants(&name);
        }
        references.retain(|reference| reference_name(reference) != name);
        let found = references.iter().filter_map(|reference| {
            let target = sampler.resolve(reference)?;
            let tag = sampler.family.tag(&discriminator, reference);
            let name = Some(reference_name(reference).to_owned());
            Some((target, (Some((discriminator.property, tag)), name)))
        });
        let (variants, described): (Vec<_>, Vec<_>) = found.unzip();
        let (tags, names) = described.into_iter().unzip();
        if variants.is_empty() {
            self.tags.insert(discriminator.property, own_tag());
        } else {
            self.groups.push(Group { keyword: "childOf", variants, tags, names });
        }
    }

    fn add_keywords(&mut self, members: &'a Map<String, Value>) {
        let types = types(members.get("type"));
        if !types.is_empty() {
            self.types = Some(match self.types.take() {
                None => types,
                Some(before) => before
                    .into_iter()
                    .filter_map(|one| types.iter().find_map(|other| common_type(one, other)))
                    .collect(),
            });
        }
        let is = |key: &str| members.get(key) == Some(&Value::Bool(true));
        self.nullable |= is("nullable") || is("x-nullable");
        self.distinct |= is("uniqueItems");
        self.constant = members.get("const").or(self.constant);
        let first = || members.get("examples").and_then(Value::as_array).and_then(|examples| examples.first());
        self.example = self.example.or_else(|| members.get("example")).or_else(first);
        if let Some(Value::Array(values)) = members.get("enum") {
            self.choices = Some(match self.choices.take() {
                None => values.iter().collect(),
                Some(before) => before.into_iter().filter(|value| values.contains(value)).collect(),
            });
        }
        let number = |key: &str| members.get(key).and_then(Value::as_f64);
        match (is("exclusiveMinimum"), number("minimum")) {
            (true, bound @ Some(_)) => self.above = bound.max_of(self.above),
            (_, bound) => self.least = bound.max_of(self.least),
        }
        match (is("exclusiveMaximum"), number("maximum")) {
            (true, bound @ Some(_)) => self.below = bound.min_of(self.below),
            (_, bound) => self.most = bound.min_of(self.most),
        }
        self.above = number("exclusiveMinimum").max_of(self.above);
        self.below = number("exclusiveMaximum").min_of(self.below);
        self.multiple = number("multipleOf").or(self.multiple);
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        self.format = text("format").or(self.format);
        self.pattern = text("pattern").or(self.pattern);
        let size = |key: &str| members.get(key).and_then(Value::as_u64);
        let sizes = &mut self.sizes;
        sizes.min_length = sizes.min_length.max(size("minLength"));
        sizes.min_items = sizes.min_items.max(size("minItems"));
        sizes.min_properties = sizes.min_properties.max(size("minProperties"));
        for (key, most) in [
            ("maxLength", &mut sizes.max_length),
            ("maxItems", &mut sizes.max_items),
            ("maxProperties", &mut sizes.max_properties),
        ] {
            *most = most.iter().copied().chain(size(key)).min();
        }
    }

    /// Whether the types, and the listed values, have one in common with those of `variant`. A variant is often one
    /// value with its description.
    pub(super) fn shares_value(&self, variant: &Value) -> bool {
        let of_variant = types(variant.get("type"));
        let has_type = |one: &&str| of_variant.iter().any(|other| common_type(one, other).is_some());
        if !of_variant.is_empty() && self.types.as_ref().is_some_and(|types| !types.iter().any(has_type)) {
            return false;
        }
        let constant = variant.get("const");
        let listed = variant.get("enum").and_then(Value::as_array);
        let of_variant = |value: &Value| {
            constant.is_none_or(|constant| constant == value) && listed.is_none_or(|listed| listed.contains(value))
        };
        match (&self.choices, self.constant) {
            (_, Some(value)) => of_variant(value),
            (Some(choices), None) => choices.iter().any(|value| of_variant(value)),
            (None, None) => true,
        }
    }

    fn add_objects(&mut self, members: &'a Map<String, Value>) {
        let of = |key: &str| members.get(key).and_then(Value::as_object).into_iter().flatten();
        for (name, schema) in of("properties") {
            self.properties.entry(name).or_default().push(schema);
        }
        self.patterns.extend(of("patternProperties").map(|(pattern, schema)| (pattern.as_str(), schema)));
        self.required.extend(list(members, "required").filter_map(Value::as_str));
        self.names = members.get("propertyNames").or(self.names);
        self.additional.extend(members.get("additionalProperties").or_else(|| members.get("unevaluatedProperties")));
        self.contains = members.get("contains").or(self.contains);
        self.tuple.extend(list(members, "prefixItems"));
        match members.get("items") {
            Some(Value::Array(items)) => self.tuple.extend(items),
            items => self.items.extend(items),
        }
    }
}

/// The items of an array member; empty if the member is not an array.
fn list<'a>(members: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = &'a Value> {
    members.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// The types of the keyword `type`; none if there is no such keyword.
fn types(keyword: Option<&Value>) -> Vec<&str> {
    match keyword {
        Some(Value::String(one)) => vec![meant_type(one)],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The type of the values that have both types: an integer is a number.
fn common_type<'a>(one: &'a str, other: &'a str) -> Option<&'a str> {
    match (one, other) {
        ("integer", "number") | ("number", "integer") => Some("integer"),
        _ => (one == other).then_some(one),
    }
}

/// The stricter of two bounds.
trait Bound {
    fn max_of(self, other: Self) -> Self;
    fn min_of(self, other: Self) -> Self;
}

impl Bound for Option<f64> {
    fn max_of(self, other: Self) -> Self {
        self.into_iter().chain(other).reduce(f64::max)
    }

    fn min_of(self, other: Self) -> Self {
        self.into_iter().chain(other).reduce(f64::min)
    }
}
