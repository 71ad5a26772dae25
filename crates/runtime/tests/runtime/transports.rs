//! Transports of the caller's own.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use moored_runtime::{
    BuildError, CallOptions, ClientBuilder, Core, Error, Expected, HttpBody, HttpRequest, HttpResponse, InvalidRequest,
    Method, NoErrorBody, Operation, RawResponse, Retries, SendError, SendErrorKind, SendFuture, StatusCode, Transport,
};

use crate::support::{GET_USER, User, call, everything_shown, read};

/// Returns its results in order, then a user, and keeps copies of the requests.
#[derive(Clone, Default)]
pub(crate) struct Canned {
    results: Arc<Mutex<VecDeque<Result<HttpResponse, SendError>>>>,
    requests: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Canned {
    pub(crate) fn new(results: impl IntoIterator<Item = Result<HttpResponse, SendError>>) -> Self {
        Self { results: Arc::new(Mutex::new(results.into_iter().collect())), requests: Arc::default() }
    }

    pub(crate) fn requests(&self) -> Vec<HttpRequest> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

impl Transport for Canned {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        self.requests.lock().unwrap().push(request.try_clone().unwrap());
        let result = self.results.lock().unwrap().pop_front();
        Box::pin(async move { result.unwrap_or_else(|| Ok(json(200, r#"{"id":7}"#))) })
    }
}

pub(crate) fn json(status: u16, body: impl Into<HttpBody>) -> HttpResponse {
    let mut response = HttpResponse::new(StatusCode::from_u16(status).unwrap(), body);
    response.headers_mut().insert("content-type", "application/json".parse().unwrap());
    response
}

fn builder(transport: impl Transport) -> ClientBuilder {
    Core::builder(Some("https://example.com/v1")).transport(transport)
}

static ADD_USER: Operation = Operation::new("add-user", "POST", "/user");

/// `POST /user`, which is not retried unless nothing was sent.
async fn add(core: &Core) -> Result<RawResponse, Error<NoErrorBody>> {
    core.execute(&ADD_USER, core.request(&ADD_USER).json(&7).build(), &CallOptions::new()).await
}

#[tokio::test]
async fn a_call_is_sent_by_the_transport() {
    let transport = Canned::default();
    let core = builder(transport.clone()).user_agent("parcels/1").build().unwrap();
    let user = read(call(&core, &GET_USER).await.unwrap()).unwrap();
    assert_eq!(user.into_body(), User { id: 7 });

    let requests = transport.requests();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!((request.method(), request.url().as_str()), (&Method::GET, "https://example.com/v1/user"));
    assert_eq!(request.operation(), Some(&GET_USER));
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.headers()["user-agent"], "parcels/1");

    add(&core).await.unwrap();
    assert_eq!(transport.requests()[0].body().as_bytes(), Some(&b"7"[..]));
}

#[tokio::test]
async fn a_body_is_streamed_and_limited() {
    let chunks =
        || HttpBody::from_stream(futures_util::stream::iter(["[1,", "2]"].map(|it| Ok::<_, SendError>(it.into()))));
    let transport = Canned::new([Ok(json(200, chunks())), Ok(json(200, chunks()))]);
    let core = builder(transport).max_response_size(4).build().unwrap();
    assert!(matches!(call(&core, &GET_USER).await, Err(Error::Oversized { .. })));

    const ANY: &[Expected] = &[Expected::any(200, 200)];
    let request = core.request(&GET_USER).build();
    let options = CallOptions::new();
    let streamed = core.stream(&GET_USER, request, &options, ANY, |raw| raw.json::<User, NoErrorBody>()).await;
    let mut body = streamed.unwrap().into_body();
    assert_eq!(body.chunk().await.unwrap().unwrap(), "[1,");
    assert_eq!(body.chunk().await.unwrap().unwrap(), "2]");
    assert_eq!(body.chunk().await.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn the_kind_of_an_error_decides_about_a_retry() {
    // How many requests are sent for a GET and for a POST.
    type Case = (fn() -> SendError, usize, usize);
    let cases: [Case; 5] = [
        (|| SendError::new(SendErrorKind::Connect, "no route"), 2, 2),
        (|| SendError::new(SendErrorKind::Timeout, "slow"), 2, 1),
        (|| SendError::new(SendErrorKind::Other, "reset"), 2, 1),
        (|| SendError::new(SendErrorKind::Other, "no key").permanent(), 1, 1),
        (|| SendError::new(SendErrorKind::Connect, "no key").permanent(), 1, 1),
    ];
    for (error, gets, posts) in cases {
        let transport = Canned::new([Err(error())]);
        let core = builder(transport.clone()).build().unwrap();
        assert_eq!(call(&core, &GET_USER).await.is_ok(), gets == 2);
        assert_eq!(transport.requests().len(), gets, "GET after {:?}", error());

        let transport = Canned::new([Err(error())]);
        let core = builder(transport.clone()).build().unwrap();
        assert_eq!(add(&core).await.is_ok(), posts == 2);
        assert_eq!(transport.requests().len(), posts, "POST after {:?}", error());
    }
}

#[tokio::test]
async fn what_was_not_processed_is_sent_again_at_once() {
    let not_processed = || Err(SendError::new(SendErrorKind::NotProcessed, "going away"));
    let transport = Canned::new([not_processed(), not_processed()]);
    let core = builder(transport.clone()).retries(Retries::off()).build().unwrap();
    assert_eq!(add(&core).await.unwrap().request_count(), 1);
    assert_eq!(transport.requests().len(), 3);

    let transport = Canned::new([not_processed(), not_processed(), not_processed()]);
    let core = builder(transport).retries(Retries::off()).build().unwrap();
    assert!(add(&core).await.is_err());
}

#[tokio::test]
async fn an_error_says_what_failed_and_has_the_cause_as_its_source() {
    let cases = [
        (SendError::new(SendErrorKind::Connect, "the cause"), "could not connect", (true, false)),
        (SendError::new(SendErrorKind::Timeout, "the cause"), "timed out (a limit of the transport)", (false, true)),
        (SendError::new(SendErrorKind::Other, "the cause"), "the transport failed", (false, false)),
    ];
    for (cause, message, flags) in cases {
        let core = builder(Canned::new([Err(cause)])).retries(Retries::off()).build().unwrap();
        let error = call(&core, &GET_USER).await.unwrap_err();
        assert_eq!(error.to_string(), format!("GET /user (get-user): {message}"));
        assert_eq!((error.is_connect(), error.is_timeout()), flags, "{message}");
        assert!(everything_shown(&error).contains("the cause"), "{error:?}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error_with_the_partial_response() {
    let pieces = [Ok("[1,".into()), Err(SendError::new(SendErrorKind::Other, "reset"))];
    let body = HttpBody::from_stream(futures_util::stream::iter(pieces));
    let core = builder(Canned::new([Ok(json(200, body))])).retries(Retries::off()).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): the connection failed while the body was read");
    assert_eq!(error.response().map(RawResponse::status), Some(StatusCode::OK));
}

/// Waits before it responds, with or without the request.
struct Slow {
    keeps_request: bool,
}

impl Transport for Slow {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        let kept = self.keeps_request.then_some(request);
        Box::pin(async move {
            tokio::time::sleep(Duration::from_secs(20)).await;
            drop(kept);
            Ok(json(200, r#"{"id":7}"#))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn the_read_timeout_begins_when_the_request_is_dropped() {
    for (keeps_request, message) in [(true, None), (false, Some("nothing was received for 9s (`read_timeout`)"))] {
        let builder = builder(Slow { keeps_request }).retries(Retries::off()).read_timeout(Duration::from_secs(9));
        let result = call(&builder.build().unwrap(), &GET_USER).await;
        let shown = result.err().map(|error| error.to_string());
        assert_eq!(shown.is_some(), message.is_some(), "{shown:?}");
        assert!(shown.unwrap_or_default().contains(message.unwrap_or_default()));
    }
}

#[test]
fn settings_of_reqwest_and_a_transport_are_an_error() {
    let error = builder(Canned::default()).configure_http(|http| http.http1_only()).build().unwrap_err();
    assert!(matches!(error, BuildError::SettingOfReqwest { setting: "configure_http" }));
    let text = "`configure_http` has no effect, because `transport` replaces reqwest; remove one of the two";
    assert_eq!(error.to_string(), text);
    assert!(builder(Canned::default()).connect_timeout(Duration::from_secs(1)).build().is_err());
    assert!(builder(Canned::default()).build().unwrap().http().is_none());
}

#[test]
fn a_user_agent_with_a_line_break_is_an_error() {
    let error = builder(Canned::default()).user_agent("a\nb").build().unwrap_err();
    assert_eq!(error.to_string(), "the user agent contains characters that a header must not contain");
}

#[tokio::test]
async fn a_request_of_ones_own_is_sent_with_the_credentials_of_the_client() {
    let transport = Canned::default();
    let core = builder(transport.clone()).build().unwrap();
    let outside = HttpRequest::new(Method::GET, "https://other.example/user".parse().unwrap());
    let result = core.execute::<NoErrorBody>(&GET_USER, Ok::<_, InvalidRequest>(outside), &CallOptions::new()).await;
    assert!(matches!(result, Err(Error::InvalidRequest(_))), "{result:?}");
    assert!(transport.requests().is_empty());
}
