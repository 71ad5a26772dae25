//! The table of providers in the README, between two markers:
//!
//! ```markdown
//! <!-- <providers> written by `cargo xtask codegen` -->
//! | provider | crate | operations | credentials | base address |
//! | --- | --- | --- | --- | --- |
//! | Pets | `moored-pets` | `get_pet`, `add_pet` | HTTP Basic | yours |
//! <!-- </providers> -->
//! ```

use std::collections::BTreeSet;

use super::{Provider, region::Region};
use crate::markdown::{code, inline};
use moored_document::{
    finding::{Finding, Findings, Location},
    rules,
    source::Source,
};
use moored_model::api::{Api, Scheme, SchemeKind};

const TABLE: Region = Region { file: "the README", open: "<!-- <providers>", close: "<!-- </providers>" };

/// More operations than these are not listed, but counted.
const LISTED: usize = 5;

/// The cells of a provider that its document determines.
pub(super) struct Offer {
    operations: Vec<String>,
    credentials: BTreeSet<&'static str>,
    base_address: Option<String>,
}

impl Offer {
    pub(super) fn of(api: &Api) -> Self {
        Self {
            operations: api.operations.iter().map(|operation| operation.path_from_client()).collect(),
            credentials: api.schemes.iter().map(credential).collect(),
            base_address: api.default_server.address().map(str::to_owned),
        }
    }

    fn cells(&self, folder: &str) -> [String; 3] {
        let quoted: Vec<String> = self.operations.iter().map(|method| format!("`{}`", code(method))).collect();
        let operations = match self.operations.len() {
            count if count > LISTED => format!("[{count} operations](generated/{folder}/README.md)"),
            _ => quoted.join(", "),
        };
        let credentials: Vec<&str> = self.credentials.iter().copied().collect();
        let credentials = if credentials.is_empty() { "none".to_owned() } else { credentials.join(", ") };
        let base_address =
            self.base_address.as_ref().map_or("yours".to_owned(), |address| format!("`{}`", code(address)));
        [operations, credentials, base_address]
    }
}

fn credential(scheme: &Scheme) -> &'static str {
    match scheme.kind {
        SchemeKind::Basic => "HTTP Basic",
        SchemeKind::Bearer => "bearer token",
        SchemeKind::OAuth2 { .. } => "OAuth 2",
        SchemeKind::Header(_) => "API key in a header",
        SchemeKind::Query(_) => "API key in the query",
        SchemeKind::Cookie(_) => "API key in a cookie",
    }
}

/// Returns the README with the table replaced, or as it is if it has none of the markers.
///
/// # Errors
/// One marker is missing or occurs twice.
pub(super) fn render(readme: &str, providers: &[Provider]) -> Result<String, Findings> {
    if !TABLE.is_in(readme) {
        return Ok(readme.to_owned());
    }
    let mut table =
        "| provider | crate | operations | credentials | base address |\n| --- | --- | --- | --- | --- |\n".to_owned();
    for Provider { names, title, offer, .. } in providers {
        let [operations, credentials, base_address] = offer.cells(&names.folder);
        let (title, name) = (inline(title), code(&names.crate_name));
        table.push_str(&format!("| {title} | `{name}` | {operations} | {credentials} | {base_address} |\n"));
    }
    TABLE.replaced(readme, &table).map_err(|message| {
        let location = Location::start_of(&Source::new("README.md", readme));
        Finding::new(&rules::CONFIG, location, message).into()
    })
}
