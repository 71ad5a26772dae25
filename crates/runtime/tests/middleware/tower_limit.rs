//! A layer of tower as middleware, with the two conversions of the documentation of `Transport`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use moored_runtime::{BodyError, Core, HttpRequest, HttpResponse, SendError, SendFuture, StatusCode, Transport};
use tower::limit::ConcurrencyLimitLayer;
use tower::{Layer as _, Service, ServiceExt as _};

use crate::get;

#[derive(Clone)]
struct Next(Arc<dyn Transport>);

impl Service<HttpRequest> for Next {
    type Response = HttpResponse;
    type Error = SendError;
    type Future = SendFuture<'static>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: HttpRequest) -> Self::Future {
        let next = Arc::clone(&self.0);
        Box::pin(async move { next.send(request).await })
    }
}

struct Layered<S>(S);

impl<S> Transport for Layered<S>
where
    S: Service<HttpRequest, Response = HttpResponse, Error: Into<BodyError>, Future: Send>,
    S: Clone + Send + Sync + 'static,
{
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        let service = self.0.clone();
        Box::pin(async move { service.oneshot(request).await.map_err(|error| error.into().into()) })
    }
}

/// Counts how many requests are on their way at once.
#[derive(Clone, Default)]
struct Counting {
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Transport for Counting {
    fn send(&self, _: HttpRequest) -> SendFuture<'_> {
        Box::pin(async move {
            self.most.fetch_max(self.now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(10)).await;
            self.now.fetch_sub(1, Ordering::SeqCst);
            Ok(HttpResponse::new(StatusCode::NO_CONTENT, ""))
        })
    }
}

/// The most requests at once of ten calls.
async fn most_at_once(limit: usize) -> usize {
    let transport = Counting::default();
    let layer = ConcurrencyLimitLayer::new(limit);
    let core = Core::builder(Some("https://example.com"))
        .transport(transport.clone())
        .wrap_transport(move |next| Layered(layer.layer(Next(next))))
        .build()
        .unwrap();
    for result in futures_util::future::join_all((0..10).map(|_| get(&core))).await {
        result.unwrap();
    }
    transport.most.load(Ordering::SeqCst)
}

#[tokio::test(start_paused = true)]
async fn a_layer_limits_the_requests_of_a_client() {
    assert_eq!(most_at_once(2).await, 2);
    assert_eq!(most_at_once(20).await, 10);
}
