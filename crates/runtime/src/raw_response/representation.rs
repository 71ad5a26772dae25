//! Which of several documented representations a response has.

use reqwest::header::CONTENT_TYPE;

use super::RawResponse;

impl RawResponse {
    /// The index of the representation in `documented` that this response has. Each representation is a list of media
    /// types. The `Content-Type` is compared with all media types first, then with ranges such as `image/*`, then with
    /// `*/*`. The index is 0 if nothing matches or there is no `Content-Type`.
    ///
    /// ```text
    /// &[&["application/json", "application/problem+json"], &["text/*"]]
    /// ```
    #[must_use]
    pub fn representation(&self, documented: &[&[&str]]) -> usize {
        let Some(received) = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return 0 };
        let received = received.split(';').next().unwrap_or_default().trim();
        let find = |matches: &dyn Fn(&str) -> bool| {
            documented.iter().position(|media_types| media_types.iter().any(|media_type| matches(media_type)))
        };
        let in_range = |range: &str| {
            let prefix = range.strip_suffix('*').filter(|prefix| prefix.ends_with('/'));
            prefix.is_some_and(|prefix| {
                received.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            })
        };
        let found = find(&|media_type| media_type.eq_ignore_ascii_case(received)).or_else(|| find(&in_range));
        found.or_else(|| find(&|media_type| media_type == "*/*")).unwrap_or_default()
    }
}
