//! How the pages of an operation are found.

/// How the pages of an operation are found: what states the position of the next page, and where a request has it.
///
/// ```
/// use moored_runtime::{PageSource, PageTarget, Pagination};
///
/// const BY_CURSOR: Pagination = Pagination::cursor(PageTarget::Query("after"), PageSource::Body("/meta/next"));
/// const BY_OFFSET: Pagination =
///     Pagination::offset(PageTarget::Query("offset")).total_items(PageSource::Header("x-total-count"));
/// ```
///
/// The pages end
///
/// - where the next position is absent, `null`, `false` or empty (link header, next address, cursor),
/// - with a page without items (page number, offset), unless [`has_more`](Self::has_more) says that there are more,
/// - and where the response states it: see [`has_more`](Self::has_more), [`total_pages`](Self::total_pages) and
///   [`total_items`](Self::total_items).
///
/// A page with fewer items than were asked for is not the end: providers limit the size, and filter.
#[derive(Clone, Copy, Debug)]
pub struct Pagination {
    pub(super) style: Style,
    pub(super) total_pages: Option<PageSource>,
    pub(super) total_items: Option<PageSource>,
    pub(super) has_more: Option<PageSource>,
}

/// Where a response states something about its page.
#[derive(Clone, Copy, Debug)]
pub enum PageSource {
    /// In the JSON body, at this JSON pointer (RFC 6901). Beyond the RFC, `-1` is the last element of an array:
    /// `/data/-1/id` for providers whose cursor is the id of the last item.
    Body(&'static str),
    /// In the header of this name.
    Header(&'static str),
}

/// Where a request states the position of its page.
#[derive(Clone, Copy, Debug)]
pub enum PageTarget {
    /// In the query parameter of this name.
    Query(&'static str),
    /// In the JSON body, at this JSON pointer (RFC 6901). Objects on the way are added where they are missing.
    Body(&'static str),
    /// In the header of this name.
    Header(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Style {
    /// The header `Link` has the address of the next page.
    LinkHeader,
    /// A member of the body or a header has the address of the next page.
    NextUrl(PageSource),
    /// The response states a text or a number, which the next request sends back.
    Cursor { target: PageTarget, source: PageSource },
    /// Pages have numbers.
    Number { target: PageTarget, first: u64 },
    /// A request states how many items come before its page.
    Offset { target: PageTarget },
}

impl Pagination {
    /// The header `Link` has the address of the next page, with the relation `next` (RFC 8288).
    #[must_use]
    pub const fn link_header() -> Self {
        Self::of(Style::LinkHeader)
    }

    /// The response states the address of the next page at `source`. A relative address is resolved against that of the
    /// page.
    #[must_use]
    pub const fn next_url(source: PageSource) -> Self {
        Self::of(Style::NextUrl(source))
    }

    /// The response states a cursor, also called a token, at `source`. The next request has it at `target`.
    #[must_use]
    pub const fn cursor(target: PageTarget, source: PageSource) -> Self {
        Self::of(Style::Cursor { target, source })
    }

    /// Pages have numbers, beginning with `first`. A call that sets the number itself begins with that page.
    #[must_use]
    pub const fn page_number(target: PageTarget, first: u64) -> Self {
        Self::of(Style::Number { target, first })
    }

    /// A request states how many items come before its page. It grows by the items that a page has, whatever was asked
    /// for. A call that sets the offset itself begins there.
    #[must_use]
    pub const fn offset(target: PageTarget) -> Self {
        Self::of(Style::Offset { target })
    }

    /// Each response states how many pages there are. The page with that number is the last one.
    #[must_use]
    pub const fn total_pages(self, source: PageSource) -> Self {
        Self { total_pages: Some(source), ..self }
    }

    /// Each response states how many items all pages have. There are no more pages behind so many items.
    #[must_use]
    pub const fn total_items(self, source: PageSource) -> Self {
        Self { total_items: Some(source), ..self }
    }

    /// Each response states whether there are more pages, with `true` or `false`.
    #[must_use]
    pub const fn has_more(self, source: PageSource) -> Self {
        Self { has_more: Some(source), ..self }
    }

    const fn of(style: Style) -> Self {
        Self { style, total_pages: None, total_items: None, has_more: None }
    }

    /// Whether the next position depends on the number of items of a page.
    pub(super) const fn counts_items(&self) -> bool {
        matches!(self.style, Style::Number { .. } | Style::Offset { .. })
    }
}

impl Style {
    /// Where a request has the position; `None` if the position is the address.
    pub(super) const fn target(self) -> Option<PageTarget> {
        match self {
            Self::LinkHeader | Self::NextUrl(_) => None,
            Self::Cursor { target, .. } | Self::Number { target, .. } | Self::Offset { target } => Some(target),
        }
    }
}
