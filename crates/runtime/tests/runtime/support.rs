//! An operation, a client and a server for tests.

use moored_runtime::{
    CallOptions, ClientBuilder, Core, Error, HttpRequest, InvalidRequest, JsonValue, Method, NoErrorBody, Operation,
    RawResponse, Response, Retries,
};
use serde::Deserialize;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(crate) static GET_USER: Operation = get_user(&[]);

pub(crate) const fn get_user(security: &'static [&'static [&'static str]]) -> Operation {
    let accept = Some("application/json");
    Operation { id: "get-user", method: "GET", path: "/user", accept, security, redirects: &[] }
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct User {
    pub(crate) id: i64,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Problem {
    pub(crate) message: String,
}

#[derive(Debug, PartialEq)]
pub(crate) enum GetUserError {
    Unauthorized(Problem),
    Gone,
}

/// Decodes a response like generated code.
pub(crate) fn read(response: RawResponse) -> Result<Response<User>, Error<GetUserError>> {
    match response.status().as_u16() {
        200 => response.json(),
        401 => Err(response.error_json(GetUserError::Unauthorized)),
        410 => Err(response.error_with(GetUserError::Gone)),
        _ => Err(response.undocumented_status()),
    }
}

pub(crate) async fn server(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    server
}

pub(crate) fn builder(server: &MockServer) -> ClientBuilder {
    builder_for(server.uri())
}

/// Without retries, so that one request has one result.
pub(crate) fn builder_for(address: impl Into<String>) -> ClientBuilder {
    Core::builder(None).base_address(address).retries(Retries::off())
}

/// Calls `GET {base address}/user` as `operation`.
pub(crate) async fn call(core: &Core, operation: &'static Operation) -> Result<RawResponse, Error<NoErrorBody>> {
    call_with(core, operation, &CallOptions::new()).await
}

pub(crate) async fn call_with(
    core: &Core,
    operation: &'static Operation,
    options: &CallOptions,
) -> Result<RawResponse, Error<NoErrorBody>> {
    let request = HttpRequest::new(Method::GET, format!("{}/user", core.base_address()).parse().unwrap());
    core.execute(operation, Ok::<_, InvalidRequest>(request), options).await
}

/// Sends a request, and passes the response to [`read`].
pub(crate) async fn read_response(response: ResponseTemplate) -> Result<Response<User>, Error<GetUserError>> {
    let server = server(response).await;
    let core = builder(&server).build().unwrap();
    read(call(&core, &GET_USER).await.unwrap())
}

/// The only request that `server` has received.
pub(crate) async fn received(server: &MockServer) -> Request {
    let mut requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

/// Everything that a log may contain of an error: `Display` and `Debug` of it and of all its sources.
pub(crate) fn everything_shown(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source())
        .map(|error| format!("{error}\n{error:?}\n{error:#?}\n"))
        .collect()
}

/// A value whose members are in the order of the text: `serde_json::Value` sorts them, unless somebody enables its
/// feature `preserve_order`.
pub(crate) fn ordered(json: &str) -> JsonValue {
    serde_json::from_str(json).unwrap()
}
