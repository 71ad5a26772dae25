//! The content of traces.
//!
//! These tests are a program of their own, in which every thread that makes a call has a subscriber. As long as a
//! program has one subscriber, `tracing` asks only that of the thread that is the first to reach an event whether
//! anybody wants it. A test without one, running at the same time, would switch the event off for all.

#![cfg(feature = "tracing")]
#![expect(clippy::unwrap_used, reason = "this is test code throughout")]

use std::io;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use moored_runtime::{CallOptions, Core, NoErrorBody, Operation, Retries};
use serde::Deserialize;
use tracing_subscriber::fmt::format::FmtSpan;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

static GET_USER: Operation = Operation::new("get-user", "GET", "/user").accept("application/json");

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What `traced` does with a subscriber: the lines of the runtime, with spans when they close, without times.
async fn lines_of(traced: impl Future<Output = ()>) -> Vec<String> {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .without_time()
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    traced.await;
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    text.lines().filter(|line| line.contains("moored_runtime")).map(str::to_owned).collect()
}

fn core(address: &str, retries: Retries) -> Core {
    Core::builder(None).base_address(address).retries(retries).build().unwrap()
}

/// Calls `GET {base address}/user`.
async fn call(core: &Core) -> Result<moored_runtime::RawResponse, moored_runtime::Error<NoErrorBody>> {
    let request = core.http().unwrap().get(format!("{}/user", core.base_address()));
    core.execute(&GET_USER, request.build(), &CallOptions::new()).await
}

/// A server that sends the first response once, and then the second.
async fn server(first: ResponseTemplate, second: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(first).up_to_n_times(1).mount(&server).await;
    Mock::given(any()).respond_with(second).mount(&server).await;
    server
}

#[tokio::test]
async fn a_call_is_one_span_with_opentelemetry_names_and_retries_are_events() {
    let server = server(ResponseTemplate::new(503), ResponseTemplate::new(200).set_body_string("{}")).await;
    let retries = Retries::default().pauses(Duration::from_millis(2)..Duration::from_millis(20));
    let core = core(&server.uri(), retries);
    let lines = lines_of(async { drop(call(&core).await.unwrap()) }).await;
    let [event, close] = lines.try_into().unwrap();
    assert!(event.contains("the request is sent again"), "{event}");
    assert!(event.contains("http.response.status_code=503"), "{event}");
    for field in [
        "otel.name=GET /user",
        "otel.kind=\"client\"",
        "operation.id=\"get-user\"",
        "http.request.method=\"GET\"",
        "url.scheme=\"http\"",
        "url.template=\"/user\"",
        "server.address=\"127.0.0.1\"",
        &format!("server.port={}", server.address().port()),
        "http.request.resend_count=1",
        "http.response.status_code=200",
    ] {
        assert!(close.contains(field), "{field}: {close}");
    }
    assert!(!close.contains("error.type"), "{close}");
}

#[tokio::test]
async fn a_span_of_a_failed_call_has_an_error_status() {
    let unavailable = || ResponseTemplate::new(503);
    let server = server(unavailable(), unavailable()).await;
    let lines = lines_of(async { drop(call(&core(&server.uri(), Retries::off())).await) }).await;
    assert!(lines[0].contains("error.type=\"503\""), "{lines:?}");
    assert!(lines[0].contains("otel.status_code=\"ERROR\""), "{lines:?}");

    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", closed.local_addr().unwrap());
    std::thread::spawn(move || drop(closed.accept()));
    let lines = lines_of(async { drop(call(&core(&address, Retries::off())).await.unwrap_err()) }).await;
    assert!(lines[0].contains("error.type=\"connection\""), "{lines:?}");
}

#[tokio::test]
async fn a_required_member_that_is_missing_is_an_event_without_a_value() {
    #[derive(Deserialize)]
    struct User {
        #[serde(alias = "moored:required:id")]
        id: Option<i64>,
    }

    let response = || ResponseTemplate::new(200).set_body_string(r#"{"name":"hunter2"}"#);
    let server = server(response(), response()).await;
    let core = core(&server.uri(), Retries::off());
    let lines = lines_of(async {
        let user = call(&core).await.unwrap().json::<User, NoErrorBody>().unwrap();
        assert_eq!(user.id, None);
    })
    .await;
    let event = lines.last().unwrap();
    for field in [" WARN ", "a required member of the response is missing", "operation.id=\"get-user\"", "path=\"id\""]
    {
        assert!(event.contains(field), "{field}: {event}");
    }
    assert!(!event.contains("hunter2"), "{event}");

    let lines = lines_of(async {
        let user: User = moored_runtime::decode(b"{\"id\":null}").unwrap();
        assert_eq!(user.id, None);
    })
    .await;
    let [event] = lines.try_into().unwrap();
    for field in [" WARN ", "a required member of the webhook is missing", "::User\"", "path=\"id\"", "is_null=true"] {
        assert!(event.contains(field), "{field}: {event}");
    }
}
