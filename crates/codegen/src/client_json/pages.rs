//! How the list of an operation is divided into pages.

use moored_model::api::{PageSource, PageStyle, PageTarget, PagesOrigin, Pagination, Types};
use serde::Serialize;

use super::type_ref::Type;
use crate::emit::PageWays;

/// The pages of an operation, with the methods that walk them.
#[derive(Serialize)]
pub(super) struct Pages<'a> {
    method: &'a str,
    items_method: &'a str,
    stated: PagesOrigin,
    style: &'static str,
    /// Where the request has the position.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Part>,
    /// Where the response has the next one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_pages: Option<Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_items: Option<Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    has_more: Option<Part>,
    items: Items<'a>,
}

/// A part of a request or of a response.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Part {
    Query(String),
    Header(String),
    Body(String),
}

/// The list of a page.
#[derive(Serialize)]
struct Items<'a> {
    status: String,
    pointer: String,
    #[serde(rename = "type")]
    ty: Type<'a>,
}

impl<'a> Pages<'a> {
    pub(super) fn of(pages: &'a Pagination, ways: &'a PageWays, types: &'a Types) -> Self {
        let (target, next, first) = match &pages.style {
            PageStyle::LinkHeader => (None, None, None),
            PageStyle::NextUrl(next) => (None, Some(next), None),
            PageStyle::Cursor(target, next) => (Some(target), Some(next), None),
            PageStyle::PageNumber { target, first } => (Some(target), None, Some(*first)),
            PageStyle::Offset(target) => (Some(target), None, None),
        };
        Self {
            method: &ways.pages,
            items_method: &ways.items,
            stated: pages.origin,
            style: pages.style.word(),
            target: target.map(Part::target),
            next: next.map(Part::source),
            first,
            total_pages: pages.total_pages.as_ref().map(Part::source),
            total_items: pages.total_items.as_ref().map(Part::source),
            has_more: pages.has_more.as_ref().map(Part::source),
            items: Items {
                status: pages.items.status.to_string(),
                pointer: pages.items.pointer.to_string(),
                ty: Type::new(&pages.items.ty, types),
            },
        }
    }
}

impl Part {
    pub(crate) fn target(target: &PageTarget) -> Self {
        match target {
            PageTarget::Query(name) => Self::Query(name.clone()),
            PageTarget::Header(name) => Self::Header(name.clone()),
            PageTarget::Body(pointer) => Self::Body(pointer.to_string()),
        }
    }

    fn source(source: &PageSource) -> Self {
        match source {
            PageSource::Header(name) => Self::Header(name.clone()),
            PageSource::Body(pointer) => Self::Body(pointer.to_string()),
        }
    }
}
