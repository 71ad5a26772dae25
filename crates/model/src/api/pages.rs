//! Pages: how the list that an operation returns is divided, and how a client gets from one page to the next.
//!
//! `moored.toml` takes precedence, then extensions of the document, its links, and what can be inferred with certainty.
//! Each source is read as a draft, which is then compared with the operation: a parameter that it does not have, or a
//! response without the list, is no way to walk.

mod azure;
mod body;
mod draft;
mod fern;
mod inferred;
mod links;
mod raw;
mod resolve;
mod settings;
mod speakeasy;

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use self::{
    body::Body,
    raw::Raw,
    resolve::{Problem, resolve},
    settings::Settings,
};
use super::{Operation, TypeRef, Types};
use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules,
    status::Status,
};

/// How a list is divided into pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// Where it is stated.
    pub origin: PagesOrigin,
    /// How the next page is requested.
    pub style: PageStyle,
    /// The items of a page.
    pub items: PageItems,
    /// Where the response has the number of pages.
    pub total_pages: Option<PageSource>,
    /// Where the response has the number of items of all pages.
    pub total_items: Option<PageSource>,
    /// Where the response states whether there are more pages.
    pub has_more: Option<PageSource>,
}

/// Where it is stated how a list is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PagesOrigin {
    /// In `moored.toml`.
    Settings,
    /// In the document, as `x-fern-pagination`.
    #[serde(rename = "x-fern-pagination")]
    Fern,
    /// In the document, as `x-speakeasy-pagination`.
    #[serde(rename = "x-speakeasy-pagination")]
    Speakeasy,
    /// In the document, as `x-ms-pageable`.
    #[serde(rename = "x-ms-pageable")]
    Azure,
    /// In the document, as a link from a response to the same operation.
    Links,
    /// Nowhere: the names of parameters and members leave no other possibility.
    Inferred,
}

/// How the next page is requested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageStyle {
    /// The header `Link` has its address (RFC 8288).
    LinkHeader,
    /// The response has its address.
    NextUrl(PageSource),
    /// The request has a value of the previous response.
    Cursor(PageTarget, PageSource),
    /// The request has the number of the page.
    PageNumber {
        /// Where.
        target: PageTarget,
        /// The number of the first page.
        first: u64,
    },
    /// The request has the number of items before the page.
    Offset(PageTarget),
}

/// A part of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageTarget {
    /// The query parameter of this name.
    Query(String),
    /// The header of this name.
    Header(String),
    /// A member of the JSON body.
    Body(Pointer),
}

/// A part of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageSource {
    /// A member of the JSON body. The key `-1` is the last item of a list.
    Body(Pointer),
    /// The header of this name.
    Header(String),
}

/// The items of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageItems {
    /// The response that has them.
    pub status: Status,
    /// Where its body has the list. All keys are those of structs.
    pub pointer: Pointer,
    /// The type of an item.
    pub ty: TypeRef,
}

impl PageSource {
    /// Whether a response whose body is of the type `ty` may have it, according to the document. Any header may be
    /// there.
    #[must_use]
    pub fn may_be_in(&self, ty: &TypeRef, types: &Types) -> bool {
        let Self::Body(at) = self else { return true };
        // The last item of a list has the type of all others.
        let keys: Vec<String> =
            at.keys().iter().map(|key| if key == "-1" { "0".to_owned() } else { key.clone() }).collect();
        types.may_hold(ty, &keys)
    }
}

impl PageStyle {
    /// The name of the style.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::LinkHeader => "link_header",
            Self::NextUrl(_) => "next_url",
            Self::Cursor(..) => "cursor",
            Self::PageNumber { .. } => "page_number",
            Self::Offset(_) => "offset",
        }
    }
}

impl fmt::Display for PageTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Query(name) => write!(f, "the query parameter `{name}`"),
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::Body(pointer) => write!(f, "`{pointer}` of the body"),
        }
    }
}

impl fmt::Display for PageSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(pointer) => write!(f, "`{pointer}`"),
            Self::Header(name) => write!(f, "the header `{name}`"),
        }
    }
}

impl fmt::Display for Pagination {
    /// How the next page is found: ``the next page by `/next` in the query parameter `cursor` ``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.style {
            PageStyle::LinkHeader => f.write_str("the address in the header `Link`"),
            PageStyle::NextUrl(next) => write!(f, "the address in {next}"),
            PageStyle::Cursor(target, next) => write!(f, "{next} of the page before in {target}"),
            PageStyle::PageNumber { target, .. } => write!(f, "its number in {target}"),
            PageStyle::Offset(target) => write!(f, "the number of items before it in {target}"),
        }
    }
}

/// Finds the pages of `operations`, each with its place in the lowered document. `published` is the document before all
/// passes.
pub(super) fn read(
    operations: &mut [(Pointer, Operation)],
    document: &Document,
    published: &Value,
    types: &Types,
    config: &Config,
    findings: &mut Findings,
) {
    let mut settings = Settings::of(config);
    for (at, operation) in operations {
        let raw = Raw { document, published, at };
        let found = settings.of_operation(operation, &raw, types, findings);
        operation.pages = match found {
            settings::Choice::None => None,
            settings::Choice::Pages(pages) => Some(*pages),
            settings::Choice::Open => stated(operation, &raw, types, findings)
                .unwrap_or_else(|| links::read(operation, &raw, types))
                .or_else(|| config.infers_pages().then(|| inferred(operation, &raw, types, findings)).flatten()),
        };
    }
    settings.report_unused(findings);
}

/// What an extension states; `None` if there is none, and `Some(None)` if there is one that states no pages.
fn stated(operation: &Operation, raw: &Raw<'_>, types: &Types, findings: &mut Findings) -> Option<Option<Pagination>> {
    type Read = fn(&Raw<'_>, &Value) -> draft::Read;
    let sources: [(&str, PagesOrigin, Read); 3] = [
        (fern::KEY, PagesOrigin::Fern, fern::read),
        (speakeasy::KEY, PagesOrigin::Speakeasy, speakeasy::read),
        (azure::KEY, PagesOrigin::Azure, azure::read),
    ];
    let (key, origin, found) = sources.into_iter().find_map(|(key, origin, read)| {
        let extension = raw.operation()?.get(key)?;
        Some((key, origin, read(raw, extension)))
    })?;
    let resolved = match found {
        Ok(None) => return Some(None),
        Ok(Some(draft)) => resolve(&draft, origin, operation, raw, types),
        Err(message) => Err(Problem { message, help: None }),
    };
    match resolved {
        Ok(pages) => Some(Some(pages)),
        Err(Problem { message, help }) => {
            let location = raw.document.locate(&raw.at.join(key));
            let message = format!("`{key}` cannot be followed: {message}");
            let way_out = format!(
                "correct it in overlay.yaml, or state the pages in moored.toml under `[pages.\"{}\"]`",
                operation.id
            );
            findings.push(Finding::new(&rules::UNUSABLE_PAGES, location, message).help(way_out).help_if(help));
            Some(None)
        }
    }
}

/// What the names of parameters and members leave no doubt about.
fn inferred(operation: &Operation, raw: &Raw<'_>, types: &Types, findings: &mut Findings) -> Option<Pagination> {
    let body = Body::of(operation, types)?;
    let draft = inferred::read(operation, &body, raw)?;
    let pages = resolve(&draft, PagesOrigin::Inferred, operation, raw, types).ok()?;
    let message = format!("`{}` has pages, by its names: the next one has {pages}", operation.id);
    let help = format!("if that is wrong, add `\"{}\" = false` under `[pages]` in moored.toml", operation.id);
    findings.push(Finding::new(&rules::INFERRED_PAGES, raw.document.locate(raw.at), message).help(help));
    Some(pages)
}
