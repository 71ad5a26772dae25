//! Which redirects are followed.

use reqwest::redirect::Policy;

/// How many redirects one call follows.
const MOST: usize = 10;

/// Follows redirects to the same scheme, host and port, and hands out any other as the answer that it is.
///
/// reqwest drops `Authorization` and `Cookie` on the way to another host, but not the header of an API key, nor the body.
pub(super) fn within_origin() -> Policy {
    Policy::custom(|attempt| {
        let visited = attempt.previous();
        let same_origin = visited
            .last()
            .is_some_and(|last| last.origin() == attempt.url().origin());
        if same_origin && visited.len() <= MOST {
            attempt.follow()
        } else {
            attempt.stop()
        }
    })
}
