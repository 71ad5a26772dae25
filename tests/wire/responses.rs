//! Statuses and bodies, documented and not.

use wiremock::ResponseTemplate;

use crate::{
    calls::{CALLS, Call, Failed, call},
    document::Document,
    schema::{Place, everything, places, with},
    server::{json, read},
};

const STATUSES: [u16; 15] = [200, 201, 204, 299, 300, 304, 400, 401, 403, 404, 418, 429, 500, 503, 599];

#[tokio::test]
async fn a_status_means_what_the_document_says() {
    let mut refused = Vec::new();
    for call in &CALLS {
        let document = Document::of(call.provider);
        for status in STATUSES {
            let name = format!("{} {status}", call.name());
            let schema = document.response_schema(call, status);
            // HTTP has no body for these two, whatever a document says.
            let body = match (status, schema) {
                (204 | 304, _) => String::new(),
                (_, Some(schema)) => everything(&document, schema).to_string(),
                (_, None) => r#"{"message":"not documented"}"#.to_owned(),
            };
            let expected = match (document.response(call, status), schema) {
                (None, _) => "Unexpected",
                (Some(_), _) if status >= 400 => "Refused",
                (Some(_), Some(_)) if body.is_empty() => "Undecodable",
                (Some(_), _) => "a success",
            };
            let answer = ResponseTemplate::new(status).set_body_raw(body.clone(), "application/json");
            match read(call, answer).await {
                Ok(_) => assert_eq!("a success", expected, "{name}"),
                Err(failed) => {
                    assert_eq!(failed.kind, expected, "{name}");
                    assert_eq!(failed.status, Some(status), "{name}");
                    assert_eq!(failed.answer, Some(body.into_bytes()), "{name}");
                    assert_eq!(failed.refusal.is_some(), expected == "Refused", "{name}");
                    assert!(failed.message.contains(&status.to_string()), "{}", failed.message);
                    assert!(failed.message.contains(call.path), "{}", failed.message);
                    if failed.refusal.is_some() {
                        refused.push(name);
                    }
                }
            }
        }
    }
    let expected = ["unleash: GET /api/admin/user 401", "unleash: GET /api/admin/user 403"];
    assert_eq!(refused, expected, "no other page documents an error");
}

/// The operations whose success has a documented body, and what they make of another.
async fn each_refused_body(body: &str, content_type: &str, test: impl Fn(&Failed)) {
    for call in &CALLS {
        let answer = ResponseTemplate::new(200).set_body_raw(body, content_type);
        let outcome = read(call, answer).await;
        if Document::of(call.provider).response_schema(call, 200).is_some() {
            let failed = outcome.expect_err(&call.name());
            assert_eq!(failed.kind, "Undecodable", "{}", call.name());
            assert_eq!(failed.status, Some(200), "{}", call.name());
            assert_eq!(failed.answer.as_deref(), Some(body.as_bytes()), "{}", call.name());
            test(&failed);
        } else {
            outcome.unwrap_or_else(|failed| panic!("{}: a body nobody asked for: {failed:?}", call.name()));
        }
    }
}

#[tokio::test]
async fn an_empty_body_is_told_from_others() {
    each_refused_body("", "application/json", |failed| {
        assert!(failed.message.contains("it is empty"), "{}", failed.message);
    })
    .await;
}

#[tokio::test]
async fn json_that_was_cut_off_is_told_from_others() {
    each_refused_body(r#"{"user": {"id": 1"#, "application/json", |failed| {
        assert!(failed.message.contains("ends in the middle"), "{}", failed.message);
    })
    .await;
}

#[tokio::test]
async fn a_page_of_html_is_named_as_one() {
    let page = "<!doctype html><title>Sign in</title>";
    each_refused_body(page, "text/html; charset=utf-8", |failed| {
        assert!(failed.message.contains("text/html"), "{}", failed.message);
        assert!(failed.message.contains("it is HTML, not JSON"), "{}", failed.message);
        assert!(!failed.message.contains("Sign in"), "{}", failed.message);
    })
    .await;
}

/// serde reads an array into a struct member by member, unless told otherwise. JSON objects have no order.
#[tokio::test]
async fn an_array_is_no_object() {
    for array in ["[]", r#"[{"id": 1}, [], [], {}]"#] {
        each_refused_body(array, "application/json", |failed| {
            assert!(failed.message.contains("does not match its documented type"), "{}", failed.message);
        })
        .await;
    }
}

#[tokio::test]
async fn something_behind_the_json_is_noticed() {
    for call in &CALLS {
        let document = Document::of(call.provider);
        if let Some(schema) = document.response_schema(call, 200) {
            let body = format!("{} {{}}", everything(&document, schema));
            let failed = read(call, json(body)).await.expect_err(&call.name());
            assert_eq!(failed.kind, "Undecodable", "{}", call.name());
        }
    }
}

#[tokio::test]
async fn the_content_type_of_json_does_not_matter() {
    for call in &CALLS {
        let document = Document::of(call.provider);
        if let Some(schema) = document.response_schema(call, 200) {
            let whole = everything(&document, schema);
            for content_type in ["text/plain", "text/html", "application/problem+json", "", "nonsense"] {
                let answer = ResponseTemplate::new(200).set_body_raw(whole.to_string(), content_type);
                let answered = read(call, answer).await.expect(content_type);
                assert_eq!(answered.body(), whole, "{} {content_type}", call.name());
            }
        }
    }
}

#[tokio::test]
async fn a_documented_error_with_another_body_keeps_its_status() {
    let page = "<h1>Gateway</h1>";
    for status in [401, 403] {
        let answer = ResponseTemplate::new(status).set_body_raw(page, "text/html");
        let failed = read(call("unleash", "GET"), answer).await.unwrap_err();
        assert_eq!((failed.kind, failed.status), ("Undecodable", Some(status)));
        assert_eq!(failed.answer.as_deref(), Some(page.as_bytes()));
    }
}

/// `user.modules[0].id` for `/user/modules/0/id`.
fn path(place: &Place) -> String {
    place.pointer[1..].replace("/0", "[0]").replace('/', ".")
}

/// A value of another type is refused, the error says where, and does not repeat it.
#[tokio::test]
async fn a_value_of_another_type_is_found() {
    let mut seen = 0;
    for call in &CALLS {
        let document = Document::of(call.provider);
        let Some(schema) = document.response_schema(call, 200) else {
            continue;
        };
        let whole = everything(&document, schema);
        for place in places(&document, schema) {
            if !matches!(place.schema["type"].as_str(), Some("integer" | "number" | "boolean")) {
                continue;
            }
            let body = with(&whole, &place.pointer, "swordfish".into());
            let failed = read(call, json(body.to_string())).await.expect_err(&place.pointer);
            assert_eq!(failed.kind, "Undecodable", "{} {}", call.name(), place.pointer);
            let at = format!(" at {}: ", path(&place));
            assert!(failed.message.contains(&at), "{at} in {}", failed.message);
            assert!(!failed.shown.contains("swordfish"), "{}", failed.shown);
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} numbers and booleans in all documents");
}

/// The sample body is the least that a type can be asked to send, so a success without a body is one for any call's.
#[tokio::test]
async fn an_update_needs_no_body_in_its_answer() {
    let updates: Vec<&Call> = CALLS.iter().filter(|call| call.method == "PATCH").collect();
    assert_eq!(updates.len(), 2);
    for call in updates {
        let answered = read(call, ResponseTemplate::new(204)).await.unwrap();
        assert_eq!(answered.text, "null", "{}", call.name());
    }
}
