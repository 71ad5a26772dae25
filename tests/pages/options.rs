//! Each page is a call of its own, and is requested when it is asked for.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use moored_runtime::{CallOptions, Error, Stream};
use serde_json::{Value, json};

use crate::calls::*;
use crate::client;
use crate::server::{ITEMS, SIZE, Server, page, queries, scripted};

fn search() -> Search {
    Search { text: "a\"b".to_owned(), limit: 100 }
}

#[tokio::test]
async fn no_page_is_requested_before_it_is_asked_for() {
    let server = Server::start().await;
    let mut items = CursorCall::new(&client(&server.address())).page_items();
    assert!(server.asked().is_empty());
    for _ in 0..SIZE {
        items.item().await.unwrap().unwrap();
    }
    assert_eq!(server.asked(), [0], "all items of the first page, and nothing ahead");
    items.item().await.unwrap().unwrap();
    assert_eq!(server.asked(), [0, SIZE]);
}

#[tokio::test]
async fn both_are_streams_that_a_task_can_own() {
    let server = Server::start().await;
    let core = client(&server.address());
    let (mut pages, mut items) = (OffsetCall::new(&core).pages(), OffsetCall::new(&core).page_items());
    let task = tokio::spawn(async move {
        let mut counts = (0, 0);
        while let Some(page) = poll_fn(|context| Pin::new(&mut pages).poll_next(context)).await {
            counts.0 += page.unwrap().data.as_ref().unwrap().len();
        }
        while let Some(item) = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await {
            item.unwrap();
            counts.1 += 1;
        }
        counts
    });
    assert_eq!(task.await.unwrap(), (ITEMS, ITEMS));
}

#[tokio::test]
async fn dropping_the_future_of_a_page_loses_nothing() {
    let slow = page(0..3, json!("a")).set_delay(Duration::from_millis(300));
    let server = scripted(vec![slow, page(3..5, json!(null))]).await;
    let mut pages = CursorCall::new(&client(&server.uri())).pages();
    assert!(tokio::time::timeout(Duration::from_millis(50), pages.page()).await.is_err());
    assert_eq!(pages.page().await.unwrap().unwrap().data.as_ref().unwrap().len(), 3);
    assert_eq!(pages.page().await.unwrap().unwrap().data.as_ref().unwrap().len(), 2);
    assert_eq!(queries(&server).await, ["", "after=a"], "the request went on");
}

#[tokio::test]
async fn the_time_limit_is_that_of_one_page() {
    let responses = (0..4).map(|number| page([number], if number == 3 { json!(null) } else { json!(number + 1) }));
    let server = scripted(responses.map(|page| page.set_delay(Duration::from_millis(600))).collect()).await;
    let options = CallOptions::new().timeout(Duration::from_secs(2));
    let items = CursorCall::new(&client(&server.uri())).page_items_with(options).all().await.unwrap();
    assert_eq!(items.len(), 4, "2.4 s in all");
    let server = scripted(vec![page([0], json!("a")), page([1], json!(null)).set_delay(Duration::from_secs(30))]).await;
    let options = CallOptions::new().timeout(Duration::from_millis(300));
    let incomplete = CursorCall::new(&client(&server.uri())).page_items_with(options).all().await.unwrap_err();
    assert!(incomplete.error.is_timeout() && incomplete.read.len() == 1, "{incomplete:?}");
}

#[tokio::test]
async fn options_apply_to_each_page_and_the_idempotency_key_to_the_first() {
    let responses = vec![page(0..3, json!({ "item": 3 })), page(3..5, json!({ "item": 5 })), page([], json!(null))];
    let server = scripted(responses).await;
    let options = CallOptions::new()
        .idempotency_key("order-17")
        .header("X-Idempotency-Key", "order-18")
        .header("x-team", "blue")
        .query("extra", "1")
        .body_member("more", &true);
    let items = CursorInBodyCall::new(&client(&server.uri()), search()).page_items_with(options);
    assert_eq!(items.all().await.unwrap().len(), 5);
    let requests = server.received_requests().await.unwrap();
    let keys: Vec<usize> = requests
        .iter()
        .map(|request| request.headers.keys().filter(|name| name.as_str().ends_with("idempotency-key")).count())
        .collect();
    assert_eq!(keys, [2, 0, 0]);
    for (request, after) in requests.iter().zip([json!(null), json!({ "item": 3 }), json!({ "item": 5 })]) {
        assert_eq!((&request.headers["x-team"], request.url.query()), (&"blue".parse().unwrap(), Some("extra=1")));
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        assert_eq!((&body["more"], &body["limit"]), (&json!(true), &json!(100)));
        assert_eq!(body.pointer("/page/after").unwrap_or(&Value::Null), &after);
        assert_eq!(request.headers["content-length"].to_str().unwrap(), request.body.len().to_string());
    }
}

#[tokio::test]
async fn after_an_error_of_the_first_page_its_key_is_sent_again() {
    let server = scripted(vec![wiremock::ResponseTemplate::new(500), page(0..3, json!(null))]).await;
    let options = CallOptions::new().idempotency_key("order-17");
    let mut pages = CursorInBodyCall::new(&client(&server.uri()), search()).pages_with(options);
    assert!(matches!(pages.page().await, Err(Error::UndocumentedStatus { .. })));
    pages.page().await.unwrap().unwrap();
    let requests = server.received_requests().await.unwrap();
    assert!(requests.iter().all(|request| request.headers["idempotency-key"] == "order-17"));
    assert_eq!(requests.len(), 2);
}
