//! Calls as generated code declares them: owned values that are awaited, spawned, raced and repeated.
#![expect(unreachable_pub, reason = "the types of a call are public, like those of a generated client")]

use moored_runtime::{Body, Core, NoErrorBody, Operation};
use wiremock::ResponseTemplate;

use crate::support::{builder, server};

#[derive(Debug, serde::Deserialize)]
pub struct User {
    id: i64,
}

#[derive(Debug)]
pub enum GetUserError {
    Gone,
}

moored_runtime::call! {
    /// Gets a user.
    #[derive(Clone, Debug)]
    pub struct GetUserCall(name: String) {
        /// The size of a page.
        limit: i64,
        /// Sets the query parameter `sort`.
        sort: String as impl Into<String>,
    }

    operation: Operation::new("get-user", "GET", "/users/{name}").accept("application/json");
    request: |request| request.path("name", &name).query("limit", &limit).query("sort", &sort);
    response: |response| -> User, GetUserError {
        200 => response.json(),
        410 => Err(response.error_with(GetUserError::Gone)),
        _ => Err(response.undocumented_status()),
    }
}

moored_runtime::call! {
    /// Sends a photo, of which there may be only one.
    #[derive(Debug)]
    pub struct PutPhotoCall(body: Body) {}

    operation: Operation::new("put-photo", "PUT", "/photo");
    request: |request| request.body("image/png", body);
    response: |response| -> (), NoErrorBody {
        204 => response.empty(),
        _ => Err(response.undocumented_status()),
    }
}

async fn client() -> (wiremock::MockServer, Core) {
    let server = server(ResponseTemplate::new(200).set_body_string(r#"{"id":7}"#)).await;
    let core = builder(&server).build().unwrap();
    (server, core)
}

fn get_user(core: &Core) -> GetUserCall {
    GetUserCall::new(core, "ada".to_owned())
}

#[tokio::test]
async fn a_call_is_sent_by_awaiting_it() {
    let (server, core) = client().await;
    let user = get_user(&core).limit(2).sort("age").await.unwrap();
    assert_eq!(user.id, 7);
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].url.path(), "/users/ada");
    assert_eq!(requests[0].url.query(), Some("limit=2&sort=age"));
    assert_eq!(requests[0].headers["accept"], "application/json");
}

#[tokio::test]
async fn a_call_outlives_its_client_in_a_task() {
    let (_server, core) = client().await;
    let (awaited, sent) = (get_user(&core), get_user(&core).send());
    drop(core);
    let tasks = [tokio::spawn(awaited.into_future()), tokio::spawn(sent)];
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap().id, 7);
    }
}

#[tokio::test]
async fn calls_are_made_at_the_same_time_and_raced() {
    let (server, core) = client().await;
    let (one, two) = tokio::join!(get_user(&core), get_user(&core).send());
    assert_eq!((one.unwrap().id, two.unwrap().id), (7, 7));
    let never = std::future::pending::<()>();
    let raced = tokio::select! {
        user = get_user(&core) => user.unwrap().id,
        () = never => 0,
    };
    assert_eq!(raced, 7);
    assert_eq!(server.received_requests().await.unwrap().len(), 3);
}

#[tokio::test]
async fn nothing_is_sent_before_a_call_is_awaited_and_a_clone_sends_it_again() {
    let (server, core) = client().await;
    let call = get_user(&core).limit(1);
    drop(call.clone().send());
    assert!(server.received_requests().await.unwrap().is_empty());
    call.clone().await.unwrap();
    call.limit(3).await.unwrap();
    let queries: Vec<_> = server.received_requests().await.unwrap();
    let queries: Vec<_> = queries.iter().map(|request| request.url.query().unwrap().to_owned()).collect();
    assert_eq!(queries, ["limit=1", "limit=3"]);
}

#[tokio::test]
async fn a_call_that_cannot_be_built_is_an_error_when_it_is_awaited() {
    let (server, core) = client().await;
    let error = GetUserCall::new(&core, "..".to_owned()).await.unwrap_err();
    assert!(error.to_string().starts_with("GET /users/{name} (get-user): nothing was sent"), "{error}");
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_body_is_sent_once() {
    let server = server(ResponseTemplate::new(204)).await;
    let core = builder(&server).build().unwrap();
    tokio::spawn(PutPhotoCall::new(&core, Body::from("photo")).send()).await.unwrap().unwrap();
    assert_eq!(server.received_requests().await.unwrap()[0].body, b"photo");
}
