//! What samples a schema gets, and that the validator accepts them.

#![expect(clippy::expect_used, reason = "a test says what is wrong by panicking")]

use moored_document::pointer::Pointer;
use moored_proof::validation::{Validators, objection};
use moored_samples::{Dialect, Sampler, Unsampled};
use serde_json::{Value, json};

/// The samples of the component `name`, by their names; all of them are valid.
fn samples(schemas: Value, name: &str, dialect: Dialect) -> Vec<(String, Value)> {
    let document = json!({ "components": { "schemas": schemas } });
    let at = Pointer::parse("/components/schemas").join(name);
    let validators = Validators::new(&document, dialect).map_err(|error| error.0).expect("a validator");
    let validator = validators.of(&at).map_err(|error| error.0).expect("a schema");
    let found = Sampler::new(&document, dialect).samples(&at).expect("samples");
    for sample in &found {
        assert_eq!(objection(&validator, &sample.value), None, "{}: {}", sample.name, sample.value);
    }
    found.into_iter().map(|sample| (sample.name, sample.value)).collect()
}

fn values(found: &[(String, Value)]) -> Vec<&Value> {
    found.iter().map(|(_, value)| value).collect()
}

#[test]
fn an_object_has_samples_with_the_least_with_all_with_null_and_with_an_unknown_member() {
    let pet = json!({ "Pet": {
        "type": "object",
        "required": ["name"],
        "properties": { "name": { "type": "string" }, "born": { "type": "string", "format": "date", "nullable": true } },
    } });
    let found = samples(pet, "Pet", Dialect::Old);
    let expected = [
        json!({ "name": "text" }),
        json!({ "name": "text", "born": "2024-05-10" }),
        json!({ "name": "text", "x-moored-unknown-member": true }),
        json!({ "name": "text", "born": null }),
    ];
    assert_eq!(values(&found), expected.iter().collect::<Vec<_>>());
}

#[test]
fn a_discriminator_says_which_variant_it_is() {
    let schemas = json!({
        "Pet": {
            "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
            "discriminator": { "propertyName": "kind", "mapping": { "kitty": "#/components/schemas/Cat" } },
        },
        "Cat": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } },
        "Dog": { "type": "object", "required": ["kind", "bark"], "properties": { "kind": { "type": "string" }, "bark": { "type": "boolean" } } },
    });
    let document = json!({ "components": { "schemas": schemas } });
    let found =
        Sampler::new(&document, Dialect::New).samples(&Pointer::parse("/components/schemas/Pet")).expect("samples");
    let kinds: Vec<&Value> = found.iter().map(|sample| &sample.value["kind"]).collect();
    assert!(kinds.contains(&&json!("kitty")) && kinds.contains(&&json!("Dog")), "{kinds:?}");
}

#[test]
fn lists_enums_and_bounds_are_kept() {
    let schemas = json!({ "Box": {
        "type": "object",
        "required": ["size", "code"],
        "properties": {
            "size": { "type": "int64", "minimum": 3, "maximum": 5 },
            "code": { "type": "string", "pattern": "^[A-Z]{3}$" },
            "state": { "type": ["string", "null"], "enum": ["open", "shut", null] },
            "items": { "type": "array", "uniqueItems": true, "items": { "type": "string", "maxLength": 3 } },
        },
    } });
    let found = samples(schemas, "Box", Dialect::New);
    let states: Vec<&Value> = found.iter().filter_map(|(_, value)| value.get("state")).collect();
    assert!([json!("open"), json!("shut"), json!(null)].iter().all(|state| states.contains(&state)), "{states:?}");
    let lengths: Vec<usize> =
        found.iter().filter_map(|(_, value)| Some(value.get("items")?.as_array()?.len())).collect();
    assert!([0, 1, 2].iter().all(|length| lengths.contains(length)), "{lengths:?}");
}

#[test]
fn parts_with_different_types_have_values_of_both() {
    let run = json!({ "Run": { "type": "object", "allOf": [
        { "required": ["id", "at"], "properties": {
            "id": { "type": "number" },
            "at": { "oneOf": [{ "type": "integer" }, { "type": "string", "format": "date-time" }] },
        } },
        { "properties": { "id": { "type": "integer" }, "at": { "type": "string" } } },
    ] } });
    for (name, run) in samples(run, "Run", Dialect::New) {
        assert!(run["id"].is_i64() && run["at"].is_string(), "{name}: {run}");
    }
}

#[test]
fn a_list_without_repetition_of_one_value_has_it_once() {
    let schemas =
        json!({ "Kinds": { "type": "array", "uniqueItems": true, "items": { "type": "string", "enum": ["cat"] } } });
    let found = samples(schemas, "Kinds", Dialect::Old);
    assert_eq!(values(&found), [&json!([]), &json!(["cat"])]);
}

#[test]
fn what_holds_itself_is_cut_and_what_must_hold_itself_has_no_sample() {
    let tree =
        json!({ "Tree": { "type": "object", "properties": { "left": { "$ref": "#/components/schemas/Tree" } } } });
    assert!(samples(tree, "Tree", Dialect::New).len() > 1);
    let document = json!({ "components": { "schemas": {
        "Chain": { "type": "object", "required": ["next"], "properties": { "next": { "$ref": "#/components/schemas/Chain" } } },
    } } });
    let sampler = Sampler::new(&document, Dialect::New);
    assert_eq!(sampler.samples(&Pointer::parse("/components/schemas/Chain")), Err(Unsampled::Endless));
}

#[test]
fn a_required_property_that_may_be_null_ends_a_recursion() {
    let tree = json!({ "Tree": {
        "type": "object",
        "required": ["left", "right"],
        "properties": {
            "left": { "anyOf": [{ "$ref": "#/components/schemas/Tree" }, { "type": "null" }] },
            "right": { "anyOf": [{ "$ref": "#/components/schemas/Tree" }, { "type": "null" }] },
        },
    } });
    let found = samples(tree, "Tree", Dialect::New);
    assert!(found.iter().any(|(_, value)| value["left"]["right"].is_object()), "{found:?}");
}

#[test]
fn a_parent_has_samples_of_the_children_of_its_children() {
    let child = |parent: &str, name: &str| {
        json!({ "allOf": [
            { "$ref": format!("#/components/schemas/{parent}") },
            { "type": "object", "properties": { name: { "type": "integer" } } },
        ] })
    };
    let parent = |property: &str, mapping: Value| {
        json!({
            "type": "object",
            "required": [property],
            "properties": { property: { "type": "string" } },
            "discriminator": { "propertyName": property, "mapping": mapping },
        })
    };
    let mut two = parent("drive", json!({ "pedal": "#/components/schemas/Bicycle", "motor": "Moped" }));
    two["allOf"] = json!([{ "$ref": "#/components/schemas/Vehicle" }]);
    let schemas = json!({
        "Vehicle": parent("wheels", json!({ "four": "#/components/schemas/Car", "two": "#/components/schemas/Two" })),
        "Car": child("Vehicle", "doors"),
        "Two": two,
        "Bicycle": child("Two", "gears"),
        "Moped": child("Two", "cc"),
    });
    let found = samples(schemas, "Vehicle", Dialect::Old);
    let has = |expected: Value| found.iter().any(|(_, value)| *value == expected);
    assert!(has(json!({ "wheels": "four", "doors": 42 })), "{found:?}");
    assert!(has(json!({ "wheels": "two", "drive": "pedal", "gears": 42 })), "{found:?}");
    assert!(has(json!({ "wheels": "two", "drive": "motor", "cc": 42 })), "{found:?}");
}

#[test]
fn the_variants_of_a_discriminator_may_be_valid_for_the_same_values() {
    let pet = |_| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } });
    let schemas = json!({
        "Pet«Any»": {
            "oneOf": [{ "$ref": "#/components/schemas/Cat«Any»" }, { "$ref": "#/components/schemas/Dog" }],
            "discriminator": { "propertyName": "kind" },
        },
        "Cat«Any»": pet(()),
        "Dog": pet(()),
    });
    let kinds: Vec<Value> =
        samples(schemas, "Pet«Any»", Dialect::New).iter().map(|(_, value)| value["kind"].clone()).collect();
    assert!(kinds.contains(&json!("Cat«Any»")) && kinds.contains(&json!("Dog")), "{kinds:?}");
}

#[test]
fn a_tag_that_is_not_required_may_be_missing_or_unknown() {
    let pet = |_| json!({ "type": "object", "properties": { "kind": { "type": "string" } } });
    let schemas = json!({
        "Pet": {
            "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Other" }],
            "discriminator": { "propertyName": "kind", "mapping": { "cat": "Cat" }, "defaultMapping": "Other" },
        },
        "Cat": pet(()),
        "Other": pet(()),
    });
    let found = samples(schemas, "Pet", Dialect::New);
    let kinds: Vec<Option<&str>> = found.iter().map(|(_, value)| value.get("kind")?.as_str()).collect();
    let expected = [Some("cat"), Some("x-moored-unknown-tag"), None];
    assert!(expected.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
}

#[test]
fn an_object_that_may_be_null_and_has_no_member_is_null() {
    let schemas = json!({
        "Job": { "type": "object", "required": ["file"], "properties": { "file": { "oneOf": [
            { "$ref": "#/components/schemas/File" },
            { "type": "object", "nullable": true, "additionalProperties": false },
        ] } } },
        "File": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" } } },
    });
    let document = json!({ "components": { "schemas": schemas } });
    let validators = Validators::new(&document, Dialect::Old).map_err(|error| error.0).expect("a validator");
    let validator =
        validators.of(&Pointer::parse("/components/schemas/Job")).map_err(|error| error.0).expect("a schema");
    assert_eq!(objection(&validator, &json!({ "file": null })), None);
    assert!(objection(&validator, &json!({ "file": {} })).is_some());
}
