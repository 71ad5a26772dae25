//! Names for status codes.

use moored_document::status::Status;

use super::variant_name;

/// The name of the variant for `status`: `NotFound`, `ClientError`, `Other`.
#[must_use]
pub fn status_variant(status: Status) -> String {
    match status {
        Status::Code(code) => match http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason()) {
            Some(reason) => variant_name(reason),
            None => format!("Status{code}"),
        },
        Status::Range(1) => "Informational".to_owned(),
        Status::Range(2) => "Success".to_owned(),
        Status::Range(3) => "Redirection".to_owned(),
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(_) => "ServerError".to_owned(),
        Status::Default => "Other".to_owned(),
    }
}

/// The name of the variant for a key of `responses`.
#[must_use]
pub(crate) fn status_name(key: &str) -> String {
    Status::parse(key).map_or_else(|| variant_name(key), status_variant)
}
