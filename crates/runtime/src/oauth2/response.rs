//! What token endpoints answer (RFC 6749, section 5), as far as they agree.
//!
//! The types of the crate `oauth2` hold providers to the letter: a lifetime in quotes or a missing `token_type`, and
//! there is no token. These take what is in use.

use std::time::Duration;

use oauth2::basic::BasicTokenType;
use oauth2::{AccessToken, RefreshToken, Scope, TokenResponse};
use reqwest::StatusCode;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::error::ErrorResponse;

/// A token (section 5.1). What else comes with it is not read; its scopes are the provider's business.
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

/// A token without a type is a bearer token, for what else could be done with it?
fn token_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BasicTokenType, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    Ok(match name {
        Some(name) if !name.eq_ignore_ascii_case("bearer") => BasicTokenType::Extension(name),
        _ => BasicTokenType::Bearer,
    })
}

/// Seconds, as a number or in quotes. What is neither, or negative, says nothing: the token is used until it is
/// rejected.
fn lifetime<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let seconds = match Value::deserialize(deserializer)? {
        Value::Number(seconds) => seconds.as_f64(),
        Value::String(seconds) => seconds.trim().parse().ok(),
        _ => None,
    };
    Ok(seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()))
}

/// An error (section 5.2).
#[derive(Deserialize)]
struct ErrorFields {
    error: String,
    error_description: Option<Value>,
    error_uri: Option<Value>,
    access_token: Option<IgnoredAny>,
}

/// The error in `body`, if it is one. Some providers give it the status 200.
pub(super) fn parse_error(status: StatusCode, body: &[u8]) -> Option<ErrorResponse> {
    let ErrorFields { error, error_description, error_uri, access_token } = serde_json::from_slice(body).ok()?;
    if status.is_success() && access_token.is_some() {
        return None;
    }
    let text = |value: Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
    Some(ErrorResponse { status, code: error, description: text(error_description), uri: text(error_uri) })
}
