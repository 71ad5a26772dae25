//! Runs oidc-provider as a child process.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use moored_runtime::reqwest;
use serde::Deserialize;

use crate::skip::skip;

/// `tests/oidc/server.mjs` on the loopback interface. The process ends when this value is dropped, also if a test
/// panics.
pub(crate) struct Server {
    child: Child,
    settings: Settings,
}

#[derive(Deserialize)]
struct Settings {
    address: String,
    token_url: String,
    /// A refresh token for [`basic`](Server::basic).
    refresh_token: String,
    basic: ClientOf,
    post: ClientOf,
}

/// An OAuth 2 client that is registered at the server.
#[derive(Deserialize)]
pub(crate) struct ClientOf {
    #[serde(rename = "client_id")]
    pub(crate) id: String,
    #[serde(rename = "client_secret")]
    pub(crate) secret: String,
}

/// The counts of the server.
#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Stats {
    pub(crate) token_requests: u32,
    /// The token requests whose client authenticated with a header. The others authenticated in the body.
    pub(crate) by_header: u32,
    /// Calls with a valid token.
    pub(crate) accepted: u32,
    /// Calls with status 401.
    pub(crate) rejected: u32,
}

impl Server {
    /// Starts a server whose access tokens are valid for `lifetime` seconds, with a resource at `path` that requires
    /// one; `None` if the test is skipped.
    pub(crate) fn start(path: &str, lifetime: u32) -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc");
        let node = Command::new("node").arg("--version").stdout(Stdio::null()).status();
        let missing = match (node, folder.join("node_modules/oidc-provider").is_dir()) {
            (Err(error), _) => Some(format!("node cannot be started ({error})")),
            (Ok(_), false) => Some("oidc-provider is not installed: run tests/oidc/install.sh".to_owned()),
            (Ok(_), true) => None,
        };
        if let Some(reason) = missing {
            skip(&reason, "MOORED_REQUIRE_OIDC");
            return None;
        }
        let mut child = Command::new("node")
            .arg(folder.join("server.mjs"))
            .args(["--resource", path, "--access-token-ttl", &lifetime.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            // It prints warnings about its configuration, which is not for production.
            .stderr(Stdio::null())
            .spawn()
            .expect("node starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let settings = serde_json::from_str(&line).expect("the settings of the server");
        Some(Self { child, settings })
    }

    pub(crate) fn address(&self) -> &str {
        &self.settings.address
    }

    pub(crate) fn token_url(&self) -> &str {
        &self.settings.token_url
    }

    /// A refresh token for [`basic`](Self::basic), as the server issues it after a user has given consent.
    pub(crate) fn refresh_token(&self) -> &str {
        &self.settings.refresh_token
    }

    /// A client that is registered to authenticate with a header.
    pub(crate) fn basic(&self) -> &ClientOf {
        &self.settings.basic
    }

    /// A client that is registered to authenticate in the body.
    pub(crate) fn post(&self) -> &ClientOf {
        &self.settings.post
    }

    pub(crate) async fn stats(&self) -> Stats {
        let response = reqwest::get(format!("{}/stats", self.settings.address)).await.expect("a response");
        response.json().await.expect("stats")
    }

    /// Invalidates all access tokens.
    pub(crate) async fn expire(&self) {
        let request = reqwest::Client::new().post(format!("{}/expire", self.settings.address));
        assert_eq!(request.send().await.expect("a response").status(), 204);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
