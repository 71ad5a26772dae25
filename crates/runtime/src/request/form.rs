//! Form bodies.

use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde::Serialize;
use url::form_urlencoded;

use super::pairs;
use crate::InvalidRequest;

/// What a generated client needs beyond reqwest to build a request.
pub trait RequestBuilderExt: Sized {
    /// Sets an `application/x-www-form-urlencoded` body: each member of `body` under its own name, an array as the name
    /// repeated, `null` as nothing, deeper values as JSON text.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`] if `body` does not serialise to a JSON object.
    fn form_urlencoded<T: Serialize + ?Sized>(self, body: &T) -> Result<Self, InvalidRequest>;

    /// [`form_urlencoded`](Self::form_urlencoded) where there is a body, nothing where there is none.
    ///
    /// # Errors
    ///
    /// As `form_urlencoded`.
    fn optional_form_urlencoded<T: Serialize + ?Sized>(self, body: Option<&T>) -> Result<Self, InvalidRequest> {
        match body {
            Some(body) => self.form_urlencoded(body),
            None => Ok(self),
        }
    }

    /// A JSON body where there is one, nothing where there is none.
    #[must_use]
    fn optional_json<T: Serialize + ?Sized>(self, body: Option<&T>) -> Self;
}

impl RequestBuilderExt for RequestBuilder {
    fn form_urlencoded<T: Serialize + ?Sized>(self, body: &T) -> Result<Self, InvalidRequest> {
        let pairs = pairs::of_form(body).map_err(|_| InvalidRequest::form_body())?;
        let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        Ok(self.header(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded")).body(text))
    }

    fn optional_json<T: Serialize + ?Sized>(self, body: Option<&T>) -> Self {
        match body {
            Some(body) => self.json(body),
            None => self,
        }
    }
}
