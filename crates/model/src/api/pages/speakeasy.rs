//! The extension `x-speakeasy-pagination`.
//!
//! ```yaml
//! x-speakeasy-pagination:
//!   type: cursor
//!   inputs: [{ name: after, in: parameters, type: cursor }]
//!   outputs: { nextCursor: $.meta.next, results: $.data }
//! ```
//!
//! The other types are `offsetLimit`, with an input of the type `page` or `offset`, and `url`, with the output
//! `nextUrl` ([pagination](https://www.speakeasy.com/docs/sdks/customize/runtime/pagination)). Outputs are JSON paths;
//! here they have to be names, or `[-1]` for the last item: `$.data[-1].id`.

use serde_json::Value;

use super::{
    PageSource, PageTarget,
    draft::{Draft, DraftStyle, Read, Target, dotted},
    raw::Raw,
};
use moored_document::pointer::Pointer;

/// The key of the extension.
pub(super) const KEY: &str = "x-speakeasy-pagination";

/// What `extension` of the operation states.
pub(super) fn read(_: &Raw<'_>, extension: &Value) -> Read {
    let inputs = extension.get("inputs").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let input = |ty: &str| -> Result<Option<Target>, String> {
        let is_of = |input: &&Value| input.get("type").and_then(Value::as_str) == Some(ty);
        inputs.iter().find(is_of).map(self::input).transpose()
    };
    let output = |key: &str| -> Result<Option<Pointer>, String> {
        let path = extension.get("outputs").and_then(|outputs| outputs.get(key)?.as_str());
        path.map(|path| self::output(key, path)).transpose()
    };
    let style = match extension.get("type").and_then(Value::as_str) {
        Some("cursor") => match (input("cursor")?, output("nextCursor")?) {
            (Some(cursor), Some(next)) => DraftStyle::Cursor(cursor, PageSource::Body(next)),
            _ => return Err("expected an input of the type `cursor`, and the output `nextCursor`".to_owned()),
        },
        Some("url") => match output("nextUrl")? {
            Some(next) => DraftStyle::NextUrl(PageSource::Body(next)),
            None => return Err("expected the output `nextUrl`".to_owned()),
        },
        Some("offsetLimit") => match (input("page")?, input("offset")?) {
            (Some(page), None) => DraftStyle::PageNumber(page, None),
            (None, Some(offset)) => DraftStyle::Offset(offset),
            _ => return Err("expected an input of the type `page` or `offset`".to_owned()),
        },
        _ => return Err("expected the type `cursor`, `offsetLimit` or `url`".to_owned()),
    };
    Ok(Some(Draft {
        items: output("results")?,
        total_pages: output("numPages")?.map(PageSource::Body),
        ..Draft::new(style)
    }))
}

fn input(input: &Value) -> Result<Target, String> {
    let text = |key: &str| input.get(key).and_then(Value::as_str);
    let name = text("name").ok_or("an input has no `name`")?;
    Ok(match text("in") {
        Some("requestBody") => Target::In(PageTarget::Body(dotted(name))),
        _ => Target::Named(name.to_owned()),
    })
}

/// The pointer of a JSON path of names and `[-1]`: `$.meta.next`, `$['@odata.nextLink']`, `$.data[-1].id`, or `$`.
fn output(key: &str, path: &str) -> Result<Pointer, String> {
    let wrong = || format!("`{key}` is `{path}`, which is not a path of names such as `$.meta.next`");
    let mut rest = path.strip_prefix('$').ok_or_else(wrong)?;
    let mut at = Pointer::root();
    while !rest.is_empty() {
        let (name, after) = if let Some(name) = rest.strip_prefix("['") {
            name.split_once("']").ok_or_else(wrong)?
        } else if let Some(after) = rest.strip_prefix("[-1]") {
            ("-1", after)
        } else {
            let names = rest.strip_prefix('.').ok_or_else(wrong)?;
            names.split_at(names.find(['.', '[']).unwrap_or(names.len()))
        };
        if name.is_empty() || name.contains(['*', '?', '(']) {
            return Err(wrong());
        }
        (at, rest) = (at.join(name), after);
    }
    Ok(at)
}
