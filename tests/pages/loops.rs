//! Pages that have no end.

use moored_runtime::{Error, PageErrorKind};
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::calls::*;
use crate::client;
use crate::server::{page, queries, scripted};

#[tokio::test]
async fn a_cursor_that_comes_again_is_an_error_behind_the_pages() {
    // Loops of one, two and five pages, at the beginning and behind other pages.
    for (cursors, wanted) in
        [(vec!["a", "a"], 2), (vec!["a", "b", "a"], 3), (vec!["x", "y", "a", "b", "c", "d", "e", "a"], 8)]
    {
        let responses = cursors.iter().enumerate().map(|(id, next)| page([id], json!(next))).collect();
        let server = scripted(responses).await;
        let mut pages = CursorCall::new(&client(&server.uri())).pages();
        for _ in 0..wanted {
            assert!(pages.page().await.unwrap().is_some());
        }
        let error = pages.page().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "GET /cursor (cursor): the position of the next page was already requested, so that the pages would have \
             no end; `max_pages` limits them"
        );
        assert!(matches!(&error, Error::Page(page) if page.kind() == PageErrorKind::Loop), "{error:?}");
        assert!(!error.is_retryable());
        assert!(pages.page().await.unwrap().is_none(), "nothing is behind it");
        assert_eq!(queries(&server).await.len(), wanted, "no page is requested twice");
    }
}

#[tokio::test]
async fn a_position_that_the_call_has_itself_is_a_loop_as_well() {
    let server = scripted(vec![page([0], json!("a"))]).await;
    let incomplete = CursorCall::new(&client(&server.uri())).after("a").page_items().all().await.unwrap_err();
    assert_eq!((incomplete.read.len(), queries(&server).await.len()), (1, 1));
    assert!(matches!(incomplete.error, Error::Page(_)), "{incomplete:?}");
}

#[tokio::test]
async fn a_link_to_the_page_itself_is_a_loop() {
    for link in ["</link>; rel=next", "<>; rel=next", "</link#top>; rel=next"] {
        let server = scripted(vec![page([0], json!(null)).append_header("link", link)]).await;
        let incomplete = LinkCall::new(&client(&server.uri())).page_items().all().await.unwrap_err();
        assert_eq!((incomplete.read.len(), queries(&server).await.len()), (1, 1), "{link}");
    }
}

#[tokio::test]
async fn a_provider_that_ignores_the_number_is_noticed_at_the_second_page() {
    let server = scripted(vec![page(0..3, json!(null))]).await;
    let core = client(&server.uri());
    for (incomplete, parameter) in [
        (NumberCall::new(&core).page_items().all().await.unwrap_err(), "page"),
        (OffsetCall::new(&core).page_items().all().await.unwrap_err(), "offset"),
    ] {
        assert_eq!(incomplete.read.len(), 3, "the first page alone");
        let text = incomplete.to_string();
        assert!(text.contains("the page is the same as the one before it"), "{text}");
        assert!(text.contains(&format!("the provider seems to ignore `{parameter}`")), "{text}");
    }
    assert_eq!(queries(&server).await, ["", "page=2", "", "offset=3"]);
}

#[tokio::test]
async fn what_is_read_as_a_loop_can_be_continued() {
    let server = scripted(vec![page([1], json!(null)), page([1], json!(null)), page([], json!(null))]).await;
    let core = client(&server.uri());
    let incomplete = NumberCall::new(&core).page_items().all().await.unwrap_err();
    // Two pages may really be the same.
    let rest = NumberCall::new(&core).page_items().starting_at(incomplete.position.unwrap()).all().await;
    assert_eq!(rest.unwrap().len(), 0, "the third response of the server is empty");
    assert_eq!(queries(&server).await, ["", "page=2", "page=2"]);
}

#[tokio::test]
async fn an_offset_that_does_not_grow_is_a_loop() {
    let response = |data: Value| ResponseTemplate::new(200).set_body_json(json!({ "data": data, "more": true }));
    let server = scripted(vec![response(json!([{ "id": 0 }])), response(json!([]))]).await;
    let incomplete = OffsetWithMoreCall::new(&client(&server.uri())).page_items().all().await.unwrap_err();
    assert!(matches!(&incomplete.error, Error::Page(page) if page.kind() == PageErrorKind::Loop), "{incomplete:?}");
    assert_eq!(queries(&server).await, ["", "offset=1"]);
}
