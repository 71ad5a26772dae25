//! Missing and incomplete responses.

use std::time::{Duration, Instant};

use wiremock::ResponseTemplate;

use crate::{
    calls::{Call, Failed, calls},
    server::{Then, closed_port, responding, sending, target},
};

/// Checks for an error without a response, whose message contains the operation.
fn assert_no_response(failed: &Failed, call: &Call, message: &str) {
    assert_eq!((failed.status, &failed.body), (None, &None), "{}", call.name());
    assert_transport(failed, call, message);
}

fn assert_transport(failed: &Failed, call: &Call, expected: &str) {
    assert_eq!(failed.kind, "Transport", "{}: {failed:?}", call.name());
    let message = &failed.message;
    assert!(message.starts_with(&format!("{} {} (", call.method, call.path)), "{message}");
    assert!(message.ends_with(expected), "{message}");
}

async fn failed(call: &Call, base_address: String) -> Box<Failed> {
    call.send(target(call, base_address)).await.expect_err(&call.name())
}

#[tokio::test]
async fn a_connection_that_cannot_be_opened_is_reported_as_such() {
    for call in calls() {
        let failed = failed(call, closed_port()).await;
        assert_no_response(&failed, call, "could not connect");
        assert!(failed.is_connect && !failed.is_timeout, "{failed:?}");
    }
}

#[tokio::test]
async fn an_incomplete_body_is_kept_in_the_error() {
    for (bytes, partial) in [
        (
            &b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"user\":{}"[..],
            &b"{\"user\":{}"[..],
        ),
        (b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n", b"{}"),
    ] {
        for call in calls() {
            let failed = failed(call, sending(bytes, Then::Close)).await;
            assert_transport(&failed, call, "the connection failed while the body was read");
            assert_eq!((failed.status, failed.body.as_deref()), (Some(200), Some(partial)), "{}", call.name());
            assert!(!failed.is_connect && !failed.is_timeout, "{failed:?}");
        }
    }
}

#[tokio::test]
async fn a_connection_closed_before_the_body_is_an_error_without_a_response() {
    for bytes in [&b""[..], b"HTTP/1.1 200 OK\r\ncontent-ty", b"SSH-2.0-OpenSSH_9.2\r\n"] {
        for call in calls() {
            let failed = failed(call, sending(bytes, Then::Close)).await;
            assert_no_response(&failed, call, "the connection failed");
            assert!(!failed.is_connect && !failed.is_timeout, "{failed:?}");
        }
    }
}

/// The time-out applies until the last byte of the response, not only to the first.
#[tokio::test]
async fn a_slow_response_times_out() {
    let timeout = Duration::from_millis(150);
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(30));
    let slow = responding(slow).await;
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    for call in calls() {
        for base_address in [slow.uri(), sending(b"", Then::Hold), sending(head, Then::Hold)] {
            let mut target = target(call, base_address);
            target.timeout = timeout;
            let start = Instant::now();
            let failed = call.send(target).await.expect_err(&call.name());
            let waited = start.elapsed();
            assert_transport(&failed, call, "timed out after 150ms (`timeout`)");
            assert!(failed.is_timeout && !failed.is_connect, "{failed:?}");
            assert!(waited >= timeout, "{waited:?}");
            assert!(waited < Duration::from_secs(10), "{waited:?}");
        }
    }
}

#[tokio::test]
async fn a_response_within_the_time_limit_is_returned() {
    let late = ResponseTemplate::new(418).set_delay(Duration::from_millis(100));
    let late = responding(late).await;
    for call in calls() {
        let failed = failed(call, late.uri()).await;
        assert_eq!((failed.kind, failed.status), ("UndocumentedStatus", Some(418)));
    }
}
