//! What the user of the generated client puts around its transport.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use conformance_client::runtime::{HttpRequest, HttpResponse, SendFuture, Transport};
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::signature::signature;

pub(super) struct Signing {
    pub(super) next: Arc<dyn Transport>,
    pub(super) secret: &'static str,
    pub(super) attempts: AtomicU64,
}

impl Transport for Signing {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        let target = match request.url().query() {
            Some(query) => format!("{}?{query}", request.url().path()),
            None => request.url().path().to_owned(),
        };
        let key = request.headers().get("x-key").and_then(|key| key.to_str().ok()).unwrap_or_default();
        let body = request.body().as_bytes().unwrap_or_default();
        let signature = signature(self.secret, request.method().as_str(), &target, key, body);
        let attempt = self.attempts.fetch_add(1, Ordering::Relaxed) + 1;
        if let Ok(signature) = HeaderValue::from_str(&signature) {
            request.headers_mut().insert("x-signature", signature);
        }
        request.headers_mut().insert("x-attempt", attempt.into());
        self.next.send(request)
    }
}

pub(super) struct Cache {
    pub(super) next: Arc<dyn Transport>,
    pub(super) kept: Mutex<HashMap<String, (StatusCode, HeaderMap, Bytes)>>,
}

impl Transport for Cache {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        Box::pin(async move {
            let address = request.url().to_string();
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&address).cloned();
            let (status, headers, body) = match kept {
                Some(kept) => kept,
                None => {
                    let response = self.next.send(request).await?;
                    let (status, headers) = (response.status(), response.headers().clone());
                    let kept = (status, headers, response.into_body().read(LONGEST_KEPT).await?);
                    self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(address, kept.clone());
                    kept
                }
            };
            let mut response = HttpResponse::new(status, body);
            *response.headers_mut() = headers;
            Ok(response)
        })
    }
}

const LONGEST_KEPT: usize = 1_000_000;
