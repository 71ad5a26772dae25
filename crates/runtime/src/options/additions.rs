//! Headers and query parameters that the document does not declare.

use http::header::{CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};

use crate::media_type::essence;
use crate::request::{add_cookie, query_pair};
use crate::{HttpRequest, InvalidRequest, Secret};

/// Headers and query parameters that a caller adds to a request.
#[derive(Clone, Default)]
pub(crate) struct Additions {
    pub(super) headers: Vec<(String, Secret)>,
    pub(super) query: Vec<(String, Secret)>,
}

/// Why a header cannot be added.
pub(super) enum InvalidHeader {
    Syntax,
    Framing,
}

/// Headers that describe the connection, or the length or the coding of the body (RFC 9110, sections 6.4, 7.2, 7.6 and
/// 10.1; RFC 9112, section 6). The HTTP client sets them as the message needs.
const FRAMING: [HeaderName; 9] = [
    http::header::CONNECTION,
    http::header::CONTENT_LENGTH,
    http::header::EXPECT,
    http::header::HOST,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    http::header::TE,
    http::header::TRANSFER_ENCODING,
    http::header::UPGRADE,
];

impl Additions {
    pub(crate) fn add_header(&mut self, name: String, value: Secret) {
        self.headers.push((name, value));
    }

    pub(crate) fn add_query(&mut self, name: String, value: Secret) {
        self.query.push((name, value));
    }

    /// The same additions without the headers whose names are `removed`.
    pub(super) fn without_headers(&self, removed: impl Fn(&str) -> bool) -> Self {
        let mut kept = self.clone();
        kept.headers.retain(|(name, _)| !removed(name));
        kept
    }

    /// Whether there is a query parameter `name`.
    pub(super) fn has_query(&self, name: &str) -> bool {
        self.query.iter().any(|(added, _)| added == name)
    }

    /// The names of headers and query parameters, without values.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().chain(&self.query).map(|(name, _)| name.as_str())
    }

    /// Adds everything to `request`. A header replaces what the request has under the same name, except cookies.
    pub(crate) fn apply(&self, request: &mut HttpRequest) -> Result<(), InvalidRequest> {
        let mut replaced = Vec::new();
        for (name, value) in &self.headers {
            let invalid = |reason| match reason {
                InvalidHeader::Syntax => InvalidRequest::added_header(name),
                InvalidHeader::Framing => InvalidRequest::framing_header(name),
            };
            let (key, value) = parse(name, value).map_err(invalid)?;
            // It has the boundary between the parts.
            if key == CONTENT_TYPE && is_multipart(request.headers()) {
                return Err(invalid(InvalidHeader::Framing));
            }
            match key {
                COOKIE => {
                    add_cookie(request.headers_mut(), value).map_err(|_| invalid(InvalidHeader::Syntax))?;
                }
                key if replaced.contains(&key) => {
                    request.headers_mut().append(key, value);
                }
                key => {
                    request.headers_mut().insert(key.clone(), value);
                    replaced.push(key);
                }
            }
        }
        add_query(request, self.query.iter());
        Ok(())
    }
}

/// The header `name: value`.
pub(super) fn parse(name: &str, value: &Secret) -> Result<(HeaderName, HeaderValue), InvalidHeader> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| InvalidHeader::Syntax)?;
    if FRAMING.contains(&name) {
        return Err(InvalidHeader::Framing);
    }
    let mut value = HeaderValue::from_str(value.expose()).map_err(|_| InvalidHeader::Syntax)?;
    value.set_sensitive(true);
    Ok((name, value))
}

fn is_multipart(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    essence(&String::from_utf8_lossy(media_type)).starts_with("multipart/")
}

/// Adds `parameters` after those of `request`.
pub(super) fn add_query<'a>(request: &mut HttpRequest, parameters: impl Iterator<Item = &'a (String, Secret)>) {
    let mut added = parameters.map(|(name, value)| query_pair(name, value.expose())).peekable();
    if added.peek().is_some() {
        let own = request.url().query().filter(|own| !own.is_empty()).map(str::to_owned);
        let query: Vec<String> = own.into_iter().chain(added).collect();
        request.url_mut().set_query(Some(&query.join("&")));
    }
}
