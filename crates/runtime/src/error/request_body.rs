//! Errors of the stream that a request body is read from.

use std::error::Error;
use std::fmt;

/// Why the stream of a request body cannot be sent to its end.
#[derive(Debug)]
pub(crate) enum RequestBodyError {
    /// The stream goes on after the length that the caller stated.
    TooLong { stated: u64 },
    /// The stream ends before the length that the caller stated.
    TooShort { stated: u64, found: u64 },
    /// The stream yielded an error.
    Stream(Box<dyn Error + Send + Sync>),
}

impl RequestBodyError {
    /// The error of a stream, which may be one of this type already.
    pub(crate) fn of_stream(error: Box<dyn Error + Send + Sync>) -> Self {
        error.downcast::<Self>().map_or_else(Self::Stream, |own| *own)
    }

    /// The error of this type among `error` and its sources.
    pub(super) fn find<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(found) = error.downcast_ref() {
                return Some(found);
            }
            next = error.source();
        }
        None
    }
}

impl fmt::Display for RequestBodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { stated } => write!(f, "a stream has more than its stated length of {stated} bytes"),
            Self::TooShort { stated, found } => {
                write!(f, "a stream has {found} bytes instead of its stated length of {stated} bytes")
            }
            Self::Stream(_) => f.write_str("a stream returned an error"),
        }
    }
}

impl Error for RequestBodyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Stream(error) => Some(&**error),
            Self::TooLong { .. } | Self::TooShort { .. } => None,
        }
    }
}
