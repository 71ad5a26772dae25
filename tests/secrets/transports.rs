//! Middleware and transports of an application that logs everything it sees.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use moored_runtime::{HttpRequest, HttpResponse, SendError, SendErrorKind, SendFuture, StatusCode, Transport};

/// Logs requests, responses and errors with `Debug`.
struct Logging(Arc<dyn Transport>);

impl Transport for Logging {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        tracing::trace!("middleware: {request:?} {:?} {request:#?}", request.body());
        Box::pin(async move {
            let result = self.0.send(request).await;
            match &result {
                Ok(response) => tracing::trace!("middleware: {response:?} {:?} {response:#?}", response.body()),
                Err(error) => tracing::trace!("middleware: {error} {error:?} {error:#?}"),
            }
            result
        })
    }
}

pub(crate) fn logging(next: Arc<dyn Transport>) -> Arc<dyn Transport> {
    Arc::new(Logging(next))
}

/// Sends nothing: fails in each way in turns, or responds with what it was sent.
struct Own;

/// The number of requests to it.
static REQUESTS: AtomicUsize = AtomicUsize::new(0);

impl Transport for Own {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        let failed = |kind| Err(SendError::new(kind, "the transport cannot send"));
        let result = match REQUESTS.fetch_add(1, Ordering::Relaxed) % 6 {
            0 => failed(SendErrorKind::Connect),
            1 => failed(SendErrorKind::Timeout),
            2 => failed(SendErrorKind::NotProcessed),
            3 => failed(SendErrorKind::Other).map_err(SendError::permanent),
            _ => {
                let mut response = HttpResponse::new(StatusCode::BAD_REQUEST, format!("\"{}\"", request.url()));
                *response.headers_mut() = request.headers().clone();
                Ok(response)
            }
        };
        Box::pin(std::future::ready(result))
    }
}

pub(crate) fn own(_: Arc<dyn Transport>) -> Arc<dyn Transport> {
    Arc::new(Logging(Arc::new(Own)))
}
