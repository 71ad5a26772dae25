//! Which requests a fake provider expects, and what they get.

use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use moored_runtime::testing::{self, FakeProvider, FakeResponse};
use moored_runtime::{CallOptions, Core, Credential, Error, Method, Retries, SendErrorKind};

use super::operations::{AddUserCall, AddUserSuccess, GetUserCall, GetUserError, ListUsersCall, Users, WatchCall};
use super::user;

fn get_user(core: &Core, id: i64) -> GetUserCall {
    GetUserCall::new(core, id)
}

#[tokio::test]
async fn a_typed_response_arrives_as_it_was_written() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().responds(&user(7)).responds_error(&GetUserError::NotFound);
    let core: Core = fake.client();
    let response = get_user(&core, 7).await.unwrap();
    assert_eq!((response.status().as_u16(), response.into_body()), (200, user(7)));
    let error = get_user(&core, 8).await.unwrap_err();
    assert_eq!(error.error_body(), Some(&GetUserError::NotFound));
}

#[tokio::test(start_paused = true)]
async fn a_sequence_meets_the_retries_of_the_client_without_waiting() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>()
        .responds_with(FakeResponse::new(429).header("retry-after", 20))
        .times(2)
        .responds(&user(7))
        .after(Duration::from_millis(200));
    let (started, paused) = (Instant::now(), tokio::time::Instant::now());
    let response = get_user(&fake.client(), 7).await.unwrap();
    assert_eq!(response.into_body(), user(7));
    assert_eq!(fake.calls::<GetUserCall>().len(), 3);
    assert!(paused.elapsed() >= Duration::from_millis(40_200), "{:?}", paused.elapsed());
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[tokio::test(start_paused = true)]
async fn what_fails_is_what_a_transport_reports() {
    let fake = FakeProvider::new();
    let client = || fake.client_builder::<Core>().retries(Retries::off()).build().unwrap();
    fake.on::<GetUserCall>().fails(SendErrorKind::Connect).fails(SendErrorKind::Timeout).fails(SendErrorKind::Other);
    let error = get_user(&client(), 7).await.unwrap_err();
    assert!(error.is_connect() && error.is_retryable());
    assert_eq!(error.to_string(), "GET /users/{id} (get-user): could not connect");
    assert_eq!(testing::transport_error::<GetUserCall>(SendErrorKind::Connect).to_string(), error.to_string());
    assert!(get_user(&client(), 7).await.unwrap_err().is_timeout());
    assert!(matches!(get_user(&client(), 7).await.unwrap_err(), Error::Transport(_)));
}

#[tokio::test(start_paused = true)]
async fn a_slow_response_meets_the_timeouts_of_the_client() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().responds(&user(7)).after(Duration::from_secs(3600)).times(2);
    let core: Core = fake.client();
    let options = || CallOptions::new().retries(Retries::off());
    let error = get_user(&core, 7).send_with(options().timeout(Duration::from_secs(5))).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /users/{id} (get-user): timed out after 5s (`timeout`)");
    let error = get_user(&core, 7).send_with(options()).await.unwrap_err();
    assert!(error.to_string().contains("nothing was received for 30s (`read_timeout`)"), "{error}");
}

#[tokio::test]
async fn a_body_that_breaks_off_keeps_what_arrived() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().responds_with(FakeResponse::new(200).bytes(r#"{"id":"#).interrupted());
    let core = fake.client_builder::<Core>().retries(Retries::off()).build().unwrap();
    let error = get_user(&core, 7).await.unwrap_err();
    assert!(error.to_string().contains("the connection failed while the body was read"), "{error}");
    assert_eq!(error.body_bytes().unwrap(), br#"{"id":"#);
}

#[tokio::test(start_paused = true)]
async fn items_arrive_one_after_the_other() {
    let fake = FakeProvider::new();
    let lines = FakeResponse::new(200).json_lines([user(1), user(2)]).paced(Duration::from_secs(7));
    fake.on::<WatchCall>().responds_with(lines.clone()).responds_with(lines.interrupted());
    let started = tokio::time::Instant::now();
    let core: Core = fake.client();
    let mut items = WatchCall::new(&core).items().await.unwrap().into_body();
    assert_eq!(items.item().await.unwrap(), Some(user(1)));
    assert_eq!(started.elapsed(), Duration::from_secs(7));
    assert_eq!(items.item().await.unwrap(), Some(user(2)));
    assert_eq!(started.elapsed(), Duration::from_secs(14));
    assert_eq!(items.item().await.unwrap(), None);
    let items = WatchCall::new(&core).items().await.unwrap().into_body();
    let received: Vec<_> = items.map(|item| item.is_ok()).collect().await;
    assert_eq!(received, [true, true, false]);
}

#[tokio::test]
async fn conditions_choose_among_expectations() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().with_path("id", 1).responds(&user(1));
    fake.on::<GetUserCall>().with_query("fields", "name").with_header("x-trace", "a").responds(&user(2));
    fake.on::<GetUserCall>().with(|request| request.url().query().is_none()).responds(&user(3));
    fake.on::<AddUserCall>().with_json(&user(9)).responds(&AddUserSuccess::Created(user(9)));
    let core: Core = fake.client();
    assert_eq!(get_user(&core, 5).await.unwrap().id, 3);
    let options = CallOptions::new().header("x-trace", "a");
    let call = get_user(&core, 5).fields(vec!["id".to_owned(), "name".to_owned()]);
    assert_eq!(call.send_with(options).await.unwrap().id, 2);
    assert_eq!(get_user(&core, 1).await.unwrap().id, 1);
    assert_eq!(AddUserCall::new(&core, user(9)).await.unwrap().into_body(), AddUserSuccess::Created(user(9)));
}

#[tokio::test]
async fn a_response_can_depend_on_the_request() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>()
        .responds_by(|request| {
            let id = request.path_parameter("id").unwrap();
            FakeResponse::success::<GetUserCall>(&user(id.parse().unwrap()))
        })
        .any_times();
    let core: Core = fake.client();
    for id in [3, 1, 2] {
        assert_eq!(get_user(&core, id).await.unwrap().id, id);
    }
}

#[tokio::test]
async fn a_raw_request_is_expected_by_its_template() {
    let fake = FakeProvider::new();
    fake.on_raw(Method::POST, "/users/{id}/copies").with_path("id", 7).responds_with(FakeResponse::new(201));
    let core: Core = fake.client();
    let copied = core.raw_request(Method::POST, "/users/{id}/copies").path("id", &7).send().await.unwrap();
    assert_eq!(copied.status(), 201);
}

#[tokio::test]
async fn a_body_that_is_a_stream_is_read() {
    let fake = FakeProvider::new();
    fake.on_raw(Method::PUT, "/photo").responds_by(|request| FakeResponse::new(200).bytes(request.body().clone()));
    let chunks = futures_util::stream::iter([Ok::<_, std::io::Error>("ab"), Ok("cd")]);
    let body = moored_runtime::Body::from_stream(chunks);
    let core: Core = fake.client();
    let echo = core.raw_request(Method::PUT, "/photo").body("image/png", body).send().await.unwrap();
    assert_eq!(echo.body(), b"abcd");
}

#[tokio::test]
async fn each_page_of_a_walk_is_a_request() {
    let fake = FakeProvider::new();
    let page = |ids: &[i64], next: Option<&str>| Users {
        data: ids.iter().map(|id| user(*id)).collect(),
        next: next.map(str::to_owned),
    };
    fake.on::<ListUsersCall>().with_query("after", "b").responds(&page(&[3], None));
    fake.on::<ListUsersCall>().responds(&page(&[1, 2], Some("b")));
    let core: Core = fake.client();
    let items: Vec<_> = ListUsersCall::new(&core).page_items().map(|item| item.unwrap().id).collect().await;
    assert_eq!(items, [1, 2, 3]);
    assert_eq!(fake.calls::<ListUsersCall>().len(), 2);
}

#[tokio::test]
async fn requests_are_kept_as_they_were_sent() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().responds(&user(7));
    fake.on::<AddUserCall>().responds(&AddUserSuccess::Accepted);
    let builder = fake.client_builder::<Core>().credential(Credential::bearer("token", "hunter2"));
    let core = builder.build().unwrap();
    get_user(&core, 7).fields(vec!["a b".to_owned()]).await.unwrap();
    AddUserCall::new(&core, user(8)).await.unwrap();

    let [get] = fake.calls::<GetUserCall>().try_into().unwrap();
    assert_eq!((get.method(), get.path(), get.query("fields").as_deref()), (&Method::GET, "/users/7", Some("a b")));
    assert_eq!(get.header("authorization"), Some("Bearer hunter2"));
    assert!(!format!("{get:?}{fake:?}").contains("hunter2"));
    let [add] = fake.calls::<AddUserCall>().try_into().unwrap();
    assert_eq!(add.json::<super::operations::User>(), user(8));
    assert_eq!(add.header("content-type"), Some("application/json"));
    assert_eq!(fake.requests().len(), 2);
}

#[tokio::test]
async fn the_credential_is_optional() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().responds(&user(7)).any_times();
    assert!(get_user(&fake.client(), 7).await.is_ok());
    assert_eq!(fake.calls::<GetUserCall>()[0].header("authorization"), None);
}

/// A request for a file in storage has no credentials, but it belongs to the operation: it is no token request.
#[tokio::test]
async fn a_download_from_storage_is_a_request_of_its_operation() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>()
        .responds_with(FakeResponse::new(302).header("location", "https://storage.example/7"))
        .responds(&user(7));
    let core: Core = fake.client_builder().follow_downloads_to(["storage.example"]).build().unwrap();
    assert_eq!(get_user(&core, 7).await.unwrap().into_body(), user(7));
    let hosts: Vec<_> =
        fake.calls::<GetUserCall>().iter().map(|call| call.url().host_str().map(str::to_owned)).collect();
    assert_eq!(hosts.get(1).cloned().flatten().as_deref(), Some("storage.example"), "{hosts:?}");
}
