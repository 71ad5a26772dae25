//! Building a request of an operation.

mod checks;
mod querystring;

use std::borrow::Cow;

use http::Method;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use url::Url;

use super::body::{Body, Content};
use super::encoding::Encoding;
use super::expansion::expand;
use super::multipart::Multipart;
use super::style::{Style, StyleKind};
use super::value::Value;
use super::{form, path};
use crate::bounds::OutOfBounds;
use crate::json::encode;
use crate::{HttpBody, HttpRequest, InvalidRequest, Operation};

/// Builds a request of an [`Operation`]. Generated code calls one method per parameter and one for the body.
///
/// A parameter whose value is `null` is not sent; that includes `None` and an absent [`Field`](crate::Field). A value
/// that cannot be sent as its parameter is an error of [`build`](Self::build), and so is a value that changes the
/// segments of the path.
///
/// ```
/// # use moored_runtime::{Core, Operation, Style};
/// static LIST_KEYS: Operation = Operation { id: "list-keys", method: "GET", path: "/users/{id}/keys",
///     accept: None, security: &[], redirects: &[] };
///
/// let core = Core::builder(Some("https://example.com")).build()?;
/// let request = core
///     .request(&LIST_KEYS)
///     .path("id", "Ada")
///     .query("limit", &Some(10))
///     .query_as("tags", Style::PIPE_DELIMITED, &["new", "big"])
///     .build()?;
/// assert_eq!(request.url().as_str(), "https://example.com/users/Ada/keys?limit=10&tags=new%7Cbig");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "it does nothing before it is built and executed"]
pub struct RequestBuilder<'a> {
    address: Result<Cow<'a, str>, InvalidRequest>,
    operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    query: String,
    cookies: String,
    headers: HeaderMap,
    body: HttpBody,
    /// The first error.
    invalid: Option<InvalidRequest>,
    /// The first value that is out of bounds.
    out_of_bounds: Option<OutOfBounds>,
}

impl<'a> RequestBuilder<'a> {
    pub(crate) fn new(address: Result<impl Into<Cow<'a, str>>, InvalidRequest>, operation: &'static Operation) -> Self {
        Self {
            address: address.map(Into::into),
            operation,
            path: Vec::new(),
            query: String::new(),
            cookies: String::new(),
            headers: HeaderMap::new(),
            body: HttpBody::default(),
            invalid: None,
            out_of_bounds: None,
        }
    }

    /// Builds a request of `operation` instead.
    pub(crate) fn for_operation(self, operation: &'static Operation) -> Self {
        Self { operation, ..self }
    }

    /// Sets a path parameter with `style: simple`.
    pub fn path<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.path_as(name, Style::SIMPLE, value)
    }

    /// Sets a path parameter.
    pub fn path_as<T: Serialize + ?Sized>(mut self, name: &'static str, style: Style, value: &T) -> Self {
        let encoding = if style.reserved { Encoding::ReservedPath } else { Encoding::Path };
        let text = self.expand(name, style, value, encoding);
        // `None` leaves its segment empty, which is an error later.
        self.path.push((name, text.unwrap_or_default()));
        self
    }

    /// Adds a query parameter with `style: form` and `explode: true`.
    pub fn query<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.query_as(name, Style::FORM.exploded(), value)
    }

    /// Adds a query parameter.
    pub fn query_as<T: Serialize + ?Sized>(mut self, name: &'static str, style: Style, value: &T) -> Self {
        let encoding = if style.reserved { Encoding::Reserved } else { Encoding::Query };
        if let Some(text) = self.expand(name, style, value, encoding) {
            append(&mut self.query, "&", &text);
        }
        self
    }

    /// Adds a header with `style: simple`.
    pub fn header<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.header_as(name, Style::SIMPLE, value)
    }

    /// Adds a header.
    pub fn header_as<T: Serialize + ?Sized>(mut self, name: &'static str, style: Style, value: &T) -> Self {
        let Some(text) = self.expand(name, style, value, Encoding::Verbatim) else { return self };
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(text.as_bytes())) {
            // All cookies are in one `Cookie` header (RFC 6265, section 5.4).
            (Ok(name), Ok(_)) if name == COOKIE => append(&mut self.cookies, "; ", &text),
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
            }
            _ => self.record_error(InvalidRequest::header(name)),
        }
        self
    }

    /// Adds a cookie with `style: form` and `explode: true`.
    pub fn cookie<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.cookie_as(name, Style::FORM.exploded(), value)
    }

    /// Adds a cookie. All cookies of a request, including that of a credential, are sent in one header.
    pub fn cookie_as<T: Serialize + ?Sized>(mut self, name: &'static str, style: Style, value: &T) -> Self {
        let encoding = if style.kind == StyleKind::Cookie { Encoding::CookieAsGiven } else { Encoding::Cookie };
        if let Some(text) = self.expand(name, style, value, encoding) {
            append(&mut self.cookies, "; ", &text);
        }
        self
    }

    /// Calls `add` if there is a value.
    pub fn optional<T>(self, value: Option<T>, add: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => add(self, value),
            None => self,
        }
    }

    /// Sets a JSON body of `application/json`.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.json_as("application/json", body)
    }

    /// Sets a JSON body of `media_type`.
    pub fn json_as<T: Serialize + ?Sized>(mut self, media_type: &str, body: &T) -> Self {
        match encode(body) {
            Ok(json) => self.body(media_type, json),
            Err(_) => {
                self.record_error(InvalidRequest::json_body());
                self
            }
        }
    }

    /// Sets a body of `application/x-www-form-urlencoded`, with a pair for each member of `body`. An array becomes one
    /// pair per element, `null` is left out, and deeper values become JSON text.
    pub fn form<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.form_as(&[], body)
    }

    /// Sets a body of `application/x-www-form-urlencoded`, in which the members in `styles` have the given style.
    pub fn form_as<T: Serialize + ?Sized>(mut self, styles: &[(&str, Style)], body: &T) -> Self {
        match form::encode(body, styles) {
            Ok(text) => self.body("application/x-www-form-urlencoded", text),
            Err(invalid) => {
                self.record_error(invalid);
                self
            }
        }
    }

    /// Sets a multipart body.
    pub fn multipart(mut self, mut parts: Multipart) -> Self {
        self.out_of_bounds = self.out_of_bounds.or(parts.out_of_bounds.take());
        match parts.finish() {
            Ok((media_type, content)) => self.content(&media_type, content),
            Err(invalid) => {
                self.record_error(invalid);
                self
            }
        }
    }

    /// Sets a body of `media_type`, unless the body has a media type of its own.
    pub fn body(self, media_type: &str, body: impl Into<Body>) -> Self {
        let Body { content, media_type: own_media_type } = body.into();
        self.content(own_media_type.as_deref().unwrap_or(media_type), content)
    }

    fn content(mut self, media_type: &str, content: Content) -> Self {
        let media_type = HeaderValue::from_str(media_type).map_err(|_| InvalidRequest::header("Content-Type"));
        match media_type.and_then(|media_type| Ok((media_type, content.checked()?))) {
            Ok((media_type, content)) => {
                self.headers.insert(CONTENT_TYPE, media_type);
                if let Content::Stream(_, Some(length)) = &content {
                    self.headers.insert(CONTENT_LENGTH, HeaderValue::from(*length));
                }
                self.body = content.into();
            }
            Err(invalid) => self.record_error(invalid),
        }
        self
    }

    /// Builds the request.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`] if a value cannot be sent as its parameter or body, or is out of bounds.
    pub fn build(mut self) -> Result<HttpRequest, InvalidRequest> {
        if let Some(invalid) = self.invalid {
            return Err(invalid);
        }
        let path = path::fill(self.operation.path, &self.path).ok_or_else(InvalidRequest::path)?;
        let address = format!("{}{path}", self.address?);
        let mut url = Url::parse(&address).map_err(|_| InvalidRequest::outside_base_address())?;
        if !self.query.is_empty() {
            // Some documents have a query in a path template.
            let query = url.query().map_or_else(|| self.query.clone(), |own| format!("{own}&{}", self.query));
            url.set_query(Some(&query));
        }
        let method =
            Method::from_bytes(self.operation.method.as_bytes()).map_err(|_| InvalidRequest::outside_base_address())?;
        if !self.cookies.is_empty() {
            let mut cookies = HeaderValue::from_bytes(self.cookies.as_bytes()).map_err(|_| InvalidRequest::cookie())?;
            cookies.set_sensitive(true);
            self.headers.insert(COOKIE, cookies);
        }
        let mut request = HttpRequest::new(method, url).with_operation(self.operation);
        *request.headers_mut() = self.headers;
        *request.body_mut() = self.body;
        match self.out_of_bounds {
            Some(violation) => Err(InvalidRequest::out_of_bounds(violation, request)),
            None => Ok(request),
        }
    }

    /// The text of `value`; an error is returned later by [`build`](Self::build).
    fn expand<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        value: &T,
        encoding: Encoding,
    ) -> Option<String> {
        // JSON text is written like any other text in the default style.
        let (value, style) = match (style.kind, encoding) {
            (StyleKind::Json, Encoding::Path | Encoding::ReservedPath | Encoding::Verbatim) => {
                (Value::json(value), Style::SIMPLE)
            }
            (StyleKind::Json, _) => (Value::json(value), Style::FORM),
            _ => (Value::of(value), style),
        };
        // It would begin another cookie.
        if encoding == Encoding::CookieAsGiven && value.as_ref().is_ok_and(|value| value.contains(';')) {
            self.record_error(InvalidRequest::cookie());
            return None;
        }
        match value.and_then(|value| expand(name, style, &value, encoding)) {
            Ok(text) => text,
            Err(_) => {
                self.record_error(InvalidRequest::parameter(name));
                None
            }
        }
    }

    fn record_error(&mut self, invalid: InvalidRequest) {
        self.invalid.get_or_insert(invalid);
    }
}

fn append(text: &mut String, separator: &str, more: &str) {
    if !text.is_empty() {
        text.push_str(separator);
    }
    text.push_str(more);
}
