//! Where a page is among the pages of a call.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::JsonValue;
use crate::json::encode;

/// Where to continue: a page among the pages of a call, or an item of it. Save it, and pass it to
/// [`Pages::starting_at`](crate::Pages::starting_at) of the same call, in this process or in another one.
///
/// [`to_text`](Self::to_text) and [`parse`](str::parse) convert it into and from text, and serde does the same. The
/// text may contain a secret of the provider: some have signatures in the addresses of their pages. `Debug` does not
/// show it. Accept it only from where you saved it: it may contain the address that is requested next, with the
/// credentials of the client.
///
/// ```
/// use moored_runtime::PagePosition;
///
/// # fn example(position: &PagePosition) -> Result<(), Box<dyn std::error::Error>> {
/// std::fs::write("position", position.to_text())?;
/// let position: PagePosition = std::fs::read_to_string("position")?.parse()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PagePosition(Box<Saved>);

/// A text that is not the text of a [`PagePosition`]. The message does not contain the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the text of a position among pages")]
pub struct InvalidPagePosition;

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Saved {
    pub(super) operation: String,
    /// A hash of the call's arguments.
    pub(super) call: u64,
    pub(super) at: At,
    /// How many items the pages before it have, if that is known.
    pub(super) items_before: Option<u64>,
    /// How many items of the page were already returned.
    pub(super) items_read: usize,
}

/// Which page.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum At {
    /// That of the call as it is.
    Start,
    /// The absolute address.
    Address(String),
    /// A text, or any other JSON value for a JSON body.
    Cursor(JsonValue),
    /// The number of the page, or the number of items before it.
    Number(u64),
}

/// Hashes the text of a cursor, because the first request of a call has nothing else.
impl Hash for At {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Start => 0.hash(state),
            Self::Address(text) | Self::Cursor(JsonValue::String(text)) => text.hash(state),
            Self::Cursor(value) => value.to_string().hash(state),
            Self::Number(number) => number.hash(state),
        }
    }
}

/// The version of the text.
const PREFIX: &str = "1.";

impl PagePosition {
    /// The position as text of ASCII characters without spaces. It may contain a secret of the provider.
    #[must_use]
    pub fn to_text(&self) -> String {
        let json = encode(&*self.0).unwrap_or_default();
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(json))
    }

    pub(super) fn new(saved: Saved) -> Self {
        Self(Box::new(saved))
    }

    pub(super) fn into_saved(self) -> Saved {
        *self.0
    }
}

impl FromStr for PagePosition {
    type Err = InvalidPagePosition;

    fn from_str(text: &str) -> Result<Self, InvalidPagePosition> {
        let encoded = text.trim().strip_prefix(PREFIX).ok_or(InvalidPagePosition)?;
        let json = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| InvalidPagePosition)?;
        crate::decode(&json).map(Self::new).map_err(|_| InvalidPagePosition)
    }
}

/// Writes the text.
impl Serialize for PagePosition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for PagePosition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl fmt::Debug for PagePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PagePosition([redacted])")
    }
}
