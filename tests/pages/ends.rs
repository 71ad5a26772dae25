//! Where the pages end, and where they do not.

use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::calls::*;
use crate::client;
use crate::server::{page, queries, scripted};

fn ids(items: &[Item]) -> Vec<usize> {
    items.iter().map(|item| item.id).collect()
}

/// A page with these members beside its items.
fn page_with(ids: std::ops::Range<usize>, members: Value) -> ResponseTemplate {
    let mut body = members;
    body["data"] = ids.map(|id| json!({ "id": id })).collect();
    ResponseTemplate::new(200).set_body_json(body)
}

#[tokio::test]
async fn an_empty_page_with_a_next_cursor_is_not_the_end() {
    let responses = vec![page(0..3, json!("a")), page([], json!("b")), page(3..5, json!(7)), page([], json!(null))];
    let server = scripted(responses).await;
    let items = CursorCall::new(&client(&server.uri())).page_items().all().await.unwrap();
    assert_eq!(ids(&items), [0, 1, 2, 3, 4]);
    assert_eq!(queries(&server).await, ["", "after=a", "after=b", "after=7"]);
}

#[tokio::test]
async fn a_next_position_that_is_absent_null_false_or_empty_is_the_end() {
    let absent = ResponseTemplate::new(200).set_body_json(json!({ "data": [{ "id": 0 }] }));
    let ends = [json!(null), json!(false), json!(""), json!(" "), json!([]), json!({})];
    for response in ends.map(|end| page([0], end)).into_iter().chain([absent]) {
        let server = scripted(vec![response]).await;
        let core = client(&server.uri());
        assert_eq!(CursorCall::new(&core).page_items().all().await.unwrap().len(), 1);
        assert_eq!(NextUrlCall::new(&core).page_items().all().await.unwrap().len(), 1);
        assert_eq!(queries(&server).await, ["", ""], "one request for each");
    }
}

#[tokio::test]
async fn an_empty_page_ends_numbers_and_offsets() {
    for empty in [page([], json!(null)), ResponseTemplate::new(200).set_body_json(json!({}))] {
        let server = scripted(vec![page(0..3, json!(null)), page(3..4, json!(null)), empty]).await;
        let core = client(&server.uri());
        assert_eq!(ids(&NumberCall::new(&core).page_items().all().await.unwrap()), [0, 1, 2, 3]);
        assert_eq!(queries(&server).await, ["", "page=2", "page=3"]);
    }
}

#[tokio::test]
async fn the_offset_grows_by_what_a_page_has_and_the_number_by_one() {
    // A page that shrinks, one that grows, and one that has shrunk to nothing.
    let responses =
        || vec![page(0..3, json!(null)), page(3..4, json!(null)), page(4..9, json!(null)), page([], json!(null))];
    let server = scripted(responses()).await;
    let items = OffsetCall::new(&client(&server.uri())).limit(3).page_items().all().await.unwrap();
    assert_eq!(ids(&items), (0..9).collect::<Vec<_>>());
    assert_eq!(queries(&server).await, ["limit=3", "limit=3&offset=3", "limit=3&offset=4", "limit=3&offset=9"]);
    let server = scripted(responses()).await;
    let items = NumberCall::new(&client(&server.uri())).limit(3).page_items().all().await.unwrap();
    assert_eq!(items.len(), 9);
    assert_eq!(queries(&server).await, ["limit=3", "limit=3&page=2", "limit=3&page=3", "limit=3&page=4"]);
}

#[tokio::test]
async fn a_call_that_sets_the_page_or_the_offset_begins_there() {
    let server = scripted(vec![page(0..3, json!(null)), page([], json!(null))]).await;
    NumberCall::new(&client(&server.uri())).page(7).limit(3).page_items().all().await.unwrap();
    assert_eq!(queries(&server).await, ["limit=3&page=7", "limit=3&page=8"]);
    let server = scripted(vec![page(0..3, json!(null)), page([], json!(null))]).await;
    OffsetCall::new(&client(&server.uri())).offset(100).page_items().all().await.unwrap();
    assert_eq!(queries(&server).await, ["offset=100", "offset=103"]);
}

#[tokio::test]
async fn totals_end_the_pages_without_another_request() {
    let server = scripted(vec![
        page_with(0..3, json!({ "meta": { "pages": "2" } })),
        page_with(3..5, json!({ "meta": { "pages": 2 } })),
    ])
    .await;
    let items = NumberOfTotalCall::new(&client(&server.uri())).page_items().all().await.unwrap();
    assert_eq!((items.len(), queries(&server).await), (5, vec![String::new(), "page=1".to_owned()]));
    // The total shrinks while the pages are read.
    let server = scripted(vec![
        page_with(0..3, json!({ "meta": { "total": 9 } })),
        page_with(3..5, json!({ "meta": { "total": 5 } })),
    ])
    .await;
    let items = OffsetOfTotalCall::new(&client(&server.uri())).page_items().all().await.unwrap();
    assert_eq!((items.len(), queries(&server).await), (5, vec![String::new(), "offset=3".to_owned()]));
}

#[tokio::test]
async fn a_total_that_counts_nothing_beside_items_is_not_believed() {
    let server = scripted(vec![page_with(0..3, json!({ "meta": { "total": 0 } })), page([], json!(null))]).await;
    assert_eq!(OffsetOfTotalCall::new(&client(&server.uri())).page_items().all().await.unwrap().len(), 3);
    assert_eq!(queries(&server).await, ["", "offset=3"]);
}

#[tokio::test]
async fn a_total_of_items_does_not_end_the_pages_of_a_call_that_begins_elsewhere() {
    let response = |range| page_with(range, json!({})).append_header("x-total", "5");
    let server = scripted(vec![response(3..5), response(0..0)]).await;
    assert_eq!(NumberOfItemsCall::new(&client(&server.uri())).page(2).page_items().all().await.unwrap().len(), 2);
    assert_eq!(queries(&server).await, ["page=2", "page=3"], "how many items are before it is unknown");
}

#[tokio::test]
async fn has_more_decides_about_an_empty_page() {
    let more = |range, more: bool| page_with(range, json!({ "more": more }));
    let server = scripted(vec![more(0..3, true), more(0..0, true), more(3..5, false)]).await;
    let items = NumberWithMoreCall::new(&client(&server.uri())).page_items().all().await.unwrap();
    assert_eq!((ids(&items), queries(&server).await.len()), (vec![0, 1, 2, 3, 4], 3));
}

#[tokio::test]
async fn max_pages_leaves_the_position_of_the_next_page() {
    let server = scripted(vec![page(0..3, json!("a")), page(3..5, json!("b")), page(5..6, json!(null))]).await;
    let core = client(&server.uri());
    let mut pages = CursorCall::new(&core).pages().max_pages(2);
    for size in [3, 2] {
        assert_eq!(pages.page().await.unwrap().unwrap().data.as_ref().unwrap().len(), size);
    }
    assert!(pages.page().await.unwrap().is_none());
    assert_eq!(queries(&server).await.len(), 2);
    let rest = CursorCall::new(&core).page_items().starting_at(pages.position().unwrap()).all().await.unwrap();
    assert_eq!((ids(&rest), queries(&server).await.pop().unwrap()), (vec![5], "after=b".to_owned()));
}
