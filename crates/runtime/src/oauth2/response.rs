//! Responses of token endpoints (RFC 6749, section 5), decoded leniently.
//!
//! The types of the crate `oauth2` fail for a lifetime in quotes and for a missing `token_type`. Providers send both.

use std::time::Duration;

use oauth2::basic::BasicTokenType;
use oauth2::{AccessToken, RefreshToken, Scope, TokenResponse};
use reqwest::StatusCode;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

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

fn bearer() -> BasicTokenType {
    BasicTokenType::Bearer
}

/// A missing type means a bearer token, the only type that can be sent.
fn token_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BasicTokenType, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    Ok(match name {
        Some(name) if !name.eq_ignore_ascii_case("bearer") => BasicTokenType::Extension(name),
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
