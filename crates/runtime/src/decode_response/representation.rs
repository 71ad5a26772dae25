//! Which of several documented representations a response has.

use http::header::CONTENT_TYPE;

use crate::media_type::{essence, is_in_range};
use crate::{Error, RawResponse};

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
        let Some(received) = self.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return 0 };
        let received = essence(received);
        let find = |matches: &dyn Fn(&str) -> bool| {
            documented.iter().position(|media_types| media_types.iter().any(|media_type| matches(&essence(media_type))))
        };
        let in_range = |range: &str| range != "*/*" && is_in_range(&received, range);
        let found = find(&|media_type| media_type == received).or_else(|| find(&in_range));
        found.or_else(|| find(&|media_type| media_type == "*/*")).unwrap_or_default()
    }

    /// The same response, unless it has another documented representation than the one that was requested: a
    /// `Content-Type` that is one of `documented`, and not one of `expected`. Each of `documented` is a list of media
    /// types with the method that returns it.
    ///
    /// A `Content-Type` that is not documented is no error: the body is decoded as `expected`.
    ///
    /// # Errors
    ///
    /// [`Error::UnexpectedMediaType`]
    pub fn requested<E>(
        self,
        expected: &'static [&'static str],
        documented: &[(&[&str], &'static str)],
    ) -> Result<Self, Error<E>> {
        let Some(received) = self.headers().get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()))
        else {
            return Ok(self);
        };
        let received = essence(&received);
        let is_expected = |fits: fn(&str, &str) -> bool| expected.iter().any(|one| fits(&received, &essence(one)));
        let other = |fits: fn(&str, &str) -> bool| {
            documented.iter().find(|(media_types, _)| media_types.iter().any(|one| fits(&received, &essence(one))))
        };
        let is_same = |received: &str, documented: &str| received == documented;
        if is_expected(is_same) {
            return Ok(self);
        }
        let found = other(is_same).or_else(|| other(is_in_range).filter(|_| !is_expected(is_in_range)));
        match found {
            Some((_, method)) => Err(self.unexpected_media_type(expected, Some(method))),
            None => Ok(self),
        }
    }

    /// Returns the error for a documented success that does not have the requested representation. `method` returns the
    /// one that it has.
    pub fn unexpected_media_type<E>(self, expected: &'static [&'static str], method: Option<&'static str>) -> Error<E> {
        Error::UnexpectedMediaType { response: Box::new(self.truncated()), expected, method }
    }
}
