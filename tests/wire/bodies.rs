//! Request bodies: exactly the fields that are set are sent, and values that the document does not allow are rejected
//! before.

use serde_json::Value;
use wiremock::ResponseTemplate;

use crate::{
    calls::{Call, PROVIDERS},
    document::Document,
    schema::{everything, one_at_a_time},
    server::{request, responding, target},
};

async fn sent(call: &Call, body: Value) -> Value {
    let server = responding(ResponseTemplate::new(418)).await;
    let failed = call.send_body(target(call, server.uri()), body).await;
    assert_eq!(failed.unwrap_err().status, Some(418));
    request(&server).await.body_json().unwrap()
}

#[tokio::test]
async fn each_property_of_a_body_is_sent_alone_and_together_with_all_others() {
    for provider in PROVIDERS {
        let mut seen = 0;
        for call in provider.calls {
            let document = Document::of(call.provider);
            let Some(schema) = document.request_schema(call) else {
                continue;
            };
            let mut bodies = one_at_a_time(&document, schema);
            bodies.push(everything(&document, schema));
            for body in bodies {
                assert_eq!(sent(call, body.clone()).await, body, "{}", call.name());
                seen += 1;
            }
        }
        assert_eq!(seen, provider.facts.bodies, "{}", provider.name);
    }
}

/// Checks that no `null` is sent for `body`, an optional property that is `null`. The type of every property of the
/// operation's body is `type: string` or alike, which does not allow it.
pub(crate) async fn assert_null_is_not_sent(call: &Call, body: Value) {
    let document = Document::of(call.provider);
    let nullable = crate::schema::nodes(&document, document.request_schema(call).unwrap())
        .iter()
        .any(|node| node.schema["type"].is_array());
    assert!(!nullable, "{}: a property is nullable now; test that null can be sent", call.name());
    assert!(!sent(call, body).await.to_string().contains("null"), "{}", call.name());
}
