//! Errors of requesting the next page of a list.

use std::fmt;

use crate::Operation;

/// Why the next page is not requested, although the pages have not ended. The pages before it have been returned.
///
/// Neither `Display` nor `Debug` show an address or a position.
pub struct PageError {
    operation: &'static Operation,
    reason: PageReason,
    host: Option<String>,
}

/// What is wrong with the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageErrorKind {
    /// The position of the next page is one that was already requested, or a page is the same as the one before it: the
    /// pages would have no end.
    Loop,
    /// The provider states an address that is not below the base address, on a host that is not allowed.
    ForeignAddress,
    /// The address of the next page is plain HTTP.
    PlainHttp,
    /// The address of the next page is no address of `http` or `https`, or contains a user name.
    InvalidAddress,
    /// The position of the next page is no text and no number.
    UnexpectedType,
    /// The position to start at is that of another call.
    OtherCall,
    /// What is allowed with `allow_host` is no host.
    InvalidHost,
    /// The position of the next page cannot be added to the body of the request.
    RequestBody,
}

/// A [`PageErrorKind`] with what the message needs.
#[derive(Debug)]
pub(crate) enum PageReason {
    /// The position comes again.
    Loop,
    /// A page is the same as the one before it, although the request has another number, of this name.
    SamePage(&'static str),
    ForeignAddress,
    PlainHttp,
    InvalidAddress,
    UnexpectedType {
        location: String,
        problem: &'static str,
    },
    OtherCall,
    /// What the caller wrote instead of a host.
    InvalidHost(String),
    /// There is no JSON object for a member at this pointer.
    NotJson(&'static str),
    /// The body can be sent only once.
    Stream,
}

impl PageError {
    pub(crate) fn new(operation: &'static Operation, reason: PageReason) -> Self {
        Self { operation, reason, host: None }
    }

    /// The same error for an address on `host`.
    pub(crate) fn with_host(self, host: Option<String>) -> Self {
        Self { host, ..self }
    }

    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> PageErrorKind {
        match self.reason {
            PageReason::Loop | PageReason::SamePage(_) => PageErrorKind::Loop,
            PageReason::ForeignAddress => PageErrorKind::ForeignAddress,
            PageReason::PlainHttp => PageErrorKind::PlainHttp,
            PageReason::InvalidAddress => PageErrorKind::InvalidAddress,
            PageReason::UnexpectedType { .. } => PageErrorKind::UnexpectedType,
            PageReason::OtherCall => PageErrorKind::OtherCall,
            PageReason::InvalidHost(_) => PageErrorKind::InvalidHost,
            PageReason::NotJson(_) | PageReason::Stream => PageErrorKind::RequestBody,
        }
    }

    /// The host of an address that is not followed, with its port unless that is the default one.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        f.write_str(match &self.reason {
            PageReason::OtherCall => {
                return f.write_str(
                    "nothing was sent: the position to start at is that of another operation or of other arguments; \
                     pass it to the call that it is from",
                );
            }
            PageReason::InvalidHost(host) => {
                return write!(
                    f,
                    "nothing was sent: {host:?} is not a host that can be allowed; expected `example.com`, \
                     `*.example.com` or `*`"
                );
            }
            PageReason::Stream => {
                return f.write_str("nothing was sent: the body is a stream, which cannot be sent for each page");
            }
            PageReason::Loop => {
                "the position of the next page was already requested, so that the pages would have no end; \
                 `max_pages` limits them"
            }
            PageReason::SamePage(name) => {
                return write!(
                    f,
                    "the page is the same as the one before it; the provider seems to ignore `{name}`, so that the \
                     pages would have no end; `max_pages` limits them"
                );
            }
            PageReason::ForeignAddress => {
                "the address of the next page is not below the base address, and not followed; `allow_host` allows \
                 the host that `PageError::host` returns"
            }
            PageReason::PlainHttp => {
                "the address of the next page is plain HTTP, and not followed; `allow_plain_http` of the client \
                 allows it"
            }
            PageReason::InvalidAddress => {
                "the address of the next page is no address of `http` or `https`, or has a user name, and is not \
                 followed; report it to the provider"
            }
            PageReason::UnexpectedType { location, problem } => {
                return write!(
                    f,
                    "the position of the next page, {location}, {problem}; correct the settings of the pages of this \
                     operation"
                );
            }
            PageReason::NotJson(pointer) => {
                return write!(
                    f,
                    "the next page was not requested: its position belongs into the body at `{pointer}`, and the body \
                     of the request is no JSON object there"
                );
            }
        })
    }
}

impl fmt::Debug for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageError").field("operation", &self.operation.id).field("reason", &self.reason).finish()
    }
}

impl std::error::Error for PageError {}
