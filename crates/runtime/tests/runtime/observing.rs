//! The content of hooks and traces.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use moored_runtime::{Attempt, CallOptions, Credential, HeaderMap, Hook, Operation, Outcome, Retries};

use crate::scripted::{Scripted, Step, success, unavailable};
use crate::support::{GET_USER, builder_for, call, call_with, get_user};

fn quick() -> Retries {
    Retries::default().pauses(Duration::from_millis(2)..Duration::from_millis(20))
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Hook for Log {
    fn on_request(&self, attempt: &Attempt, headers: &mut HeaderMap) {
        assert!(!headers.contains_key("x-key"), "a hook must not see a credential");
        headers.insert("traceparent", "00-1-2-03".parse().unwrap());
        headers.insert("x-key", "not this".parse().unwrap());
        self.0.lock().unwrap().push(format!("{} #{}", attempt.operation.id, attempt.number));
    }

    fn on_outcome(&self, attempt: &Attempt, outcome: &Outcome<'_>) {
        let Outcome { failure, retry_in, .. } = outcome;
        let status = outcome.status().map(|status| status.as_u16());
        let line = format!("#{}: {status:?} {failure:?} retried: {}", attempt.number, retry_in.is_some());
        self.0.lock().unwrap().push(line);
    }
}

#[tokio::test]
async fn a_hook_is_notified_of_every_request_and_outcome_and_can_add_headers() {
    static KEYED: Operation = get_user(&[&["key"]]);
    let server = Scripted::new([unavailable(), Step::Close, success()]);
    let log = Log::default();
    let key = Credential::header("key", "x-key", "hunter2");
    let core = builder_for(&server.address).retries(quick()).hook(log.clone()).credential(key).build().unwrap();
    call(&core, &KEYED).await.unwrap();
    let expected = [
        "get-user #1",
        "#1: Some(503) None retried: true",
        "get-user #2",
        "#2: None Some(\"connection\") retried: true",
        "get-user #3",
        "#3: Some(200) None retried: false",
    ];
    assert_eq!(log.lines(), expected);
    for seen in server.seen() {
        assert!(seen.text.contains("\r\ntraceparent: 00-1-2-03\r\n"), "{seen:?}");
        assert!(seen.text.contains("\r\nx-key: hunter2\r\n"), "{seen:?}");
    }
}

#[tokio::test]
async fn a_hook_is_notified_of_a_timeout() {
    let server = Scripted::new([Step::Stall(String::new())]);
    let log = Log::default();
    let core = builder_for(&server.address).hook(log.clone()).build().unwrap();
    call_with(&core, &GET_USER, &CallOptions::new().timeout(Duration::from_millis(50))).await.unwrap_err();
    assert_eq!(log.lines(), ["get-user #1", "#1: None Some(\"timeout\") retried: false"]);
}

#[cfg(feature = "tracing")]
mod traces {
    use std::io;

    use tracing_subscriber::fmt::format::FmtSpan;

    use moored_runtime::Core;

    use super::*;

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

    /// The lines that a call traces, with spans when they close, without times.
    async fn traced(core: Core) -> Vec<String> {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::CLOSE)
            .with_ansi(false)
            .without_time()
            .with_writer(move || writer.clone())
            .finish();
        let _guard = tracing::subscriber::set_default(subscriber);
        let _ = call(&core, &GET_USER).await;
        let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        text.lines().filter(|line| line.contains("moored_runtime")).map(str::to_owned).collect()
    }

    #[tokio::test]
    async fn a_call_is_one_span_with_opentelemetry_names_and_retries_are_events() {
        let server = Scripted::new([unavailable(), success()]);
        let port = server.address.rsplit(':').next().unwrap().to_owned();
        let lines = traced(builder_for(&server.address).retries(quick()).build().unwrap()).await;
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
            &format!("server.port={port}"),
            "http.request.resend_count=1",
            "http.response.status_code=200",
        ] {
            assert!(close.contains(field), "{field}: {close}");
        }
        assert!(!close.contains("error.type"), "{close}");
    }

    #[tokio::test]
    async fn a_span_of_a_failed_call_has_an_error_status() {
        let server = Scripted::new([unavailable()]);
        let lines = traced(builder_for(&server.address).build().unwrap()).await;
        assert!(lines[0].contains("error.type=\"503\""), "{lines:?}");
        assert!(lines[0].contains("otel.status_code=\"ERROR\""), "{lines:?}");

        let server = Scripted::new([Step::Close]);
        let lines = traced(builder_for(&server.address).build().unwrap()).await;
        assert!(lines[0].contains("error.type=\"connection\""), "{lines:?}");
    }
}
