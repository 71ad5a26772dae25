//! Choices among constants.
//!
//! ```yaml
//! # before
//! oneOf: [{ type: string, enum: [low], title: Low }, { type: string, enum: [high], description: Loud }]
//! oneOf: [{ type: string, enum: [auto] }, { type: string, enum: [none] }, { type: object, … }]
//! ---
//! # after
//! type: string
//! enum: [low, high]
//! x-ms-enum: { values: [{ value: low, name: Low }, { value: high, description: Loud }] }
//!
//! oneOf: [{ type: string, enum: [auto, none] }, { type: object, … }]
//! ```
//!
//! This is how OpenAPI 3.1 describes the values of an enum
//! ([annotated enumerations](https://spec.openapis.org/oas/v3.1.1.html#annotated-enumerations)). As a union, each value
//! would be a type of its own, and a value that the provider adds would belong to the first of them. A choice among
//! nothing but components that list texts is a list of texts as well.

use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    schemas::{component_name, components},
};
use serde_json::{Map, Value};

use crate::{
    config::Config,
    constants::Constants,
    limits::{DEEPEST_CHOICES, LONGEST_CHAIN},
};

/// `any_of` leaves one kind of choice, `enum_values` lists of values, and `annotations` descriptions.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&[
    "enum_values",
    "choice_siblings",
    "type_array",
    "untyped_keywords",
    "wide_integer",
    "enumerated_choice",
    "annotations",
    "formats",
    "single_all_of",
    "any_of",
]);

fn run(document: &mut Document, findings: &mut Findings) {
    // A component that is rewritten may be among the variants of another.
    for _ in 0..DEEPEST_CHOICES {
        // Copied, because the components are rewritten. A large document has few constants.
        let named = components(&mut document.value);
        let named =
            named.iter().filter(|(_, schema)| component_name(schema).is_some() || Constants::of(schema).is_some());
        let named: Map<String, Value> = named.map(|(name, schema)| (name.clone(), schema.clone())).collect();
        let mut is_changed = false;
        document.for_each_schema(findings, &mut |schema, _| {
            if let Value::Object(members) = schema {
                is_changed |= rewrite(members, &named);
            }
        });
        if !is_changed {
            break;
        }
    }
}

/// Returns whether it changed something.
fn rewrite(members: &mut Map<String, Value>, named: &Map<String, Value>) -> bool {
    if ["discriminator", "properties", "allOf"].iter().any(|key| members.contains_key(*key)) {
        return false;
    }
    let Some(variants) = members.get("oneOf").and_then(Value::as_array).filter(|list| list.len() > 1) else {
        return false;
    };
    let all: Option<Vec<Constants>> = variants.iter().map(|variant| resolved(variant, named)).collect();
    let constants: Vec<Option<Constants>> = match all {
        Some(all) => all.into_iter().map(Some).collect(),
        None => variants.iter().map(Constants::of).collect(),
    };
    let mut joined: Vec<Joined> = Vec::new();
    for (variant, constants) in variants.iter().zip(constants) {
        let same = constants.as_ref().and_then(|constants| {
            joined.iter_mut().find(|other| other.constants.as_ref().is_some_and(|other| other.can_join(constants)))
        });
        match (same, constants) {
            (Some(Joined { constants: Some(same), count, .. }), Some(constants)) => {
                same.join(constants);
                *count += 1;
            }
            (_, constants) => joined.push(Joined { variant: variant.clone(), constants, count: 1 }),
        }
    }
    if joined.len() == variants.len() {
        return false;
    }
    let ty = members.get("type").and_then(Value::as_str);
    if let [Joined { constants: Some(constants), .. }] = joined.as_slice() {
        let is_nullable = constants.is_nullable;
        let keywords = constants.clone().into_keywords();
        // A value of another type than the whole's is none.
        if ty.is_some_and(|ty| keywords.get("type").and_then(Value::as_str) != Some(ty)) {
            return false;
        }
        members.shift_remove("oneOf");
        members.shift_remove("format");
        members.extend(keywords);
        if is_nullable {
            members.insert("nullable".to_owned(), true.into());
        }
        return true;
    }
    let variants = joined.into_iter().map(Joined::into_variant).collect();
    members.insert("oneOf".to_owned(), Value::Array(variants));
    true
}

/// A variant, or several that are one now.
struct Joined {
    /// The first of them.
    variant: Value,
    constants: Option<Constants>,
    count: usize,
}

impl Joined {
    fn into_variant(self) -> Value {
        match self.constants {
            Some(constants) if self.count > 1 => Value::Object(constants.into_keywords()),
            _ => self.variant,
        }
    }
}

/// The constants of `schema`, or of the component that it refers to.
fn resolved(schema: &Value, named: &Map<String, Value>) -> Option<Constants> {
    let mut schema = schema;
    for _ in 0..LONGEST_CHAIN {
        let Some(name) = component_name(schema) else { break };
        schema = named.get(&name)?;
    }
    Constants::of(schema)
}
