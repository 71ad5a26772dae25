//! The requests of a call's pages, one after another. It knows no type of a page.

mod advance;

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use url::Url;

use super::hosts::{HostCredentials, Hosts};
use super::pagination::{PageTarget, Pagination, Style};
use super::position::{At, PagePosition, Saved};
use super::request::{Invalid, Template};
use super::visited::Visited;
use crate::client::PageAddress;
use crate::error::{Failure, PageError, PageReason};
use crate::options::InvalidHost;
use crate::{CallOptions, Core, Error, HttpRequest, JsonValue, Operation, RawResponse, Response, StartedCall};

/// The state between two pages.
pub(super) struct Walk {
    core: Core,
    operation: &'static Operation,
    pagination: &'static Pagination,
    options: CallOptions,
    /// `None` if the request of the call could not be built.
    template: Option<Template>,
    hosts: Hosts,
    /// The page to request next; `None` behind the last one.
    next: Option<Page>,
    /// The page that was returned last.
    returned: Option<Page>,
    visited: Visited,
    /// The hash of the body that was returned last.
    last_body: Option<u64>,
    pages_left: Option<usize>,
    state: State,
}

/// A page among the pages of the call.
#[derive(Clone)]
struct Page {
    at: At,
    /// How many items the pages before it have, if that is known.
    items_before: Option<u64>,
    /// How many of its items the caller has read.
    items_read: usize,
}

enum State {
    Ready,
    Receiving(Receiving),
    /// An error is to be returned, and nothing behind it.
    Failed(Failure),
    Ended,
}

type Receiving = Pin<Box<dyn Future<Output = Result<RawResponse, Failure>> + Send>>;

impl Walk {
    pub(super) fn new(call: StartedCall, options: CallOptions, pagination: &'static Pagination) -> Self {
        let (core, operation, request) = call.into_parts(&options);
        let (template, state) = match request {
            Ok(request) => (Some(Template::new(operation, request, &core, &options)), State::Ready),
            Err(invalid) => (None, State::Failed(invalid.into())),
        };
        let mut visited = Visited::default();
        if let Some(start) = template.as_ref().and_then(|template| template.position(pagination.style)) {
            visited.insert(&start);
        }
        Self {
            core,
            operation,
            pagination,
            options,
            next: template.is_some().then_some(Page { at: At::Start, items_before: None, items_read: 0 }),
            template,
            hosts: Hosts::default(),
            returned: None,
            visited,
            last_body: None,
            pages_left: None,
            state,
        }
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(super) fn allow(&mut self, host: &str, credentials: HostCredentials) {
        if let Err(InvalidHost(host)) = self.hosts.allow(host, credentials) {
            self.state = State::Failed(self.error(PageReason::InvalidHost(host)));
        }
    }

    pub(super) fn limit_pages(&mut self, pages: usize) {
        self.pages_left = Some(pages);
    }

    fn counts_items(&self) -> bool {
        self.pagination.counts_items()
    }

    /// Continues at a saved position.
    pub(super) fn start_at(&mut self, position: PagePosition) {
        let Some(template) = &self.template else { return };
        let Saved { operation, call, at, items_before, items_read } = position.into_saved();
        let is_of_style = match self.pagination.style {
            Style::LinkHeader | Style::NextUrl(_) => matches!(at, At::Start | At::Address(_)),
            Style::Cursor { .. } => matches!(at, At::Start | At::Cursor(_)),
            Style::Number { .. } | Style::Offset { .. } => matches!(at, At::Start | At::Number(_)),
        };
        if operation != self.operation.id || call != template.fingerprint() || !is_of_style {
            self.state = State::Failed(self.error(PageReason::OtherCall));
            return;
        }
        if at != At::Start {
            self.visited = Visited::default();
            self.visited.insert(&at);
        }
        self.next = Some(Page { at, items_before, items_read });
    }

    /// Where the next page is; `None` behind the last one.
    pub(super) fn position(&self) -> Option<PagePosition> {
        self.saved(self.next.clone()?)
    }

    /// Where the page is that was returned last, of which `items_read` items are known to the caller.
    pub(super) fn returned_position(&self, items_read: usize) -> Option<PagePosition> {
        self.saved(Page { items_read, ..self.returned.clone()? })
    }

    /// How many items of the page that was returned last the caller knew before.
    pub(super) fn items_read(&self) -> usize {
        self.returned.as_ref().map_or(0, |returned| returned.items_read)
    }

    fn saved(&self, Page { at, items_before, items_read }: Page) -> Option<PagePosition> {
        let call = self.template.as_ref()?.fingerprint();
        Some(PagePosition::new(Saved { operation: self.operation.id.to_owned(), call, at, items_before, items_read }))
    }

    /// The next page, decoded with `decode`. If that fails, the same page is requested again. `count` returns the
    /// number of its items.
    pub(super) fn poll_page<T, E>(
        &mut self,
        context: &mut Context<'_>,
        decode: impl FnOnce(RawResponse) -> Result<Response<T>, Error<E>>,
        count: impl FnOnce(&T) -> usize,
    ) -> Poll<Option<Result<Response<T>, Error<E>>>> {
        let received = ready!(self.poll_response(context));
        Poll::Ready(received.map(|received| {
            let page = decode(received?)?;
            let items = if self.counts_items() { count(page.body()) } else { 0 };
            self.advance(page.headers(), page.raw(), items)?;
            Ok(page)
        }))
    }

    /// The response to the request of the next page. If [`advance`](Self::advance) is not called with it, the same page
    /// is requested again.
    fn poll_response(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<RawResponse, Failure>>> {
        if self.pages_left == Some(0) {
            return Poll::Ready(None);
        }
        if let (State::Ready, Some(template), Some(next)) = (&self.state, &self.template, &self.next) {
            self.state = self.request(template, &next.at).map_or_else(State::Failed, State::Receiving);
        }
        match &mut self.state {
            State::Receiving(receiving) => {
                let received = ready!(receiving.as_mut().poll(context));
                self.state = match &received {
                    // Nothing was sent, and never will be.
                    Err(Failure::InvalidRequest(_)) => State::Ended,
                    _ => State::Ready,
                };
                Poll::Ready(Some(received))
            }
            State::Failed(_) => match std::mem::replace(&mut self.state, State::Ended) {
                State::Failed(failure) => Poll::Ready(Some(Err(failure))),
                _ => Poll::Ready(None),
            },
            State::Ready | State::Ended => Poll::Ready(None),
        }
    }

    /// Requests the page at `at`.
    fn request(&self, template: &Template, at: &At) -> Result<Receiving, Failure> {
        let target = self.pagination.style.target();
        let (request, address) = match (at, target) {
            (At::Start, _) => (template.first().map_err(|reason| self.error(reason))?, PageAddress::OfCall),
            (At::Address(address), _) => self.follow(template, address)?,
            (At::Cursor(cursor), Some(target)) => (self.with_position(template, target, cursor)?, PageAddress::OfCall),
            (At::Number(number), Some(target)) => {
                (self.with_position(template, target, &JsonValue::from(*number))?, PageAddress::OfCall)
            }
            (At::Cursor(_) | At::Number(_), None) => return Err(self.error(PageReason::OtherCall)),
        };
        let options = match at {
            At::Start => self.options.clone(),
            _ => self.options.for_later_page(),
        };
        let (core, operation) = (self.core.clone(), self.operation);
        Ok(Box::pin(async move { core.receive_page(operation, request, &options, address).await }))
    }

    fn with_position(&self, template: &Template, target: PageTarget, at: &JsonValue) -> Result<HttpRequest, Failure> {
        template.at(target, at).map_err(|invalid| match invalid {
            Invalid::Page(reason) => self.error(reason),
            Invalid::Request(invalid) => invalid.with_operation(self.operation).into(),
        })
    }

    /// The request to an address of the provider, if it may be followed.
    fn follow(&self, template: &Template, address: &str) -> Result<(HttpRequest, PageAddress), Failure> {
        let url = Url::parse(address).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none()
        });
        let url = url.ok_or_else(|| self.error(PageReason::InvalidAddress))?;
        if self.core.is_below(&url, &self.options) {
            return Ok((template.follow(url), PageAddress::Followed));
        }
        let not_followed = |reason| {
            let host = url.host_str().map(|host| url.port().map_or(host.to_owned(), |port| format!("{host}:{port}")));
            Failure::from(PageError::new(self.operation, reason).with_host(host))
        };
        let credentials = self.hosts.find(&url).ok_or_else(|| not_followed(PageReason::ForeignAddress))?;
        if self.core.rejects_plain_http(&url) {
            return Err(not_followed(PageReason::PlainHttp));
        }
        Ok(match credentials {
            HostCredentials::Sent => (template.follow(url), PageAddress::Followed),
            HostCredentials::Withheld => {
                (template.follow_without_credentials(url), PageAddress::FollowedWithoutCredentials)
            }
        })
    }

    fn error(&self, reason: PageReason) -> Failure {
        PageError::new(self.operation, reason).into()
    }
}
