//! Moves the keywords of a parameter or a header into its `schema`.
//!
//! ```yaml
//! { name: ids, in: query, type: array, items: { type: integer }, collectionFormat: pipes }     # before
//! ---
//! name: ids                                                                                    # after
//! in: query
//! style: pipeDelimited
//! explode: false
//! schema: { type: array, items: { type: integer } }
//! ```
//!
//! 3.0 has schemas in one place only, and `collection_format` lists its styles
//! ([2.0](https://spec.openapis.org/oas/v2.0.html#parameter-object),
//! [3.0](https://spec.openapis.org/oas/v3.0.3.html#parameter-object)).

use serde_json::{Map, Value};

use super::{
    collection_format::{self, SentIn},
    keywords,
};
use crate::{document::Document, finding::Findings, pass::Pass, path::Path, schemas::METHODS, site::Site};

// Body and form parameters have become request bodies before.
pub(super) const PASS: Pass = Pass::document(run).after(&["malformed", "request_bodies"]);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let path = Path::root();
    let (Value::Object(members), mut site) = document.split(&path, findings) else { return };
    site.for_each_in(members, "parameters", &mut upgrade);
    site.for_each_in(members, "paths", &mut |item, site| {
        site.for_each_in(item, "parameters", &mut upgrade);
        for method in METHODS {
            site.for_object(item, method, &mut |operation, site| {
                site.for_each_in(operation, "parameters", &mut upgrade);
            });
        }
    });
}

/// Gives a parameter or header a schema.
pub(crate) fn upgrade(members: &mut Map<String, Value>, site: &mut Site<'_>) {
    if members.contains_key("$ref") {
        return;
    }
    let sent_in = match members.get("in").and_then(Value::as_str) {
        Some("query") => SentIn::Form,
        _ => SentIn::Simple,
    };
    if let Some(style) = collection_format::take(members, sent_in, site) {
        style.write(members);
    }
    if let Some(schema) = keywords::take(members) {
        let parameter = site.pointer();
        schema.record(&parameter, &parameter.join("schema"), site);
        members.insert("schema".to_owned(), Value::Object(schema.value));
    }
}
