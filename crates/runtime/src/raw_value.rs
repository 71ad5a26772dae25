//! The private protocol of serde_json for the text of a value.

/// Under this name serde_json hands over the text of a value unread, as a map of one entry whose key is the name again.
///
/// `RawValue` asks in the same way, but understands no other answer, so inside `untagged` and `flatten` it fails. Should
/// serde_json ever rename it, `Reader` falls back to `f64`, and the test with thirty digits fails.
pub(crate) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The prefix of the keys under which serde_json hands over texts: raw values, and numbers of arbitrary precision.
pub(crate) const PRIVATE_KEY: &str = "$serde_json::private::";
