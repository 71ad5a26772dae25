//! How the requests that a provider sends by itself are distinguished.

use std::collections::BTreeMap;
use std::fmt;

use http::HeaderName;
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// `[webhooks]` and `[callbacks]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventSettings {
    /// Where a request has the name of its event. Several parts are joined.
    #[serde(default)]
    pub event: Vec<Spanned<EventName>>,
    /// The name of a webhook or callback in the document → the names that are sent for it.
    #[serde(default)]
    pub names: BTreeMap<Spanned<String>, Vec<String>>,
}

/// Where a request has the name of its event, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(try_from = "String", rename_all = "snake_case")]
pub enum EventName {
    /// The value of this header.
    Header(String),
    /// The string at this JSON pointer of the body.
    Body(String),
}

impl TryFrom<String> for EventName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.starts_with('/') {
            return Ok(Self::Body(text));
        }
        match HeaderName::from_bytes(text.as_bytes()).is_ok() {
            true => Ok(Self::Header(text)),
            false => Err(format!("`{text}` is neither a JSON pointer (`/type`) nor the name of a header")),
        }
    }
}

impl fmt::Display for EventName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::Body(pointer) => write!(f, "`{pointer}` in the body"),
        }
    }
}
