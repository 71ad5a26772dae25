//! The client of a document whose operations are grouped by tag: it is up to date with the generator and compiles, and
//! its handles send what the document describes.
//!
//! `UPDATE=1 cargo test --test groups` writes the client.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "this is test code throughout")]
#![expect(missing_docs, reason = "the client has the documentation of its document")]

/// The generated client.
#[rustfmt::skip]
pub mod client;
#[rustfmt::skip]
pub mod operations;
#[rustfmt::skip]
pub mod types;

pub use client::Client;

#[path = "../requests/generated.rs"]
mod generated;

/// The folder of the document, below `tests`.
const FOLDER: &str = "groups";

use moored_runtime::{FilePart, StatusCode};
use operations::{
    pets::{self, Pets},
    photos::{GetCall, UploadForm},
    users,
};
use types::{Pet, UsersCreateRequest};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

async fn server(response: ResponseTemplate) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    let client = Client::builder().base_address(server.uri()).build().unwrap();
    (server, client)
}

/// Method, path and query of each request.
async fn lines(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    let line = |request: &Request| {
        let query = request.url.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{} {}{query}", request.method, request.url.path())
    };
    requests.iter().map(line).collect()
}

#[tokio::test]
async fn each_group_sends_its_requests() {
    let (server, client) = server(ResponseTemplate::new(204)).await;
    client.ping().send().await.unwrap();
    client.pets().delete_pet("a b").send().await.unwrap();
    client.photos().upload("7", UploadForm::new(FilePart::new("png"))).send().await.unwrap();
    client.photos().get("7").send().await.unwrap_err();
    client.users().create(UsersCreateRequest { name: "Ann".to_owned() }).send().await.unwrap();
    assert_eq!(
        lines(&server).await,
        ["GET /ping", "DELETE /pets/a%20b", "PUT /pets/7/photo", "GET /pets/7/photo", "POST /users"]
    );
}

#[tokio::test]
async fn a_handle_and_a_call_outlive_the_client() {
    let (server, client) = server(ResponseTemplate::new(200).set_body_json([Pet { name: "Rex".to_owned() }])).await;
    let pets: Pets = client.pets();
    drop(client);
    let task = tokio::spawn({
        let pets = pets.clone();
        async move { pets.list().limit(1).send().await.unwrap().into_body() }
    });
    assert_eq!(task.await.unwrap(), [Pet { name: "Rex".to_owned() }]);
    assert_eq!(lines(&server).await, ["GET /pets?limit=1"]);
    assert!(format!("{pets:?}").contains("Pets"));
}

#[tokio::test]
async fn two_groups_have_types_of_the_same_name() {
    let (_server, client) =
        server(ResponseTemplate::new(409).set_body_json(serde_json::json!({ "sold": "today" }))).await;
    let error = client.pets().create(Pet { name: "Rex".to_owned() }).send().await.unwrap_err();
    assert!(matches!(error.error_body(), Some(pets::CreateError::Conflict(body)) if body.sold == "today"), "{error}");

    let (_server, client) = self::server(ResponseTemplate::new(409).set_body_string("taken")).await;
    let error = client.users().create(UsersCreateRequest { name: "Ann".to_owned() }).send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    assert!(matches!(error.error_body(), Some(users::CreateError::Conflict(body)) if body == "taken"), "{error}");
}

#[test]
fn a_call_can_be_named() {
    fn call(client: &Client) -> GetCall {
        client.photos().get("7")
    }
    let client = Client::builder().base_address("https://shop.example").build().unwrap();
    assert!(format!("{:?}", call(&client)).contains("GetCall"));
}
