//! Documented and undocumented statuses and bodies of responses.

use wiremock::ResponseTemplate;

use crate::{
    calls::{Call, Failed, PROVIDERS, calls},
    document::Document,
    schema::{Node, everything, nodes, with},
    server::{json, read},
};

const STATUSES: [u16; 15] = [200, 201, 204, 299, 300, 304, 400, 401, 403, 404, 418, 429, 500, 503, 599];

#[tokio::test]
async fn a_status_has_the_documented_meaning() {
    let mut error_responses = Vec::new();
    for call in calls() {
        let document = Document::of(call.provider);
        for status in STATUSES {
            let name = format!("{} {status}", call.name());
            let schema = document.response_schema(call, status);
            // HTTP does not allow a body for these two statuses, even if a document declares one.
            let body = match (status, schema) {
                (204 | 304, _) => String::new(),
                (_, Some(schema)) => everything(&document, schema).to_string(),
                (_, None) => r#"{"message":"not documented"}"#.to_owned(),
            };
            let expected = match (document.response(call, status), schema) {
                (None, _) => "UndocumentedStatus",
                (Some(_), _) if status >= 400 => "ErrorResponse",
                (Some(_), Some(_)) if body.is_empty() => "EmptyBody",
                (Some(_), _) => "a success",
            };
            let response = ResponseTemplate::new(status).set_body_raw(body.clone(), "application/json");
            match read(call, response).await {
                Ok(_) => assert_eq!("a success", expected, "{name}"),
                Err(failed) => {
                    assert_eq!(failed.kind, expected, "{name}");
                    assert_eq!(failed.status, Some(status), "{name}");
                    assert_eq!(failed.body, Some(body.into_bytes()), "{name}");
                    assert_eq!(failed.error_body.is_some(), expected == "ErrorResponse", "{name}");
                    assert!(failed.message.contains(&status.to_string()), "{}", failed.message);
                    assert!(failed.message.contains(call.path), "{}", failed.message);
                    if failed.error_body.is_some() {
                        error_responses.push((call.provider, call.operation(), status));
                    }
                }
            }
        }
    }
    let expected = documented_error_responses().map(|(call, status)| (call.provider, call.operation(), status));
    assert_eq!(error_responses, expected.collect::<Vec<_>>());
}

/// The error responses that the documents declare, according to the facts about them.
fn documented_error_responses() -> impl Iterator<Item = (&'static Call, u16)> {
    PROVIDERS.iter().flat_map(|provider| {
        provider.facts.error_responses.iter().map(|(operation, status)| {
            let call = provider.calls.iter().find(|call| call.operation() == *operation);
            (call.expect("an operation of the provider"), *status)
        })
    })
}

/// Sends `body` as a successful response of every operation. Operations with a documented body must fail to decode it.
async fn each_undecodable_body(body: &str, content_type: &str, test: impl Fn(&Failed)) {
    for call in calls() {
        let response = ResponseTemplate::new(200).set_body_raw(body, content_type);
        let outcome = read(call, response).await;
        if Document::of(call.provider).response_schema(call, 200).is_some() {
            let failed = outcome.expect_err(&call.name());
            let kind = if body.is_empty() { "EmptyBody" } else { "Undecodable" };
            assert_eq!(failed.kind, kind, "{}", call.name());
            assert_eq!(failed.status, Some(200), "{}", call.name());
            assert_eq!(failed.body.as_deref(), Some(body.as_bytes()), "{}", call.name());
            test(&failed);
        } else {
            outcome.unwrap_or_else(|failed| panic!("{}: an undocumented body is an error: {failed:?}", call.name()));
        }
    }
}

#[tokio::test]
async fn an_empty_body_is_reported_as_such() {
    each_undecodable_body("", "application/json", |failed| {
        assert!(failed.message.contains("its body is empty"), "{}", failed.message);
    })
    .await;
}

#[tokio::test]
async fn truncated_json_is_reported_as_such() {
    each_undecodable_body(r#"{"user": {"id": 1"#, "application/json", |failed| {
        assert!(failed.message.contains("ends in the middle"), "{}", failed.message);
    })
    .await;
}

#[tokio::test]
async fn an_html_page_is_reported_as_such() {
    let page = "<!doctype html><title>Sign in</title>";
    each_undecodable_body(page, "text/html; charset=utf-8", |failed| {
        assert!(failed.message.contains("text/html"), "{}", failed.message);
        assert!(failed.message.contains("it is HTML, not JSON"), "{}", failed.message);
        assert!(!failed.message.contains("Sign in"), "{}", failed.message);
    })
    .await;
}

/// By default, serde also accepts an array for a struct, with the fields in order. The members of JSON objects have no
/// order.
#[tokio::test]
async fn an_array_is_not_accepted_for_an_object() {
    for array in ["[]", r#"[{"id": 1}, [], [], {}]"#] {
        each_undecodable_body(array, "application/json", |failed| {
            assert!(failed.message.contains("does not match its documented type"), "{}", failed.message);
        })
        .await;
    }
}

#[tokio::test]
async fn text_after_the_json_is_an_error() {
    for call in calls() {
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
    for call in calls() {
        let document = Document::of(call.provider);
        if let Some(schema) = document.response_schema(call, 200) {
            let whole = everything(&document, schema);
            for content_type in ["text/plain", "text/html", "application/problem+json", "", "nonsense"] {
                let response = ResponseTemplate::new(200).set_body_raw(whole.to_string(), content_type);
                let decoded = read(call, response).await.expect(content_type);
                assert_eq!(decoded.body(), whole, "{} {content_type}", call.name());
            }
        }
    }
}

#[tokio::test]
async fn a_documented_error_status_with_another_body_is_undecodable() {
    let page = "<h1>Gateway</h1>";
    for (call, status) in documented_error_responses() {
        let response = ResponseTemplate::new(status).set_body_raw(page, "text/html");
        let failed = read(call, response).await.unwrap_err();
        assert_eq!((failed.kind, failed.status), ("Undecodable", Some(status)));
        assert_eq!(failed.body.as_deref(), Some(page.as_bytes()));
    }
}

/// `user.modules[0].id` for `/user/modules/0/id`.
fn path(node: &Node) -> String {
    node.pointer[1..].replace("/0", "[0]").replace('/', ".")
}

/// A value of another type is an error with the path of the value, but without the value itself.
#[tokio::test]
async fn a_value_of_another_type_is_reported_with_its_path() {
    let mut seen = 0;
    for call in calls() {
        let document = Document::of(call.provider);
        let Some(schema) = document.response_schema(call, 200) else {
            continue;
        };
        let whole = everything(&document, schema);
        for node in nodes(&document, schema) {
            if !matches!(node.schema["type"].as_str(), Some("integer" | "number" | "boolean")) {
                continue;
            }
            let body = with(&whole, &node.pointer, "swordfish".into());
            let failed = read(call, json(body.to_string())).await.expect_err(&node.pointer);
            assert_eq!(failed.kind, "Undecodable", "{} {}", call.name(), node.pointer);
            let at = format!(" at {}: ", path(&node));
            assert!(failed.message.contains(&at), "{at} in {}", failed.message);
            assert!(!failed.shown.contains("swordfish"), "{}", failed.shown);
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} numbers and booleans in all documents");
}

/// The client does not depend on the sample body: a success without a body is decoded for every request body.
#[tokio::test]
async fn an_operation_without_a_documented_body_accepts_a_response_without_a_body() {
    for call in calls().filter(|call| !call.has_response_body) {
        let decoded = read(call, ResponseTemplate::new(204)).await.unwrap();
        assert_eq!(decoded.text, "null", "{}", call.name());
    }
}
