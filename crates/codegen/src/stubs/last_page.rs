//! The response of an operation with pages, as its last page: walking the pages of a stub ends.

use moored_document::pointer::Pointer;
use moored_model::api::{PageSource, PageStyle, Pagination, TypeRef, Types};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Body, Content, Stub, decoding::decodes};
use crate::client_json::Part;

/// The requests that get the response without its items: those for a page behind it.
#[derive(Serialize)]
pub(super) struct EmptyPages {
    /// Where a request has its position.
    target: Part,
    /// The first position behind the page; without it, every request with a position.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<u64>,
    /// Where the body has the items.
    items: String,
}

impl EmptyPages {
    /// Those of an operation that has such `pages`; `None` if the last page states that it is the last one.
    pub(super) fn of(pages: &Pagination) -> Option<Self> {
        let (target, from) = match &pages.style {
            PageStyle::PageNumber { target, first } => (target, Some(first.saturating_add(1))),
            PageStyle::Offset(target) => (target, Some(1)),
            // There is a last item on each page that has items.
            PageStyle::Cursor(target, PageSource::Body(next)) if next.strip_prefix(&pages.items.pointer).is_some() => {
                (target, None)
            }
            PageStyle::Cursor(..) | PageStyle::NextUrl(_) | PageStyle::LinkHeader => return None,
        };
        Some(Self { target: Part::target(target), from, items: pages.items.pointer.to_string() })
    }
}

/// Changes `stub`, whose body is JSON of the type `ty`, as far as the type allows it: there is no next page, and the
/// totals are those of one page.
pub(super) fn end(stub: &mut Stub, pages: &Pagination, ty: &TypeRef, types: &Types) {
    let Some(Body { content: Content::Json(body), .. }) = &mut stub.body else { return };
    let items = pages.items.pointer.get(body).and_then(Value::as_array).map_or(0, Vec::len);
    let mut page = Page { headers: &mut stub.headers, body, ty, types };
    match &pages.style {
        PageStyle::LinkHeader => page.end_in_header("link"),
        PageStyle::NextUrl(PageSource::Header(name)) | PageStyle::Cursor(_, PageSource::Header(name)) => {
            page.end_in_header(name);
        }
        PageStyle::NextUrl(PageSource::Body(at)) | PageStyle::Cursor(_, PageSource::Body(at)) => page.end_in_body(at),
        PageStyle::PageNumber { .. } | PageStyle::Offset(_) => {}
    }
    page.state(pages.has_more.as_ref(), false);
    page.state(pages.total_pages.as_ref(), 1);
    page.state(pages.total_items.as_ref(), items);
}

struct Page<'a> {
    headers: &'a mut Map<String, Value>,
    body: &'a mut Value,
    ty: &'a TypeRef,
    types: &'a Types,
}

impl Page<'_> {
    /// An empty header, because the stub has only those that the document requires.
    fn end_in_header(&mut self, name: &str) {
        if let Some(value) = self.headers.get_mut(&name.to_ascii_lowercase()) {
            *value = "".into();
        }
    }

    /// The next position is absent, `null` or empty.
    fn end_in_body(&mut self, at: &Pointer) {
        if at.get(self.body).is_some() {
            self.set(at, [None, Some(Value::Null), Some("".into())]);
        }
    }

    /// States `value` at `source`, as JSON or as text.
    fn state(&mut self, source: Option<&PageSource>, value: impl Into<Value>) {
        let value = value.into();
        let text = Value::from(value.to_string());
        match source {
            Some(PageSource::Header(name)) => drop(self.headers.insert(name.to_ascii_lowercase(), text)),
            Some(PageSource::Body(at)) => self.set(at, [Some(value), Some(text)]),
            None => {}
        }
    }

    /// Replaces the member at `at` by the first of `values` with which the body decodes; `None` removes it.
    fn set(&mut self, at: &Pointer, values: impl IntoIterator<Item = Option<Value>>) {
        let (Some(parent), Some(name)) = (at.parent(), at.last()) else { return };
        for value in values {
            let mut changed = self.body.clone();
            let Some(members) = parent.get_mut(&mut changed).and_then(Value::as_object_mut) else { return };
            match value {
                Some(value) => drop(members.insert(name.to_owned(), value)),
                None => drop(members.shift_remove(name)),
            }
            if decodes(self.types, self.ty, &changed).is_ok() {
                *self.body = changed;
                return;
            }
        }
    }
}
