//! What is the same under another name.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use moored_model::{
    api::{TypeDef, TypeKind},
    pins::{Carried, Pins},
};

use crate::{
    Change, Class, Side,
    comparison::Comparison,
    matching::{Evidence, Matching, Pair, Renamed},
    rule::rules,
};

rules! {
    OPERATION_MOVED [Wire Source] "operation-moved" "An operation has another path or HTTP method."
        "Calls to the old path fail. It is the same operation if it has the same `operationId`, or if others have moved \
         in the same way. If server and path together are the same, requests are as before, and only the name of the \
         method may change.";
    PARAMETER_RENAMED [Wire] "parameter-renamed" "A parameter has another name."
        "The provider ignores or rejects the old name. It is the same parameter if its location, its type and whether it \
         is required are the same, and the names are similar.";
    SCHEMA_RENAMED [Source] "schema-renamed" "A schema has another name, and its type too."
        "Messages are the same. Code that names the type does not compile, unless names.lock keeps its name. It is the \
         same schema if it is used in the same positions, in no others, and has most of its members.";
    TYPE_RENAMED [Source] "type-renamed" "A type has another name, because its schema is in another position."
        "Messages are the same: a schema has become a component, or a component has been written out. Code that names \
         the type does not compile, unless names.lock keeps its name.";
    PROPERTY_RENAMED [Wire] "property-renamed" "A property has another name."
        "In responses, the old client does not find it; in requests, the provider does not. It is the same property if \
         the type is the same, and the names are similar.";
    VALUE_RENAMED [Wire Behaviour] "value-renamed" "A listed value is written in another way."
        "The provider rejects the old value in requests. In responses, the new value is not that of the old variant.";
    SCHEME_RENAMED [Source] "security-scheme-renamed" "A security scheme has another name."
        "The credential is sent as before. Code that names its constructor does not compile, unless names.lock keeps the \
         name.";
}

pub(crate) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new, matching) = (comparison.old, comparison.new, &comparison.matching);
    let mut changes = Vec::new();
    for pair in &matching.operations {
        changes.extend(moved(&old, &new, pair));
        changes.extend(parameters(&old, &new, pair));
    }
    let explained = explained(&old, &new, matching);
    // All at once, because a type without a name of its own is found by the old name of the type that holds it.
    let types = matching.types.renamed.iter().filter_map(|one| Some((old.ty(one.old)?, new.ty(one.new)?)));
    let types = types.map(|(one, other)| Carried::Type { old: one.name.clone(), new: other.name.clone() });
    let kept = old.names.carried(new.names, &types.collect());
    let kept = kept.by_name();
    for renamed in &matching.types.renamed {
        if let (Some(one), Some(other)) = (old.ty(renamed.old), new.ty(renamed.new))
            && !explained.contains(other.name.as_str())
        {
            let help = kept.get(one.name.as_str()).map(help);
            changes.push(with_help(type_renamed(&old, &new, matching, renamed, (one, other)), help));
        }
    }
    changes.extend(members(&old, &new, matching));
    changes.extend(schemes(&old, &new, matching));
    changes.into_iter().for_each(|change| comparison.push(change));
}

/// The text of `names.lock` with which the new client keeps the names of what differs in form alone: a schema that has
/// become a component or has been written out, an operation whose server and path are the same together. `None` if it
/// keeps them anyway. The new document is to be read again with it.
#[must_use]
pub(crate) fn kept(old: &Side<'_>, new: &Side<'_>) -> Option<String> {
    let matching = Matching::new(old, new);
    let explained = explained(old, new, &matching);
    let types = matching.types.renamed.iter().filter(|renamed| renamed.schema.is_none());
    let types = types.filter_map(|renamed| Some((old.ty(renamed.old)?, new.ty(renamed.new)?)));
    let types = types.filter(|(_, other)| !explained.contains(other.name.as_str()));
    let types = types.map(|(one, other)| Carried::Type { old: one.name.clone(), new: other.name.clone() });
    let moved = matching.operations.iter().filter_map(|pair| Some((pair, pair.moved.as_ref()?)));
    let moved = moved.filter(|(_, moved)| moved.evidence == Evidence::Address);
    let moved = moved.map(|(pair, moved)| Carried::Operation { old: pair.key.clone(), new: moved.key.clone() });
    let lines = old.names.carried(new.names, &types.chain(moved).collect());
    (!lines.is_empty()).then(|| old.names.clone().with(&lines).render())
}

/// The new names of types that follow from another change of a name: that of the operation or the type that holds them,
/// or of the schema that they are a copy of.
fn explained<'a>(old: &Side<'_>, new: &Side<'a>, matching: &Matching<'_>) -> HashSet<&'a str> {
    let moved: HashSet<&str> =
        matching.operations.iter().filter_map(|pair| Some(pair.moved.as_ref()?.key.as_str())).collect();
    let renamed: Vec<(&TypeDef, &TypeDef)> =
        matching.types.renamed.iter().filter_map(|one| Some((old.ty(one.old)?, new.ty(one.new)?))).collect();
    let names: HashSet<&str> = renamed.iter().map(|(_, other)| other.name.as_str()).collect();
    let (before, after, keys) = (old.names.holders(), new.names.holders(), new.names.named_types());
    let follows = |(one, other): &(&TypeDef, &TypeDef)| {
        let is_copy = keys.get(other.name.as_str()).is_some_and(|key| key.ends_with(COPY));
        let holders = after.get(other.name.as_str()).filter(|_| before.contains_key(one.name.as_str()));
        let has_moved = |holder: &&str| moved.contains(holder) || names.contains(holder);
        is_copy || holders.is_some_and(|holders| holders.iter().all(has_moved))
    };
    renamed.iter().filter(|pair| follows(pair)).map(|(_, other)| other.name.as_str()).collect()
}

/// How `names.lock` marks the copy of a schema for requests.
const COPY: &str = " (requests)";

/// The help with the lines for `names.lock`; `None` if the names stay without any.
fn lines(old: &Side<'_>, new: &Side<'_>, carried: Carried) -> Option<String> {
    let lines = old.names.carried(new.names, &BTreeSet::from([carried]));
    (!lines.is_empty()).then(|| help(&lines))
}

fn help(lines: &Pins) -> String {
    format!("to keep the names in Rust, append to names.lock:\n{}", lines.lines())
}

fn with_help(change: Change, help: Option<String>) -> Change {
    match help {
        Some(help) => change.help(help),
        None => change,
    }
}

fn moved(old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_>) -> Option<Change> {
    let moved = pair.moved.as_ref()?;
    let (before, after) = (pair.old.path_from_client(), pair.new.path_from_client());
    let class = if moved.evidence == Evidence::Address { Class::Source } else { Class::Wire };
    if class == Class::Source && before == after {
        return None;
    }
    let why = match moved.evidence {
        Evidence::Address => "server and path together are the same",
        Evidence::Id => "the `operationId` is the same",
        Evidence::Prefix => "others have moved in the same way",
    };
    let change = Change::new(&OPERATION_MOVED, class, &pair.key, format!("it is `{}` now: {why}", moved.key))
        .operation(&pair.key)
        .at(old.locate_operation(pair.old), new.locate_operation(pair.new))
        .values(&pair.key, &moved.key)
        .item(format!("Client::{}", pair.old.method));
    let carried = Carried::Operation { old: pair.key.clone(), new: moved.key.clone() };
    Some(with_help(change, lines(old, new, carried)))
}

fn parameters(old: &Side<'_>, new: &Side<'_>, pair: &Pair<'_>) -> Vec<Change> {
    let change = |(one, other): &(&moored_model::api::Parameter, &moored_model::api::Parameter)| {
        let location = one.location.word();
        let (before, after) = (format!("{location} {}", one.name), format!("{location} {}", other.name));
        let message = format!("the parameter `{}` is called `{}` now", one.name, other.name);
        let change = Change::new(&PARAMETER_RENAMED, Class::Wire, format!("{} {before}", pair.key), message)
            .operation(&pair.key)
            .at(
                old.locate_parameter(pair.old, &one.name, location),
                new.locate_parameter(pair.new, &other.name, location),
            )
            .values(&one.name, &other.name);
        let operation = pair.moved.as_ref().map_or(&pair.key, |moved| &moved.key).clone();
        let carried = Carried::Parameter { operation, old: before, new: after };
        // The name of an argument that is always given does not matter.
        with_help(change, if one.required { None } else { lines(old, new, carried) })
    };
    pair.parameters().renamed.iter().map(change).collect()
}

fn type_renamed(
    old: &Side<'_>,
    new: &Side<'_>,
    matching: &Matching<'_>,
    renamed: &Renamed,
    (one, other): (&TypeDef, &TypeDef),
) -> Change {
    let (rule, element, message) = match &renamed.schema {
        Some((before, after)) => {
            (&SCHEMA_RENAMED, before.clone(), format!("the schema `{before}` is called `{after}` now"))
        }
        None => (
            &TYPE_RENAMED,
            one.name.clone(),
            format!(
                "the type `{}` is called `{}` now: its schema is the same in another position",
                one.name, other.name
            ),
        ),
    };
    let mut change = Change::new(rule, Class::Source, element, message)
        .at(old.locate_type(one), new.locate_type(other))
        .values(&one.name, &other.name)
        .item(format!("types::{}", one.name));
    change.operations = operations(matching, renamed);
    change
}

fn operations(matching: &Matching<'_>, renamed: &Renamed) -> Vec<String> {
    let found = matching.types.operations((renamed.old, renamed.new)).into_iter();
    found.filter_map(|index| matching.operations.get(index)).map(|pair| pair.key.clone()).collect()
}

/// Properties and values with another name.
fn members(old: &Side<'_>, new: &Side<'_>, matching: &Matching<'_>) -> Vec<Change> {
    let mut found = BTreeMap::new();
    for (both, renamed) in &matching.types.members {
        let (Some(one), Some(other)) = (old.ty(both.0), new.ty(both.1)) else { continue };
        let operations = operations(matching, &Renamed { old: both.0, new: both.1, schema: None });
        for (before, after) in renamed {
            let mut change = match (&one.kind, &other.kind) {
                (TypeKind::Struct(fields), TypeKind::Struct(new_fields)) => {
                    let field = fields.fields.iter().find(|field| field.wire_name == *before);
                    let new_field = new_fields.fields.iter().find(|field| field.wire_name == *after);
                    let (Some(field), Some(new_field)) = (field, new_field) else { continue };
                    let message = format!("the property `{before}` of `{}` is called `{after}` now", one.name);
                    let element = format!("{}.{before}", one.name);
                    let carried =
                        Carried::Property { owner: one.name.clone(), old: before.clone(), new: after.clone() };
                    let change = Change::new(&PROPERTY_RENAMED, Class::Wire, element, message)
                        .at(
                            old.document.locate_published(&field.origin),
                            new.document.locate_published(&new_field.origin),
                        )
                        .item(format!("types::{}::{}", one.name, field.name));
                    with_help(change, lines(old, new, carried))
                }
                (TypeKind::Enum(values), _) => {
                    let variant = values.values.iter().find(|value| value.value == *before);
                    let Some(variant) = variant else { continue };
                    let class = if one.usage.in_requests() { Class::Wire } else { Class::Behaviour };
                    let message = format!("the value `{before}` of `{}` is `{after}` now", one.name);
                    let carried = Carried::Value { owner: one.name.clone(), old: before.clone(), new: after.clone() };
                    let change = Change::new(&VALUE_RENAMED, class, format!("{} value {before}", one.name), message)
                        .at(old.locate_type(one), new.locate_type(other))
                        .item(format!("types::{}::{}", one.name, variant.variant));
                    with_help(change, lines(old, new, carried))
                }
                _ => continue,
            };
            change = change.values(before, after);
            change.operations.clone_from(&operations);
            // A type can be in several pairs.
            found.entry(change.element.clone()).or_insert(change);
        }
    }
    found.into_values().collect()
}

/// Security schemes with another name.
fn schemes(old: &Side<'_>, new: &Side<'_>, matching: &Matching<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (one, other) in &matching.schemes {
        if one.constructor == other.constructor {
            continue;
        }
        let message = format!("the security scheme `{}` is called `{}` now", one.name, other.name);
        let at = |side: &Side<'_>, name: &str| {
            side.locate(
                &moored_document::pointer::Pointer::root().join("components").join("securitySchemes").join(name),
            )
        };
        let change = Change::new(&SCHEME_RENAMED, Class::Source, format!("security scheme {}", one.name), message)
            .at(at(old, &one.name), at(new, &other.name))
            .values(&one.name, &other.name)
            .item(format!("Credential::{}", one.constructor));
        let carried = Carried::Scheme { old: one.name.clone(), new: other.name.clone() };
        changes.push(with_help(change, lines(old, new, carried)));
    }
    changes
}
