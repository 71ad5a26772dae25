//! Which requests are retried, and when.

use std::time::{Duration, SystemTime};

use moored_runtime::{Body, CallOptions, Core, Error, Method, NoErrorBody, Operation, RawResponse, Retries};

use crate::scripted::{Scripted, Step, response, success, unavailable};
use crate::support::{GET_USER, call, call_with};
use crate::transport::closed_port;

/// The default with short pauses.
fn quick() -> Retries {
    Retries::default().pauses(Duration::from_millis(2)..Duration::from_millis(20))
}

fn client(server: &Scripted, retries: Retries) -> Core {
    Core::builder(None).base_address(&server.address).retries(retries).build().unwrap()
}

async fn send(core: &Core, method: &'static str, options: &CallOptions) -> Result<RawResponse, Error<NoErrorBody>> {
    static OPERATION: Operation =
        Operation { id: "change", method: "ANY", path: "/user", accept: None, security: &[], redirects: &[] };
    let method = method.parse().unwrap();
    let request = core.http().unwrap().request(method, format!("{}/user", core.base_address())).body("hello");
    core.execute(&OPERATION, request.build(), options).await
}

#[tokio::test]
async fn each_transient_status_is_retried_and_no_other() {
    for status in [408, 425, 429, 500, 502, 503, 504] {
        let server = Scripted::new([response(&format!("{status} X"), "", "{}"), success()]);
        let response = call(&client(&server, quick()), &GET_USER).await.unwrap();
        assert_eq!(
            (response.status().as_u16(), response.request_count(), server.seen().len()),
            (200, 2, 2),
            "{status}"
        );
    }
    for status in [400, 401, 403, 404, 409, 422, 501, 505] {
        let server = Scripted::new([response(&format!("{status} X"), "", "{}"), success()]);
        let response = call(&client(&server, quick()), &GET_USER).await.unwrap();
        assert_eq!((response.status().as_u16(), server.seen().len()), (status, 1));
    }
}

#[tokio::test]
async fn failed_connections_are_retried() {
    let cut = || Step::Respond("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_owned());
    let server = Scripted::new([Step::Close, cut(), Step::Respond("220 smtp ready\r\n".to_owned()), success()]);
    let response = call(&client(&server, quick()), &GET_USER).await.unwrap();
    assert_eq!((response.body(), response.request_count()), (br#"{"id":7}"#.as_slice(), 4));
}

#[tokio::test]
async fn the_last_failure_is_reported_with_the_number_of_requests() {
    let server = Scripted::new([unavailable()]);
    let response = call(&client(&server, quick()), &GET_USER).await.unwrap();
    assert_eq!(server.seen().len(), 4);
    let error = response.undocumented_status::<NoErrorBody>();
    let text = "GET /user (get-user): 503 Service Unavailable after 4 requests, which is not documented";
    assert_eq!(error.to_string(), text);
    assert!(error.is_retryable());

    let nowhere = Core::builder(None).base_address(closed_port()).retries(quick()).build().unwrap();
    let error = call(&nowhere, &GET_USER).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): could not connect after 4 requests");
    assert!(error.is_retryable() && error.is_connect());
}

#[tokio::test]
async fn only_idempotent_requests_are_retried() {
    let methods = ["PUT", "DELETE", "HEAD", "OPTIONS", "QUERY"].map(|method| (method, 2));
    for (method, requests) in methods.into_iter().chain([("POST", 1), ("PATCH", 1), ("LOCK", 1)]) {
        let server = Scripted::new([unavailable(), response("204 No Content", "", "")]);
        send(&client(&server, quick()), method, &CallOptions::new()).await.unwrap();
        let seen = server.seen();
        assert_eq!(seen.len(), requests, "{method}");
        assert!(seen.iter().all(|seen| seen.text.ends_with("\r\n\r\nhello")), "{seen:?}");

        let server = Scripted::new([Step::Close, response("204 No Content", "", "")]);
        let result = send(&client(&server, quick()), method, &CallOptions::new()).await;
        assert_eq!((result.is_ok(), server.seen().len()), (requests == 2, requests), "{method}");
    }
}

#[tokio::test]
async fn a_request_that_could_not_be_sent_is_retried_whatever_its_method() {
    for method in ["POST", "PATCH", "PUT", "LOCK"] {
        let nowhere = Core::builder(None).base_address(closed_port()).retries(quick()).build().unwrap();
        let error = send(&nowhere, method, &CallOptions::new()).await.unwrap_err();
        assert_eq!(error.to_string(), "ANY /user (change): could not connect after 4 requests", "{method}");
    }
}

/// Nothing of the stream was read, so it can still be sent.
#[tokio::test]
async fn a_stream_that_could_not_be_sent_is_sent_when_the_server_listens_again() {
    static UPLOAD: Operation =
        Operation { id: "upload", method: "POST", path: "/user", accept: None, security: &[], redirects: &[] };
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let pauses = Duration::from_millis(300)..Duration::from_millis(300);
    let retries = Retries::default().pauses(pauses).max_retries(20);
    let core = Core::builder(None).base_address(format!("http://{address}")).retries(retries).build().unwrap();
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>("ab"), Ok("cd")]);
    let request = core.request(&UPLOAD).body("text/plain", Body::from_stream(stream).length(4)).build();
    let options = CallOptions::new();
    let upload = core.execute::<()>(&UPLOAD, request, &options);
    let restart = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        Scripted::at(std::net::TcpListener::bind(address).unwrap(), [success()])
    };
    let (response, server) = tokio::join!(upload, restart);
    assert!(response.unwrap().request_count() > 1);
    assert!(server.seen()[0].text.ends_with("\r\n\r\nabcd"), "{:?}", server.seen());
}

/// How many requests are sent with `method` and `retries` to a server that responds with `status` first.
async fn requests(retries: Retries, method: &'static str, status: u16) -> usize {
    let server = Scripted::new([response(&format!("{status} X"), "", ""), response("204 No Content", "", "")]);
    send(&client(&server, retries), method, &CallOptions::new()).await.unwrap();
    server.seen().len()
}

#[tokio::test]
async fn statuses_and_methods_can_be_chosen() {
    let added = || quick().add_statuses([409, 520]);
    assert_eq!([requests(added(), "PUT", 409).await, requests(added(), "PUT", 503).await], [2, 2]);
    assert_eq!([requests(added(), "PUT", 423).await, requests(added(), "POST", 409).await], [1, 1]);

    let removed = || quick().remove_statuses([500]);
    assert_eq!([requests(removed(), "PUT", 500).await, requests(removed(), "PUT", 503).await], [1, 2]);

    let only = || quick().statuses([423]);
    assert_eq!([requests(only(), "PUT", 423).await, requests(only(), "PUT", 503).await], [2, 1]);

    let not_processed = || quick().statuses_for_any_method([429]);
    assert_eq!([requests(not_processed(), "POST", 429).await, requests(not_processed(), "POST", 503).await], [2, 1]);
    assert_eq!([requests(not_processed(), "PUT", 429).await, requests(not_processed(), "PUT", 503).await], [2, 2]);

    let posts = || quick().methods([Method::POST]);
    assert_eq!([requests(posts(), "POST", 503).await, requests(posts(), "PUT", 503).await], [2, 1]);
}

#[tokio::test]
async fn a_post_with_an_idempotency_key_is_retried() {
    let server = Scripted::new([unavailable(), Step::Close, success()]);
    let options = CallOptions::new().idempotency_key("order-7");
    send(&client(&server, quick()), "POST", &options).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|seen| seen.text.contains("\r\nidempotency-key: order-7\r\n")), "{seen:?}");

    let error = send(&client(&server, quick()), "POST", &CallOptions::new().idempotency_key("a\nb")).await.unwrap_err();
    let text =
        "ANY /user (change): nothing was sent: the idempotency key contains characters that a header must not contain";
    assert_eq!(error.to_string(), text);
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn retries_can_be_turned_off_for_a_client_and_for_a_call() {
    let server = Scripted::new([unavailable()]);
    call(&client(&server, Retries::off()), &GET_USER).await.unwrap();
    assert_eq!(server.seen().len(), 1);
    call_with(&client(&server, quick()), &GET_USER, &CallOptions::new().retries(Retries::off())).await.unwrap();
    assert_eq!(server.seen().len(), 2);
    call_with(&client(&server, Retries::off()), &GET_USER, &CallOptions::new().retries(quick())).await.unwrap();
    assert_eq!(server.seen().len(), 6);
}

#[tokio::test]
async fn retry_after_is_respected_in_seconds_and_as_a_date() {
    let server = Scripted::new([response("429 Too Many Requests", "Retry-After: 1\r\n", "{}"), success()]);
    assert_eq!(call(&client(&server, quick()), &GET_USER).await.unwrap().status().as_u16(), 200);
    let [first, second] = server.seen().try_into().unwrap();
    assert!(second.at - first.at >= Duration::from_secs(1), "{:?}", second.at - first.at);

    // Dates have whole seconds, so this one is between one and two seconds from now.
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(2));
    let server = Scripted::new([response("503 X", &format!("Retry-After: {date}\r\n"), "{}"), success()]);
    assert_eq!(call(&client(&server, quick()), &GET_USER).await.unwrap().status().as_u16(), 200);
    let [first, second] = server.seen().try_into().unwrap();
    let waited = second.at - first.at;
    assert!(waited >= Duration::from_millis(900) && waited < Duration::from_secs(4), "{waited:?}");

    for past in ["Sun, 06 Nov 1994 08:49:37 GMT", "0", "soon", "-5", ""] {
        let server = Scripted::new([response("429 X", &format!("Retry-After: {past}\r\n"), "{}"), success()]);
        assert_eq!(call(&client(&server, quick()), &GET_USER).await.unwrap().status().as_u16(), 200, "{past}");
    }
}

#[tokio::test]
async fn a_retry_after_above_the_limit_or_the_timeout_ends_the_call_at_once() {
    let too_many_requests = || response("429 Too Many Requests", "Retry-After: 30\r\n", "{}");
    let (capped, timed) =
        (Scripted::new([too_many_requests(), success()]), Scripted::new([too_many_requests(), success()]));
    let capped_client = client(&capped, quick().max_retry_after(Duration::from_secs(29)));
    let timed_client = client(&timed, quick());
    let begun = std::time::Instant::now();
    let responses = [
        call(&capped_client, &GET_USER).await.unwrap(),
        call_with(&timed_client, &GET_USER, &CallOptions::new().timeout(Duration::from_secs(20))).await.unwrap(),
    ];
    assert!(begun.elapsed() < Duration::from_secs(10));
    for (response, server) in responses.into_iter().zip([capped, timed]) {
        assert_eq!((response.status().as_u16(), server.seen().len()), (429, 1));
        let error = response.undocumented_status::<NoErrorBody>();
        assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
        assert!(error.is_retryable());
    }
}

#[tokio::test]
async fn the_pauses_are_spread_over_their_whole_range() {
    let server = Scripted::new([unavailable()]);
    let retries = Retries::default()
        .max_retries(20)
        .pauses(Duration::from_millis(40)..Duration::from_millis(40))
        .budget(1000, 1000);
    call(&client(&server, retries), &GET_USER).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 21);
    let pauses: Vec<_> = seen.windows(2).map(|pair| pair[1].at - pair[0].at).collect();
    // Each is in the lower half with a probability of 1/2. All twenty are in the same half once in 500,000 runs.
    let short = pauses.iter().filter(|pause| **pause < Duration::from_millis(20)).count();
    assert!(short > 0 && short < 20, "{pauses:?}");
}

#[tokio::test]
async fn a_failing_provider_gets_no_more_retries_than_the_budget() {
    let server = Scripted::new([unavailable()]);
    let core = client(&server, quick().budget(20, 1));
    for _ in 0..100 {
        call(&core, &GET_USER).await.unwrap();
    }
    // A hundred calls, twenty retries for them, and one retry per second for ten seconds.
    let sent = server.seen().len();
    assert!((125..=135).contains(&sent), "{sent}");
}

#[tokio::test]
async fn the_timeout_covers_all_requests_of_a_call_together() {
    let slow = Step::Stall(String::new());
    let server = Scripted::new([unavailable(), slow]);
    let core = client(&server, quick());
    let begun = std::time::Instant::now();
    let options = CallOptions::new().timeout(Duration::from_millis(300));
    let error = call_with(&core, &GET_USER, &options).await.unwrap_err();
    assert!(error.is_timeout() && error.is_retryable());
    assert_eq!(error.to_string(), "GET /user (get-user): timed out after 300ms (`timeout`); 2 requests were sent");
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(server.seen().len(), 2);
}
