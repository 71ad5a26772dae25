//! The items of all pages.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::Stream;

use super::hosts::HostCredentials;
use super::incomplete::Incomplete;
use super::pagination::Pagination;
use super::position::PagePosition;
use super::walk::Walk;
use crate::{Call, CallOptions, Error, StartedCall};

/// The items of all pages of a call, as a stream. The next page is requested when an item of it is asked for, and not
/// before.
///
/// Implements [`Stream`]; [`item`](Self::item) reads it without further imports. Everything else is as with
/// [`Pages`](super::Pages).
///
/// ```text
/// let mut issues = client.list_issues().page_items();
/// while let Some(issue) = issues.item().await? { println!("{}", issue.title); }
/// ```
#[must_use = "nothing is sent before an item is asked for"]
pub struct PageItems<C: Call, I> {
    walk: Box<Walk>,
    read: fn(C::Body) -> Vec<I>,
    /// What is left of the page.
    items: std::vec::IntoIter<I>,
    /// How many items the page has.
    size: usize,
}

impl<C: Call, I> PageItems<C, I> {
    /// The items of the pages of `call`. `read` returns the items of a page.
    pub fn new(
        call: StartedCall,
        options: CallOptions,
        pagination: &'static Pagination,
        read: fn(C::Body) -> Vec<I>,
    ) -> Self {
        Self { walk: Box::new(Walk::new(call, options, pagination)), read, items: Vec::new().into_iter(), size: 0 }
    }

    /// Continues at a saved position of the same call: with the item behind those that were read.
    pub fn starting_at(mut self, position: PagePosition) -> Self {
        self.walk.start_at(position);
        self
    }

    /// Ends behind the items of so many pages.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.walk.limit_pages(pages);
        self
    }

    /// See [`Pages::allow_host`](super::Pages::allow_host).
    pub fn allow_host(mut self, host: &str) -> Self {
        self.walk.allow(host, HostCredentials::Withheld);
        self
    }

    /// See [`Pages::allow_host_with_credentials`](super::Pages::allow_host_with_credentials).
    pub fn allow_host_with_credentials(mut self, host: &str) -> Self {
        self.walk.allow(host, HostCredentials::Sent);
        self
    }

    /// Where to continue: the page of the next item, and how many of its items were read. `None` behind the last one.
    #[must_use]
    pub fn position(&self) -> Option<PagePosition> {
        match self.items.len() {
            0 => self.walk.position(),
            left => self.walk.returned_position(self.size.saturating_sub(left)),
        }
    }

    /// The next item; `None` behind the last one.
    ///
    /// # Errors
    /// That of the call, if the next page cannot be requested or decoded. Calling it again requests the same page
    /// again. [`Error::Page`] if the next page is not requested; then there are no more items.
    pub async fn item(&mut self) -> Result<Option<I>, Error<C::Error>> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// All items.
    ///
    /// # Errors
    /// [`Incomplete`], which has the items before the error and the position where to continue.
    pub async fn all(mut self) -> Result<Vec<I>, Incomplete<I, C::Error>> {
        let mut read = Vec::new();
        loop {
            match self.item().await {
                Ok(Some(item)) => read.push(item),
                Ok(None) => return Ok(read),
                Err(error) => return Err(Incomplete { read, position: self.position(), error }),
            }
        }
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error<C::Error>>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let read = self.read;
            let decode = |response| C::decode(response).map(|page| page.map(read));
            let items = match ready!(self.walk.poll_page(context, decode, Vec::len)) {
                Some(Ok(page)) => page.into_body(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            self.size = items.len();
            self.items = items.into_iter();
            self.items.by_ref().take(self.walk.items_read()).for_each(drop);
        }
    }
}

impl<C: Call, I> Unpin for PageItems<C, I> {}

impl<C: Call, I> Stream for PageItems<C, I> {
    type Item = Result<I, Error<C::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<C: Call, I> fmt::Debug for PageItems<C, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageItems").field("operation", &self.walk.operation().id).finish_non_exhaustive()
    }
}
