//! What `Display` and `Debug` show of an error.

use std::fmt;
use std::time::SystemTime;

use http::header::LOCATION;

use super::Error;
use crate::RawResponse;
use crate::retry::stated_wait;

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_cause(f)?;
        self.response().map_or(Ok(()), |response| write!(f, "{}", Additions(response)))
    }
}

impl<E> Error<E> {
    /// Writes what was called and what went wrong.
    fn write_cause(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(invalid) => write!(f, "{invalid}"),
            Self::MissingCredential(missing) => write!(f, "{missing}"),
            Self::Token { operation, source } => write!(f, "{operation}: no access token: {source}"),
            Self::Oversized { response, limit } => {
                write!(f, "{}, but its body is larger than {limit} bytes (`max_response_size`)", StatusLine(response))
            }
            Self::Transport(transport) => write!(f, "{transport}"),
            Self::Page(page) => write!(f, "{page}"),
            Self::ErrorResponse { response, .. } => write!(f, "{}, as documented", StatusLine(response)),
            Self::UndocumentedStatus { response } => {
                write!(f, "{}, which is not documented", StatusLine(response))?;
                match is_redirected_download(response) {
                    true => f.write_str("; the redirect was not followed, see `follow_downloads_to`"),
                    false => Ok(()),
                }
            }
            Self::UnexpectedMediaType { response, expected, method } => {
                write!(f, "{}", StatusLine(response))?;
                match response.media_type() {
                    Some(media_type) => write!(f, " with {media_type}")?,
                    None => f.write_str(" without a content type")?,
                }
                match expected {
                    [] => f.write_str(", but another body was expected")?,
                    expected => write!(f, ", but {} was expected", expected.join(" or "))?,
                }
                method.map_or(Ok(()), |method| write!(f, "; `{method}` returns this response"))
            }
            Self::EmptyBody { response } => {
                write!(f, "{}, but its body is empty, although one is documented", StatusLine(response))
            }
            Self::Undecodable { response, path, source } => {
                write!(f, "{}, but its body ", StatusLine(response))?;
                let media_type = response.media_type().unwrap_or("no content type");
                write!(f, "({media_type}, {} bytes) does not match its documented type: ", response.body_size())?;
                match path.as_str() {
                    "" | "." => write!(f, "{source}")?,
                    path => write!(f, "at {path}: {source}")?,
                }
                source.excerpt().map_or(Ok(()), |excerpt| write!(f, ", near {excerpt}"))
            }
        }
    }
}

impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidRequest(invalid) => f.debug_tuple("InvalidRequest").field(invalid).finish(),
            Self::MissingCredential(missing) => f.debug_tuple("MissingCredential").field(missing).finish(),
            Self::Token { operation, source } => {
                f.debug_struct("Token").field("operation", &operation.id).field("source", source).finish()
            }
            Self::Oversized { response, limit } => {
                f.debug_struct("Oversized").field("response", response).field("limit", limit).finish()
            }
            Self::Transport(transport) => f.debug_tuple("Transport").field(transport).finish(),
            Self::Page(page) => f.debug_tuple("Page").field(page).finish(),
            Self::ErrorResponse { response, .. } => {
                f.debug_struct("ErrorResponse").field("response", response).finish_non_exhaustive()
            }
            Self::UndocumentedStatus { response } => {
                f.debug_struct("UndocumentedStatus").field("response", response).finish()
            }
            Self::UnexpectedMediaType { response, expected, method } => f
                .debug_struct("UnexpectedMediaType")
                .field("response", response)
                .field("expected", expected)
                .field("method", method)
                .finish(),
            Self::EmptyBody { response } => f.debug_struct("EmptyBody").field("response", response).finish(),
            Self::Undecodable { response, path, source } => f
                .debug_struct("Undecodable")
                .field("response", response)
                .field("path", path)
                .field("source", source)
                .finish(),
        }
    }
}

impl<E> std::error::Error for Error<E> {
    /// For an invalid request and a transport error, `Display` already writes the wrapped error, so the source skips
    /// it.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::InvalidRequest(invalid) => invalid.source(),
            Self::Token { source, .. } => source.source(),
            Self::Transport(transport) => transport.source(),
            Self::MissingCredential(_)
            | Self::ErrorResponse { .. }
            | Self::UndocumentedStatus { .. }
            | Self::UnexpectedMediaType { .. }
            | Self::EmptyBody { .. }
            | Self::Page(_)
            | Self::Oversized { .. } => None,
            Self::Undecodable { source, .. } => Some(source),
        }
    }
}

/// Whether `response` is a redirect of a request that could be a download.
fn is_redirected_download(response: &RawResponse) -> bool {
    matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308)
        && matches!(response.operation().method, "GET" | "HEAD")
        && response.headers().contains_key(LOCATION)
}

/// `GET /api/admin/user (get-me): 401 Unauthorized`
struct StatusLine<'a>(&'a RawResponse);

impl fmt::Display for StatusLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.0.status();
        write!(f, "{}: {}", self.0.operation(), status.as_str())?;
        status.canonical_reason().map_or(Ok(()), |reason| write!(f, " {reason}"))?;
        match self.0.request_count() {
            1 => Ok(()),
            requests => write!(f, " after {requests} requests"),
        }
    }
}

/// What the provider adds to the status: `: no such user; the provider asks to wait 30s; request id req_123`.
struct Additions<'a>(&'a RawResponse);

impl fmt::Display for Additions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let response = self.0;
        if let Some(message) = response.shown_message().filter(|_| !response.status().is_success()) {
            write!(f, ": {message}")?;
        }
        if let Some(wait) = stated_wait(response.status(), response.headers(), SystemTime::now()) {
            write!(f, "; the provider asks to wait {}s", wait.as_secs_f64().ceil())?;
        }
        response.request_id().map_or(Ok(()), |id| write!(f, "; request id {id}"))
    }
}
