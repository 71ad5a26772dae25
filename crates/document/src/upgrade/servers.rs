//! `host`, `basePath` and `schemes`.
//!
//! ```yaml
//! host: pets.example                            # before
//! basePath: /v1/
//! schemes: [http, https]
//! ---
//! servers:                                      # after
//!   - url: https://pets.example/v1
//!   - url: http://pets.example/v1
//! ```
//!
//! The first server is the one that a client asks, so `https` comes first, and is taken where no scheme is named: the specification says
//! «the one that the document was got by». Without a host the address is relative, as it is in 3.0
//! ([`host`](https://spec.openapis.org/oas/v2.0.html#swagger-object), [servers](https://spec.openapis.org/oas/v3.0.3.html#server-object)).

use serde_json::{Value, json};

use crate::{document::Document, finding::Findings, pass::Pass, pointer::Pointer, schemas::operations};

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    let root = Pointer::root();
    let address = Address::read(&document.value);
    // An operation may be reached otherwise than the rest.
    for at in operations(&document.value) {
        lift_servers(document, &at, &address);
    }
    lift_servers(document, &root, &address);
    if let Value::Object(members) = &mut document.value {
        members.shift_remove("host");
        members.shift_remove("basePath");
    }
}

struct Address {
    host: Option<String>,
    base_path: String,
}

impl Address {
    fn read(document: &Value) -> Self {
        let text = |key: &str| document.get(key).and_then(Value::as_str).unwrap_or_default().trim();
        let host = text("host").trim_end_matches('/');
        let base_path = text("basePath").trim_matches('/');
        Self {
            host: (!host.is_empty()).then(|| host.to_owned()),
            base_path: if base_path.is_empty() { String::new() } else { format!("/{base_path}") },
        }
    }

    /// The address under `scheme`.
    fn url(&self, scheme: &str) -> Option<String> {
        let Self { host, base_path } = self;
        match host {
            // Some documents write the scheme where it does not belong; it says what it says.
            Some(host) if host.contains("://") => Some(format!("{host}{base_path}")),
            Some(host) => Some(format!("{scheme}://{host}{base_path}")),
            None => (!base_path.is_empty()).then(|| base_path.clone()),
        }
    }
}

/// Puts servers where the document or an operation, at `at`, has its schemes.
fn lift_servers(document: &mut Document, at: &Pointer, address: &Address) {
    let Some(Value::Object(holder)) = at.get_mut(&mut document.value) else { return };
    let root = *at == Pointer::root();
    let named = holder.shift_remove("schemes");
    if named.is_none() && !root {
        return;
    }
    let named = named.as_ref().and_then(Value::as_array).into_iter().flatten();
    let mut schemes: Vec<&str> = named.filter_map(Value::as_str).collect();
    schemes.sort_by_key(|scheme| *scheme != "https");
    if schemes.is_empty() {
        schemes.push("https");
    }
    let mut urls: Vec<String> = schemes.into_iter().filter_map(|scheme| address.url(scheme)).collect();
    let mut seen = std::collections::BTreeSet::new();
    urls.retain(|url| seen.insert(url.clone()));
    if urls.is_empty() {
        return;
    }
    let servers = urls.iter().map(|url| json!({ "url": url })).collect();
    holder.insert("servers".to_owned(), Value::Array(servers));
    let key = if !root {
        "schemes"
    } else if address.host.is_some() {
        "host"
    } else {
        "basePath"
    };
    document.record_move(&at.join(key), &at.join("servers"));
}
