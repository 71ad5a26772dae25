//! `type` as a list, and the type `null`.
//!
//! ```yaml
//! { type: [string, 'null'] }             # before
//! { oneOf: [{ $ref: … }, { type: 'null' }] }
//! { oneOf: [{ $ref: … }, { $ref: '#/components/schemas/OnlyNull' }] }
//! { anyOf: [{ $ref: … }, { type: object, nullable: true }] }
//! { type: [string, integer] }
//! ---
//! { type: string, nullable: true }       # after
//! { oneOf: [{ $ref: … }], nullable: true }
//! { oneOf: [{ $ref: … }], nullable: true }
//! { anyOf: [{ $ref: … }], nullable: true }
//! { oneOf: [{ type: string }, { type: integer }] }
//! ```
//!
//! In 3.1, `null` is a type ([JSON Schema validation
//! 6.1.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1)); OpenAPI 3.0 has one type and
//! `nullable`. If a variant may be `null`, so may the whole. A schema of several types becomes a union, and each
//! variant gets the keywords that apply to its type. `[number, string]` with `format: decimal` becomes a string, which
//! `formats` then reads.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{config::Config, constants::lists_null, labels, parts::is_annotation, usage};
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    resolve,
    schemas::{components, target_name},
};

/// `enum_values` makes `type: null` and lists of types, and `choice_siblings` gives the variants of a choice the types
/// of the whole; a `type` beside a reference, which `reference_siblings` drops, does not count.
pub(super) const PASS: Pass<Config> =
    Pass::document(run).after(&["enum_values", "reference_siblings", "choice_siblings"]);

fn run(document: &mut Document, findings: &mut Findings) {
    let mut nulls = Nulls::of(components(&mut document.value));
    document.for_each_schema(findings, &mut |schema, _| {
        if let Value::Object(members) = schema {
            rewrite(members, &mut nulls);
        }
    });
    usage::remove_unreferenced(document, nulls.taken, findings);
}

/// The components that are only `null`, such as `NullEnum: { enum: [null] }` of Django.
struct Nulls {
    components: BTreeSet<String>,
    /// Those that stood among the variants of a choice, which is nullable now.
    taken: BTreeSet<String>,
}

impl Nulls {
    fn of(named: &Map<String, Value>) -> Self {
        let resolver = resolve::Components::in_map(named);
        let is_null = |(_, schema): &(&String, &Value)| is_null(resolver.resolve(schema));
        Self {
            components: named.iter().filter(is_null).map(|(name, _)| name.clone()).collect(),
            taken: BTreeSet::new(),
        }
    }

    /// Whether `variant` is only `null`.
    fn take(&mut self, variant: &Value) -> bool {
        match target_name(variant).filter(|name| self.components.contains(name)) {
            Some(name) => {
                self.taken.insert(name);
                true
            }
            None => is_null(variant),
        }
    }
}

fn rewrite(schema: &mut Map<String, Value>, nulls: &mut Nulls) {
    for key in ["oneOf", "anyOf"] {
        if let Some(Value::Array(variants)) = schema.get_mut(key)
            && take_null(variants, nulls)
        {
            schema.insert("nullable".to_owned(), true.into());
        }
    }
    let names: Vec<String> = match schema.get("type") {
        Some(Value::String(name)) if name != "null" => return,
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        // `repair::unknown_type` has removed any other value.
        _ => return,
    };
    let mut types: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != "null").collect();
    if types.len() < names.len() {
        schema.insert("nullable".to_owned(), true.into());
    }
    // Every integer is a number.
    if types.contains(&"number") {
        types.retain(|name| *name != "integer");
    }
    match types.as_slice() {
        [] => {
            schema.shift_remove("type");
            schema.insert("enum".to_owned(), Value::Array(vec![Value::Null]));
        }
        [name] => {
            schema.insert("type".to_owned(), (*name).into());
        }
        _ if schema.get("format").and_then(Value::as_str) == Some("decimal") => {
            schema.insert("type".to_owned(), "string".into());
        }
        several => make_union(schema, several),
    }
}

/// Removes the variants that are `null` and the `nullable` of the others. Returns whether there was any.
fn take_null(variants: &mut Vec<Value>, nulls: &mut Nulls) -> bool {
    let count = variants.len();
    variants.retain(|variant| !nulls.take(variant));
    // Before 3.1, a reference could be made nullable only by such a variant beside it, as the documents of Microsoft
    // do.
    let is_reference = |variant: &Value| target_name(variant).is_some();
    if variants.iter().any(is_reference) && variants.iter().all(|variant| is_reference(variant) || is_blank(variant)) {
        variants.retain(is_reference);
    }
    let mut nullable = variants.len() < count;
    for variant in variants.iter_mut().filter_map(Value::as_object_mut) {
        nullable |= variant.shift_remove("nullable") == Some(Value::Bool(true));
    }
    nullable
}

/// Whether `schema` is only `null`.
fn is_null(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("null") || lists_null(schema.get("enum"))
}

/// Whether `schema` is an object without members, or `null`.
fn is_blank(schema: &Value) -> bool {
    schema.as_object().is_some_and(|members| {
        members.get("type").and_then(Value::as_str) == Some("object")
            && members.get("nullable") == Some(&Value::Bool(true))
            && members.keys().all(|key| key == "type" || is_annotation(key))
    })
}

/// The keywords that apply to values of every type.
const SHARED: &[&str] =
    &["description", "nullable", "deprecated", "title", "default", "example", "examples", "readOnly", "writeOnly"];

/// Makes a union of a schema of several types.
fn make_union(schema: &mut Map<String, Value>, types: &[&str]) {
    schema.shift_remove("type");
    // The variants or the target have types of their own.
    if ["oneOf", "anyOf", "allOf", "$ref"].iter().any(|key| schema.contains_key(*key)) {
        return;
    }
    let (values, labels) = (schema.shift_remove("enum"), schema.shift_remove(labels::KEY));
    let (shared, own): (Map<String, Value>, Map<String, Value>) =
        std::mem::take(schema).into_iter().partition(|(key, _)| SHARED.contains(&key.as_str()));
    let variants = types.iter().map(|name| {
        let mut variant = Map::from_iter([("type".to_owned(), (*name).into())]);
        let applicable = own.iter().filter(|(key, value)| applies_to(key, value, name));
        variant.extend(applicable.map(|(key, value)| (key.clone(), value.clone())));
        if let Some(Value::Array(values)) = &values {
            variant.extend(listed(values, name));
            variant.extend(labels.clone().map(|labels| (labels::KEY.to_owned(), labels)));
        }
        if *name == "object" {
            variant.insert("title".to_owned(), "Object".into());
        }
        Value::Object(variant)
    });
    let variants = variants.collect();
    *schema = shared;
    schema.insert("oneOf".to_owned(), Value::Array(variants));
}

/// The values of the type `name` among `values`, as a keyword of a schema of this type.
fn listed(values: &[Value], name: &str) -> Option<(String, Value)> {
    let is_of_type = match name {
        "string" => Value::is_string,
        "integer" | "number" => Value::is_number,
        _ => return None,
    };
    let values: Vec<Value> = values.iter().filter(|value| is_of_type(value)).cloned().collect();
    (!values.is_empty()).then(|| ("enum".to_owned(), Value::Array(values)))
}

/// Whether the keyword `key` applies to values of the type `name` ([JSON Schema validation
/// 6](https://json-schema.org/draft/2020-12/json-schema-validation#section-6)).
fn applies_to(key: &str, value: &Value, name: &str) -> bool {
    let numeric = ["int32", "int64", "uint32", "uint64", "float", "double"];
    match (key, name) {
        ("format", "string") => value.as_str().is_some_and(|format| !numeric.contains(&format)),
        ("format", "integer" | "number") => value.as_str().is_some_and(|format| numeric.contains(&format)),
        ("minLength" | "maxLength" | "pattern" | "contentEncoding" | "contentMediaType" | "contentSchema", _) => {
            name == "string"
        }
        ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf", _) => {
            name == "integer" || name == "number"
        }
        (
            "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" | "minContains"
            | "maxContains" | "unevaluatedItems",
            _,
        ) => name == "array",
        (
            "properties"
            | "required"
            | "additionalProperties"
            | "patternProperties"
            | "minProperties"
            | "maxProperties"
            | "propertyNames"
            | "dependentRequired"
            | "dependentSchemas"
            | "unevaluatedProperties"
            | "discriminator",
            _,
        ) => name == "object",
        // `not`, `if` and the like apply to the value as a whole.
        _ => false,
    }
}
