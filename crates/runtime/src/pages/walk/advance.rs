//! From one page to the next.

use bytes::Bytes;
use http::header::HeaderMap;
use url::Url;

use super::{Page, State, Walk};
use crate::error::{Failure, PageReason};
use crate::pages::next::{Stated, StatedNext};
use crate::pages::pagination::{PageTarget, Style};
use crate::pages::position::At;
use crate::pages::visited::hash;

impl Walk {
    /// Continues behind the page that has these headers, this body and so many items.
    ///
    /// An error replaces the page.
    pub(super) fn advance(&mut self, headers: &HeaderMap, body: &Bytes, items: usize) -> Result<(), Failure> {
        let Some(page) = self.next.take() else { return Ok(()) };
        if let Some(name) = self.ignored(body) {
            self.state = State::Ended;
            self.next = Some(page);
            return Err(self.error(PageReason::SamePage(name)));
        }
        if let Some(pages) = &mut self.pages_left {
            *pages = pages.saturating_sub(1);
        }
        let stated = Stated::read(self.pagination, headers, body);
        match stated.and_then(|stated| self.page_after(&page, stated, items)) {
            Ok(None) => self.state = State::Ended,
            Ok(Some(next)) => {
                if !self.visited.insert(&next.at) {
                    self.state = State::Failed(self.error(PageReason::Loop));
                }
                self.next = Some(next);
            }
            // The next position is unknown, so that the page is where to continue.
            Err(reason) => {
                self.state = State::Failed(self.error(reason));
                self.next = Some(page.clone());
            }
        }
        self.returned = Some(page);
        Ok(())
    }

    /// The parameter that the provider ignores, if the page is the one before again: positions that are counted here
    /// never come again, and such pages would have no end.
    fn ignored(&mut self, body: &Bytes) -> Option<&'static str> {
        if !self.counts_items() {
            return None;
        }
        let name = match self.pagination.style.target()? {
            PageTarget::Query(name) | PageTarget::Body(name) | PageTarget::Header(name) => name,
        };
        let new = hash(body);
        (self.last_body.replace(new) == Some(new)).then_some(name)
    }

    /// The page after `page`; `None` if that is the last one.
    fn page_after(&self, page: &Page, stated: Stated, items: usize) -> Result<Option<Page>, PageReason> {
        if stated.has_more == Some(false) {
            return Ok(None);
        }
        let items = u64::try_from(items).unwrap_or(u64::MAX);
        let at = |at| Page { at, items_before: None, items_read: 0 };
        match self.pagination.style {
            Style::LinkHeader | Style::NextUrl(_) | Style::Cursor { .. } => match stated.next {
                StatedNext::Nothing => Ok(None),
                StatedNext::Cursor(cursor) => Ok(Some(at(At::Cursor(cursor)))),
                StatedNext::Address(address) => {
                    let mut url = self.url_of(&page.at).and_then(|url| url.join(&address).ok());
                    if let Some(url) = &mut url {
                        url.set_fragment(None);
                    }
                    // What is no address is an error when it is followed.
                    Ok(Some(at(At::Address(url.map_or(address, String::from)))))
                }
            },
            Style::Number { .. } | Style::Offset { .. } if items == 0 && stated.has_more.is_none() => Ok(None),
            Style::Number { first, .. } => {
                let number = self.number_of(&page.at)?.unwrap_or(first);
                let before = page.items_before.or((number == first).then_some(0));
                let read = before.map(|before| before.saturating_add(items));
                // A total of 0 beside items is a mistake of the provider.
                let is_last = |total: u64| total > 0 && number.saturating_add(1) >= first.saturating_add(total);
                if stated.total_pages.is_some_and(is_last) || is_reached(stated.total_items, read) {
                    return Ok(None);
                }
                Ok(number.checked_add(1).map(|next| Page { items_before: read, ..at(At::Number(next)) }))
            }
            Style::Offset { .. } => {
                let offset = self.number_of(&page.at)?.unwrap_or(0).saturating_add(items);
                let ends = is_reached(stated.total_items, Some(offset));
                Ok((!ends).then(|| at(At::Number(offset))))
            }
        }
    }

    /// The address of the page at `at`.
    fn url_of(&self, at: &At) -> Option<Url> {
        match at {
            At::Address(address) => Url::parse(address).ok(),
            _ => Some(self.template.as_ref()?.url().clone()),
        }
    }

    /// The number of the page or the offset at `at`; `None` if the call has none.
    fn number_of(&self, at: &At) -> Result<Option<u64>, PageReason> {
        match (at, &self.template) {
            (At::Number(number), _) => Ok(Some(*number)),
            (_, Some(template)) => template.number(self.pagination.style),
            _ => Ok(None),
        }
    }
}

/// Whether there are no more than `read` items. A total of 0 beside items is a mistake of the provider.
fn is_reached(total: Option<u64>, read: Option<u64>) -> bool {
    matches!((total, read), (Some(total), Some(read)) if total > 0 && read >= total)
}
