//! Deviations from the document that do not prevent decoding.

use serde_json::{Value, json};

use crate::{
    calls::{Call, PROVIDERS, calls},
    document::Document,
    schema::{Node, allows_null, everything, nodes, with, without},
    server::{json as json_response, read, round_trip},
};

/// Runs `test` for the operations with a documented response body, with a value that has every documented property.
async fn each_response(mut test: impl AsyncFnMut(&Call, &Value, &[Node])) {
    let mut seen = 0;
    for call in calls() {
        let document = Document::of(call.provider);
        if let Some(schema) = document.response_schema(call, 200) {
            let whole = everything(&document, schema);
            test(call, &whole, &nodes(&document, schema)).await;
            seen += 1;
        }
    }
    assert_eq!(seen, calls().filter(|call| call.has_response_body).count());
}

/// If a type did not have a documented property, it would be missing after encoding or be one of the unknown fields.
#[tokio::test]
async fn every_documented_property_is_decoded() {
    each_response(async |call, whole, _| {
        let decoded = read(call, json_response(whole.to_string())).await.unwrap();
        assert_eq!(&decoded.body(), whole, "{}", call.name());
        assert!(!decoded.shown.contains("UnknownFields({\""), "{}: {}", call.name(), decoded.shown);
    })
    .await;
}

#[tokio::test]
async fn an_optional_property_may_be_missing_and_an_undocumented_null_is_the_same() {
    let mut kept = 0;
    let mut seen = 0;
    each_response(async |call, whole, nodes| {
        for node in nodes.iter().filter(|node| node.optional) {
            let missing = without(whole, &node.pointer);
            let null = with(whole, &node.pointer, Value::Null);
            let nullable = allows_null(node.schema);
            kept += usize::from(nullable);
            let null_encoded = if nullable { null.clone() } else { missing.clone() };
            for (body, expected) in [(missing.clone(), missing), (null, null_encoded)] {
                let encoded = round_trip(call, &body).await;
                assert_eq!(encoded, Ok(expected), "{} {}", call.name(), node.pointer);
            }
            seen += 1;
        }
    })
    .await;
    assert!(seen > 100, "{seen} optional properties in all documents");
    assert!((10..seen).contains(&kept), "{kept} of {seen} may be null");
}

#[tokio::test]
async fn all_optional_properties_may_be_missing_at_once() {
    each_response(async |call, whole, nodes| {
        let mut body = whole.clone();
        for node in nodes.iter().filter(|node| node.optional) {
            // The object that contains it may have been removed before.
            if body.pointer(&node.pointer).is_some() {
                body = without(&body, &node.pointer);
            }
        }
        assert_ne!(&body, whole);
        assert_eq!(round_trip(call, &body).await, Ok(body), "{}", call.name());
    })
    .await;
}

#[tokio::test]
async fn an_unknown_property_is_not_an_error() {
    let mut seen = 0;
    each_response(async |call, whole, nodes| {
        for node in nodes.iter().filter(|node| node.schema.get("properties").is_some()) {
            let mut object = whole.pointer(&node.pointer).unwrap().clone();
            object["brandNew"] = json!([{ "any": "thing" }]);
            let encoded = round_trip(call, &with(whole, &node.pointer, object)).await;
            // Another test checks that unknown properties are preserved; this one checks the others.
            let mut encoded = encoded.unwrap_or_else(|error| panic!("{error}"));
            let object = encoded.pointer_mut(&node.pointer).unwrap().as_object_mut();
            object.unwrap().remove("brandNew");
            assert_eq!(&encoded, whole, "{} {}", call.name(), node.pointer);
            seen += 1;
        }
    })
    .await;
    assert!(seen > 20, "{seen} objects in all documents");
}

#[tokio::test]
async fn an_unlisted_value_of_an_enum_is_preserved() {
    let mut seen = Vec::new();
    each_response(async |call, whole, nodes| {
        for node in nodes.iter().filter(|node| node.schema.get("enum").is_some()) {
            for value in node.schema["enum"].as_array().unwrap().iter().chain([&json!("Robot")]) {
                let body = with(whole, &node.pointer, value.clone());
                assert_eq!(round_trip(call, &body).await, Ok(body), "{} {value}", call.name());
            }
            seen.push((call.provider, node.pointer.clone()));
        }
    })
    .await;
    let enums = PROVIDERS.iter().flat_map(|one| one.facts.enums.iter().map(|at| (one.name, (*at).to_owned())));
    assert_eq!(seen, enums.collect::<Vec<_>>());
}

#[tokio::test]
async fn a_value_out_of_bounds_is_preserved() {
    let mut seen = Vec::new();
    each_response(async |call, whole, nodes| {
        for node in nodes {
            if let Some(minimum) = node.schema.get("minimum").and_then(Value::as_i64) {
                let body = with(whole, &node.pointer, json!(minimum - 1));
                assert_eq!(round_trip(call, &body).await, Ok(body), "{}", call.name());
                seen.push((call.provider, node.pointer.clone(), minimum));
            }
        }
    })
    .await;
    let minimums = PROVIDERS
        .iter()
        .flat_map(|one| one.facts.minimums.iter().map(|(at, bound)| (one.name, (*at).to_owned(), *bound)));
    assert_eq!(seen, minimums.collect::<Vec<_>>());
}

/// A string is parsed according to its format only if the caller asks for the parsed value.
#[tokio::test]
async fn a_string_that_does_not_match_its_format_is_preserved() {
    let mut seen = 0;
    each_response(async |call, whole, nodes| {
        for node in nodes {
            if node.schema["type"] != "string" || node.schema.get("format").is_none() {
                continue;
            }
            for text in ["", "0000-00-00 00:00:00", "not one"] {
                let body = with(whole, &node.pointer, json!(text));
                assert_eq!(round_trip(call, &body).await, Ok(body), "{} {}", call.name(), node.pointer);
            }
            seen += 1;
        }
    })
    .await;
    assert!(seen > 10, "{seen} formats in all documents");
}
