//! Access tokens, fetched from a server on loopback.

mod answers;
mod errors;
mod grants;
mod renewal;
mod sharing;
mod sources;

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use moored_runtime::{
    Answer, ClientBuilder, Core, Credential, Error, Flow, NoErrorBody, OAuth2, Operation, Retries, TokenError,
};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::support::{call, get_user};

static GET_USER: Operation = get_user(&[&["oauth"]]);

static FLOW: Flow = Flow { token_url: "/token", refresh_url: None, scopes: &["read", "write"] };

const SECRET: &str = "s3cret";

/// A provider: `POST /token`, and `GET /user`, which takes every bearer token that has not been revoked.
struct Provider {
    server: MockServer,
    revoked: Arc<Mutex<Vec<String>>>,
}

impl Provider {
    /// `token` answers token requests. It gets their number, from 1.
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

    /// The tokens that calls were sent with so far.
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

fn answer(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

/// `token-1`, `token-2`, and so on, each for an hour.
fn numbered(number: usize) -> ResponseTemplate {
    answer(json!({ "access_token": format!("token-{number}"), "token_type": "Bearer", "expires_in": 3600 }))
}

fn refused(status: u16, code: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({ "error": code }))
}

async fn get(core: &Core) -> Result<Answer, Error<NoErrorBody>> {
    call(core, &GET_USER).await
}

/// Calls `GET /user`, which has no token to go out with.
async fn fails(core: &Core) -> TokenError {
    match get(core).await {
        Err(Error::Token { source, .. }) => source,
        other => panic!("no token error: {other:?}"),
    }
}

/// Lets the clock of this runtime jump. It is paused for as long only: a paused clock jumps by itself whenever all wait
/// for a socket.
async fn pass(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}
