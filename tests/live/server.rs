//! The server that `tests/live/run.sh` started.

use std::env;

use moored_runtime::reqwest;
use moored_unleash::{Client, Credential};
use serde_json::Value;

use crate::skip::skip;

/// Where it is, and whom it knows.
pub(crate) struct Server {
    pub(crate) url: String,
    /// An API token with all rights.
    pub(crate) admin_token: String,
    /// An API token for the evaluation of flags, which opens nothing else.
    pub(crate) client_token: String,
    /// A token of the user `admin`.
    pub(crate) personal_token: String,
}

impl Server {
    /// The server, or skips.
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
            skip("no Unleash server runs: tests/live/run.sh starts one", "MOORED_REQUIRE_LIVE");
        }
        server
    }

    pub(crate) fn client(&self, token: &str) -> Client {
        Client::builder().base_address(&self.url).credential(Credential::api_key(token)).build().expect("a client")
    }

    /// Status and JSON of `path`, without a client of ours.
    pub(crate) async fn get(&self, path: &str, token: Option<&str>) -> (u16, Value) {
        let mut request = reqwest::Client::new().get(format!("{}{path}", self.url));
        if let Some(token) = token {
            request = request.header("authorization", token);
        }
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }
}
