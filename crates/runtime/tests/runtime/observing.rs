//! The content of hooks.

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
