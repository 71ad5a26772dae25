//! Headers and query parameters that the document does not declare.

use reqwest::Request;
use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue};

use crate::{InvalidRequest, Secret, request::query_pair};

/// Headers and query parameters that a caller adds to a request.
#[derive(Clone, Default)]
pub(crate) struct Additions {
    headers: Vec<(String, Secret)>,
    query: Vec<(String, Secret)>,
}

/// Headers that describe the connection, or the length or the coding of the body (RFC 9110, sections 6.4, 7.2, 7.6 and
/// 10.1; RFC 9112, section 6). The HTTP client sets them as the message needs.
const FRAMING: [HeaderName; 9] = [
    reqwest::header::CONNECTION,
    reqwest::header::CONTENT_LENGTH,
    reqwest::header::EXPECT,
    reqwest::header::HOST,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    reqwest::header::TE,
    reqwest::header::TRANSFER_ENCODING,
    reqwest::header::UPGRADE,
];

impl Additions {
    pub(super) fn add_header(&mut self, name: String, value: Secret) {
        self.headers.push((name, value));
    }

    pub(super) fn add_query(&mut self, name: String, value: Secret) {
        self.query.push((name, value));
    }

    /// The names of headers and query parameters, without values.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().chain(&self.query).map(|(name, _)| name.as_str())
    }

    /// Adds everything to `request`. A header replaces what the request has under the same name, except cookies.
    pub(crate) fn apply(&self, request: &mut Request) -> Result<(), InvalidRequest> {
        let mut replaced = Vec::new();
        for (name, value) in &self.headers {
            let invalid = || InvalidRequest::added_header(name);
            let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?;
            if FRAMING.contains(&key) {
                return Err(InvalidRequest::framing_header(name));
            }
            let mut value = HeaderValue::from_str(value.expose()).map_err(|_| invalid())?;
            value.set_sensitive(true);
            match key {
                COOKIE => add_cookie(request.headers_mut(), value).map_err(|()| invalid())?,
                key if replaced.contains(&key) => {
                    request.headers_mut().append(key, value);
                }
                key => {
                    request.headers_mut().insert(key.clone(), value);
                    replaced.push(key);
                }
            }
        }
        if !self.query.is_empty() {
            let own = request.url().query().filter(|own| !own.is_empty()).map(str::to_owned);
            let added = self.query.iter().map(|(name, value)| query_pair(name, value.expose()));
            let query: Vec<String> = own.into_iter().chain(added).collect();
            request.url_mut().set_query(Some(&query.join("&")));
        }
        Ok(())
    }
}

/// All cookies are in one `Cookie` header (RFC 6265, section 5.4).
fn add_cookie(headers: &mut HeaderMap, added: HeaderValue) -> Result<(), ()> {
    let Some(own) = headers.get(COOKIE) else {
        headers.insert(COOKIE, added);
        return Ok(());
    };
    let all = [own.as_bytes(), b"; ", added.as_bytes()].concat();
    let mut all = HeaderValue::from_bytes(&all).map_err(|_| ())?;
    all.set_sensitive(true);
    headers.insert(COOKIE, all);
    Ok(())
}
