//! The lists of StrawBlond (`links` and `meta`) and Insighto (`page` and `size`), as their public documentation has
//! them: the client is up to date with the generator and compiles, and it walks all items of a list.
//!
//! `UPDATE=1 cargo test --test lists` writes the client.

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
#[cfg(feature = "testing")]
mod stubs;

/// The folder of the document, below `tests`.
const FOLDER: &str = "lists";

use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

/// How many items each list has.
const ITEMS: u64 = 1_000;

/// A page of a list, for the query parameters of a request and the address of the server.
type Page = fn(&dyn Fn(&str) -> Option<String>, &str) -> Value;

/// A provider whose responses are what `page` returns.
async fn provider(page: Page) -> (MockServer, Client) {
    let server = MockServer::start().await;
    let address = server.uri();
    let respond = move |request: &Request| {
        let parameter = |name: &str| {
            let mut pairs = request.url.query_pairs();
            pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
        };
        ResponseTemplate::new(200).set_body_json(page(&parameter, &address))
    };
    Mock::given(any()).respond_with(respond).mount(&server).await;
    let client = Client::builder().base_address(server.uri()).build().unwrap();
    (server, client)
}

/// The ids of the items of a page.
fn ids(page: u64, size: u64) -> impl Iterator<Item = String> {
    let first = (page - 1) * size;
    (first..ITEMS.min(first + size)).map(|number| format!("i{number}"))
}

/// The queries of all requests.
async fn queries(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().map(|request| request.url.query().unwrap_or_default().to_owned()).collect()
}

fn expected() -> Vec<String> {
    (0..ITEMS).map(|number| format!("i{number}")).collect()
}

/// A page of StrawBlond: 20 items, and addresses that do not have the filters of the request, as those of Laravel by
/// default.
fn strawblond(parameter: &dyn Fn(&str) -> Option<String>, address: &str) -> Value {
    let page: u64 = parameter("page").map_or(1, |page| page.parse().unwrap());
    let last = ITEMS.div_ceil(20);
    let link = |page: u64| format!("{address}/invoice?page={page}");
    json!({
        "data": ids(page, 20).map(|id| json!({ "id": id, "status": parameter("filter[status]") })).collect::<Vec<_>>(),
        "links": {
            "first": link(1), "last": link(last),
            "prev": (page > 1).then(|| link(page - 1)), "next": (page < last).then(|| link(page + 1)),
        },
        "meta": {
            "current_page": page, "from": (page - 1) * 20 + 1, "last_page": last, "path": format!("{address}/invoice"),
            "per_page": 20, "to": page * 20, "total": ITEMS, "allowed_sorts": [], "allowed_filters": ["status"],
        },
    })
}

#[tokio::test]
async fn all_invoices_of_strawblond_are_walked_with_the_filter_of_the_call() {
    let (server, client) = provider(strawblond).await;
    let mut found = Vec::new();
    let mut invoices = client.list_invoices().filter_status("overdue").page_items();
    while let Some(invoice) = invoices.item().await.unwrap() {
        assert_eq!(invoice.status.as_deref(), Some("overdue"), "{}", invoice.id);
        found.push(invoice.id);
    }
    assert_eq!(found, expected());
    let queries = queries(&server).await;
    assert_eq!(queries.len(), 50, "the last page is known, so that none behind it is requested");
    assert!(queries.iter().all(|query| query.contains("overdue")), "{queries:?}");
    assert!(queries[49].contains("page=50"), "{}", queries[49]);
}

/// A page of Insighto.
fn insighto(parameter: &dyn Fn(&str) -> Option<String>, _: &str) -> Value {
    let page: u64 = parameter("page").map_or(1, |page| page.parse().unwrap());
    let size: u64 = parameter("size").map_or(50, |size| size.parse().unwrap());
    let pages = ITEMS.div_ceil(size);
    json!({
        "message": "Success", "meta": {},
        "data": {
            "items": ids(page, size).map(|id| json!({ "id": id, "name": "Ada" })).collect::<Vec<_>>(),
            "total": ITEMS, "page": page, "size": size, "pages": pages,
            "previous_page": (page > 1).then_some(page - 1), "next_page": (page < pages).then_some(page + 1),
        },
    })
}

#[tokio::test]
async fn all_assistants_of_insighto_are_walked_in_pages_of_the_size_of_the_call() {
    let (server, client) = provider(insighto).await;
    let mut found = Vec::new();
    let mut pages = client.list_assistants("d7").size(100).pages();
    while let Some(page) = pages.page().await.unwrap() {
        let data = page.into_body().data.expect("a page");
        found.extend(data.items.unwrap_or_default().into_iter().map(|assistant| assistant.id));
    }
    assert_eq!(found, expected());
    let queries = queries(&server).await;
    assert_eq!(queries.len(), 10);
    assert!(queries.iter().all(|query| query.contains("size=100")), "{queries:?}");
}

/// A server that sends these responses, one after another.
async fn sending(responses: Vec<ResponseTemplate>) -> (MockServer, Client) {
    let server = MockServer::start().await;
    for response in responses {
        Mock::given(any()).respond_with(response).up_to_n_times(1).mount(&server).await;
    }
    let client = Client::builder().base_address(server.uri()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn a_success_without_a_body_is_a_page_without_items() {
    let address = json!({ "value": [{ "value": [], "nextLink": null, "id": 7 }], "nextLink": "/several?page=2" });
    let first = ResponseTemplate::new(200).set_body_json(address);
    let (server, client) = sending(vec![first, ResponseTemplate::new(204)]).await;
    let found = client.list_several().page_items().all().await.unwrap();
    assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [Some(7)]);
    assert_eq!(queries(&server).await, ["", "page=2"]);
}

#[tokio::test]
async fn the_cursor_in_a_body_is_the_id_of_the_last_item() {
    let page = |ids: &[&str]| {
        let found: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
        ResponseTemplate::new(200).set_body_json(json!({ "found": found }))
    };
    let last = ResponseTemplate::new(200).set_body_json(Value::Null);
    let (server, client) = sending(vec![page(&["a", "b"]), page(&["c"]), last]).await;
    let body = types::SearchRequest::default().with_text("x");
    let found = client.search(body).page_items().all().await.unwrap();
    assert_eq!(found.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    let requests = server.received_requests().await.unwrap();
    let bodies: Vec<Value> = requests.iter().map(|request| serde_json::from_slice(&request.body).unwrap()).collect();
    let after = |id: &str| json!({ "text": "x", "position": { "after": id } });
    assert_eq!(bodies, [json!({ "text": "x" }), after("b"), after("c")]);
}

#[tokio::test]
async fn arguments_keep_the_names_of_the_methods() {
    let link = "</names?from=2>; rel=\"next\"";
    let first = ResponseTemplate::new(200).insert_header("link", link).set_body_json(json!(["Ada", null]));
    let last = ResponseTemplate::new(200).set_body_json(json!(["Bob"]));
    let (_server, client) = sending(vec![first, last]).await;
    let found = client.list_names().pages("7").page_items("x").items_of_pages().all().await.unwrap();
    assert_eq!(found, [Some("Ada".to_owned()), None, Some("Bob".to_owned())]);
}
