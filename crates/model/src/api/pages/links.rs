//! Links of a response to the same operation.
//!
//! ```yaml
//! links:
//!   next: { operationId: listPets, parameters: { after: '$response.body#/meta/next' } }
//! ```
//!
//! The value of the response, from its body or a header, is that of the parameter in the request of the next page
//! ([link object](https://spec.openapis.org/oas/v3.1.1.html#link-object)). The name of the link has to be about the
//! next page (`next`, `paginate`): others refer to a parent, or to the first page.

use serde_json::Value;

use super::{
    PageSource, PageTarget, PagesOrigin, Pagination,
    draft::{Draft, DraftStyle, Target},
    raw::Raw,
    resolve::resolve,
};
use crate::api::{Operation, Types};
use moored_document::{pointer::Pointer, resolve, schemas::members};

/// The pages that the links of `operation` state.
pub(super) fn read(operation: &Operation, raw: &Raw<'_>, types: &Types) -> Option<Pagination> {
    let responses = raw.operation()?.get("responses");
    let mut found: Vec<(String, Draft)> = Vec::new();
    for (_, response) in members(responses) {
        for (name, link) in members(response.get("links")) {
            let link = resolve::reference(link)
                .and_then(|at| resolve::resolve(&raw.document.value, &at))
                .map_or(link, |(_, link)| link);
            if refers_to(link, operation) {
                found.extend(draft(link).map(|draft| (name.to_ascii_lowercase(), draft)));
            }
        }
    }
    let mut next = found.iter().filter(|(name, _)| name.contains("next") || name.contains("paginat"));
    let (_, draft) = next.next().filter(|_| next.next().is_none())?;
    resolve(draft, PagesOrigin::Links, operation, raw, types).ok()
}

/// Whether `link` refers to `operation`.
fn refers_to(link: &Value, operation: &Operation) -> bool {
    let text = |key: &str| link.get(key).and_then(Value::as_str);
    text("operationId") == Some(operation.id.as_str())
        || text("operationRef").is_some_and(|target| Pointer::parse(target) == operation.origin)
}

/// The one parameter of `link` whose value is one of the response.
fn draft(link: &Value) -> Option<Draft> {
    let mut found = members(link.get("parameters")).filter_map(|(name, value)| {
        let value = value.as_str()?.trim_start_matches('{').trim_end_matches('}');
        let source = match (value.strip_prefix("$response.body#"), value.strip_prefix("$response.header.")) {
            (Some(pointer), _) => PageSource::Body(Pointer::parse(pointer)),
            (None, Some(name)) => PageSource::Header(name.to_owned()),
            (None, None) => return None,
        };
        let target = match name.split_once('.') {
            Some(("query", name)) => Target::In(PageTarget::Query(name.to_owned())),
            Some(("header", name)) => Target::In(PageTarget::Header(name.to_owned())),
            _ => Target::Named(name.clone()),
        };
        Some(Draft::new(DraftStyle::Cursor(target, source)))
    });
    found.next().filter(|_| found.next().is_none())
}
