//! Access tokens from a token endpoint on loopback.

mod errors;
mod grants;
mod parameters;
mod renewal;
mod responses;
mod sharing;
mod sources;
mod waits;

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use moored_runtime::{
    ClientBuilder, Core, Credential, Error, Flow, NoErrorBody, OAuth2, Operation, RawResponse, Retries, TokenError,
};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::support::{call, get_user};

static GET_USER: Operation = get_user(&[&["oauth"]]);

static FLOW: Flow = Flow { token_url: "/token", refresh_url: None, scopes: &["read", "write"] };

const SECRET: &str = "s3cret";

/// A provider with `POST /token`, and `GET /user`, which accepts every bearer token that is not revoked.
struct Provider {
    server: MockServer,
    revoked: Arc<Mutex<Vec<String>>>,
}

impl Provider {
    /// `token` returns the response to a token request, given its number from 1.
    async fn start(token: impl Fn(usize) -> ResponseTemplate + Send + Sync + 'static) -> Self {
        let server = MockServer::start().await;
        let number = AtomicUsize::new(0);
        let token = move |_: &Request| token(number.fetch_add(1, Ordering::SeqCst) + 1);
        Mock::given(method("POST")).and(path("/token")).respond_with(token).mount(&server).await;
        let revoked = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&revoked);
        let user = move |request: &Request| {
            let is_revoked = list.lock().unwrap().contains(&bearer(request));
            ResponseTemplate::new(if is_revoked { 401 } else { 200 }).set_body_json(json!({ "id": 7 }))
        };
        Mock::given(method("GET")).and(path("/user")).respond_with(user).mount(&server).await;
        Self { server, revoked }
    }

    fn builder(&self, credential: Credential) -> ClientBuilder {
        Core::builder(None).base_address(self.server.uri()).retries(Retries::off()).credential(credential)
    }

    fn core(&self, oauth2: OAuth2) -> Core {
        self.builder(Credential::oauth2(oauth2)).build().unwrap()
    }

    fn revoke(&self, token: &str) {
        self.revoked.lock().unwrap().push(token.to_owned());
    }

    /// The forms of the token requests so far.
    async fn forms(&self) -> Vec<HashMap<String, String>> {
        self.token_requests().await.iter().map(form).collect()
    }

    async fn token_requests(&self) -> Vec<Request> {
        let requests = self.server.received_requests().await.unwrap();
        requests.into_iter().filter(|request| request.method == "POST").collect()
    }

    /// The tokens of the calls so far.
    async fn bearers(&self) -> Vec<String> {
        let requests = self.server.received_requests().await.unwrap();
        requests.iter().filter(|request| request.method == "GET").map(bearer).collect()
    }
}

fn client_credentials() -> OAuth2 {
    OAuth2::client_credentials("oauth", &FLOW, "id", SECRET)
}

fn bearer(request: &Request) -> String {
    let value = request.headers.get("authorization").unwrap().to_str().unwrap();
    value.strip_prefix("Bearer ").unwrap().to_owned()
}

fn form(request: &Request) -> HashMap<String, String> {
    url::form_urlencoded::parse(&request.body).into_owned().collect()
}

fn response(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

/// Responses with `token-1`, `token-2` and so on, each valid for an hour.
fn numbered(number: usize) -> ResponseTemplate {
    response(json!({ "access_token": format!("token-{number}"), "token_type": "Bearer", "expires_in": 3600 }))
}

fn error_response(status: u16, code: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({ "error": code }))
}

async fn get(core: &Core) -> Result<RawResponse, Error<NoErrorBody>> {
    call(core, &GET_USER).await
}

/// Calls `GET /user`, for which there must be no token.
async fn token_error(core: &Core) -> TokenError {
    match get(core).await {
        Err(Error::Token { source, .. }) => source,
        other => panic!("expected a token error, found {other:?}"),
    }
}

/// Advances the clock of the tokio runtime. It is paused only meanwhile, because a paused clock advances by itself
/// whenever all tasks wait for a socket.
async fn advance(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}
