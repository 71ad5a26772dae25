//! Insighto: a key in the query.

use serde_json::json;
use wiremock::matchers::{path, query_param};
use wiremock::{Mock, ResponseTemplate};

use crate::support::{SECRET, example, identity, serve};

#[tokio::test(flavor = "multi_thread")]
async fn a_key() {
    let mock = Mock::given(path("/api/v1/user")).and(query_param("api_key", SECRET));
    let server = serve(mock, ResponseTemplate::new(200).set_body_json(example("insighto", "/api/v1/user"))).await;
    assert_eq!(
        identity(&server, "insighto", &[("INSIGHTO_API_KEY", SECRET)]).await,
        json!({
            "provider": "insighto", "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "name": "<string> <string>",
            "email": "jsmith@example.com", "organization": null,
        })
    );
}
