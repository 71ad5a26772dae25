//! The exact headers of a request.

use std::time::Duration;

use moored_runtime::reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use moored_runtime::{CallOptions, Operation};
use wiremock::{MockServer, ResponseTemplate};

use crate::support::{GET_USER, builder, call, received, server};

static CREATE_USER: Operation =
    Operation { id: "create-user", method: "POST", path: "/user", accept: None, security: &[], redirects: &[] };

/// The headers of the request, but for the host, and what the features `gzip` and `brotli` add.
async fn headers(server: &MockServer) -> Vec<(String, String)> {
    let request = received(server).await;
    let mut headers: Vec<_> = request
        .headers
        .iter()
        .filter(|(name, _)| *name != "host" && *name != "accept-encoding")
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    headers
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

#[tokio::test]
async fn a_get_has_only_the_header_accept() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).timeout(Duration::from_secs(9)).build().unwrap();
    call(&core, &GET_USER).await.unwrap();
    assert_eq!(headers(&server).await, pairs(&[("accept", "application/json")]));
}

#[tokio::test]
async fn an_accept_header_of_the_caller_is_kept() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).build().unwrap();
    let request =
        core.http().unwrap().get(format!("{}/user", core.base_address())).header("accept", "text/csv").build();
    core.execute::<()>(&GET_USER, request, &CallOptions::new()).await.unwrap();
    assert_eq!(headers(&server).await, pairs(&[("accept", "text/csv")]));
}

#[tokio::test]
async fn a_body_has_type_and_length_and_reqwest_adds_accept() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).build().unwrap();
    let request = core.http().unwrap().post(format!("{}/user", core.base_address())).json(&[1]).build();
    core.execute::<()>(&CREATE_USER, request, &CallOptions::new()).await.unwrap();
    let expected = [("accept", "*/*"), ("content-length", "3"), ("content-type", "application/json")];
    assert_eq!(headers(&server).await, pairs(&expected));
}

#[tokio::test]
async fn a_user_agent_and_headers_of_the_http_client_are_sent() {
    let server = server(ResponseTemplate::new(204)).await;
    let tenant = HeaderMap::from_iter([(HeaderName::from_static("x-tenant"), HeaderValue::from_static("a"))]);
    let core = builder(&server).user_agent("mine/1").configure_http(move |http| http.default_headers(tenant.clone()));
    call(&core.build().unwrap(), &GET_USER).await.unwrap();
    let expected = [("accept", "application/json"), ("user-agent", "mine/1"), ("x-tenant", "a")];
    assert_eq!(headers(&server).await, pairs(&expected));
}

#[tokio::test]
async fn a_request_to_another_address_is_not_sent() {
    let (server, other_origin) = (server(ResponseTemplate::new(204)).await, server(ResponseTemplate::new(204)).await);
    let core = builder(&server).build().unwrap();
    let request = core.http().unwrap().get(format!("{}/user", other_origin.uri())).build();
    let error = core.execute::<()>(&GET_USER, request, &CallOptions::new()).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): nothing was sent: the address is not below the base address");
    assert!(other_origin.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_request_that_cannot_be_built_is_not_sent() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).build().unwrap();
    let request = core.http().unwrap().get(core.base_address()).header("x", "line\nbreak").build();
    let error = core.execute::<()>(&GET_USER, request, &CallOptions::new()).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): nothing was sent: the request could not be built");
    assert!(std::error::Error::source(&error).is_some());
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[test]
fn a_call_can_move_between_threads() {
    fn assert_send<T: Send>(value: T) -> T {
        value
    }
    let core = moored_runtime::Core::builder(Some("http://localhost")).build().unwrap();
    drop(assert_send(call(&core, &GET_USER)));
}
