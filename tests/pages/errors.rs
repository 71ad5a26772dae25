//! What an error has and shows.

use std::error::Error as _;

use moored_runtime::{Error, NoErrorBody, Operation, PageErrorKind, Pagination};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::calls::*;
use crate::client;
use crate::server::{ITEMS, SIZE, Server, page, queries, scripted};

#[tokio::test]
async fn reading_all_keeps_what_was_read_and_where_to_continue() {
    let server = Server::start().await;
    let core = client(&server.address());
    server.fail_at(500, 500);
    let incomplete = NextUrlCall::new(&core).page_items().all().await.unwrap_err();
    assert_eq!(incomplete.read.len(), 500 / SIZE * SIZE);
    assert_eq!(incomplete.error.status().unwrap().as_u16(), 500);
    let call = NextUrlCall::new(&core);
    let rest = call.clone().page_items().starting_at(incomplete.position.unwrap()).all().await.unwrap();
    let all: Vec<Item> = incomplete.read.into_iter().chain(rest).collect();
    assert!(all.iter().map(|item| item.id).eq(0..ITEMS));

    server.fail_at(500, 500);
    let incomplete = call.clone().pages().all().await.unwrap_err();
    assert_eq!(incomplete.read.len(), 500 / SIZE);
    let rest = call.pages().starting_at(incomplete.position.unwrap()).all().await.unwrap();
    assert_eq!(incomplete.read.len() + rest.len(), ITEMS.div_ceil(SIZE));
}

#[tokio::test]
async fn it_converts_into_the_error_of_the_call() {
    async fn count(core: &moored_runtime::Core) -> Result<usize, Error<NoErrorBody>> {
        Ok(CursorCall::new(core).page_items().all().await?.len())
    }
    let server = scripted(vec![ResponseTemplate::new(404)]).await;
    let error = count(&client(&server.uri())).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /cursor (cursor): 404 Not Found, which is not documented");
}

#[tokio::test]
async fn no_error_shows_an_address_or_a_position() {
    for status in [500, 404] {
        let server = Server::start().await;
        server.fail_at(500, status);
        let mut shown = String::new();
        macro_rules! check {
            ($($Call:ident)*) => {$(
                server.fail_at(500, status);
                let incomplete = $Call::new(&client(&server.address())).page_items().all().await.unwrap_err();
                shown.push_str(&format!("{incomplete} {incomplete:?} {incomplete:#?} {:?}", incomplete.position));
                let mut source = incomplete.source();
                while let Some(error) = source {
                    shown.push_str(&format!("{error} {error:?}"));
                    source = error.source();
                }
                let mut pages = $Call::new(&client(&server.address())).pages();
                pages.page().await.unwrap();
                shown.push_str(&format!("{pages:?}"));
            )*};
        }
        check! { LinkCall RelativeLinkCall NextUrlCall NextHeaderCall CursorCall CursorHeaderCall CursorInHeaderCall }
        assert!(shown.contains("500") || shown.contains("404"), "{shown}");
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(!shown.contains("from=") && !shown.contains("swordfish"), "{shown}");
    }
}

#[tokio::test]
async fn a_position_of_another_type_is_an_error_that_names_where_it_is() {
    for (next, problem) in [
        (json!({ "secret": "hunter2" }), "is an object"),
        (json!(["hunter2"]), "is an array"),
        (json!(true), "is a boolean"),
    ] {
        let server = scripted(vec![page(0..3, next.clone())]).await;
        let core = client(&server.uri());
        let incomplete = CursorCall::new(&core).page_items().all().await.unwrap_err();
        assert_eq!(
            incomplete.to_string(),
            format!(
                "GET /cursor (cursor): the position of the next page, at `/meta/next` of the body, {problem} instead \
                 of a text; correct the settings of the pages of this operation"
            )
        );
        assert_eq!((incomplete.read.len(), queries(&server).await.len()), (3, 1), "the page is returned");
        assert!(matches!(&incomplete.error, Error::Page(page) if page.kind() == PageErrorKind::UnexpectedType));
        assert!(NextUrlCall::new(&core).page_items().all().await.is_err(), "{next}");
    }
    let server = scripted(vec![page(0..3, json!(7))]).await;
    let incomplete = NextUrlCall::new(&client(&server.uri())).page_items().all().await.unwrap_err();
    assert!(incomplete.to_string().contains("is a number instead of a text"), "{incomplete}");
}

#[tokio::test]
async fn a_page_that_cannot_be_decoded_is_requested_again() {
    let broken = ResponseTemplate::new(200).set_body_json(json!({ "data": "none" }));
    let server = scripted(vec![page([0], json!("a")), broken, page([1], json!(null))]).await;
    let mut items = CursorCall::new(&client(&server.uri())).page_items();
    assert_eq!(items.item().await.unwrap(), Some(Item { id: 0 }));
    assert!(matches!(items.item().await, Err(Error::Undecodable { .. })));
    assert_eq!(items.item().await.unwrap(), Some(Item { id: 1 }));
    assert!(items.item().await.unwrap().is_none());
    assert_eq!(queries(&server).await, ["", "after=a", "after=a"]);
}

moored_runtime::call! {
    /// Lists the items of a user.
    #[derive(Clone, Debug)]
    pub struct ListOfUserCall(user: String) {}

    operation: Operation::new("list-of-user", "GET", "/users/{user}");
    request: |request| request.path("user", &user);
    response: |response| -> Listing, NoErrorBody {
        200 => response.json(),
        _ => Err(response.undocumented_status()),
    }
    pages: pages, pages_with, page_items, page_items_with -> Item, |body| body.data.unwrap_or_default(),
        Pagination::link_header();
}

#[tokio::test]
async fn a_call_that_cannot_be_built_is_one_error() {
    let mut pages = ListOfUserCall::new(&client("https://unused.example"), "..".to_owned()).pages();
    let error = pages.page().await.unwrap_err();
    assert!(error.to_string().starts_with("GET /users/{user} (list-of-user): nothing was sent: "), "{error}");
    assert!(pages.page().await.unwrap().is_none());
}
