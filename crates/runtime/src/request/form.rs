//! Form bodies.

use serde::Serialize;

use super::encoding::Encoding;
use super::expansion::expand;
use super::style::Style;
use super::value::Value;
use crate::InvalidRequest;

/// Encodes `body` as `application/x-www-form-urlencoded`, with a pair for each member. An array becomes one pair per
/// element, `null` is left out, and deeper values become JSON text. Members in `styles` have the given style. A `body`
/// of `null` is an empty form.
pub(super) fn encode<T: Serialize + ?Sized>(body: &T, styles: &[(&str, Style)]) -> Result<String, InvalidRequest> {
    let invalid = |_| InvalidRequest::form_body();
    let members = match Value::of(body).map_err(invalid)? {
        Value::Null => Vec::new(),
        Value::Object(members) => members,
        Value::Scalar(_) | Value::Array(_) => return Err(InvalidRequest::form_body()),
    };
    let mut pairs = Vec::new();
    for (name, json) in &members {
        let style = styles.iter().find(|(styled, _)| styled == name).map(|(_, style)| *style);
        let value = match (style, Value::parse(json).map_err(invalid)?) {
            // OpenAPI 3.1.1, section 4.8.15.2: an object without a style is encoded as JSON.
            (None, Value::Object(_)) => Value::Scalar(json.get().to_owned()),
            (Some(style), value) if style == Style::JSON && !matches!(value, Value::Null) => {
                Value::Scalar(json.get().to_owned())
            }
            (_, value) => value,
        };
        let style = style.unwrap_or(Style::FORM.exploded());
        pairs.extend(expand(name, style, &value, Encoding::Form).map_err(invalid)?);
    }
    Ok(pairs.join("&"))
}
