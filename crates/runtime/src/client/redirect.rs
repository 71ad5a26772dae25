//! Which redirects are followed.
//!
//! The policies of reqwest do not know the method: they repeat an update as a GET, and the response to that would be
//! taken for the success of the update. On the way to another host, reqwest removes `Authorization` and `Cookie`, but
//! neither the header of an API key nor the body. So the HTTP client follows no redirects, and
//! [`Call`](super::call::Call) follows those that this module allows: within the origin, and downloads to the hosts
//! that the user has listed, which get no credentials.

use http::header::{
    ACCEPT, HeaderName, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE, LOCATION, RANGE,
};
use http::{Method, StatusCode};
use url::Url;

use crate::base_address::is_loopback;
use crate::{HttpRequest, HttpResponse};

/// The most redirects that are followed for one request.
pub(super) const MAX_REDIRECTS: usize = 10;

/// Where `response` to a request with `method` to `url` redirects to, if method and body may stay the same: any
/// redirect of GET and HEAD, and 307 and 308 of other methods (RFC 9110, section 15.4).
pub(super) fn target(method: &Method, url: &Url, response: &HttpResponse) -> Option<Url> {
    if !preserves_request(response.status(), method) {
        return None;
    }
    // Not `to_str`, which accepts only ASCII: some servers send other characters unencoded.
    let location = str::from_utf8(response.headers().get(LOCATION)?.as_bytes()).ok()?;
    url.join(location).ok()
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

/// Whether a download may go on from `from` to `target`: by https, or in the same plain text as before.
pub(super) fn keeps_encryption(from: &Url, target: &Url, allows_plain_http: bool) -> bool {
    match (from.scheme(), target.scheme()) {
        (_, "https") => true,
        ("http", "http") => allows_plain_http || is_loopback(target),
        _ => false,
    }
}

/// The headers of a download that another host gets: what part of what representation is wanted. No other is known to
/// have no secret.
const OF_DOWNLOADS: [HeaderName; 7] =
    [ACCEPT, RANGE, IF_RANGE, IF_MATCH, IF_NONE_MATCH, IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE];

/// The request for the download at `target`, another host than that of `request`; `None` if `request` is no download.
pub(super) fn download(request: &HttpRequest, target: &Url) -> Option<HttpRequest> {
    let is_download = matches!(*request.method(), Method::GET | Method::HEAD)
        && request.body().as_bytes().is_some_and(<[u8]>::is_empty)
        && target.username().is_empty()
        && target.password().is_none();
    let mut download = is_download.then(|| HttpRequest::new(request.method().clone(), target.clone()))?;
    for name in OF_DOWNLOADS {
        for value in request.headers().get_all(&name) {
            download.headers_mut().append(name.clone(), value.clone());
        }
    }
    Some(match request.called() {
        Some(operation) => download.for_other_host(operation),
        None => download,
    })
}
