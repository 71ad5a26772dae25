//! What a call needs to send its request again.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::lock::lock;
use crate::{BodyError, HttpBody, HttpRequest};

/// The request of a call once more.
pub(super) enum Spare {
    Copy(HttpRequest),
    /// A stream can be read once. It can still be sent if nothing of it was read, because there was no connection or no
    /// token.
    Stream {
        without_body: HttpRequest,
        unread: Unread,
    },
}

/// The body, once the request was dropped without anything having been read of it.
type Unread = Arc<Mutex<Option<HttpBody>>>;

impl Spare {
    pub(super) fn of(request: &mut HttpRequest) -> Self {
        if let Some(copy) = request.try_clone() {
            return Self::Copy(copy);
        }
        let unread = Unread::default();
        let body = std::mem::take(request.body_mut());
        let without_body = request.head();
        let body = Returning { body: Some(body), is_read: false, unread: Arc::clone(&unread) };
        *request.body_mut() = HttpBody::wrap(body);
        Self::Stream { without_body, unread }
    }

    /// A copy that can be sent while the request is on its way, as redirects require.
    pub(super) fn copy(&self) -> Option<&HttpRequest> {
        match self {
            Self::Copy(copy) => Some(copy),
            Self::Stream { .. } => None,
        }
    }

    /// The request to send again; `None` if its body is a stream that was read.
    pub(super) fn into_request(self) -> Option<HttpRequest> {
        match self {
            Self::Copy(copy) => Some(copy),
            Self::Stream { mut without_body, unread } => {
                let body = lock(&unread).take()?;
                *without_body.body_mut() = body;
                Some(without_body)
            }
        }
    }
}

/// The same body. It returns itself to `unread` if it is dropped unread.
struct Returning {
    body: Option<HttpBody>,
    is_read: bool,
    unread: Unread,
}

impl Body for Returning {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        self.is_read = true;
        match &mut self.body {
            Some(body) => Pin::new(body).poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(SizeHint::default, Body::size_hint)
    }
}

impl Drop for Returning {
    fn drop(&mut self) {
        if !self.is_read {
            *lock(&self.unread) = self.body.take();
        }
    }
}
