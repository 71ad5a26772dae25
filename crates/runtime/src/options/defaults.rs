//! Headers and query parameters of every call of a client.

use http::header::{COOKIE, HeaderMap};

use super::additions::{Additions, InvalidHeader, add_query, parse};
use crate::request::add_cookie;
use crate::{HttpRequest, InvalidRequest, Secret};

/// What each request gets that does not have it already.
#[derive(Default)]
pub(crate) struct Defaults {
    headers: HeaderMap,
    query: Vec<(String, Secret)>,
}

/// A header that cannot be sent with every request.
pub(crate) struct InvalidDefault {
    pub(crate) name: String,
    pub(crate) reason: &'static str,
}

impl Defaults {
    pub(crate) fn new(additions: Additions) -> Result<Self, InvalidDefault> {
        let mut headers = HeaderMap::new();
        for (name, value) in &additions.headers {
            let invalid = |invalid| InvalidDefault {
                name: name.clone(),
                reason: match invalid {
                    InvalidHeader::Syntax => "its name or its value is not valid (RFC 9110, section 5)",
                    InvalidHeader::Framing => "it frames the message, so that only the HTTP client can set it",
                },
            };
            let (name, value) = parse(name, value).map_err(invalid)?;
            headers.append(name, value);
        }
        Ok(Self { headers, query: additions.query })
    }

    /// Adds what `request` does not have. Cookies are added to the others.
    pub(crate) fn apply(&self, request: &mut HttpRequest) -> Result<(), InvalidRequest> {
        for name in self.headers.keys() {
            let is_given = request.headers().contains_key(name);
            for value in self.headers.get_all(name) {
                match name {
                    name if *name == COOKIE => {
                        add_cookie(request.headers_mut(), value.clone())?;
                    }
                    _ if is_given => {}
                    name => {
                        request.headers_mut().append(name.clone(), value.clone());
                    }
                }
            }
        }
        if !self.query.is_empty() {
            let given: Vec<String> = request.url().query_pairs().map(|(name, _)| name.into_owned()).collect();
            add_query(request, self.query.iter().filter(|(name, _)| !given.contains(name)));
        }
        Ok(())
    }
}
