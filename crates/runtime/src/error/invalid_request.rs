//! Errors of building a request.

use std::fmt;

use crate::bounds::OutOfBounds;
use crate::{HttpRequest, Operation};

/// Why a request could not be built. Nothing was sent.
#[derive(Debug)]
pub struct InvalidRequest {
    operation: Option<&'static Operation>,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    /// reqwest could not build it. Without the address, which may contain a key.
    #[cfg(feature = "reqwest")]
    Build(reqwest::Error),
    OutsideBaseAddress,
    /// The server of the operation is unusable, for this reason.
    Server(&'static str),
    Path,
    /// The name of the parameter.
    Parameter(&'static str),
    Header(&'static str),
    /// The name of a header that the caller added.
    AddedHeader(String),
    FramingHeader(String),
    JsonBody,
    Part,
    FormBody,
    Querystring,
    Cookie,
    /// The stream of the body has more than its stated length.
    BodyLength,
    IdempotencyKey,
    /// What a call adds to its body, which has another form.
    Added {
        what: &'static str,
        name: String,
        reason: &'static str,
    },
    /// What is wrong with a request that the document does not describe.
    Raw(String),
    /// The client has credentials for these two schemes, which are sent in the same way.
    Ambiguous(&'static str, &'static str),
    /// A host of `follow_downloads_to`.
    DownloadHost(String),
    /// The base address of the call is invalid, for this reason.
    BaseAddress(&'static str),
    /// The credential of the call for this scheme is invalid, for this reason.
    Credential {
        scheme: &'static str,
        reason: &'static str,
    },
    OutOfBounds(Box<Unchecked>),
}

/// A request that has been built although a value is out of bounds.
struct Unchecked {
    violation: OutOfBounds,
    /// Taken out before the error is returned.
    request: Option<HttpRequest>,
}

impl InvalidRequest {
    /// The value that is out of the bounds of the document, if that is the reason.
    /// [`CallOptions::unchecked`](crate::CallOptions::unchecked) sends the request all the same.
    #[must_use]
    pub fn as_out_of_bounds(&self) -> Option<&OutOfBounds> {
        match &self.reason {
            Reason::OutOfBounds(unchecked) => Some(&unchecked.violation),
            _ => None,
        }
    }

    /// The same error with `operation` in its message.
    #[must_use]
    pub fn with_operation(self, operation: &'static Operation) -> Self {
        Self { operation: Some(operation), ..self }
    }

    pub(crate) fn outside_base_address() -> Self {
        Self::new(Reason::OutsideBaseAddress)
    }

    pub(crate) fn server(reason: &'static str) -> Self {
        Self::new(Reason::Server(reason))
    }

    pub(crate) fn path() -> Self {
        Self::new(Reason::Path)
    }

    pub(crate) fn parameter(name: &'static str) -> Self {
        Self::new(Reason::Parameter(name))
    }

    pub(crate) fn header(name: &'static str) -> Self {
        Self::new(Reason::Header(name))
    }

    pub(crate) fn added_header(name: &str) -> Self {
        Self::new(Reason::AddedHeader(name.to_owned()))
    }

    pub(crate) fn framing_header(name: &str) -> Self {
        Self::new(Reason::FramingHeader(name.to_owned()))
    }

    pub(crate) fn json_body() -> Self {
        Self::new(Reason::JsonBody)
    }

    pub(crate) fn part() -> Self {
        Self::new(Reason::Part)
    }

    pub(crate) fn form_body() -> Self {
        Self::new(Reason::FormBody)
    }

    pub(crate) fn querystring() -> Self {
        Self::new(Reason::Querystring)
    }

    pub(crate) fn cookie() -> Self {
        Self::new(Reason::Cookie)
    }

    pub(crate) fn body_length() -> Self {
        Self::new(Reason::BodyLength)
    }

    pub(crate) fn out_of_bounds(violation: OutOfBounds, request: HttpRequest) -> Self {
        Self::new(Reason::OutOfBounds(Box::new(Unchecked { violation, request: Some(request) })))
    }

    /// The request, if it can be sent all the same.
    pub(crate) fn take_unchecked(&mut self) -> Option<HttpRequest> {
        match &mut self.reason {
            Reason::OutOfBounds(unchecked) => unchecked.request.take(),
            _ => None,
        }
    }

    pub(crate) fn idempotency_key() -> Self {
        Self::new(Reason::IdempotencyKey)
    }

    /// `what` that the call adds cannot be added.
    pub(crate) fn added(what: &'static str, name: &str, reason: &'static str) -> Self {
        Self::new(Reason::Added { what, name: name.to_owned(), reason })
    }

    pub(crate) fn raw(reason: String) -> Self {
        Self::new(Reason::Raw(reason))
    }

    pub(crate) fn ambiguous(one: &'static str, other: &'static str) -> Self {
        Self::new(Reason::Ambiguous(one, other))
    }

    pub(crate) fn download_host(host: &str) -> Self {
        Self::new(Reason::DownloadHost(host.to_owned()))
    }

    pub(crate) fn base_address(reason: &'static str) -> Self {
        Self::new(Reason::BaseAddress(reason))
    }

    pub(crate) fn credential(scheme: &'static str, reason: &'static str) -> Self {
        Self::new(Reason::Credential { scheme, reason })
    }

    pub(super) fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    fn new(reason: Reason) -> Self {
        Self { operation: None, reason }
    }
}

/// For requests that are built with reqwest.
#[cfg(feature = "reqwest")]
impl From<reqwest::Error> for InvalidRequest {
    fn from(error: reqwest::Error) -> Self {
        Self::new(Reason::Build(error.without_url()))
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str("nothing was sent: ")?;
        f.write_str(match &self.reason {
            Reason::OutOfBounds(unchecked) => return fmt::Display::fmt(&unchecked.violation, f),
            #[cfg(feature = "reqwest")]
            Reason::Build(_) => "the request could not be built",
            Reason::OutsideBaseAddress => "the address is not below the base address",
            Reason::Server(reason) => return write!(f, "the server of the operation is invalid: {reason}"),
            Reason::Parameter(name) => return write!(f, "the value of the parameter `{name}` cannot be serialized"),
            Reason::Header(name) => {
                return write!(f, "the header `{name}` contains characters that a header must not contain");
            }
            Reason::AddedHeader(name) => {
                return write!(f, "the name or the value of the header {name:?} is not valid (RFC 9110, section 5)");
            }
            Reason::FramingHeader(name) => {
                return write!(f, "the header `{name}` frames the message, so that only the HTTP client can set it");
            }
            Reason::Added { what, name, reason } => return write!(f, "the {what} {name:?} cannot be added: {reason}"),
            Reason::Raw(reason) => reason,
            Reason::Ambiguous(one, other) => {
                return write!(
                    f,
                    "the client has credentials for `{one}` and `{other}`, which replace each other; choose with `schemes`"
                );
            }
            Reason::DownloadHost(host) => {
                return write!(
                    f,
                    "{host:?} is not a host to follow downloads to; expected `example.com`, `*.example.com` or `*`"
                );
            }
            Reason::BaseAddress(reason) => return write!(f, "the base address of the call is invalid: {reason}"),
            Reason::Credential { scheme, reason } => {
                return write!(f, "the credential of the call for {scheme} is invalid: {reason}");
            }
            Reason::Part => "a part of the body cannot be serialized",
            Reason::JsonBody => "the body cannot be serialized as JSON",
            Reason::Path => "a path parameter is empty, `.` or `..`, which would address another path",
            Reason::FormBody => "the form body is not an object",
            Reason::Querystring => "the value of the query cannot be serialized",
            Reason::Cookie => "the cookies contain characters that a cookie must not contain",
            Reason::BodyLength => "the stream of the body has more than its stated length of 0 bytes",
            Reason::IdempotencyKey => "the idempotency key contains characters that a header must not contain",
        })
    }
}

impl fmt::Debug for Unchecked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.violation, f)
    }
}

impl std::error::Error for InvalidRequest {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.reason {
            #[cfg(feature = "reqwest")]
            Reason::Build(error) => Some(error),
            _ => None,
        }
    }
}
