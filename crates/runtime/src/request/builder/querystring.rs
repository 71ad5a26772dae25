//! The whole query as one parameter (OpenAPI 3.2, `in: querystring`).

use serde::Serialize;

use super::{Encoding, RequestBuilder, Style, Value, append, form};
use crate::InvalidRequest;

impl RequestBuilder<'_> {
    /// Adds the parameter that is the query as a whole (`in: querystring` of OpenAPI 3.2), in the format of a form. The
    /// members in `styles` have the given style.
    pub fn querystring_form<T: Serialize + ?Sized>(mut self, styles: &[(&str, Style)], value: &T) -> Self {
        match form::encode(value, styles) {
            Ok(text) if text.is_empty() => {}
            Ok(text) => append(&mut self.query, "&", &text),
            Err(_) => self.record_error(InvalidRequest::querystring()),
        }
        self
    }

    /// Adds the parameter that is the query as a whole, as percent-encoded JSON.
    pub fn querystring_json<T: Serialize + ?Sized>(self, value: &T) -> Self {
        self.querystring(Value::json(value))
    }

    /// Adds the parameter that is the query as a whole, as percent-encoded text.
    pub fn querystring_text<T: Serialize + ?Sized>(self, value: &T) -> Self {
        self.querystring(Value::of(value))
    }

    fn querystring(mut self, value: Result<Value, serde_json::Error>) -> Self {
        match value {
            Ok(Value::Null) => {}
            Ok(Value::Scalar(text)) => append(&mut self.query, "&", &Encoding::Query.encode(&text)),
            Ok(Value::Array(_) | Value::Object(_)) | Err(_) => self.record_error(InvalidRequest::querystring()),
        }
        self
    }
}
