//! Descriptions that do not match the document, without a program.

use serde_json::{Value, json};

use super::{Decoded, DecodedAs};
use crate::{client::Client, validation::Validators};
use moored_samples::{Dialect, Sampler};

/// What is found if a crate with `types` decodes `value` as `decoded`, for a document with `schemas`.
fn found(schemas: &Value, types: &Value, value: &Value, decoded: &Value) -> Option<String> {
    let document = json!({ "components": { "schemas": schemas } });
    let client = json!({
        "version": 2, "credentials": [], "operations": [], "webhooks": [], "types": types, "schemas": [], "items": [],
    });
    let client: Client = serde_json::from_value(client).ok()?;
    let validators = Validators::new(&document, Dialect::New).ok()?;
    let sampler = Sampler::new(&document, Dialect::New);
    let decoded: DecodedAs = serde_json::from_value(decoded.clone()).ok()?;
    Decoded::new(&client, &document, &sampler, &validators).difference(value, &decoded)
}

fn origin(name: &str) -> String {
    format!("/components/schemas/{name}")
}

fn structure(name: &str, properties: &[&str]) -> Value {
    let field = |name: &&str| json!({ "wire_name": name, "name": name, "type": "string", "presence": "optional" });
    let fields: Vec<Value> = properties.iter().map(field).collect();
    json!({ "name": name, "origin": origin(name), "kind": "struct", "fields": fields })
}

fn union_of(name: &str, tag: Option<&str>, variants: &[(&str, &[&str])]) -> Value {
    let variant = |(name, tags): &(&str, &[&str])| json!({ "name": name, "type": { "named": name }, "shape": "object", "tags": tags });
    let variants: Vec<Value> = variants.iter().map(variant).collect();
    json!({
        "name": name, "origin": origin(name), "kind": "union", "tag": tag, "variants": variants, "unlisted": "Unlisted",
    })
}

fn as_variant(union: &str, variant: Option<&str>, value: &Value) -> Value {
    json!({ "union": { "name": union, "variant": variant, "value": { "value": value } } })
}

#[test]
fn an_enum_with_only_unlisted_values_is_wrong() {
    let schemas = json!({ "Host": { "type": "string", "anyOf": [{ "format": "ipv4" }, { "format": "ipv6" }] } });
    let types = json!([union_of("Host", None, &[])]);
    let value = json!("192.0.2.1");
    let found = found(&schemas, &types, &value, &as_variant("Host", None, &value));
    assert_eq!(found.as_deref(), Some("`` was decoded as `Host`, which lists no variant"));
}

#[test]
fn a_schema_that_is_no_variant_is_named() {
    let schemas = json!({
        "Size": { "oneOf": [{ "$ref": "#/components/schemas/Text" }, { "type": "array", "items": { "type": "integer" } }] },
        "Text": { "type": "string" },
    });
    let text = json!({ "name": "Text", "origin": origin("Text"), "kind": "wrapper", "type": "string" });
    let types = json!([union_of("Size", None, &[("Text", &[])]), text]);
    let decoded = |value: &Value| found(&schemas, &types, value, &as_variant("Size", None, value)).unwrap_or_default();
    assert!(decoded(&json!([1])).contains("instead of `/components/schemas/Size/oneOf/1`"), "{}", decoded(&json!([1])));
    assert!(decoded(&json!("a")).contains("instead of `Text`"), "{}", decoded(&json!("a")));
}

#[test]
fn a_value_of_another_variant_is_wrong_unless_both_are_valid() {
    let object = |required: &str| json!({ "type": "object", "required": [required], "properties": { required: { "type": "string" } } });
    let schemas = json!({
        "Berth": { "anyOf": [{ "$ref": "#/components/schemas/Pier" }, { "$ref": "#/components/schemas/Buoy" }] },
        "Pier": object("pier"),
        "Buoy": object("buoy"),
    });
    let types = json!([
        union_of("Berth", None, &[("Pier", &[]), ("Buoy", &[])]),
        structure("Pier", &["pier"]),
        structure("Buoy", &["buoy"]),
    ]);
    let decoded = |value: &Value, variant| found(&schemas, &types, value, &as_variant("Berth", variant, value));
    let pier = json!({ "pier": "3" });
    assert_eq!(decoded(&pier, Some("Pier")), None);
    let other = decoded(&pier, Some("Buoy"));
    assert_eq!(other.as_deref(), Some("`` was decoded as `Berth::Buoy` instead of `Pier`: it is valid only there"));
    assert!(decoded(&pier, None).is_some());
    let either = json!({ "pier": "3", "buoy": "4" });
    assert_eq!(decoded(&either, Some("Buoy")), None);
    assert_eq!(decoded(&either, None), None);
}

#[test]
fn the_discriminator_decides_even_if_other_variants_are_valid() {
    let schemas = json!({
        "Berth": {
            "oneOf": [{ "$ref": "#/components/schemas/Pier" }, { "$ref": "#/components/schemas/Buoy" }],
            "discriminator": { "propertyName": "kind", "mapping": { "p": "#/components/schemas/Pier" }, "defaultMapping": "Buoy" },
        },
        "Pier": { "type": "object", "properties": { "kind": { "type": "string" } } },
        "Buoy": { "type": "object", "properties": { "kind": { "type": "string" } } },
    });
    let types = json!([
        union_of("Berth", Some("kind"), &[("Pier", &["p"]), ("Buoy", &["Buoy"])]),
        structure("Pier", &["kind"]),
        structure("Buoy", &["kind"]),
    ]);
    let decoded = |kind: &str, variant| {
        let value = json!({ "kind": kind });
        found(&schemas, &types, &value, &as_variant("Berth", variant, &value))
    };
    assert_eq!(decoded("p", Some("Pier")), None);
    assert!(decoded("p", Some("Buoy")).unwrap_or_default().contains("`kind` is `p`"));
    assert!(decoded("p", None).is_some());
    assert_eq!(decoded("new", Some("Buoy")), None);
    assert!(decoded("new", None).unwrap_or_default().contains("instead of `Buoy`"));
}

#[test]
fn the_value_of_an_extension_is_the_tag_of_a_child() {
    let schemas = json!({
        "Rule": { "type": "object", "discriminator": { "propertyName": "kind" }, "properties": { "kind": { "type": "string" } } },
        "Metric": { "allOf": [{ "$ref": "#/components/schemas/Rule" }], "x-ms-discriminator-value": "Example.Metric" },
    });
    let types = json!([union_of("Rule", Some("kind"), &[("Metric", &["Metric"])]), structure("Metric", &["kind"])]);
    let value = json!({ "kind": "Example.Metric" });
    let decoded = |variant| found(&schemas, &types, &value, &as_variant("Rule", variant, &value));
    assert_eq!(decoded(Some("Metric")), None);
    assert!(decoded(None).unwrap_or_default().contains("instead of `Metric`"), "{:?}", decoded(None));
}

#[test]
fn a_property_that_landed_among_other_members_is_in_no_field() {
    let schemas = json!({ "Manifest": {
        "allOf": [{ "type": "object", "properties": { "title": { "type": "string" } } }],
        "additionalProperties": { "type": "string" },
    } });
    let types = json!([structure("Manifest", &[])]);
    let value = json!({ "title": "Tea", "other": "x" });
    let decoded = json!({ "struct": { "name": "Manifest", "fields": {}, "rest": [{ "map": {} }] } });
    let lost = found(&schemas, &types, &value, &decoded);
    let expected = "`/title` is a property of `/components/schemas/Manifest`, and no field of `Manifest` has it";
    assert_eq!(lost.as_deref(), Some(expected));
    let fields = json!({ "title": { "value": "Tea" } });
    let decoded = json!({ "struct": { "name": "Manifest", "fields": fields, "rest": [{ "map": {} }] } });
    assert_eq!(found(&schemas, &types, &value, &decoded), None);
    let fields = json!({ "title": { "value": "x" } });
    let decoded = json!({ "struct": { "name": "Manifest", "fields": fields, "rest": [] } });
    assert!(found(&schemas, &types, &value, &decoded).unwrap_or_default().contains("`/title`"));
}

#[test]
fn a_listed_value_is_its_own_variant() {
    let schemas = json!({
        "State": { "type": "string", "enum": ["open", "shut"] },
        "Model": { "anyOf": [{ "type": "string" }, { "type": "string", "enum": ["open"] }] },
    });
    let listed = |name: &str, values: &[(&str, &str)]| {
        let values: Vec<Value> =
            values.iter().map(|(value, variant)| json!({ "value": value, "variant": variant })).collect();
        json!({ "name": name, "origin": origin(name), "kind": "enum", "values": values, "unlisted": "Unlisted" })
    };
    let types = json!([listed("State", &[("open", "Open")]), listed("Model", &[("open", "Open")])]);
    let decoded = |name: &str, value: &str, variant: Option<&str>| {
        let decoded = json!({ "enum": { "name": name, "variant": variant } });
        found(&schemas, &types, &json!(value), &decoded)
    };
    assert_eq!(decoded("State", "open", Some("Open")), None);
    assert!(decoded("State", "open", None).is_some());
    assert!(decoded("State", "shut", Some("Open")).is_some());
    let unlisted = decoded("State", "shut", None);
    assert_eq!(unlisted.as_deref(), Some("`` is \"shut\", a value that `State` does not list"));
    // Any text is valid.
    assert_eq!(decoded("Model", "new", None), None);
}
