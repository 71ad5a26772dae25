//! What a source states about pages, before it is compared with the operation.

use super::{PageSource, PageTarget};
use moored_document::pointer::Pointer;

/// The result of reading an extension: `None` if it states that there are no pages, or why it has no meaning.
pub(super) type Read = Result<Option<Draft>, String>;

/// What a source states.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) style: DraftStyle,
    /// Where the response has the list. Without it, it is found.
    pub(super) items: Option<Pointer>,
    pub(super) total_pages: Option<PageSource>,
    pub(super) total_items: Option<PageSource>,
    pub(super) has_more: Option<PageSource>,
}

/// How the next page is requested.
#[derive(Clone, Debug)]
pub(super) enum DraftStyle {
    LinkHeader,
    NextUrl(PageSource),
    Cursor(Target, PageSource),
    /// With the number of the first page, if it is stated.
    PageNumber(Target, Option<u64>),
    Offset(Target),
}

/// A part of a request.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// The parameter of this name, or else the member of the body.
    Named(String),
    /// This part.
    In(PageTarget),
}

impl Draft {
    /// Pages of this style, about which nothing else is stated.
    pub(super) const fn new(style: DraftStyle) -> Self {
        Self { style, items: None, total_pages: None, total_items: None, has_more: None }
    }
}

/// The part of a response that a text names: a JSON pointer, or else a header.
pub(super) fn source(text: &str) -> PageSource {
    match text.starts_with('/') {
        true => PageSource::Body(Pointer::parse(text)),
        false => PageSource::Header(text.to_owned()),
    }
}

/// The part of a request that a text names: a JSON pointer into the body, or else a parameter.
pub(super) fn target(text: &str) -> Target {
    match text.starts_with('/') {
        true => Target::In(PageTarget::Body(Pointer::parse(text))),
        false => Target::Named(text.to_owned()),
    }
}

/// The pointer of names that are separated by dots: `meta.next`.
pub(super) fn dotted(path: &str) -> Pointer {
    path.split('.').filter(|name| !name.is_empty()).fold(Pointer::root(), |at, name| at.join(name))
}
