//! The provider's own message in the body of an error response, without the credentials of the client.

use std::sync::Arc;

use http::header::{AUTHORIZATION, HeaderMap, HeaderValue, PROXY_AUTHORIZATION};
use serde_json::Value;

use crate::Secret;

/// Where providers have their message, as JSON pointers (RFC 6901), the most specific first. `detail` and `title` are
/// those of RFC 9457, `error_description` that of RFC 6749.
const KNOWN: &[&str] = &[
    "/message",
    "/error/message",
    "/error_description",
    "/detail",
    "/errors/0/message",
    "/errors/0/detail",
    "/error_message",
    "/errorMessage",
    "/Message",
    "/msg",
    "/title",
    "/errors/0/title",
    "/errors/0",
    "/error",
    "/0/message",
    "",
];

/// In characters. A log line should stay a line.
const MAX_LENGTH: usize = 500;

/// The headers in which providers identify a request, for their support.
const REQUEST_IDS: &[&str] = &[
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-github-request-id",
    "x-correlation-id",
    "x-trace-id",
    "cf-ray",
];

/// In bytes. An identifier is not longer.
const MAX_REQUEST_ID: usize = 128;

/// What stands for a secret in a text.
const REDACTED: &str = "…";

/// So many characters that a text has in common with the start of a secret are redacted as well: providers quote keys
/// in part.
const SHARED_START: usize = 6;

/// How the messages of a provider are found and shown.
#[derive(Clone, Default)]
pub(crate) struct Messages {
    /// Where the caller expects them, before [`KNOWN`].
    pub(crate) pointers: Arc<[String]>,
    /// Whether errors show them.
    pub(crate) shown: Shown,
    /// The credentials of the client.
    secrets: Arc<[Secret]>,
    /// The headers of the request that are secrets: an access token, and what a hook has added.
    sent: Vec<HeaderValue>,
    /// The credentials of the call.
    of_call: Vec<Secret>,
}

/// Whether `Display` of an error shows the message of the provider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shown {
    #[default]
    No,
    Yes,
}

impl Messages {
    /// The same for a client with these credentials.
    pub(crate) fn with_secrets(self, secrets: impl Iterator<Item = Secret>) -> Self {
        Self { secrets: secrets.collect(), ..self }
    }

    /// The same for the response to a request with these headers, and with the credentials of its call.
    pub(crate) fn with_sent(&self, headers: &HeaderMap, of_call: Vec<Secret>) -> Self {
        let is_secret = |name| name == AUTHORIZATION || name == PROXY_AUTHORIZATION;
        let secret = headers.iter().filter(|(name, value)| is_secret(*name) || value.is_sensitive());
        Self { sent: secret.map(|(_, value)| value.clone()).collect(), of_call, ..self.clone() }
    }

    /// The message in `body`, a JSON text.
    pub(crate) fn find(&self, body: &[u8]) -> Option<String> {
        let body: Value = serde_json::from_slice(body).ok()?;
        let text = |pointer: &str| body.pointer(pointer)?.as_str().map(str::trim).filter(|text| !text.is_empty());
        let found = self.pointers.iter().map(String::as_str).chain(KNOWN.iter().copied()).find_map(text)?;
        let parts: Vec<&str> = found.split(|one: char| one.is_whitespace() || one.is_control()).collect();
        let line = self.redacted(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
        Some(match line.char_indices().nth(MAX_LENGTH) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
            None => line,
        })
    }

    /// The identifier of the request in the headers of its response.
    pub(crate) fn request_id<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        let plausible = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/=+".contains(&byte);
        let is_id = |text: &&str| (1..=MAX_REQUEST_ID).contains(&text.len()) && text.bytes().all(plausible);
        let ids = REQUEST_IDS.iter().filter_map(|name| headers.get(*name)?.to_str().ok());
        ids.filter(is_id).find(|id| self.redacted(id) == **id)
    }

    /// `text` without the secrets of the client, whole, percent-encoded, or their first characters.
    fn redacted(&self, text: &str) -> String {
        // Without `Bearer`.
        let sent = self.sent.iter().filter_map(|header| header.to_str().ok()?.split(' ').next_back());
        let secrets = self.secrets.iter().chain(&self.of_call).map(Secret::expose);
        let secrets: Vec<&str> = secrets.chain(sent).collect();
        let mut text = text.to_owned();
        for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
            let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
            text = text.replace(*secret, REDACTED).replace(&encoded, REDACTED);
        }
        let starts: Vec<String> = secrets.iter().filter_map(|secret| start(secret)).collect();
        if starts.is_empty() {
            return text;
        }
        let redact = |word: &str| match starts.iter().any(|start| word.contains(start.as_str())) {
            true => REDACTED.to_owned(),
            false => word.to_owned(),
        };
        text.split(' ').map(redact).collect::<Vec<_>>().join(" ")
    }
}

/// The first characters of a secret; `None` if it is too short to be recognized by them.
fn start(secret: &str) -> Option<String> {
    let start: String = secret.chars().take(SHARED_START).collect();
    (secret.chars().count() >= 2 * SHARED_START).then_some(start)
}
