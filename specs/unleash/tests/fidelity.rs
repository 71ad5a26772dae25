//! A document that was published without line breaks.

use serde_json::Value;

use crate::{
    claims::{self, items, members},
    specs::Spec,
};

#[test]
fn the_document_has_the_same_tokens_as_the_published_one() {
    let spec = Spec::of("unleash");
    let page = spec.published_text();
    let (_, rest) = page.split_once(" ```yaml ").expect("the document's start");
    let (published, _) = rest.split_once(" ``` ").expect("the document's end");
    let text = spec.text("document.yaml");
    let mut restored = text.split_whitespace();
    for (index, token) in published.split_whitespace().enumerate() {
        assert_eq!(restored.next(), Some(token), "token {index}");
    }
    assert_eq!(restored.next(), None, "the document is longer than the published one");
}

/// The tokens do not determine the indentation. If a key has a wrong depth, it is not a valid keyword there, or a key
/// is missing.
#[test]
fn every_key_has_the_right_depth() {
    let document = Spec::of("unleash").yaml("document.yaml");
    let keys = |value: &Value| members(value).map(|(key, _)| key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&document), ["openapi", "info", "paths", "components"]);
    let operation = document.pointer("/paths/~1api~1admin~1user/get").expect("the operation");
    assert_eq!(keys(operation), ["operationId", "summary", "description", "tags", "parameters", "responses"]);
    for (_, response) in operation.pointer("/responses").into_iter().flat_map(members) {
        assert_eq!(keys(response), ["description", "content"]);
    }
    let schemas = document.pointer("/components/schemas").expect("schemas");
    for (name, schema) in members(schemas) {
        assert_keywords(name, schema, &document);
    }
}

fn assert_keywords(at: &str, schema: &Value, document: &Value) {
    let mut ty = None;
    for (key, value) in members(schema) {
        match key.as_str() {
            "type" => ty = value.as_str(),
            "format" => assert!(matches!(value.as_str(), Some("date-time" | "double")), "{at}"),
            "description" => assert!(value.is_string(), "{at}"),
            "enum" => assert!(value.is_array(), "{at}"),
            "$ref" => {
                let target = value.as_str().and_then(|pointer| document.pointer(pointer.trim_start_matches('#')));
                assert!(target.is_some(), "{at}: {value}");
            }
            "properties" => {
                members(value).for_each(|(name, schema)| assert_keywords(&format!("{at}/{name}"), schema, document));
            }
            "required" => {
                for name in items(value) {
                    let property = format!("/properties/{}", name.as_str().expect("a name"));
                    assert!(schema.pointer(&property).is_some(), "{at}: {property}");
                }
            }
            "items" | "additionalProperties" => assert_keywords(&format!("{at}/{key}"), value, document),
            _ => panic!("{at}: `{key}` is not a keyword of a schema"),
        }
    }
    let has = |key: &str| schema.get(key).is_some();
    assert_eq!(ty == Some("object"), has("properties") || has("additionalProperties"), "{at}");
    assert_eq!(ty == Some("array"), has("items"), "{at}");
    assert!(has("type") || has("$ref"), "{at}");
}

/// The corrected document describes every property of a real server's responses.
#[test]
fn captured_responses_are_described() {
    let spec = Spec::of("unleash");
    let claims = claims::of_document(&spec.yaml("openapi.yaml"));
    let captures = spec.captures();
    assert!(!captures.is_empty());
    for (name, capture) in captures {
        assert_described(&name, "GET /api/admin/user response", &capture, &claims);
    }
}

fn assert_described(name: &str, at: &str, value: &Value, claims: &claims::Claims) {
    assert!(claims.contains(at), "{name}: {at} is in no schema");
    for (key, value) in members(value) {
        assert_described(name, &format!("{at}/{key}"), value, claims);
    }
    for item in items(value) {
        assert_described(name, &format!("{at}/[]"), item, claims);
    }
}
