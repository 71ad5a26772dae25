//! Multipart bodies whose parts have no names.

use serde_json::Value;

use super::{of_encoding, part::Part};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::essence,
    pointer::Pointer,
    rules,
    schemas::of_media_type,
};

/// The `contentType` of the parts of the media type at `at`: the first in its list that is no range.
#[must_use]
pub(crate) fn item_content_type(document: &Document, at: &Pointer) -> Option<String> {
    of_encoding(document, &at.join("itemEncoding"))
}

/// Rewrites the media type at `at` if its parts have no names. Returns whether that is so.
pub(super) fn rewrite(document: &mut Document, at: &Pointer, findings: &mut Findings) -> bool {
    let Some(item) = item(document, at) else { return false };
    if is_form_data(at) {
        let message = "the names of the parts are unknown; the caller builds the form";
        findings.push(Finding::new(&rules::UNTYPED_REQUEST_BODY, document.locate(&item), message));
        set(document, at, None);
        return true;
    }
    let media_type = item_content_type(document, at);
    let property = item.get(&document.value).cloned().unwrap_or_default();
    let part = match Part::of(document, &property, media_type.as_deref()) {
        // A list is one part: a part for each of its elements would be an item of its own.
        Part::Files => Part::Value,
        part => part,
    };
    if let Part::Text = part {
        let message = "the parts are sent as the texts that the caller passes";
        findings.push(Finding::new(&rules::PARAMETER_AS_TEXT, document.locate(&item), message));
    }
    document.record_move(&item, &at.join("itemSchema"));
    set(document, at, Some(part.schema(property)));
    true
}

/// Whether each part has a name (RFC 7578, section 4.2), although the document may not state it.
fn is_form_data(at: &Pointer) -> bool {
    at.last().is_some_and(|name| essence(name) == "multipart/form-data")
}

/// Where the schema of one part is; `None` if the parts have names, or each has a schema of its own.
fn item(document: &Document, at: &Pointer) -> Option<Pointer> {
    let media = at.get(&document.value)?;
    match of_media_type(media)? {
        ("itemSchema", _) => Some(at.join("itemSchema")),
        (key, schema) => {
            let is_list = schema.get("type") == Some(&"array".into()) && schema.get("items").is_some();
            let is_item = is_list && schema.get("prefixItems").is_none() && !is_form_data(at);
            is_item.then(|| at.join(key).join("items"))
        }
    }
}

/// Replaces the schema of the media type at `at` by that of its parts; without one, removes it.
fn set(document: &mut Document, at: &Pointer, item: Option<Value>) {
    let Some(Value::Object(media)) = at.get_mut(&mut document.value) else { return };
    media.shift_remove("schema");
    media.shift_remove("itemSchema");
    media.extend(item.map(|item| ("itemSchema".to_owned(), item)));
}
