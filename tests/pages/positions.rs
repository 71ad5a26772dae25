//! Positions that are saved.

use moored_runtime::{Error, PageErrorKind, PagePosition};
use serde_json::json;

use crate::calls::*;
use crate::client;
use crate::server::{SECRET, page, queries, scripted};

/// The position behind the first page of a list whose cursor is a secret.
async fn saved() -> PagePosition {
    let server = scripted(vec![page(0..3, json!(SECRET))]).await;
    let mut pages = CursorCall::new(&client(&server.uri())).limit(3).pages();
    pages.page().await.unwrap().unwrap();
    pages.position().unwrap()
}

#[tokio::test]
async fn a_position_is_text_and_json_and_debug_shows_nothing_of_it() {
    let position = saved().await;
    let text = position.to_text();
    assert!(text.bytes().all(|byte| byte.is_ascii_graphic()), "{text}");
    assert_eq!(text.parse::<PagePosition>().unwrap(), position);
    let json = serde_json::to_string(&position).unwrap();
    assert_eq!(json, format!("\"{text}\""));
    assert_eq!(serde_json::from_str::<PagePosition>(&json).unwrap(), position);
    assert_eq!(format!("{position:?}"), "PagePosition([redacted])");
}

#[tokio::test]
async fn a_text_that_is_no_position_is_an_error_without_the_text() {
    let text = saved().await.to_text();
    for broken in ["", "hunter2", "1.", "1.hunter2", "2.aGk", &text[..text.len() - 4], &format!("{text}AAAA")] {
        let error = broken.parse::<PagePosition>().unwrap_err();
        assert_eq!(error.to_string(), "not the text of a position among pages", "{broken}");
    }
}

#[tokio::test]
async fn a_position_of_another_call_is_rejected_before_anything_is_sent() {
    let position = saved().await;
    let server = scripted(vec![page(0..3, json!(null))]).await;
    let core = client(&server.uri());
    let other_operation = CursorHeaderCall::new(&core).limit(3).page_items().starting_at(position.clone()).all().await;
    let other_arguments = CursorCall::new(&core).limit(4).page_items().starting_at(position.clone()).all().await;
    for incomplete in [other_operation.unwrap_err(), other_arguments.unwrap_err()] {
        assert!(matches!(&incomplete.error, Error::Page(page) if page.kind() == PageErrorKind::OtherCall));
        assert!(
            incomplete.to_string().ends_with(
                "nothing was sent: the position to start at is that of another operation or of other arguments; pass \
                 it to the call that it is from"
            ),
            "{incomplete}"
        );
        assert!(!format!("{incomplete:?}{incomplete}").contains("hunter2"));
    }
    assert!(queries(&server).await.is_empty());
    // The same call in another environment.
    CursorCall::new(&core).limit(3).page_items().starting_at(position).all().await.unwrap();
    assert_eq!(queries(&server).await, ["limit=3&after=hunter2%2B%2F%3D%26"]);
}

#[tokio::test]
async fn the_position_before_the_first_page_is_the_first_page() {
    let server = scripted(vec![page(0..3, json!(null))]).await;
    let core = client(&server.uri());
    let position = CursorCall::new(&core).pages().position().unwrap();
    assert_eq!(CursorCall::new(&core).page_items().starting_at(position).all().await.unwrap().len(), 3);
    assert_eq!(queries(&server).await, [""]);
}

#[tokio::test]
async fn the_items_that_were_read_are_counted() {
    // Two of three items were read, and the page has one item now.
    let server = scripted(vec![page(0..3, json!("a")), page([2], json!("b")), page([3], json!(null))]).await;
    let core = client(&server.uri());
    let mut items = CursorCall::new(&core).page_items();
    items.item().await.unwrap();
    items.item().await.unwrap();
    let rest = CursorCall::new(&core).page_items().starting_at(items.position().unwrap()).all().await.unwrap();
    assert_eq!(rest, [Item { id: 3 }]);
    // The pages begin with the whole page.
    let server = scripted(vec![page(0..3, json!(null))]).await;
    let core = client(&server.uri());
    let mut pages = CursorCall::new(&core).pages().starting_at(items.position().unwrap());
    assert_eq!(pages.page().await.unwrap().unwrap().data.as_ref().unwrap().len(), 3);
}
