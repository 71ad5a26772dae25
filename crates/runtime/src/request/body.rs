//! Request bodies that are neither JSON nor a form.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use futures_util::FutureExt as _;
use futures_util::stream::{Stream, StreamExt as _, TryStreamExt as _};

use super::exact::{Chunks, Exact};
use crate::error::RequestBodyError;
use crate::{HttpBody, InvalidRequest};

/// The body of a request, or of one of its parts: bytes, or a stream of bytes, which is sent while it is read.
///
/// The call fails if a stream has more or fewer bytes than its stated [`length`](Self::length).
///
/// A stream can be read only once, so a request with a stream is not redirected, and retried only if nothing was read.
/// `Debug` does not show the bytes.
///
/// ```
/// # use moored_runtime::{Body, Bytes};
/// let text = Body::from("<pet/>").media_type("application/xml");
/// let chunks = [Ok::<_, std::io::Error>(Bytes::from("a")), Ok(Bytes::from("b"))];
/// let stream = Body::from_stream(futures_util::stream::iter(chunks)).length(2);
/// ```
#[must_use]
pub struct Body {
    pub(super) content: Content,
    pub(super) media_type: Option<String>,
}

pub(super) enum Content {
    Bytes(Bytes),
    Stream(Chunks, Option<u64>),
}

impl Body {
    /// A body that is read from `stream`. An error of the stream is returned as the error of the call.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        Self { content: Content::Stream(stream.map_ok(Into::into).map_err(Into::into).boxed(), None), media_type: None }
    }

    /// Sets the number of bytes that a stream yields. Without it, the body is sent with `Transfer-Encoding: chunked`.
    /// The call fails, without a complete request, if the stream has another length. So the end of the stream is read
    /// before its last chunk is sent.
    pub fn length(mut self, bytes: u64) -> Self {
        if let Content::Stream(_, length) = &mut self.content {
            *length = Some(bytes);
        }
        self
    }

    /// Sets the media type, which overrides that of the document. Required in effect if the document has only a range
    /// such as `image/*`.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

impl Content {
    /// The number of bytes, if known.
    pub(super) fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Self::Stream(_, length) => *length,
        }
    }

    pub(super) fn into_chunks(self) -> Chunks {
        match self {
            Self::Bytes(bytes) => futures_util::stream::iter([Ok(bytes)]).boxed(),
            Self::Stream(chunks, None) => chunks,
            Self::Stream(chunks, Some(length)) => Exact::new(chunks, length).boxed(),
        }
    }

    /// The same content, where a stream of no bytes is empty bytes: a connection does not read a body whose
    /// `Content-Length` is 0.
    pub(super) fn checked(self) -> Result<Self, InvalidRequest> {
        match self {
            Self::Stream(chunks, Some(0)) => match Exact::new(chunks, 0).next().now_or_never() {
                Some(Some(_)) => Err(InvalidRequest::body_length()),
                Some(None) | None => Ok(Self::Bytes(Bytes::new())),
            },
            other => Ok(other),
        }
    }
}

impl From<Content> for HttpBody {
    fn from(content: Content) -> Self {
        match content {
            Content::Bytes(bytes) => bytes.into(),
            stream @ Content::Stream(..) => {
                Self::from_stream(stream.into_chunks().map_err(RequestBodyError::of_stream))
            }
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self { content: Content::Bytes(bytes), media_type: None }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&[u8]> for Body {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body")
            .field("media_type", &self.media_type)
            .field("length", &self.content.length())
            .field("is_stream", &matches!(self.content, Content::Stream(..)))
            .finish()
    }
}
