//! Clients that request access tokens.

use std::sync::{Arc, Mutex};

use moored_computestacks::{Client, Credential};
use moored_runtime::{HttpRequest, SendFuture, Transport};
use serde_json::json;
use wiremock::matchers::{bearer_token, method, path};
use wiremock::{Mock, ResponseTemplate};

use super::{NOWHERE, Project, shown};

/// Keeps the path and the `Authorization` of each request.
struct Seen {
    next: Arc<dyn Transport>,
    log: Arc<Mutex<Vec<String>>>,
}

impl Transport for Seen {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        let authorization = request.headers().get("authorization").and_then(|value| value.to_str().ok()).unwrap_or("-");
        self.log.lock().unwrap().push(format!("{} {authorization}", request.url().path()));
        self.next.send(request)
    }
}

async fn calls(client: &Client) -> Vec<String> {
    let mut results = Vec::new();
    for _ in 0..2 {
        results.push(shown(&client.get_user().await.map(|response| response.into_body()).unwrap()));
    }
    results
}

/// The provider rejects the first token before it has expired.
#[tokio::test]
async fn a_replay_gives_a_token_and_rejects_it_as_the_provider_did() {
    let project = Project::new().await;
    let token = |token: &str| {
        let body = json!({ "access_token": token, "token_type": "Bearer", "expires_in": 3600 });
        Mock::given(method("POST"))
            .and(path("/api/oauth/token"))
            .respond_with(ResponseTemplate::new(200).set_body_json(body))
    };
    token("t0ken-of-oauth").up_to_n_times(1).mount(&project.server).await;
    token("t0ken-of-a-user").mount(&project.server).await;
    let get = || Mock::given(method("GET")).and(path("/api/users"));
    let user = json!({ "user": { "id": 7, "fname": "Ada", "email": "t0ken-of-oauth" } });
    let first = ResponseTemplate::new(200).set_body_json(&user);
    get().and(bearer_token("t0ken-of-oauth")).respond_with(first).up_to_n_times(1).mount(&project.server).await;
    get().and(bearer_token("t0ken-of-oauth")).respond_with(ResponseTemplate::new(401)).mount(&project.server).await;
    let second = ResponseTemplate::new(200).set_body_json(&user);
    get().and(bearer_token("t0ken-of-a-user")).respond_with(second).mount(&project.server).await;

    let credential = || Credential::client_credentials("id", "cl1ent-s3cret");
    let (client, recorder) = project.recorded(Client::builder().credential(credential()));
    let recorded = calls(&client).await;
    let text = project.saved(&recorder);
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let statuses = file["exchanges"].as_array().unwrap().iter().map(|exchange| exchange["response"]["status"].clone());
    assert_eq!(statuses.collect::<Vec<_>>(), [200, 401, 200], "no token request");

    let log = Arc::<Mutex<Vec<String>>>::default();
    let (replay, seen) = (project.replay(), Arc::clone(&log));
    let builder = Client::builder().base_address(NOWHERE).credential(credential()).transport(replay.clone());
    let client = builder.wrap_transport(move |next| Seen { next, log: Arc::clone(&seen) }).build().unwrap();
    let replayed = calls(&client).await;
    let without_token: Vec<_> = recorded.iter().map(|user| user.replace("t0ken-of-oauth", "[redacted]")).collect();
    assert_eq!(replayed, without_token);
    assert!(replay.remaining().is_empty(), "{:?}", replay.remaining());
    let token = "/api/oauth/token Basic aWQ6Y2wxZW50LXMzY3JldA==";
    let call = "/api/users Bearer replayed";
    assert_eq!(*log.lock().unwrap(), [token, call, call, token, call]);
}
