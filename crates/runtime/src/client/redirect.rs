//! Which redirects are followed.

use std::time::Instant;

use reqwest::header::LOCATION;
use reqwest::{Client, Method, Request, Response, StatusCode};
use url::Url;

/// How many redirects one call follows.
const MOST: usize = 10;

/// Sends `request`, and again to where the provider sends it on; any redirect not to be followed is the answer that it is.
///
/// Followed are redirects to the same scheme, host and port that leave the request what it is: all of them for GET and HEAD,
/// 307 and 308 for the other methods, where the body can be sent twice. The time-out of `request` holds for all of it.
///
/// It takes a `client` that follows none by itself, for reqwest's policies do not see the method: they make a GET of an update,
/// and what answers that would pass for the update's success. Also, on the way to another host reqwest drops `Authorization`
/// and `Cookie`, but not the header of an API key, nor the body.
pub(super) async fn execute(client: &Client, mut request: Request) -> Result<Response, reqwest::Error> {
    let started = Instant::now();
    let timeout = request.timeout().copied();
    for _ in 0..MOST {
        let again = request.try_clone();
        let response = client.execute(request).await?;
        let Some((mut next, target)) = again.and_then(|again| target(&again, &response).map(|url| (again, url))) else {
            return Ok(response);
        };
        *next.url_mut() = target;
        *next.timeout_mut() = timeout.map(|timeout| timeout.saturating_sub(started.elapsed()));
        request = next;
    }
    client.execute(request).await
}

/// Where to send `request` again, if `response` asks for that and it may be.
fn target(request: &Request, response: &Response) -> Option<Url> {
    if !leaves_as_is(response.status(), request.method()) {
        return None;
    }
    // Not `to_str`, which takes ASCII only: addresses with letters beyond it do come unencoded.
    let location = str::from_utf8(response.headers().get(LOCATION)?.as_bytes()).ok()?;
    let target = request.url().join(location).ok()?;
    (target.origin() == request.url().origin()).then_some(target)
}

/// Whether a redirect with `status` means the same request at another place.
fn leaves_as_is(status: StatusCode, method: &Method) -> bool {
    match status {
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => {
            matches!(*method, Method::GET | Method::HEAD)
        }
        _ => false,
    }
}
