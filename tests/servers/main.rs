//! The client of a document with every kind of server: it is up to date with the generator and compiles, and it sends
//! requests only to the servers that the document or the caller selects.
//!
//! `UPDATE=1 cargo test --test servers` writes the client.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is test code throughout")]
#![expect(missing_docs, reason = "the client has the documentation of its document")]

/// The generated client.
#[rustfmt::skip]
pub mod client;
/// Its credentials.
#[rustfmt::skip]
pub mod credential;
#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod server;

pub use client::{Client, ClientBuilder};
pub use credential::Credential;

#[path = "../requests/generated.rs"]
mod generated;

/// The folder of the document, below `tests`.
const FOLDER: &str = "servers";

use moored_runtime::{BuildError, Error};
use server::{
    FilesServer, GetLogsServer, OnPremisesServer, OnYourOwnMachineServer, Region, RegionalServer, Server, Shard,
};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

const SECRET: &str = "hunter2";

async fn mock() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    server
}

fn port(server: &MockServer) -> String {
    server.address().port().to_string()
}

fn builder() -> ClientBuilder {
    Client::builder().credential(Credential::api_key(SECRET))
}

/// The paths of the requests, each with its API key.
async fn paths(server: &MockServer) -> Vec<String> {
    let line = |request: &Request| {
        let key = request.headers.get("x-key").map(|key| key.to_str().unwrap()).unwrap_or_default();
        format!("{} {key}", request.url.path())
    };
    server.received_requests().await.unwrap().iter().map(line).collect()
}

fn address(server: impl Into<Server>) -> String {
    Client::builder().server(server).allow_plain_http().build().unwrap().base_address().to_owned()
}

/// The error message for an invalid server. It must not contain the value.
fn build_error(server: impl Into<Server>, value: &str) -> String {
    let error = Client::builder().server(server).allow_plain_http().build().expect_err(value);
    assert!(matches!(error, BuildError::InvalidServer { .. }), "{value}: {error:?}");
    let text = format!("{error} {error:?}");
    assert!(value.len() < 3 || !text.contains(value), "{text} contains {value}");
    error.to_string()
}

#[test]
fn the_first_server_is_the_default_and_each_server_has_its_address() {
    assert_eq!(Client::builder().build().unwrap().base_address(), "https://api.pets.example/v1");
    assert_eq!(address(Server::Production), "https://api.pets.example/v1");
    assert_eq!(address(RegionalServer::new()), "https://demo.eu-west.pets.example/v1");
    assert_eq!(
        address(RegionalServer::new().customer("acme").region(Region::UsEast).base_path("v2/beta")),
        "https://acme.us-east.pets.example/v2/beta"
    );
    assert_eq!(address(OnYourOwnMachineServer::new()), "http://localhost:8080/v1");
    assert_eq!(
        address(OnPremisesServer::new().endpoint("https://proxy.acme.example/pets/")),
        "https://proxy.acme.example/pets/v1"
    );
}

#[test]
fn characters_that_are_not_allowed_in_a_path_are_encoded() {
    let path = |path: &str| address(OnYourOwnMachineServer::new().path(path)).replace("http://localhost:8080", "");
    assert_eq!(path("a b"), "/a%20b");
    assert_eq!(path("a?key=1#x"), "/a%3Fkey=1%23x");
    assert_eq!(path("bot123:ABC/@me"), "/bot123:ABC/@me");
    assert_eq!(path("%2e%2e/admin"), "/%252e%252e/admin");
    assert_eq!(path(r"..\..\admin"), "/..%5C..%5Cadmin");
    assert_eq!(path("é"), "/%C3%A9");
}

#[test]
fn a_value_that_would_change_the_host_or_leave_the_path_is_rejected() {
    for value in ["..", "../admin", "v1/../../admin", "./v1", "v1/."] {
        build_error(OnYourOwnMachineServer::new().path(value), value);
    }
    for value in [
        "evil.example/",
        "evil.example/#",
        "evil.example?",
        "evil.example#",
        "me@evil.example",
        r"evil.example\",
        "evil example",
        "evil.example:443",
        "a%2fb",
        "a\nb",
        "℀",
        "",
    ] {
        let text = build_error(RegionalServer::new().customer(value), value);
        assert!(text.starts_with("the server is invalid: "), "{text}");
    }
    for value in [
        "http://hunter2@evil.example",
        "ftp://evil.example",
        "evil.example",
        "/v1",
        "https://x.example?a=b",
        "https://x.example#a",
        "",
    ] {
        build_error(OnPremisesServer::new().endpoint(value), value);
    }
    for value in ["80@evil.example", "80/evil", "many", "99999"] {
        build_error(OnYourOwnMachineServer::new().port(value), value);
    }
}

#[test]
fn plain_http_must_be_allowed_for_every_server() {
    let error = Client::builder().server(OnYourOwnMachineServer::new().host("pets.example")).build().unwrap_err();
    assert!(matches!(error, BuildError::PlainHttp), "{error:?}");
    let error = Client::builder().server(OnPremisesServer::new().endpoint("http://pets.example")).build().unwrap_err();
    assert!(matches!(error, BuildError::PlainHttp), "{error:?}");
}

#[test]
fn debug_does_not_contain_the_values_of_variables() {
    let server = OnYourOwnMachineServer::new().path(SECRET);
    assert!(!format!("{server:?}").contains(SECRET));
    let client = builder().server(server).build().unwrap();
    assert!(!format!("{client:?}").contains(SECRET), "{client:?}");
    assert!(format!("{client:?}").contains("http://{host}:{port}/{path}"), "{client:?}");
}

#[tokio::test]
async fn requests_are_sent_to_the_selected_server() {
    let mock = mock().await;
    let client = builder()
        .server(OnYourOwnMachineServer::new().host("127.0.0.1").port(port(&mock)).path("v2 x"))
        .build()
        .unwrap();
    client.list_pets().send().await.unwrap();
    assert_eq!(paths(&mock).await, ["/v2%20x/pets hunter2"]);
}

#[tokio::test]
async fn a_base_address_replaces_all_servers_including_those_of_operations() {
    let mock = mock().await;
    let client = builder().server(RegionalServer::new()).base_address(mock.uri()).build().unwrap();
    client.list_pets().send().await.unwrap();
    client.get_status().send().await.unwrap();
    client.get_health().send().await.unwrap();
    client.get_old().send().await.unwrap();
    client.put_file("rex", "x").at_server(FilesServer::new().shard(Shard::Two)).send().await.unwrap();
    let expected = ["/pets", "/status", "/health", "/old", "/pets/rex"].map(|path| format!("{path} hunter2"));
    assert_eq!(paths(&mock).await, expected);
}

#[tokio::test]
async fn an_operation_with_its_own_servers_is_sent_to_them() {
    let (default, files) = (mock().await, mock().await);
    let local = |mock: &MockServer| OnYourOwnMachineServer::new().host("127.0.0.1").port(port(mock));
    let client = builder().server(local(&default)).build().unwrap();
    let at_files = FilesServer::new().host("127.0.0.1").port(port(&files)).shard(Shard::Two);
    client.put_file("rex", "x").at_server(at_files.clone()).send().await.unwrap();
    client.list_pets().send().await.unwrap();
    // A server address that is only a path is relative to the client's host.
    client.get_health().send().await.unwrap();
    let undocumented = client.get_file("rex").at_server(at_files.clone()).as_csv().send().await;
    assert!(undocumented.is_err(), "204 is not documented");
    client.get_file("rex").at_server(at_files).send().await.unwrap_err();
    assert_eq!(paths(&default).await, ["/v1/pets hunter2", "/health hunter2"]);
    assert_eq!(paths(&files).await, ["/two/files/pets/rex hunter2"; 3]);
}

#[tokio::test]
async fn an_operations_server_uses_the_clients_values_unless_the_call_sets_others() {
    let mock = mock().await;
    let client = builder().server(OnYourOwnMachineServer::new().host("127.0.0.1").port(port(&mock))).build().unwrap();
    client.put_file("rex", "x").send().await.unwrap();
    client.put_file("rex", "x").at_server(FilesServer::new().shard(Shard::Two)).send().await.unwrap();
    assert_eq!(paths(&mock).await, ["/one/files/pets/rex hunter2", "/two/files/pets/rex hunter2"]);
}

#[tokio::test]
async fn plain_http_of_an_operations_server_is_rejected_before_sending() {
    let client = builder().build().unwrap();
    let error = client.get_old().send().await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert!(error.to_string().contains("allow_plain_http"), "{error}");
    let error = client.put_file("rex", "x").send().await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    let error =
        client.put_file("rex", "x").at_server(FilesServer::new().host("evil/hunter2")).send().await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert!(!format!("{error} {error:?}").contains(SECRET), "{error:?}");
}

#[tokio::test]
async fn a_redirect_to_the_clients_server_does_not_receive_the_credential() {
    let (default, files) = (mock().await, MockServer::start().await);
    let redirect = ResponseTemplate::new(307).insert_header("location", format!("{}/v1/pets/rex", default.uri()));
    Mock::given(any()).respond_with(redirect).mount(&files).await;
    let client =
        builder().server(OnYourOwnMachineServer::new().host("127.0.0.1").port(port(&default))).build().unwrap();
    let at_files = FilesServer::new().port(port(&files));
    client.put_file("rex", "x").at_server(at_files).send().await.unwrap_err();
    assert_eq!(paths(&files).await, ["/one/files/pets/rex hunter2"]);
    assert_eq!(paths(&default).await, Vec::<String>::new());
}

#[test]
fn the_variants_have_the_names_of_the_servers() {
    let all = [Server::Production, RegionalServer::new().into(), OnPremisesServer::new().into()];
    assert!(matches!(all, [Server::Production, Server::Regional(_), Server::OnPremises(_)]));
    assert!(matches!(GetLogsServer::default(), GetLogsServer::Logs));
    assert_eq!(Region::default().as_str(), "eu-west");
}
