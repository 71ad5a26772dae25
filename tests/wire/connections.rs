//! Answers that do not come, or not whole.

use std::time::{Duration, Instant};

use wiremock::ResponseTemplate;

use crate::{
    calls::{CALLS, Call, Failed},
    server::{Then, answering, nobody, sending, target},
};

/// No answer came: not an error with an answer in it, and it says what was called.
fn assert_no_answer(failed: &Failed, call: &Call, what: &str) {
    assert_eq!((failed.status, &failed.answer), (None, &None), "{}", call.name());
    assert_transport(failed, call, what);
}

fn assert_transport(failed: &Failed, call: &Call, what: &str) {
    assert_eq!(failed.kind, "Transport", "{}: {failed:?}", call.name());
    let message = &failed.message;
    assert!(message.starts_with(&format!("{} {} (", call.method, call.path)), "{message}");
    assert!(message.ends_with(what), "{message}");
}

async fn failed(call: &Call, base_address: String) -> Box<Failed> {
    call.send(target(call, base_address)).await.expect_err(&call.name())
}

#[tokio::test]
async fn a_refused_connection_is_told_from_others() {
    for call in &CALLS {
        let failed = failed(call, nobody()).await;
        assert_no_answer(&failed, call, "could not connect");
        assert!(failed.is_connect && !failed.is_timeout, "{failed:?}");
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_none_to_decode_but_is_kept() {
    for (bytes, came) in [
        (
            &b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"user\":{}"[..],
            &b"{\"user\":{}"[..],
        ),
        (b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n", b"{}"),
    ] {
        for call in &CALLS {
            let failed = failed(call, sending(bytes, Then::Close)).await;
            assert_transport(&failed, call, "the connection failed while the body was read");
            assert_eq!((failed.status, failed.answer.as_deref()), (Some(200), Some(came)), "{}", call.name());
            assert!(!failed.is_connect && !failed.is_timeout, "{failed:?}");
        }
    }
}

#[tokio::test]
async fn a_connection_that_breaks_off_is_no_answer() {
    for bytes in [&b""[..], b"HTTP/1.1 200 OK\r\ncontent-ty", b"SSH-2.0-OpenSSH_9.2\r\n"] {
        for call in &CALLS {
            let failed = failed(call, sending(bytes, Then::Close)).await;
            assert_no_answer(&failed, call, "the connection failed");
            assert!(!failed.is_connect && !failed.is_timeout, "{failed:?}");
        }
    }
}

/// The time-out counts to the last byte, not to the first.
#[tokio::test]
async fn a_slow_answer_is_not_waited_for() {
    let timeout = Duration::from_millis(150);
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(30));
    let slow = answering(slow).await;
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    for call in &CALLS {
        for base_address in [slow.uri(), sending(b"", Then::Hold), sending(head, Then::Hold)] {
            let mut target = target(call, base_address);
            target.timeout = timeout;
            let start = Instant::now();
            let failed = call.send(target).await.expect_err(&call.name());
            let waited = start.elapsed();
            assert_transport(&failed, call, "timed out after 150ms");
            assert!(failed.is_timeout && !failed.is_connect, "{failed:?}");
            assert!(waited >= timeout, "{waited:?}");
            assert!(waited < Duration::from_secs(10), "{waited:?}");
        }
    }
}

#[tokio::test]
async fn an_answer_within_the_time_is_taken() {
    let late = ResponseTemplate::new(418).set_delay(Duration::from_millis(100));
    let late = answering(late).await;
    for call in &CALLS {
        let failed = failed(call, late.uri()).await;
        assert_eq!((failed.kind, failed.status), ("Unexpected", Some(418)));
    }
}
