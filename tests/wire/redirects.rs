//! Redirects: a credential is not sent to another origin.

use wiremock::{Mock, MockServer, ResponseTemplate, matchers::path};

use crate::{
    calls::{Call, calls},
    server::{json, request, responding, target},
};

/// A server that redirects `call` to `location`.
async fn redirecting(call: &Call, status: u16, location: &str) -> MockServer {
    let server = MockServer::start().await;
    let redirect = ResponseTemplate::new(status).insert_header("location", location);
    Mock::given(path(call.path)).respond_with(redirect).mount(&server).await;
    server
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_not_followed() {
    for call in calls() {
        for status in [301, 302, 303, 307, 308] {
            let elsewhere = responding(ResponseTemplate::new(200)).await;
            let server = redirecting(call, status, &format!("{}/there", elsewhere.uri())).await;
            let failed = call.send(target(call, server.uri())).await.expect_err(&call.name());
            assert_eq!((failed.kind, failed.status), ("UndocumentedStatus", Some(status)), "{}", call.name());
            let leaked = elsewhere.received_requests().await.unwrap();
            assert!(leaked.is_empty(), "{}: {leaked:?}", call.name());
            request(&server).await;
        }
    }
}

/// 307 and 308 require the same request to the new location.
#[tokio::test]
async fn a_redirect_within_the_origin_is_followed_with_the_same_request() {
    for call in calls() {
        for status in [307, 308] {
            let server = redirecting(call, status, "/there").await;
            Mock::given(path("/there")).respond_with(ResponseTemplate::new(418)).mount(&server).await;
            let failed = call.send(target(call, server.uri())).await.expect_err(&call.name());
            assert_eq!(failed.status, Some(418), "{}", call.name());
            let requests = server.received_requests().await.unwrap();
            let [first, second] = &requests[..] else {
                panic!("{}: {requests:?}", call.name());
            };
            assert_eq!(second.url.path(), "/there");
            assert_eq!(first.method, second.method, "{}", call.name());
            assert_eq!(first.body, second.body, "{}", call.name());
            // In particular, there is no `Referer`, which would contain an API key in the query.
            assert_eq!(first.headers, second.headers, "{}", call.name());
        }
    }
}

/// 303, and for some methods 301 and 302, change a request into a GET. The response to that GET is not the response to
/// an update: usually it is a login page, which would be taken for a success.
#[tokio::test]
async fn a_redirect_that_changes_an_update_into_a_get_is_not_followed() {
    for call in calls().filter(|call| call.body.is_some()) {
        for status in [301, 302, 303] {
            let server = redirecting(call, status, "/there").await;
            Mock::given(path("/there")).respond_with(json("{}")).mount(&server).await;
            let outcome = call.send(target(call, server.uri())).await;
            let requests = server.received_requests().await.unwrap();
            let last = requests.last().unwrap();
            match outcome {
                Err(failed) => assert_eq!(failed.status, Some(status), "{}", call.name()),
                Ok(_) => {
                    let sent = (last.method.as_str(), last.body.as_slice());
                    let expected = (call.method, call.body.unwrap().as_bytes());
                    assert_eq!(sent, expected, "{} {status}", call.name());
                }
            }
        }
    }
}
