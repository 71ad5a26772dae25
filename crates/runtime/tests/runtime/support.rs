//! An operation, a client and a server to try them with.

use moored_runtime::{Answer, CallOptions, ClientBuilder, Core, Error, NoErrorBody, Operation, Response, Retries};
use serde::Deserialize;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(crate) static GET_USER: Operation = get_user(&[]);

pub(crate) const fn get_user(security: &'static [&'static [&'static str]]) -> Operation {
    let accept = Some("application/json");
    Operation { id: "get-user", method: "GET", path: "/user", accept, security }
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

/// Reads an answer as generated code does.
pub(crate) fn read(answer: Answer) -> Result<Response<User>, Error<GetUserError>> {
    match answer.status().as_u16() {
        200 => answer.json(),
        401 => Err(answer.refused(GetUserError::Unauthorized)),
        410 => Err(answer.refused_as(GetUserError::Gone)),
        _ => Err(answer.unexpected()),
    }
}

pub(crate) async fn server(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

pub(crate) fn builder(server: &MockServer) -> ClientBuilder {
    at(server.uri())
}

/// Without retries, so that a test sees what it caused.
pub(crate) fn at(address: impl Into<String>) -> ClientBuilder {
    Core::builder(None).base_address(address).retries(Retries::off())
}

/// Calls `GET {base address}/user` as `operation`.
pub(crate) async fn call(core: &Core, operation: &'static Operation) -> Result<Answer, Error<NoErrorBody>> {
    call_with(core, operation, &CallOptions::new()).await
}

pub(crate) async fn call_with(
    core: &Core,
    operation: &'static Operation,
    options: &CallOptions,
) -> Result<Answer, Error<NoErrorBody>> {
    let request = core.http().get(format!("{}/user", core.base_address()));
    core.execute(operation, request.build(), options).await
}

/// What [`read`] makes of an answer with this status and body.
pub(crate) async fn read_answer(answer: ResponseTemplate) -> Result<Response<User>, Error<GetUserError>> {
    let server = server(answer).await;
    let core = builder(&server).build().unwrap();
    read(call(&core, &GET_USER).await.unwrap())
}

/// The one request that `server` has received.
pub(crate) async fn received(server: &MockServer) -> Request {
    let mut requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

/// Everything that an error may end up as in a log: `Display` and `Debug` of it and of all its sources.
pub(crate) fn everything_shown(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source())
        .map(|error| format!("{error}\n{error:?}\n{error:#?}\n"))
        .collect()
}
