use moored_runtime::{Credential, Operation};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{builder, call, get_user, server};

static KEYED: Operation = get_user(&[&["key"]]);

async fn redirecting(from: &str, to: &str) -> MockServer {
    let server = MockServer::start().await;
    let redirect = ResponseTemplate::new(307).insert_header("location", to);
    Mock::given(path(from))
        .respond_with(redirect)
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_handed_out_and_not_followed() {
    let elsewhere = server(ResponseTemplate::new(200)).await;
    let server = redirecting("/user", &format!("{}/user", elsewhere.uri())).await;
    let core = builder(&server)
        .credential(Credential::header("key", "x-key", "hunter2"))
        .build()
        .unwrap();
    let answer = call(&core, &KEYED).await.unwrap();
    assert_eq!(answer.status(), 307);
    assert!(answer.headers().contains_key("location"));
    assert!(elsewhere.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_redirect_to_the_same_origin_is_followed_with_its_credential_and_without_referer() {
    let server = redirecting("/user", "/users/me").await;
    Mock::given(path("/users/me"))
        .respond_with(ResponseTemplate::new(200))
        .mount(&server)
        .await;
    let core = builder(&server)
        .credential(Credential::header("key", "x-key", "hunter2"))
        .build()
        .unwrap();
    assert_eq!(call(&core, &KEYED).await.unwrap().status(), 200);
    let requests = server.received_requests().await.unwrap();
    let last = requests.last().unwrap();
    assert_eq!(last.url.path(), "/users/me");
    assert_eq!(last.headers.get("x-key").unwrap(), "hunter2");
    assert!(!last.headers.contains_key("referer"));
}

#[tokio::test]
async fn redirects_in_a_circle_end_with_the_redirect() {
    let server = redirecting("/user", "/user").await;
    let core = builder(&server).build().unwrap();
    assert_eq!(call(&core, &KEYED).await.unwrap().status(), 307);
    assert_eq!(server.received_requests().await.unwrap().len(), 11);
}
