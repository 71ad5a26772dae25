//! How the values of a list are joined: `collectionFormat` in 2.0, `style` and `explode` in 3.0.
//!
//! | 2.0 | in a query or a form | in a path or a header |
//! | --- | --- | --- |
//! | `csv`, or no format | `form`, not exploded | `simple` |
//! | `multi` | `form`, exploded | not allowed |
//! | `ssv` | `spaceDelimited` | no equivalent |
//! | `pipes` | `pipeDelimited` | no equivalent |
//! | `tsv` | no equivalent | no equivalent |
//!
//! Lists within lists have formats of their own in 2.0, and none in 3.0
//! ([parameter](https://spec.openapis.org/oas/v2.0.html#parameter-object),
//! [style](https://spec.openapis.org/oas/v3.0.3.html#style-values)).

use serde_json::{Map, Value};

use crate::{rules, site::Site};

/// Where a list is sent.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum SentIn {
    /// In a query or a form.
    Form,
    /// In a path or a header.
    Simple,
}

/// The `style` and `explode` of 3.0.
pub(super) struct Style {
    name: &'static str,
    explode: bool,
}

impl Style {
    /// Writes the style into a parameter or an encoding.
    pub(super) fn write(&self, members: &mut Map<String, Value>) {
        members.insert("style".to_owned(), self.name.into());
        // In a path or a header it makes no difference.
        if self.name != "simple" {
            members.insert("explode".to_owned(), self.explode.into());
        }
    }
}

/// Takes the `collectionFormat` out of a parameter or header; `None` where its value is not a list, or where it has the
/// `style` of 3.0 instead.
pub(super) fn take(members: &mut Map<String, Value>, sent_in: SentIn, site: &mut Site<'_>) -> Option<Style> {
    if let Some(items) = members.get_mut("items") {
        site.member("items", |site| take_inner(items, site));
    }
    let format = members.shift_remove("collectionFormat");
    let is_upgraded = format.is_none() && members.contains_key("style") && !members.contains_key("type");
    let is_list = is_list(members) || members.get("schema").and_then(Value::as_object).is_some_and(is_list);
    if !is_list || is_upgraded {
        return None;
    }
    let format = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
    let style = |name, explode| Style { name, explode };
    let joined_by_commas = if sent_in == SentIn::Form { style("form", false) } else { style("simple", false) };
    let found = match (format, sent_in) {
        ("csv", _) => joined_by_commas,
        ("multi", SentIn::Form) => style("form", true),
        ("ssv", SentIn::Form) => style("spaceDelimited", false),
        ("pipes", SentIn::Form) => style("pipeDelimited", false),
        ("ssv" | "tsv" | "pipes" | "multi", _) => {
            let message = format!("`{format}` has no equivalent in OpenAPI 3.0 here; the values are joined by commas");
            site.report(&rules::LOST_IN_UPGRADE, "collectionFormat", message);
            joined_by_commas
        }
        _ => {
            let message = format!(
                "`{format}` is not a valid collection format; expected `csv`, `ssv`, `tsv`, `pipes` or `multi`"
            );
            site.report(&rules::INVALID_DOCUMENT, "collectionFormat", message);
            joined_by_commas
        }
    };
    site.record_rename("collectionFormat", "style");
    Some(found)
}

fn is_list(schema: &Map<String, Value>) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("array")
}

/// Takes the formats out of `items` and the `items` within it.
fn take_inner(items: &mut Value, site: &mut Site<'_>) {
    let Value::Object(items) = items else { return };
    let format = items.shift_remove("collectionFormat");
    if is_list(items) {
        let message = "OpenAPI 3.0 cannot express how the values of a nested list are joined";
        match format {
            Some(_) => site.report(&rules::LOST_IN_UPGRADE, "collectionFormat", message),
            None => site.report_here(&rules::LOST_IN_UPGRADE, message),
        }
    }
    if let Some(inner) = items.get_mut("items") {
        site.member("items", |site| take_inner(inner, site));
    }
}
