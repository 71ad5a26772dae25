//! What a request contains where the document does not state it.

use serde::Deserialize;
use toml::Spanned;

/// An entry of `[requests]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestSettings {
    /// The path parameters whose values may contain slashes.
    #[serde(default)]
    pub slashes: Vec<Spanned<String>>,
    /// The lists in a multipart form that are one part, a JSON array.
    #[serde(default)]
    pub one_part: Vec<Spanned<String>>,
    /// The lists in a multipart form that have a part for each item.
    #[serde(default)]
    pub part_for_each: Vec<Spanned<String>>,
}
