//! Required members that go one way, in types that go both.
//!
//! ```yaml
//! # in what a request holds                                                                              before
//! { required: [id, name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
//! ---
//! { required: [name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }     # after
//! ```
//!
//! A required member that is `readOnly` is required of answers alone, one that is `writeOnly` of requests alone
//! ([3.0.4, fixed fields](https://spec.openapis.org/oas/v3.0.4.html#fixed-fields-for-use-with-schemas)); typify would demand it both ways.

use serde_json::Value;

use crate::{
    config::Config,
    usage::{answered, requested},
};
use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    schemas::{components, target_name},
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    let (answered, requested) = (answered(document), requested(document));
    let named = components(&mut document.value).clone();
    for (name, schema) in components(&mut document.value) {
        let Value::Object(members) = schema else { continue };
        let Some(Value::Array(mut required)) = members.get("required").cloned() else { continue };
        let says = |property: &Value, key: &str| {
            let target = target_name(property).and_then(|name| named.get(&name));
            property.get(key).or_else(|| target?.get(key)) == Some(&Value::Bool(true))
        };
        let before = required.len();
        required.retain(|wanted| {
            let property = wanted.as_str().and_then(|wanted| members.get("properties")?.get(wanted));
            let one_way = property.is_some_and(|property| {
                (says(property, "readOnly") && requested.contains(name))
                    || (says(property, "writeOnly") && answered.contains(name))
            });
            !one_way
        });
        if required.len() < before {
            members.insert("required".to_owned(), Value::Array(required));
        }
    }
}
