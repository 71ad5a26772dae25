//! StrawBlond: a bearer token.

use serde_json::json;
use wiremock::matchers::{header, path};
use wiremock::{Mock, ResponseTemplate};

use crate::support::{SECRET, example, identity, serve};

#[tokio::test(flavor = "multi_thread")]
async fn a_token() {
    let mock = Mock::given(path("/user"))
        .and(header("authorization", format!("Bearer {SECRET}")))
        .and(header("accept", "application/json"));
    let server = serve(mock, ResponseTemplate::new(200).set_body_json(example("strawblond", "/user"))).await;
    assert_eq!(
        identity(&server, "strawblond", &[("STRAWBLOND_TOKEN", SECRET)]).await,
        json!({
            "provider": "strawblond", "id": "1234", "name": "Alice Cooper", "email": "alice.cooper@acme.com", "organization": "Acme Inc",
        })
    );
}
