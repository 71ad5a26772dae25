//! All items in each style: without a failure, with one that is retried, with one that is not, and from a saved
//! position.

use moored_runtime::{Call, Core, PageItems, Pages, Retries};

use crate::calls::*;
use crate::server::{ITEMS, SIZE, Server};
use crate::{builder, client};

/// The pages and the items of a call.
struct List<C: Call> {
    pages: fn(&Core) -> Pages<C>,
    items: fn(&Core) -> PageItems<C, Item>,
}

/// Declares the tests of each style.
macro_rules! styles {
    ($($style:ident: $start:expr;)*) => {$(
        mod $style {
            use super::*;

            fn list() -> List<impl Call<Body = Listing, Error: Send + std::fmt::Debug>> {
                List { pages: |core| ($start)(core).pages(), items: |core| ($start)(core).page_items() }
            }

            #[tokio::test]
            async fn all_items_are_returned_once() {
                all_items(list()).await;
            }

            #[tokio::test]
            async fn a_failure_in_the_middle_is_retried() {
                retried(list()).await;
            }

            #[tokio::test]
            async fn after_an_error_the_same_page_is_requested() {
                continued(list()).await;
            }

            #[tokio::test]
            async fn a_saved_position_is_where_it_continues() {
                resumed(list()).await;
            }
        }
    )*};
}

fn search() -> Search {
    Search { text: "a\"b".to_owned(), limit: 100 }
}

styles! {
    link: LinkCall::new;
    relative_link: RelativeLinkCall::new;
    next_url: NextUrlCall::new;
    next_header: NextHeaderCall::new;
    cursor: CursorCall::new;
    cursor_header: CursorHeaderCall::new;
    cursor_in_header: CursorInHeaderCall::new;
    last_id: LastIdCall::new;
    number: NumberCall::new;
    number_of_total: NumberOfTotalCall::new;
    number_of_items: NumberOfItemsCall::new;
    number_with_more: NumberWithMoreCall::new;
    offset: OffsetCall::new;
    offset_of_total: OffsetOfTotalCall::new;
    offset_with_more: OffsetWithMoreCall::new;
    cursor_in_body: |core| CursorInBodyCall::new(core, search());
    number_in_body: |core| NumberInBodyCall::new(core, search());
    search_link: |core| SearchLinkCall::new(core, search());
}

/// The pages of the list, and the empty one behind them that some styles need to find the end.
fn assert_asked(server: &Server, extra: &[usize]) {
    let pages: Vec<usize> = (0..ITEMS).step_by(SIZE).collect();
    let mut expected = [pages.as_slice(), extra].concat();
    let mut asked = server.asked();
    asked.retain(|first| *first < ITEMS);
    asked.sort_unstable();
    expected.sort_unstable();
    assert_eq!(asked, expected, "each page once, and what failed once more");
    assert!(server.asked().iter().filter(|first| **first >= ITEMS).count() <= 1, "{:?}", server.asked());
}

fn assert_all(found: &[Item]) {
    assert!(found.iter().map(|item| item.id).eq(0..ITEMS), "{} items, not all in order", found.len());
}

async fn all_items<C: Call<Body = Listing, Error: std::fmt::Debug>>(list: List<C>) {
    let server = Server::start().await;
    let core = client(&server.address());
    assert_all(&(list.items)(&core).all().await.unwrap());
    assert_asked(&server, &[]);

    let mut pages = (list.pages)(&core);
    let mut found = Vec::new();
    while let Some(page) = pages.page().await.unwrap() {
        assert_eq!((page.status().as_u16(), page.header::<usize>("x-total")), (200, Some(ITEMS)));
        found.extend(page.into_body().data.unwrap());
    }
    assert_all(&found);
    assert!(pages.position().is_none(), "nothing is left");
    assert!(pages.page().await.unwrap().is_none());
}

async fn retried<C: Call<Body = Listing, Error: std::fmt::Debug>>(list: List<C>) {
    let server = Server::start().await;
    server.fail_at(500, 503);
    let retries = Retries::default().statuses_for_any_method([503]);
    let core = builder(&server.address()).retries(retries).build().unwrap();
    assert_all(&(list.items)(&core).all().await.unwrap());
    assert_asked(&server, &[500 / SIZE * SIZE]);
}

async fn continued<C: Call<Body = Listing, Error: std::fmt::Debug>>(list: List<C>) {
    let server = Server::start().await;
    server.fail_at(500, 500);
    let mut pages = (list.pages)(&client(&server.address()));
    let mut found = Vec::new();
    let error = loop {
        match pages.page().await {
            Ok(page) => found.extend(page.expect("an error before the end").into_body().data.unwrap()),
            Err(error) => break error,
        }
    };
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
    assert_eq!(found.len(), 500 / SIZE * SIZE, "the pages before the error");
    while let Some(page) = pages.page().await.unwrap() {
        found.extend(page.into_body().data.unwrap());
    }
    assert_all(&found);
    assert_asked(&server, &[500 / SIZE * SIZE]);
}

async fn resumed<C: Call<Body = Listing, Error: std::fmt::Debug>>(list: List<C>) {
    let server = Server::start().await;
    let mut found = Vec::new();
    let mut saved: Option<String> = None;
    // In the first page, at the end of a page, behind a few pages, and before the last item.
    for stop in [1, 5, 2 * SIZE, 500, ITEMS - 1] {
        let mut items = (list.items)(&client(&server.address()));
        if let Some(text) = saved {
            items = items.starting_at(text.parse().unwrap());
        }
        while found.len() < stop {
            found.push(items.item().await.unwrap().unwrap());
        }
        saved = Some(items.position().unwrap().to_text());
    }
    let items = (list.items)(&client(&server.address()));
    found.extend(items.starting_at(saved.unwrap().parse().unwrap()).all().await.unwrap());
    assert_all(&found);
}
