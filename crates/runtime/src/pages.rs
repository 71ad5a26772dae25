//! Lists that a provider returns in pages.

mod hosts;
mod incomplete;
mod link;
mod next;
mod page_items;
mod pagination;
mod position;
mod request;
mod visited;
mod walk;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::Stream;

use crate::{Call, CallOptions, Error, Response, StartedCall};
use hosts::HostCredentials;
use walk::Walk;

pub use incomplete::Incomplete;
pub use page_items::PageItems;
pub use pagination::{PageSource, PageTarget, Pagination};
pub use position::{InvalidPagePosition, PagePosition};

/// A page, or why there is none.
type Page<C> = Result<Response<<C as Call>::Body>, Error<<C as Call>::Error>>;

/// The pages of a call, as a stream of typed responses with their status and headers.
///
/// Implements [`Stream`]; [`page`](Self::page) reads it without further imports. A page is requested when it is asked
/// for, and not before.
///
/// ```
/// # use moored_runtime::{Core, Error, NoErrorBody, Operation, PageSource, PageTarget, Pagination};
/// # #[derive(Clone, serde::Deserialize)]
/// # pub struct Users { users: Vec<String> }
/// moored_runtime::call! {
///     /// Lists the users.
///     #[derive(Clone, Debug)]
///     pub struct ListUsersCall() {
///         /// The size of a page.
///         limit: i64,
///     }
///
///     operation: Operation::new("list-users", "GET", "/users").accept("application/json");
///     request: |request| request.query("limit", &limit);
///     response: |response| -> Users, NoErrorBody {
///         200 => response.json(),
///         _ => Err(response.undocumented_status()),
///     }
///     pages: pages, pages_with, page_items, page_items_with -> String, |body| body.users,
///         Pagination::cursor(PageTarget::Query("after"), PageSource::Body("/next"));
/// }
///
/// # async fn example(core: Core) -> Result<(), Error<NoErrorBody>> {
/// let call = ListUsersCall::new(&core).limit(100);
/// let mut pages = call.clone().pages();
/// while let Some(page) = pages.page().await? {
///     println!("{} users, status {}", page.users.len(), page.status());
/// }
/// let mut users = call.clone().page_items();
/// while let Some(user) = users.item().await? {
///     println!("{user}");
/// }
/// let first_ten_pages: Vec<String> = call.page_items().max_pages(10).all().await?;
/// # Ok(())
/// # }
/// ```
///
/// **Each page is a call of its own.** Timeout, retries, limits, credentials and hooks apply to it as to every other
/// call. An idempotency key is sent with the first page only.
///
/// **Errors.** The pages before an error have been returned. [`page`](Self::page), or polling the stream again,
/// requests the same page again. Only an [`Error::Page`] ends the stream, and a call that could not be built. Dropping
/// the future of [`page`](Self::page) loses nothing.
///
/// **Addresses of the provider** are followed below the base address of the client, and on hosts that
/// [`allow_host`](Self::allow_host) allows. They are requested with GET.
///
/// **Loops.** A position that was already requested is an [`Error::Page`], and so is a page that is the same as the one
/// before it if the pages have numbers or offsets: such a provider ignores them.
#[must_use = "nothing is sent before a page is asked for"]
pub struct Pages<C: Call> {
    walk: Box<Walk>,
    count: fn(&C::Body) -> usize,
}

impl<C: Call> Pages<C> {
    /// The pages of `call`. `count` returns the number of items of a page.
    pub fn new(
        call: StartedCall,
        options: CallOptions,
        pagination: &'static Pagination,
        count: fn(&C::Body) -> usize,
    ) -> Self {
        Self { walk: Box::new(Walk::new(call, options, pagination)), count }
    }

    /// Begins with the page at a saved position of the same call: of the same operation with the same arguments. The
    /// position of another call is an [`Error::Page`] when the first page is asked for.
    pub fn starting_at(mut self, position: PagePosition) -> Self {
        self.walk.start_at(position);
        self
    }

    /// Ends behind so many pages. [`position`](Self::position) then has the page after them.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.walk.limit_pages(pages);
        self
    }

    /// Follows addresses of the provider on `host` as well: `files.example.com`, `localhost:8080`, `*.example.com`, or
    /// `*` for all. Without a port, the default one of the scheme is allowed.
    ///
    /// Such a request has no credentials: it consists of the address and the header `Accept`. What the call, its
    /// options and hooks add is not sent. It is encrypted, unless the client allows plain HTTP.
    pub fn allow_host(mut self, host: &str) -> Self {
        self.walk.allow(host, HostCredentials::Withheld);
        self
    }

    /// Follows addresses of the provider on `host` as well, and sends the credentials and headers of the call to it.
    /// Allow only hosts that may have them: whoever writes the addresses of the pages decides what they are used for.
    pub fn allow_host_with_credentials(mut self, host: &str) -> Self {
        self.walk.allow(host, HostCredentials::Sent);
        self
    }

    /// Where to continue: the position of the next page; `None` behind the last one. After an error it is that of the
    /// page that was not returned.
    #[must_use]
    pub fn position(&self) -> Option<PagePosition> {
        self.walk.position()
    }

    /// The next page; `None` behind the last one.
    ///
    /// # Errors
    /// That of the call, if the page cannot be requested or decoded. Calling it again requests the same page again.
    /// [`Error::Page`] if the page is not requested; then there are no more pages.
    pub async fn page(&mut self) -> Result<Option<Response<C::Body>>, Error<C::Error>> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    /// All pages.
    ///
    /// # Errors
    /// [`Incomplete`], which has the pages before the error and the position where to continue.
    pub async fn all(mut self) -> Result<Vec<Response<C::Body>>, Incomplete<Response<C::Body>, C::Error>> {
        let mut read = Vec::new();
        loop {
            match self.page().await {
                Ok(Some(page)) => read.push(page),
                Ok(None) => return Ok(read),
                Err(error) => return Err(Incomplete { read, position: self.position(), error }),
            }
        }
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Page<C>>> {
        self.walk.poll_page(context, C::decode, self.count)
    }
}

impl<C: Call> Stream for Pages<C> {
    type Item = Page<C>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<C: Call> fmt::Debug for Pages<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &self.walk.operation().id).finish_non_exhaustive()
    }
}
