//! The bodies of requests and responses.

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_util::stream::{Stream, StreamExt as _};
use http_body::{Body, Frame, SizeHint};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, StreamBody};

use super::{BodyError, SendError, SendErrorKind, Upload};
use crate::lock::lock;

/// The body of an [`HttpRequest`](super::HttpRequest) or [`HttpResponse`](super::HttpResponse): bytes, or a stream of
/// bytes.
///
/// Implements [`http_body::Body`]. `Debug` does not show the bytes.
///
/// ```
/// # use moored_runtime::HttpBody;
/// let body = HttpBody::from(r#"{"name":"Rex"}"#);
/// assert_eq!(body.as_bytes(), Some(&br#"{"name":"Rex"}"#[..]));
/// ```
#[derive(Default)]
pub struct HttpBody {
    content: Content,
    /// Counts the bytes that are read, and reports when the body is dropped.
    upload: Option<Upload>,
}

enum Content {
    Bytes(Bytes),
    /// The mutex makes the body `Sync`. Nobody waits for it.
    Stream(Mutex<UnsyncBoxBody<Bytes, BodyError>>),
    /// The body of a response. Boxed because it is by far the largest variant, and requests have a body as well.
    #[cfg(feature = "reqwest")]
    Reqwest(Box<reqwest::Response>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl HttpBody {
    /// A body that is read from `body`.
    pub fn wrap<B>(body: B) -> Self
    where
        B: Body<Data = Bytes, Error: Into<BodyError>> + Send + 'static,
    {
        Self::stream(body.map_err(Into::into).boxed_unsync())
    }

    /// A body that is read from `stream`. Its length is not known.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BodyError> + 'static,
    {
        Self::stream(StreamBody::new(stream.map(|chunk| chunk.map(Frame::data).map_err(Into::into))).boxed_unsync())
    }

    /// The body, if it is bytes; `None` if it is a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Reads the body to its end.
    ///
    /// # Errors
    /// Returns an error if the body cannot be read to its end, or is larger than `limit` bytes.
    pub async fn read(mut self, limit: usize) -> Result<Bytes, SendError> {
        if let Content::Bytes(bytes) = &self.content
            && bytes.len() <= limit
        {
            return Ok(bytes.clone());
        }
        let mut all = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            if chunk.len() > limit.saturating_sub(all.len()) {
                let message = format!("the body is larger than {limit} bytes");
                return Err(SendError::new(SendErrorKind::Other, message));
            }
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }

    /// The next bytes of the body as they arrive; `None` at its end.
    ///
    /// # Errors
    /// Returns an error if the body cannot be read further.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, SendError> {
        loop {
            match std::future::poll_fn(|context| Pin::new(&mut *self).poll_frame(context)).await {
                None => return Ok(None),
                Some(Err(error)) => return Err(error.into()),
                // Anything else is trailers.
                Some(Ok(frame)) => {
                    if let Ok(chunk) = frame.into_data() {
                        return Ok(Some(chunk));
                    }
                }
            }
        }
    }

    /// The same body, if it is bytes.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes.clone().into()),
            _ => None,
        }
    }

    /// The body of `response`.
    #[cfg(feature = "reqwest")]
    pub(super) fn of_reqwest(response: reqwest::Response) -> Self {
        Self { content: Content::Reqwest(Box::new(response)), upload: None }
    }

    fn stream(body: UnsyncBoxBody<Bytes, BodyError>) -> Self {
        Self { content: Content::Stream(Mutex::new(body)), upload: None }
    }

    pub(super) fn with_upload(self, upload: Option<Upload>) -> Self {
        Self { upload, ..self }
    }

    pub(crate) fn take_upload(&mut self) -> Option<Upload> {
        self.upload.take()
    }
}

impl Body for HttpBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let polled = match &mut self.content {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Content::Stream(body) => Pin::new(unlocked(body)).poll_frame(context),
            #[cfg(feature = "reqwest")]
            // The future has no state: the response has it.
            Content::Reqwest(response) => std::pin::pin!(response.chunk())
                .poll(context)
                .map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)).map_err(of_reqwest).transpose()),
        };
        if let (Some(upload), Poll::Ready(Some(Ok(frame)))) = (&self.upload, &polled) {
            upload.add(frame.data_ref().map_or(0, Bytes::len));
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        match &self.content {
            Content::Bytes(bytes) => bytes.is_empty(),
            Content::Stream(body) => lock(body).is_end_stream(),
            #[cfg(feature = "reqwest")]
            Content::Reqwest(response) => response.content_length() == Some(0),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Bytes(bytes) => SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
            Content::Stream(body) => lock(body).size_hint(),
            #[cfg(feature = "reqwest")]
            Content::Reqwest(response) => response.content_length().map(SizeHint::with_exact).unwrap_or_default(),
        }
    }
}

/// The error of a body, without the address, which may contain a key.
#[cfg(feature = "reqwest")]
fn of_reqwest(error: reqwest::Error) -> BodyError {
    let kind = if error.is_timeout() { SendErrorKind::Timeout } else { SendErrorKind::Other };
    SendError::new(kind, error.without_url()).into()
}

fn unlocked<T>(mutex: &mut Mutex<T>) -> &mut T {
    mutex.get_mut().unwrap_or_else(PoisonError::into_inner)
}

impl From<Bytes> for HttpBody {
    fn from(bytes: Bytes) -> Self {
        Self { content: Content::Bytes(bytes), upload: None }
    }
}

impl From<Vec<u8>> for HttpBody {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for HttpBody {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for HttpBody {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl fmt::Debug for HttpBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpBody")
            .field("length", &self.size_hint().exact())
            .field("is_stream", &self.as_bytes().is_none())
            .finish()
    }
}
