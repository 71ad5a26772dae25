//! Responses of token endpoints (RFC 6749, section 5), decoded leniently.
//!
//! The types of the crate `oauth2` fail for a lifetime in quotes and for a missing `token_type`. Providers send both.

use std::time::Duration;

use http::StatusCode;
use oauth2::basic::BasicTokenType;
use oauth2::{AccessToken, RefreshToken, Scope, TokenResponse};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::error::ErrorResponse;
use crate::decode;

/// A successful response (section 5.1). Other members, including the scopes, are ignored.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct TokenFields {
    access_token: AccessToken,
    #[serde(default = "bearer", deserialize_with = "token_type")]
    token_type: BasicTokenType,
    #[serde(default, deserialize_with = "lifetime")]
    expires_in: Option<Duration>,
    #[serde(default)]
    refresh_token: Option<RefreshToken>,
}

impl TokenResponse for TokenFields {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &BasicTokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        self.expires_in
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref().filter(|token| !token.secret().is_empty())
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        None
    }
}

impl TokenFields {
    /// The type of the token, if such tokens are not sent as bearer tokens.
    pub(super) fn foreign_scheme(&self) -> Option<&'static str> {
        match &self.token_type {
            BasicTokenType::Extension(name) => {
                FOREIGN_SCHEMES.into_iter().find(|scheme| name.eq_ignore_ascii_case(scheme))
            }
            _ => None,
        }
    }
}

/// Types of tokens that need another header, or a proof of a key beside it: `draft-ietf-oauth-v2-http-mac`, RFC 9449.
/// Providers have many names for a bearer token: `BearerToken`, `JWT`, `Application Access Token`.
const FOREIGN_SCHEMES: [&str; 2] = ["mac", "dpop"];

fn bearer() -> BasicTokenType {
    BasicTokenType::Bearer
}

/// A missing type means a bearer token, and so does a value that is no text.
fn token_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BasicTokenType, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(name) => BasicTokenType::Extension(name),
        _ => BasicTokenType::Bearer,
    })
}

/// The lifetime in seconds, as a number or a string. Any other value counts as missing: the token is then used until
/// the provider rejects it.
fn lifetime<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let seconds = match Value::deserialize(deserializer)? {
        Value::Number(seconds) => seconds.as_f64(),
        Value::String(seconds) => seconds.trim().parse().ok(),
        _ => None,
    };
    Ok(seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()))
}

/// `body` as the JSON object that section 5.1 requires. It may begin with a byte order mark, have a key twice (the last
/// one counts), have the members within `data`, or be form-encoded. Any other body is returned as it is.
pub(super) fn as_json(body: Vec<u8>) -> Vec<u8> {
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body);
    let members = match serde_json::from_slice(text) {
        Ok(Value::Object(members)) => within_data(members),
        Ok(_) => None,
        Err(_) => from_form(text),
    };
    members.and_then(|members| serde_json::to_vec(&members).ok()).unwrap_or_else(|| text.to_vec())
}

fn within_data(mut members: Map<String, Value>) -> Option<Map<String, Value>> {
    if is_token_response(&members) {
        return Some(members);
    }
    match members.remove("data") {
        Some(Value::Object(data)) if is_token_response(&data) => Some(data),
        _ => None,
    }
}

fn from_form(text: &[u8]) -> Option<Map<String, Value>> {
    let pairs = url::form_urlencoded::parse(text);
    let members = pairs.map(|(name, value)| (name.into_owned(), Value::String(value.into_owned()))).collect();
    Some(members).filter(is_token_response)
}

fn is_token_response(members: &Map<String, Value>) -> bool {
    members.contains_key("access_token") || members.contains_key("error")
}

/// An error response (section 5.2).
#[derive(Deserialize)]
struct ErrorFields {
    error: String,
    error_description: Option<Value>,
    error_uri: Option<Value>,
    access_token: Option<IgnoredAny>,
}

/// The error response in `body`, if it is one. Some providers send it with status 200.
pub(super) fn parse_error(status: StatusCode, body: &[u8]) -> Option<ErrorResponse> {
    let ErrorFields { error, error_description, error_uri, access_token } = decode(body).ok()?;
    if status.is_success() && access_token.is_some() {
        return None;
    }
    let text = |value: Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
    Some(ErrorResponse { status, code: error, description: text(error_description), uri: text(error_uri) })
}
