//! Which redirects are followed.
//!
//! The policies of reqwest do not know the method: they repeat an update as a GET, and the response to that would be
//! taken for the success of the update. On the way to another host, reqwest removes `Authorization` and `Cookie`, but
//! neither the header of an API key nor the body. So the HTTP client follows no redirects, and
//! [`Call`](super::call::Call) follows those that this module allows.

use http::header::LOCATION;
use http::{Method, StatusCode};
use url::Url;

use crate::HttpResponse;

/// The most redirects that are followed for one request.
pub(super) const MAX_REDIRECTS: usize = 10;

/// Where to send the request again, if `response` to a request with `method` to `url` is a redirect that may be
/// followed.
///
/// Its target must have the same scheme, host and port, and method and body must stay the same: any redirect of GET and
/// HEAD, and 307 and 308 of other methods (RFC 9110, section 15.4).
pub(super) fn target(method: &Method, url: &Url, response: &HttpResponse) -> Option<Url> {
    if !preserves_request(response.status(), method) {
        return None;
    }
    // Not `to_str`, which accepts only ASCII: some servers send other characters unencoded.
    let location = str::from_utf8(response.headers().get(LOCATION)?.as_bytes()).ok()?;
    let target = url.join(location).ok()?;
    (target.origin() == url.origin()).then_some(target)
}

/// Whether the client sends the same method and body after a redirect with `status`.
fn preserves_request(status: StatusCode, method: &Method) -> bool {
    match status {
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => {
            matches!(*method, Method::GET | Method::HEAD)
        }
        _ => false,
    }
}
