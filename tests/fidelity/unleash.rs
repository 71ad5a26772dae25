//! A document whose line breaks were lost.

use serde_json::Value;

use crate::{
    claims::{self, items, members},
    specs::{self, Spec},
};

#[test]
fn the_document_is_token_for_token_the_published_one() {
    let spec = Spec::of("unleash");
    let page = spec.published_text();
    let (_, behind) = page.split_once(" ```yaml ").expect("the document's start");
    let (published, _) = behind.split_once(" ``` ").expect("the document's end");
    let text = spec.text("document.yaml");
    let mut restored = text.split_whitespace();
    for (index, token) in published.split_whitespace().enumerate() {
        assert_eq!(restored.next(), Some(token), "token {index}");
    }
    assert_eq!(restored.next(), None, "the document goes on behind the published one");
}

/// Tokens do not tell how deep a key stands. A key at a wrong depth is no keyword there, or its neighbours miss it.
#[test]
fn every_key_stands_where_it_belongs() {
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
    let mut kind = None;
    for (key, value) in members(schema) {
        match key.as_str() {
            "type" => kind = value.as_str(),
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
            _ => panic!("{at}: `{key}` is no keyword of a schema"),
        }
    }
    let has = |key: &str| schema.get(key).is_some();
    assert_eq!(kind == Some("object"), has("properties") || has("additionalProperties"), "{at}");
    assert_eq!(kind == Some("array"), has("items"), "{at}");
    assert!(has("type") || has("$ref"), "{at}");
}

/// What a real server sent is in the corrected document, to the last key.
#[test]
fn captured_answers_are_described() {
    let spec = Spec::of("unleash");
    let claims = claims::of_document(&spec.yaml("openapi.yaml"));
    let captures = specs::captures("unleash");
    assert!(!captures.is_empty());
    for (name, capture) in captures {
        assert_described(&name, "GET /api/admin/user answer", &capture, &claims);
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
