//! Middleware: what applications put around the transport of a client. Each of these is what an application would
//! write.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail where it stands")]

mod cache;
mod compression;
mod layers;
mod recorder;
mod signing;
mod sigv4;
#[cfg(feature = "oauth2")]
mod tokens;
mod tower_limit;

use moored_runtime::{CallOptions, ClientBuilder, Core, Error, NoErrorBody, Operation, RawResponse};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

static GET_PET: Operation = Operation::new("get-pet", "GET", "/pets/{id}").accept("application/json");

static PUT_PET: Operation = Operation::new("put-pet", "PUT", "/pets/{id}");

async fn server(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    server
}

async fn requests(server: &MockServer) -> Vec<Request> {
    server.received_requests().await.unwrap()
}

/// The address of a request as a server puts it together: wiremock puts `localhost` where `Host` belongs.
fn address(request: &Request) -> String {
    let host = request.headers.get("host").unwrap().to_str().unwrap();
    request.url.as_str().replacen("localhost", host, 1)
}

fn builder(server: &MockServer) -> ClientBuilder {
    Core::builder(None).base_address(server.uri())
}

async fn get(core: &Core) -> Result<RawResponse, Error<NoErrorBody>> {
    let request = core.request(&GET_PET).path("id", "rex & co").query("colour", "red").build();
    core.execute(&GET_PET, request, &CallOptions::new()).await
}

async fn put(core: &Core) -> Result<RawResponse, Error<NoErrorBody>> {
    let request = core.request(&PUT_PET).path("id", "7").json(&["a body"]).build();
    core.execute(&PUT_PET, request, &CallOptions::new()).await
}
