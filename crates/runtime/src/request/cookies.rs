//! The header `Cookie`.

use http::header::{COOKIE, HeaderMap, HeaderValue};

use crate::InvalidRequest;

/// Adds `added` to the cookies of a request: all are in one header (RFC 6265, section 5.4).
pub(crate) fn add_cookie(headers: &mut HeaderMap, added: HeaderValue) -> Result<(), InvalidRequest> {
    let cookies = match headers.get(COOKIE) {
        Some(others) => {
            let bytes = [others.as_bytes(), b"; ", added.as_bytes()].concat();
            let mut all = HeaderValue::from_bytes(&bytes).map_err(|_| InvalidRequest::cookie())?;
            all.set_sensitive(true);
            all
        }
        None => added,
    };
    headers.insert(COOKIE, cookies);
    Ok(())
}
