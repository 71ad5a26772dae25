//! The responses in `stubs.json` are those of one page, in each style: walking them ends.

use std::future::Future;
use std::sync::LazyLock;
use std::time::Duration;

use moored_runtime::testing::{FakeProvider, HasStubs, Stubs};
use serde_json::Value;

use super::{Client, generated, types::SearchRequest};

impl HasStubs for Client {
    fn stubs() -> &'static Stubs {
        static STUBS: LazyLock<Stubs> = LazyLock::new(|| {
            let text = generated::files().get("stubs.json").cloned().expect("the generator writes it");
            Stubs::new(text.leak())
        });
        &STUBS
    }
}

/// The items that a walk returns, which ends.
async fn walked<T, E: std::fmt::Debug>(items: impl Future<Output = Result<Vec<T>, E>>) -> Vec<T> {
    // Without an end, the pages would fill the memory.
    let walked = tokio::time::timeout(Duration::from_secs(5), items).await;
    walked.expect("the walk ends").expect("a walk without an error")
}

/// The number of requests to an operation.
fn requests(fake: &FakeProvider, id: &str) -> usize {
    let requests = fake.requests();
    requests.iter().filter(|request| request.operation().is_some_and(|operation| operation.id == id)).count()
}

#[tokio::test]
async fn the_items_of_a_stub_are_those_of_one_page() {
    let fake = FakeProvider::of::<Client>();
    let client: Client = fake.client();
    let mut found: Vec<(&str, usize, usize)> = Vec::new();
    macro_rules! walk {
        ($($id:literal: $items:expr;)*) => {$(
            let items = walked($items.max_pages(9).all()).await.len();
            found.push(($id, items, requests(&fake, $id)));
        )*};
    }
    walk! {
        "listInvoices": client.list_invoices().page_items();
        "listAssistants": client.list_assistants("d7").page_items();
        "listSeveral": client.list_several().page_items();
        "listNames": client.list_names().items_of_pages();
        "listVisits": client.list_visits().page_items();
        "listChanges": client.list_changes().page_items();
        "listStays": client.list_stays().page_items();
        "listRooms": client.list_rooms().page_items();
        "listFloors": client.list_floors().page_items();
        "search": client.search(SearchRequest::default()).page_items();
    }
    assert_eq!(
        found,
        [
            ("listInvoices", 1, 1),
            ("listAssistants", 1, 1),
            ("listSeveral", 1, 1),
            ("listNames", 1, 1),
            ("listVisits", 2, 1),
            ("listChanges", 1, 1),
            ("listStays", 1, 1),
            // The end is a page without items.
            ("listRooms", 1, 2),
            ("listFloors", 2, 2),
            ("search", 1, 2),
        ]
    );
}

#[tokio::test]
async fn what_a_page_states_fits_it() {
    let client: Client = FakeProvider::of::<Client>().client();
    let visits = client.list_visits().await.unwrap();
    let raw: Value = serde_json::from_slice(visits.raw()).unwrap();
    let expected = serde_json::json!({ "data": [{ "id": "v1" }, { "id": "v2" }], "has_more": false });
    assert_eq!(raw, expected, "the position of the example is left out");
    let invoices = client.list_invoices().await.unwrap();
    assert_eq!(invoices.meta.as_ref().unwrap().last_page, Some(1));
}

#[tokio::test]
async fn a_page_behind_the_last_one_is_empty_for_a_loop_of_the_caller() {
    let client: Client = FakeProvider::of::<Client>().client();
    let sizes = async |offset: i64| client.list_rooms().offset(offset).await.unwrap().into_body().rooms.unwrap().len();
    assert_eq!((sizes(0).await, sizes(1).await, sizes(20).await), (1, 0, 0));
    let floors = async |page: i64| client.list_floors().x_page(page).await.unwrap().into_body().len();
    assert_eq!((floors(1).await, floors(2).await), (2, 0));
}
