//! The extension `x-fern-pagination`.
//!
//! ```yaml
//! x-fern-pagination:
//!   cursor: $request.after
//!   next_cursor: $response.meta.next
//!   results: $response.data
//! ```
//!
//! `offset` counts pages, or items if `step` names the parameter with the size of a page. `next_uri` and `next_path`
//! are the address of the next page, `has-next-page` states whether there is one. An operation with `true` has what
//! the document states at its root
//! ([pagination](https://buildwithfern.com/learn/api-definitions/openapi/extensions/pagination)).

use serde_json::Value;

use super::{
    PageSource, PageTarget,
    draft::{Draft, DraftStyle, Read, Target, dotted},
    raw::Raw,
};
use moored_document::pointer::Pointer;

/// The key of the extension.
pub(super) const KEY: &str = "x-fern-pagination";

/// What `extension` of the operation states.
pub(super) fn read(raw: &Raw<'_>, extension: &Value) -> Read {
    let extension = match extension {
        Value::Bool(false) => return Ok(None),
        Value::Bool(true) => {
            raw.document.value.get(KEY).ok_or("it is `true`, but the document has none at its root")?
        }
        other => other,
    };
    let text = |key: &str| extension.get(key).and_then(Value::as_str);
    let request = |key: &str| text(key).map(|path| requested(key, path)).transpose();
    let response = |key: &str| text(key).map(|path| responded(key, path)).transpose();
    let next_page = response("next_uri")?.or(response("next_path")?);
    let style = match (request("cursor")?, response("next_cursor")?, request("offset")?, next_page) {
        (Some(cursor), Some(next), None, None) => DraftStyle::Cursor(cursor, PageSource::Body(next)),
        (None, None, Some(offset), None) if text("step").is_some() => DraftStyle::Offset(offset),
        (None, None, Some(offset), None) => DraftStyle::PageNumber(offset, None),
        (None, None, None, Some(next)) => DraftStyle::NextUrl(PageSource::Body(next)),
        _ => return Err("expected `cursor` with `next_cursor`, or `offset`, or `next_uri`, or `next_path`".to_owned()),
    };
    Ok(Some(Draft {
        items: response("results")?,
        has_more: response("has-next-page")?.map(PageSource::Body),
        ..Draft::new(style)
    }))
}

/// `$request.after`: a parameter, or a member of the body.
fn requested(key: &str, path: &str) -> Result<Target, String> {
    let names = path.strip_prefix("$request.").filter(|names| !names.is_empty());
    let names = names.ok_or_else(|| format!("`{key}` is `{path}`; expected `$request.name`"))?;
    Ok(match names.contains('.') {
        true => Target::In(PageTarget::Body(dotted(names))),
        false => Target::Named(names.to_owned()),
    })
}

/// `$response.meta.next`, or `$response`.
fn responded(key: &str, path: &str) -> Result<Pointer, String> {
    match path.strip_prefix("$response") {
        Some("") => Ok(Pointer::root()),
        Some(names) if names.starts_with('.') => Ok(dotted(names)),
        _ => Err(format!("`{key}` is `{path}`; expected `$response.name`")),
    }
}
