//! A cache of responses with an `ETag` (RFC 9110, section 8.8.3).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use moored_runtime::{HeaderMap, HttpRequest, HttpResponse, Method, SendFuture, StatusCode, Transport};
use wiremock::matchers::header;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::{builder, get, requests};

struct Cache {
    next: Arc<dyn Transport>,
    responses: Mutex<HashMap<String, (HeaderMap, Bytes)>>,
}

/// The most bytes of a response that the cache reads.
const LIMIT: usize = 1024 * 1024;

impl Transport for Cache {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        if request.method() != Method::GET {
            return self.next.send(request);
        }
        Box::pin(async move {
            let key = request.url().to_string();
            let known = self.responses.lock().unwrap().get(&key).cloned();
            if let Some((headers, _)) = &known {
                request.headers_mut().insert("if-none-match", headers["etag"].clone());
            }
            let mut response = self.next.send(request).await?;
            match (response.status(), known) {
                (StatusCode::NOT_MODIFIED, Some((headers, body))) => {
                    let mut cached = HttpResponse::new(StatusCode::OK, body);
                    *cached.headers_mut() = headers;
                    Ok(cached)
                }
                (StatusCode::OK, _) if response.headers().contains_key("etag") => {
                    let body = std::mem::take(response.body_mut()).read(LIMIT).await?;
                    let stored = (response.headers().clone(), body.clone());
                    self.responses.lock().unwrap().insert(key, stored);
                    *response.body_mut() = body.into();
                    Ok(response)
                }
                _ => Ok(response),
            }
        })
    }
}

#[tokio::test]
async fn a_response_that_has_not_changed_comes_from_the_cache() {
    let server = MockServer::start().await;
    let unchanged = Mock::given(header("if-none-match", "\"1\"")).respond_with(ResponseTemplate::new(304));
    unchanged.mount(&server).await;
    let pet = ResponseTemplate::new(200).insert_header("etag", "\"1\"").set_body_json("rex");
    Mock::given(wiremock::matchers::any()).respond_with(pet).mount(&server).await;

    let cached = builder(&server).wrap_transport(|next| Cache { next, responses: Mutex::default() });
    let core = cached.build().unwrap();
    for _ in 0..3 {
        let response = get(&core).await.unwrap();
        assert_eq!((response.status(), response.body()), (StatusCode::OK, &br#""rex""#[..]));
        assert_eq!(response.headers()["content-type"], "application/json");
    }
    let sent: Vec<_> = requests(&server).await.iter().map(|it| it.headers.contains_key("if-none-match")).collect();
    assert_eq!(sent, [false, true, true]);
}

#[tokio::test]
async fn the_limit_of_the_client_holds_for_a_cached_response() {
    let server = MockServer::start().await;
    let pet = ResponseTemplate::new(200).insert_header("etag", "\"1\"").set_body_bytes([b' '; 1000]);
    Mock::given(wiremock::matchers::any()).respond_with(pet).mount(&server).await;
    let cached = builder(&server).wrap_transport(|next| Cache { next, responses: Mutex::default() });
    let core = cached.max_response_size(999).build().unwrap();
    let error = get(&core).await.unwrap_err();
    assert!(matches!(error, moored_runtime::Error::Oversized { limit: 999, .. }), "{error:?}");
}
