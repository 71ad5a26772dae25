//! How the values of a list are joined: `collectionFormat` in 2.0, `style` and `explode` in 3.0.
//!
//! | 2.0 | in a query or a form | in a path or a header |
//! | --- | --- | --- |
//! | `csv`, or nothing | `form`, not exploded | `simple` |
//! | `multi` | `form`, exploded | not allowed |
//! | `ssv` | `spaceDelimited` | cannot be said |
//! | `pipes` | `pipeDelimited` | cannot be said |
//! | `tsv` | cannot be said | cannot be said |
//!
//! Lists in lists have formats of their own in 2.0 and none in 3.0
//! ([parameter](https://spec.openapis.org/oas/v2.0.html#parameter-object), [style](https://spec.openapis.org/oas/v3.0.3.html#style-values)).

use serde_json::{Map, Value};

use crate::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules,
};

/// Where a list is sent.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// In a query or a form.
    Form,
    /// In a path or a header.
    Simple,
}

/// How 3.0 says that a list is joined.
pub(super) struct Style {
    name: &'static str,
    explode: bool,
}

impl Style {
    /// Writes itself into a parameter or an encoding.
    pub(super) fn write(&self, members: &mut Map<String, Value>) {
        members.insert("style".to_owned(), self.name.into());
        // In a path or a header it makes no difference.
        if self.name != "simple" {
            members.insert("explode".to_owned(), self.explode.into());
        }
    }
}

/// Takes the `collectionFormat` out of the parameter or header at `at`; nothing where its value is no list.
pub(super) fn take(document: &mut Document, at: &Pointer, place: Place, findings: &mut Findings) -> Option<Style> {
    take_inner(document, at, findings);
    let Some(Value::Object(members)) = at.get_mut(&mut document.value) else { return None };
    let format = members.shift_remove("collectionFormat");
    let is_list = is_list(members) || members.get("schema").and_then(Value::as_object).is_some_and(is_list);
    if !is_list {
        return None;
    }
    let format = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
    let style = |name, explode| Some(Style { name, explode });
    let joined_by_commas = if place == Place::Form { style("form", false) } else { style("simple", false) };
    let found = match (format, place) {
        ("csv", _) => joined_by_commas,
        ("multi", Place::Form) => style("form", true),
        ("ssv", Place::Form) => style("spaceDelimited", false),
        ("pipes", Place::Form) => style("pipeDelimited", false),
        ("ssv" | "tsv" | "pipes" | "multi", _) => {
            let message = format!("OpenAPI 3.0 cannot say `{format}` here; the values count as joined by commas");
            let place = document.locate(&at.join("collectionFormat"));
            findings.push(Finding::new(&rules::LOST_IN_LIFT, place, message));
            joined_by_commas
        }
        _ => {
            let message = format!("`{format}` is no collection format: csv, ssv, tsv, pipes and multi are");
            let place = document.locate(&at.join("collectionFormat"));
            findings.push(Finding::new(&rules::INVALID_DOCUMENT, place, message));
            joined_by_commas
        }
    };
    if found.is_some() {
        document.record_move(&at.join("collectionFormat"), &at.join("style"));
    }
    found
}

fn is_list(schema: &Map<String, Value>) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("array")
}

/// Takes the formats out of `items` and the `items` within.
fn take_inner(document: &mut Document, at: &Pointer, findings: &mut Findings) {
    let mut at = at.join("items");
    while let Some(Value::Object(items)) = at.get_mut(&mut document.value) {
        let format = items.shift_remove("collectionFormat");
        if is_list(items) {
            let at = if format.is_some() { at.join("collectionFormat") } else { at.clone() };
            let message = "OpenAPI 3.0 cannot say how the values of a list in a list are joined";
            findings.push(Finding::new(&rules::LOST_IN_LIFT, document.locate(&at), message));
        }
        at = at.join("items");
    }
}
