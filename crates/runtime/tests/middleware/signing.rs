//! An HMAC over the whole request, which a server verifies.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hmac::{Hmac, Mac};
use moored_runtime::{
    Attempt, Body, CallOptions, Credential, HeaderMap, Hook, HttpRequest, Operation, SendError, SendErrorKind,
    SendFuture, Transport,
};
use sha2::Sha256;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::{PUT_PET, address, builder, get, put, requests, server};

const KEY: &[u8] = b"signing-key";

/// The headers that are signed, apart from the number.
const SIGNED: [&str; 4] = ["authorization", "content-type", "x-trace", "x-number"];

/// Signs each request of an operation with the next number.
struct Signing {
    next: Arc<dyn Transport>,
    number: Arc<AtomicU64>,
}

impl Transport for Signing {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        // A token request, or a download that another host has.
        if request.operation().is_none() {
            return self.next.send(request);
        }
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        request.headers_mut().insert("x-number", number.into());
        let Some(body) = request.body().as_bytes() else {
            let error = SendError::new(SendErrorKind::Other, "a stream cannot be signed").permanent();
            return Box::pin(std::future::ready(Err(error)));
        };
        let signature = sign(request.method().as_str(), request.url().as_str(), request.headers(), body);
        request.headers_mut().insert("x-signature", signature.parse().unwrap());
        self.next.send(request)
    }
}

fn sign(method: &str, url: &str, headers: &HeaderMap, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY).unwrap();
    let headers = SIGNED.map(|name| headers.get(name).map_or(&b"-"[..], |value| value.as_bytes()));
    for part in [method.as_bytes(), url.as_bytes()].into_iter().chain(headers).chain([body]) {
        mac.update(part);
        mac.update(b"\n");
    }
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn signing() -> impl Fn(Arc<dyn Transport>) -> Signing + Send + Sync + 'static {
    let number = Arc::new(AtomicU64::new(1));
    move |next| Signing { next, number: Arc::clone(&number) }
}

/// Checks the signatures of all requests as a server would, and returns their numbers.
async fn verified(server: &MockServer) -> Vec<String> {
    let check = |request: Request| {
        let sent = request.headers.get("x-signature").unwrap().to_str().unwrap();
        let expected = sign(request.method.as_str(), &address(&request), &request.headers, &request.body);
        assert_eq!(sent, expected, "{} {}", request.method, request.url);
        request.headers.get("x-number").unwrap().to_str().unwrap().to_owned()
    };
    requests(server).await.into_iter().map(check).collect()
}

/// Adds a header before the credentials.
struct Trace;

impl Hook for Trace {
    fn on_request(&self, _: &Attempt, headers: &mut HeaderMap) {
        headers.insert("x-trace", "00-1".parse().unwrap());
    }
}

static PUT_AS_USER: Operation = Operation { security: &[&["key"], &["query"]], ..PUT_PET };

#[tokio::test]
async fn a_signature_is_over_the_whole_request() {
    let server = server(ResponseTemplate::new(204)).await;
    for credential in [Credential::bearer("key", "hunter2"), Credential::query("query", "api key", "hunter2")] {
        let core = builder(&server).credential(credential).hook(Trace).wrap_transport(signing()).build().unwrap();
        let request = core.request(&PUT_AS_USER).path("id", "a/b é").query("sort", "a b&c").json(&["a body"]).build();
        core.execute::<()>(&PUT_AS_USER, request, &CallOptions::new()).await.unwrap();
    }
    assert_eq!(verified(&server).await, ["1", "1"]);
    let all = requests(&server).await;
    assert_eq!(all[0].headers["authorization"], "Bearer hunter2");
    assert_eq!(all[0].headers["x-trace"], "00-1");
    assert_eq!(all[1].url.query(), Some("sort=a%20b%26c&api+key=hunter2"));
    assert_eq!(all[1].body, br#"["a body"]"#);
}

#[tokio::test]
async fn each_attempt_is_signed_anew() {
    let server = MockServer::start().await;
    let unavailable = ResponseTemplate::new(503).insert_header("retry-after", "0");
    Mock::given(path("/pets/7")).respond_with(unavailable).up_to_n_times(2).mount(&server).await;
    Mock::given(path("/pets/7")).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    let core = builder(&server).wrap_transport(signing()).build().unwrap();
    assert_eq!(put(&core).await.unwrap().request_count(), 3);
    assert_eq!(verified(&server).await, ["1", "2", "3"]);
}

#[tokio::test]
async fn a_redirect_is_signed_for_its_target() {
    let server = MockServer::start().await;
    let redirect = ResponseTemplate::new(307).insert_header("location", "/moved/pets/7?from=a%20b");
    Mock::given(path("/pets/7")).respond_with(redirect).mount(&server).await;
    Mock::given(path("/moved/pets/7")).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    let core = builder(&server).credential(Credential::bearer("key", "hunter2")).wrap_transport(signing());
    put(&core.build().unwrap()).await.unwrap();
    assert_eq!(verified(&server).await, ["1", "2"]);
    assert_eq!(requests(&server).await[1].body, br#"["a body"]"#);
}

#[tokio::test]
async fn another_host_that_has_a_download_gets_no_signature() {
    let storage = server(ResponseTemplate::new(200)).await;
    let provider = server(ResponseTemplate::new(302).insert_header("location", storage.uri())).await;
    let core = builder(&provider).wrap_transport(signing()).follow_downloads_to(["*"]).build().unwrap();
    assert_eq!(get(&core).await.unwrap().status(), 200);
    assert_eq!(verified(&provider).await, ["1"]);
    let [request] = requests(&storage).await.try_into().unwrap();
    assert!(!request.headers.contains_key("x-signature") && !request.headers.contains_key("x-number"));
}

#[tokio::test]
async fn what_cannot_be_signed_is_not_sent_and_not_retried() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).wrap_transport(signing()).build().unwrap();
    let stream = Body::from_stream(futures_util::stream::iter([Ok::<_, std::io::Error>("a")]));
    let request = core.request(&PUT_PET).path("id", "7").body("text/plain", stream).build();
    let error = core.execute::<()>(&PUT_PET, request, &CallOptions::new()).await.unwrap_err();
    assert_eq!(error.to_string(), "PUT /pets/{id} (put-pet): the transport failed");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "a stream cannot be signed");
    assert!(!error.is_retryable());
    assert!(requests(&server).await.is_empty());
}

/// A request that differs from what was signed in one bit would not pass: the check above can fail.
#[tokio::test]
async fn a_changed_request_has_another_signature() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).wrap_transport(signing()).build().unwrap();
    get(&core).await.unwrap();
    let [request] = requests(&server).await.try_into().unwrap();
    let sent = request.headers.get("x-signature").unwrap().to_str().unwrap();
    let (method, url) = (request.method.as_str(), address(&request));
    assert_eq!(sign(method, &url, &request.headers, b""), sent);
    assert_ne!(sign("PUT", &url, &request.headers, b""), sent);
    assert_ne!(sign(method, &url.replace("red", "rex"), &request.headers, b""), sent);
    assert_ne!(sign(method, &url, &request.headers, b" "), sent);
}
