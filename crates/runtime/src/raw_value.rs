//! The names by which serde_json returns the text of a value instead of its content. They are private to serde_json.

/// A newtype of this name makes serde_json return the text of a value: a map with one entry, whose key is this name
/// again.
///
/// `serde_json::value::RawValue` does the same, but accepts nothing else, so it fails inside `untagged` and `flatten`.
/// If serde_json renames it, `Decimal` falls back to `f64`, and the test with thirty digits fails.
pub(crate) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The prefix of the keys for texts: raw values, and numbers of arbitrary precision.
pub(crate) const PRIVATE_KEY: &str = "$serde_json::private::";
