use std::time::Duration;

use moored_runtime::reqwest::header::{HeaderMap, HeaderValue};
use moored_runtime::{
    Attempt, CallOptions, Core, Credential, Error, Hook, Method, NoErrorBody, Operation, RawResponse, reqwest,
};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::support::{GET_USER, builder, call, get_user, server};

static KEYED: Operation = get_user(&[&["key"]]);

const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];

async fn redirecting(status: u16, from: &str, to: &str) -> MockServer {
    let server = MockServer::start().await;
    let redirect = ResponseTemplate::new(status).insert_header("location", to);
    Mock::given(path(from)).respond_with(redirect).mount(&server).await;
    server
}

/// `/user` redirects to `/users/me`, which responds with 200.
async fn redirecting_within_origin(status: u16) -> MockServer {
    let server = redirecting(status, "/user", "/users/me").await;
    Mock::given(path("/users/me")).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    server
}

async fn send(core: &Core, method: Method, body: impl Into<reqwest::Body>) -> Result<RawResponse, Error<NoErrorBody>> {
    let request = core.http().unwrap().request(method, format!("{}/user", core.base_address())).body(body);
    core.execute(&GET_USER, request.build(), &CallOptions::new()).await
}

async fn requests(server: &MockServer) -> Vec<Request> {
    server.received_requests().await.unwrap()
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_returned_instead_of_followed() {
    for status in REDIRECTS {
        let other_origin = server(ResponseTemplate::new(200)).await;
        let server = redirecting(status, "/user", &format!("{}/user", other_origin.uri())).await;
        let core = builder(&server).credential(Credential::header("key", "x-key", "hunter2")).build().unwrap();
        let response = call(&core, &KEYED).await.unwrap();
        assert_eq!(response.status(), status);
        assert!(response.headers().contains_key("location"));
        assert!(requests(&other_origin).await.is_empty());
    }
}

#[tokio::test]
async fn a_redirect_to_the_same_origin_is_followed_with_its_credential_and_without_referer() {
    for status in REDIRECTS {
        let server = redirecting_within_origin(status).await;
        let core = builder(&server).credential(Credential::header("key", "x-key", "hunter2")).build().unwrap();
        assert_eq!(call(&core, &KEYED).await.unwrap().status(), 200);
        let requests = requests(&server).await;
        let last = requests.last().unwrap();
        assert_eq!((last.method.as_str(), last.url.path()), ("GET", "/users/me"));
        assert_eq!(last.headers.get("x-key").unwrap(), "hunter2");
        assert!(!last.headers.contains_key("referer"));
    }
}

struct Signing;

impl Hook for Signing {
    fn on_request(&self, _: &Attempt, headers: &mut HeaderMap) {
        headers.insert("authorization", HeaderValue::from_static("Signature hunter2"));
    }
}

#[tokio::test]
async fn the_headers_of_a_hook_are_sent_after_a_redirect_but_to_no_other_origin() {
    for status in REDIRECTS {
        let same = redirecting_within_origin(status).await;
        let core = builder(&same).hook(Signing).build().unwrap();
        assert_eq!(call(&core, &KEYED).await.unwrap().status(), 200);
        let sent = requests(&same).await;
        assert_eq!(sent.len(), 2);
        assert!(sent.iter().all(|request| request.headers.get("authorization").unwrap() == "Signature hunter2"));

        let other_origin = server(ResponseTemplate::new(200)).await;
        let redirects = redirecting(status, "/user", &format!("{}/user", other_origin.uri())).await;
        let core = builder(&redirects).hook(Signing).build().unwrap();
        assert_eq!(call(&core, &KEYED).await.unwrap().status(), status);
        assert!(requests(&other_origin).await.is_empty());
    }
}

#[tokio::test]
async fn a_head_stays_a_head() {
    for status in REDIRECTS {
        let server = redirecting_within_origin(status).await;
        let core = builder(&server).build().unwrap();
        assert_eq!(send(&core, Method::HEAD, "").await.unwrap().status(), 200);
        assert_eq!(requests(&server).await.last().unwrap().method.as_str(), "HEAD");
    }
}

#[tokio::test]
async fn a_redirected_update_keeps_method_and_body_or_is_not_followed() {
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        for status in REDIRECTS {
            let server = redirecting_within_origin(status).await;
            let core = builder(&server).build().unwrap();
            let response = send(&core, method.clone(), "{}").await.unwrap();
            let requests = requests(&server).await;
            if matches!(status, 307 | 308) {
                assert_eq!((response.status().as_u16(), requests.len()), (200, 2), "{method} {status}");
            } else {
                assert_eq!((response.status().as_u16(), requests.len()), (status, 1), "{method} {status}");
            }
            for request in requests {
                assert_eq!((request.method.as_str(), request.body.as_slice()), (method.as_str(), b"{}".as_slice()));
            }
        }
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_sent_twice_is_sent_once() {
    let server = redirecting_within_origin(307).await;
    let core = builder(&server).build().unwrap();
    let once = reqwest::Body::wrap(reqwest::Body::from("{}"));
    assert_eq!(send(&core, Method::POST, once).await.unwrap().status(), 307);
    assert_eq!(requests(&server).await.len(), 1);
}

#[tokio::test]
async fn a_redirect_loop_ends_after_ten_redirects() {
    let server = redirecting(307, "/user", "/user").await;
    let core = builder(&server).build().unwrap();
    assert_eq!(call(&core, &GET_USER).await.unwrap().status(), 307);
    assert_eq!(requests(&server).await.len(), 11);
}

#[tokio::test]
async fn a_status_without_a_valid_location_is_returned() {
    for (status, location) in
        [(300, "/users/me"), (304, "/users/me"), (201, "/users/me"), (302, "http://"), (302, "mailto:a@b")]
    {
        let server = redirecting(status, "/user", location).await;
        let core = builder(&server).build().unwrap();
        assert_eq!(call(&core, &GET_USER).await.unwrap().status(), status);
        assert_eq!(requests(&server).await.len(), 1);
    }
    let server = server(ResponseTemplate::new(302)).await;
    let core = builder(&server).build().unwrap();
    assert_eq!(call(&core, &GET_USER).await.unwrap().status(), 302);
}

/// Each response alone is within the timeout, all of them together are not.
#[tokio::test]
async fn the_timeout_covers_all_redirects_together() {
    let server = MockServer::start().await;
    let redirect = ResponseTemplate::new(307).insert_header("location", "/user").set_delay(Duration::from_millis(150));
    Mock::given(path("/user")).respond_with(redirect).mount(&server).await;
    let core = builder(&server).timeout(Duration::from_millis(500)).build().unwrap();
    assert!(call(&core, &GET_USER).await.unwrap_err().is_timeout());
    assert!(requests(&server).await.len() > 1);
}

#[tokio::test]
async fn no_configuration_of_the_http_client_changes_which_redirects_are_followed() {
    let policies: [fn() -> reqwest::redirect::Policy; 2] =
        [reqwest::redirect::Policy::default, reqwest::redirect::Policy::none];
    for policy in policies {
        let configured = |server: &MockServer| {
            builder(server)
                .configure_http(move |http| http.redirect(policy()))
                .credential(Credential::header("key", "x-key", "hunter2"))
        };
        let within = redirecting_within_origin(303).await;
        assert_eq!(send(&configured(&within).build().unwrap(), Method::POST, "{}").await.unwrap().status(), 303);
        assert_eq!(send(&configured(&within).build().unwrap(), Method::GET, "").await.unwrap().status(), 200);

        let other_origin = server(ResponseTemplate::new(200)).await;
        let away = redirecting(302, "/user", &format!("{}/user", other_origin.uri())).await;
        assert_eq!(call(&configured(&away).build().unwrap(), &KEYED).await.unwrap().status(), 302);
        assert!(requests(&other_origin).await.is_empty());
    }
}

#[tokio::test]
async fn a_documented_redirect_is_returned_instead_of_followed() {
    static EXPORT: Operation =
        Operation { id: "get-user", method: "GET", path: "/user", accept: None, security: &[], redirects: &[302] };
    for (status, expected) in [(302, 302), (303, 200)] {
        let server = redirecting_within_origin(status).await;
        let response = call(&builder(&server).build().unwrap(), &EXPORT).await.unwrap();
        assert_eq!(response.status(), expected);
        assert_eq!(response.headers().contains_key("location"), status == 302);
    }
}
