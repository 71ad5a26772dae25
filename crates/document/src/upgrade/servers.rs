//! Rewrites `host`, `basePath` and `schemes` as `servers`.
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
//! Clients send to the first server, so `https` comes first. It is also the default: without `schemes` the
//! specification has the scheme by which the document was retrieved, which the document does not contain. Without a
//! host the address is relative, as in 3.0 ([`host`](https://spec.openapis.org/oas/v2.0.html#swagger-object),
//! [servers](https://spec.openapis.org/oas/v3.0.3.html#server-object)).

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::{document::Document, finding::Findings, pass::Pass, path::Path, site::Site};

pub(super) const PASS: Pass = Pass::document(run).after(&["malformed"]);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let address = Address::read(&document.value);
    // An operation may have schemes of its own.
    document.for_each_operation(findings, &mut |operation, site| {
        if let Some(schemes) = operation.shift_remove("schemes") {
            write_servers(operation, Some(&schemes), &address, "schemes", site);
        }
    });
    let path = Path::root();
    let (Value::Object(root), mut site) = document.split(&path, findings) else { return };
    let schemes = root.shift_remove("schemes");
    let from = if address.host.is_some() { "host" } else { "basePath" };
    write_servers(root, schemes.as_ref(), &address, from, &mut site);
    root.shift_remove("host");
    root.shift_remove("basePath");
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

    /// The address with `scheme`; `None` where there is neither a host nor a path.
    fn url(&self, scheme: &str) -> Option<String> {
        let Self { host, base_path } = self;
        match host {
            // Some documents write the scheme here.
            Some(host) if host.contains("://") => Some(format!("{host}{base_path}")),
            Some(host) => Some(format!("{scheme}://{host}{base_path}")),
            None => (!base_path.is_empty()).then(|| base_path.clone()),
        }
    }
}

/// Writes the servers of the document or of an operation, which come from its member `from`.
fn write_servers(
    holder: &mut Map<String, Value>,
    schemes: Option<&Value>,
    address: &Address,
    from: &str,
    site: &mut Site<'_>,
) {
    let schemes = schemes.and_then(Value::as_array).into_iter().flatten();
    let mut schemes: Vec<&str> = schemes.filter_map(Value::as_str).collect();
    schemes.sort_by_key(|scheme| *scheme != "https");
    if schemes.is_empty() {
        schemes.push("https");
    }
    let mut urls: Vec<String> = schemes.into_iter().filter_map(|scheme| address.url(scheme)).collect();
    let mut seen = BTreeSet::new();
    urls.retain(|url| seen.insert(url.clone()));
    if urls.is_empty() {
        return;
    }
    let servers = urls.iter().map(|url| json!({ "url": url })).collect();
    holder.insert("servers".to_owned(), Value::Array(servers));
    site.record_rename(from, "servers");
}
