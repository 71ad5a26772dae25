//! The extension `x-ms-pageable`.
//!
//! ```yaml
//! x-ms-pageable: { nextLinkName: nextLink, itemName: value }
//! ```
//!
//! `nextLinkName` is the member with the address of the next page; `null` states that there is one page. `itemName`
//! is `value` by default
//! ([x-ms-pageable](https://github.com/Azure/autorest/blob/main/docs/extensions/readme.md#x-ms-pageable)). An
//! `operationName` only states which operation that address belongs to.

use serde_json::Value;

use super::{
    PageSource,
    draft::{Draft, DraftStyle, Read, dotted},
    raw::Raw,
};
use moored_document::pointer::Pointer;

/// The key of the extension.
pub(super) const KEY: &str = "x-ms-pageable";

/// What `extension` of the operation states.
pub(super) fn read(_: &Raw<'_>, extension: &Value) -> Read {
    let next = match extension.get("nextLinkName") {
        Some(Value::String(name)) => PageSource::Body(member(name)),
        Some(Value::Null) => return Ok(None),
        _ => return Err("expected `nextLinkName`".to_owned()),
    };
    let items = extension.get("itemName").and_then(Value::as_str).unwrap_or("value");
    Ok(Some(Draft { items: Some(member(items)), ..Draft::new(DraftStyle::NextUrl(next)) }))
}

/// The pointer of a member; the names of OData have a full stop: `@odata.nextLink`.
fn member(name: &str) -> Pointer {
    if name.contains("odata.") { Pointer::root().join(name) } else { dotted(name) }
}
