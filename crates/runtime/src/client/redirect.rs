//! Which redirects are followed.
//!
//! reqwest's own policies do not see the method: they make a GET of an update, and what answers that would pass for the update's
//! success. Also, on the way to another host reqwest drops `Authorization` and `Cookie`, but not the header of an API key, nor
//! the body. So the client of ours follows none by itself, and asks here.

use reqwest::header::LOCATION;
use reqwest::{Method, Response, StatusCode};
use url::Url;

/// How many redirects one request follows.
pub(super) const MAX_REDIRECTS: usize = 10;

/// Where to send the request with `method` that was answered by `response` again, if that asks for it and it may be.
///
/// Followed are redirects to the same scheme, host and port that leave the request what it is: all of them for GET and HEAD,
/// 307 and 308 for the other methods.
pub(super) fn target(method: &Method, response: &Response) -> Option<Url> {
    if !preserves_request(response.status(), method) {
        return None;
    }
    // Not `to_str`, which takes ASCII only: addresses with letters beyond it do come unencoded.
    let location = str::from_utf8(response.headers().get(LOCATION)?.as_bytes()).ok()?;
    let target = response.url().join(location).ok()?;
    (target.origin() == response.url().origin()).then_some(target)
}

/// Whether a redirect with `status` means the same request at another place.
fn preserves_request(status: StatusCode, method: &Method) -> bool {
    match status {
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => {
            matches!(*method, Method::GET | Method::HEAD)
        }
        _ => false,
    }
}
