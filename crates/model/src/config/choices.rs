//! Settings that are one of several texts.

use serde::Deserialize;

/// Where the methods of operations are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Arrangement {
    /// All on the client: `client.list_pets()`.
    Flat,
    /// In groups, one for each tag: `client.pets().list()`.
    ByTag,
}

impl TryFrom<String> for Arrangement {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.as_str() {
            "flat" => Ok(Self::Flat),
            "by-tag" => Ok(Self::ByTag),
            _ => Err(format!("`{word}` is not valid; expected `flat` or `by-tag`")),
        }
    }
}

/// How members of a response that the document does not declare are handled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum UnknownFields {
    /// They are discarded.
    #[default]
    Ignore,
    /// The type has a field for them, which is encoded again.
    Keep,
}

impl TryFrom<String> for UnknownFields {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.as_str() {
            "ignore" => Ok(Self::Ignore),
            "keep" => Ok(Self::Keep),
            _ => Err(format!("`{word}` is not valid; expected `keep` or `ignore`")),
        }
    }
}

/// How required members that a response does not have, or that are `null`, are handled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum MissingMembers {
    /// The response does not decode.
    #[default]
    Reject,
    /// Their types are options, and each case is reported.
    Tolerate,
}

impl TryFrom<String> for MissingMembers {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.as_str() {
            "reject" => Ok(Self::Reject),
            "tolerate" => Ok(Self::Tolerate),
            _ => Err(format!("`{word}` is not valid; expected `reject` or `tolerate`")),
        }
    }
}
