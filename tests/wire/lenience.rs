//! An answer is not refused for a detail.

use serde_json::{Value, json};

use crate::{
    calls::{CALLS, Call},
    document::Document,
    schema::{Place, everything, places, with, without},
    server::{body_again, json as json_answer, read},
};

/// The operations whose answer has a documented body, with a value that has every documented member.
async fn each_answer(mut test: impl AsyncFnMut(&Call, &Value, &[Place])) {
    let mut seen = 0;
    for call in &CALLS {
        let document = Document::of(call.provider);
        if let Some(schema) = document.response_schema(call, 200) {
            let whole = everything(&document, schema);
            test(call, &whole, &places(&document, schema)).await;
            seen += 1;
        }
    }
    assert_eq!(seen, 6, "all but the two PATCH have a body");
}

/// A member that a type does not have would be missing from what it encodes to, or stand among the unknown ones.
#[tokio::test]
async fn no_documented_member_is_dropped() {
    each_answer(async |call, whole, _| {
        let answered = read(call, json_answer(whole.to_string())).await.unwrap();
        assert_eq!(&answered.body(), whole, "{}", call.name());
        assert!(!answered.shown.contains("UnknownFields({\""), "{}: {}", call.name(), answered.shown);
    })
    .await;
}

#[tokio::test]
async fn an_optional_member_may_be_missing_or_null() {
    let mut seen = 0;
    each_answer(async |call, whole, places| {
        for place in places.iter().filter(|place| place.optional) {
            let missing = without(whole, &place.pointer);
            let null = with(whole, &place.pointer, Value::Null);
            for body in [missing, null] {
                let again = body_again(call, &body).await;
                assert_eq!(again, Ok(body), "{} {}", call.name(), place.pointer);
            }
            seen += 1;
        }
    })
    .await;
    assert!(seen > 100, "{seen} optional members in all documents");
}

#[tokio::test]
async fn every_optional_member_may_be_missing_at_once() {
    each_answer(async |call, whole, places| {
        let mut body = whole.clone();
        for place in places.iter().filter(|place| place.optional) {
            // Its object may be gone already.
            if body.pointer(&place.pointer).is_some() {
                body = without(&body, &place.pointer);
            }
        }
        assert_ne!(&body, whole);
        assert_eq!(body_again(call, &body).await, Ok(body), "{}", call.name());
    })
    .await;
}

#[tokio::test]
async fn an_unknown_member_is_no_reason_to_refuse() {
    let mut seen = 0;
    each_answer(async |call, whole, places| {
        for place in places.iter().filter(|place| place.schema.get("properties").is_some()) {
            let mut object = whole.pointer(&place.pointer).unwrap().clone();
            object["brandNew"] = json!([{ "any": "thing" }]);
            let again = body_again(call, &with(whole, &place.pointer, object)).await;
            // Whether the unknown member is kept is another question: the others are what they were.
            let mut again = again.unwrap_or_else(|error| panic!("{error}"));
            let object = again.pointer_mut(&place.pointer).unwrap().as_object_mut();
            object.unwrap().remove("brandNew");
            assert_eq!(&again, whole, "{} {}", call.name(), place.pointer);
            seen += 1;
        }
    })
    .await;
    assert!(seen > 20, "{seen} objects in all documents");
}

#[tokio::test]
async fn an_unlisted_value_of_an_enum_is_kept() {
    let mut seen = Vec::new();
    each_answer(async |call, whole, places| {
        for place in places.iter().filter(|place| place.schema.get("enum").is_some()) {
            for value in place.schema["enum"].as_array().unwrap().iter().chain([&json!("Robot")]) {
                let body = with(whole, &place.pointer, value.clone());
                assert_eq!(body_again(call, &body).await, Ok(body), "{} {value}", call.name());
            }
            seen.push(place.pointer.clone());
        }
    })
    .await;
    assert_eq!(seen, ["/user/accountType"]);
}

#[tokio::test]
async fn a_value_out_of_bounds_is_kept() {
    let mut seen = Vec::new();
    each_answer(async |call, whole, places| {
        for place in places {
            if let Some(minimum) = place.schema.get("minimum").and_then(Value::as_i64) {
                let body = with(whole, &place.pointer, json!(minimum - 1));
                assert_eq!(body_again(call, &body).await, Ok(body), "{}", call.name());
                seen.push((place.pointer.clone(), minimum));
            }
        }
    })
    .await;
    assert_eq!(seen, [("/user/modules/0/id".to_owned(), 1)]);
}

/// What a format says of a string is for whoever asks what it means.
#[tokio::test]
async fn a_string_that_its_format_does_not_allow_is_kept() {
    let mut seen = 0;
    each_answer(async |call, whole, places| {
        for place in places {
            if place.schema["type"] != "string" || place.schema.get("format").is_none() {
                continue;
            }
            for text in ["", "0000-00-00 00:00:00", "not one"] {
                let body = with(whole, &place.pointer, json!(text));
                assert_eq!(body_again(call, &body).await, Ok(body), "{} {}", call.name(), place.pointer);
            }
            seen += 1;
        }
    })
    .await;
    assert!(seen > 10, "{seen} formats in all documents");
}
