//! The calls of an API that has a list in each style of pages, as they are generated.

use moored_runtime::{NoErrorBody, Operation, PageSource, PageTarget, Pagination};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Item {
    pub id: usize,
}

/// A page of every list.
#[derive(Clone, Debug, Deserialize)]
pub struct Listing {
    /// `None` if the provider leaves it out where there is nothing.
    pub data: Option<Vec<Item>>,
}

/// The body of a search.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Search {
    pub text: String,
    pub limit: u64,
}

/// Declares the call of `GET {path}`.
macro_rules! list {
    ($Call:ident, $path:literal, $pagination:expr) => {
        moored_runtime::call! {
            /// Lists items.
            #[derive(Clone, Debug)]
            pub struct $Call() {
                /// The size of a page.
                limit: u64,
                /// The number of the page.
                page: u64,
                /// The number of items before the page.
                offset: u64,
                /// The cursor.
                after: String as impl Into<String>,
                /// The header `x-trace`.
                trace: String as impl Into<String>,
            }

            operation: Operation::new($path, "GET", concat!("/", $path)).accept("application/json").security(&[&["key"]]);
            request: |request| request.query("limit", &limit).query("page", &page).query("offset", &offset)
                .query("after", &after).header("x-trace", &trace);
            response: |response| -> Listing, NoErrorBody {
                200 => response.json(),
                _ => Err(response.undocumented_status()),
            }
            pages: pages, pages_with, page_items, page_items_with -> Item, |body| body.data.unwrap_or_default(),
                $pagination;
        }
    };
}

/// Declares the call of `POST {path}`.
macro_rules! search {
    ($Call:ident, $path:literal, $pagination:expr) => {
        moored_runtime::call! {
            /// Searches for items.
            #[derive(Clone, Debug)]
            pub struct $Call(body: Search) {}

            operation: Operation::new($path, "POST", concat!("/", $path)).accept("application/json").security(&[&["key"]]);
            request: |request| request.json(&body);
            response: |response| -> Listing, NoErrorBody {
                200 => response.json(),
                _ => Err(response.undocumented_status()),
            }
            pages: pages, pages_with, page_items, page_items_with -> Item, |body| body.data.into_iter().flatten(),
                $pagination;
        }
    };
}

const NEXT: PageSource = PageSource::Body("/meta/next");
const AFTER: PageTarget = PageTarget::Query("after");
const PAGE: PageTarget = PageTarget::Query("page");
const OFFSET: PageTarget = PageTarget::Query("offset");

list!(LinkCall, "link", Pagination::link_header());
list!(RelativeLinkCall, "relative-link", Pagination::link_header());
list!(NextUrlCall, "next-url", Pagination::next_url(NEXT));
list!(NextHeaderCall, "next-header", Pagination::next_url(PageSource::Header("x-next-page")));
list!(CursorCall, "cursor", Pagination::cursor(AFTER, NEXT));
list!(CursorHeaderCall, "cursor-header", Pagination::cursor(AFTER, PageSource::Header("x-next")));
list!(CursorInHeaderCall, "cursor-in-header", Pagination::cursor(PageTarget::Header("x-after"), NEXT));
list!(
    LastIdCall,
    "last-id",
    Pagination::cursor(AFTER, PageSource::Body("/data/-1/id")).has_more(PageSource::Body("/more"))
);
list!(NumberCall, "number", Pagination::page_number(PAGE, 1));
list!(
    NumberOfTotalCall,
    "number-of-total",
    Pagination::page_number(PAGE, 0).total_pages(PageSource::Body("/meta/pages"))
);
list!(
    NumberOfItemsCall,
    "number-of-items",
    Pagination::page_number(PAGE, 1).total_items(PageSource::Header("x-total"))
);
list!(OffsetCall, "offset", Pagination::offset(OFFSET));
list!(OffsetOfTotalCall, "offset-of-total", Pagination::offset(OFFSET).total_items(PageSource::Body("/meta/total")));
list!(OffsetWithMoreCall, "offset-with-more", Pagination::offset(OFFSET).has_more(PageSource::Body("/more")));
list!(NumberWithMoreCall, "number-with-more", Pagination::page_number(PAGE, 1).has_more(PageSource::Body("/more")));
search!(CursorInBodyCall, "cursor-in-body", Pagination::cursor(PageTarget::Body("/page/after"), NEXT));
search!(NumberInBodyCall, "number-in-body", Pagination::page_number(PageTarget::Body("/page"), 1));
search!(SearchLinkCall, "search-link", Pagination::link_header());
