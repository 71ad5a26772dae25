//! oidc-provider as a child process.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use moored_runtime::reqwest;
use serde::Deserialize;

use crate::skip::skip;

/// `tests/oidc/server.mjs`, on loopback. It ends with this value, also when a test panics.
pub(crate) struct Server {
    child: Child,
    told: Told,
}

#[derive(Deserialize)]
struct Told {
    address: String,
    token_url: String,
    /// One for [`basic`](Server::basic).
    refresh_token: String,
    basic: ClientOf,
    post: ClientOf,
}

/// An OAuth 2 client that the server knows.
#[derive(Deserialize)]
pub(crate) struct ClientOf {
    #[serde(rename = "client_id")]
    pub(crate) id: String,
    #[serde(rename = "client_secret")]
    pub(crate) secret: String,
}

/// What the server has counted.
#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Stats {
    pub(crate) token_requests: u32,
    /// Those of them whose client authenticated by a header. The others did in the body.
    pub(crate) by_header: u32,
    /// Calls with a token that was good.
    pub(crate) accepted: u32,
    /// Calls that were answered with 401.
    pub(crate) rejected: u32,
}

impl Server {
    /// A server whose access tokens last `lifetime` seconds, or skips.
    pub(crate) fn start(lifetime: u32) -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc");
        let node = Command::new("node").arg("--version").stdout(Stdio::null()).status();
        let missing = match (node, folder.join("node_modules/oidc-provider").is_dir()) {
            (Err(error), _) => Some(format!("node does not start ({error})")),
            (Ok(_), false) => Some("oidc-provider is not installed: run tests/oidc/install.sh".to_owned()),
            (Ok(_), true) => None,
        };
        if let Some(reason) = missing {
            skip(&reason, "MOORED_REQUIRE_OIDC");
            return None;
        }
        let mut child = Command::new("node")
            .arg(folder.join("server.mjs"))
            .args(["--access-token-ttl", &lifetime.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            // Its warnings that it is not set up for production.
            .stderr(Stdio::null())
            .spawn()
            .expect("node starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let told = serde_json::from_str(&line).expect("what the server says of itself");
        Some(Self { child, told })
    }

    pub(crate) fn address(&self) -> &str {
        &self.told.address
    }

    pub(crate) fn token_url(&self) -> &str {
        &self.told.token_url
    }

    /// A refresh token for [`basic`](Self::basic), as the server gives it after a user has agreed.
    pub(crate) fn refresh_token(&self) -> &str {
        &self.told.refresh_token
    }

    /// Registered to authenticate by a header.
    pub(crate) fn basic(&self) -> &ClientOf {
        &self.told.basic
    }

    /// Registered to authenticate in the body.
    pub(crate) fn post(&self) -> &ClientOf {
        &self.told.post
    }

    pub(crate) async fn stats(&self) -> Stats {
        let answer = reqwest::get(format!("{}/stats", self.told.address)).await.expect("an answer");
        answer.json().await.expect("stats")
    }

    /// Takes all access tokens out of use.
    pub(crate) async fn expire(&self) {
        let request = reqwest::Client::new().post(format!("{}/expire", self.told.address));
        assert_eq!(request.send().await.expect("an answer").status(), 204);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
