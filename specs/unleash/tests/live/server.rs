//! The server that `run.sh` has started.

use std::env;

use moored_runtime::reqwest;
use moored_unleash::{Client, Credential};
use serde_json::Value;

use crate::skip::skip;

/// The server's address and its tokens.
pub(crate) struct Server {
    pub(crate) url: String,
    /// An API token with all permissions.
    pub(crate) admin_token: String,
    /// An API token with the permission to evaluate flags, and no other.
    pub(crate) client_token: String,
    /// A token of the user `admin`.
    pub(crate) personal_token: String,
}

impl Server {
    /// Returns the server; `None` if the test is skipped.
    pub(crate) fn find() -> Option<Self> {
        let variable = |name: &str| env::var(format!("MOORED_LIVE_UNLEASH_{name}")).ok();
        let server = (|| {
            Some(Self {
                url: variable("URL")?,
                admin_token: variable("ADMIN_TOKEN")?,
                client_token: variable("CLIENT_TOKEN")?,
                personal_token: variable("PERSONAL_TOKEN")?,
            })
        })();
        if server.is_none() {
            skip("no Unleash server is running: specs/unleash/tests/live/run.sh starts one", "MOORED_REQUIRE_LIVE");
        }
        server
    }

    pub(crate) fn client(&self, token: &str) -> Client {
        Client::builder().base_address(&self.url).credential(Credential::api_key(token)).build().expect("a client")
    }

    /// Sends `GET path` without a generated client, and returns the status and the JSON body.
    pub(crate) async fn get(&self, path: &str, token: Option<&str>) -> (u16, Value) {
        let mut request = reqwest::Client::new().get(format!("{}{path}", self.url));
        if let Some(token) = token {
            request = request.header("authorization", token);
        }
        let response = request.send().await.expect("a response");
        (response.status().as_u16(), response.json().await.expect("JSON"))
    }
}
