//! Keeps the names of the last run: what the document still has is called as before, and everything new gets the first
//! name that is free then.
//!
//! | | the document, then | without `names.lock` | with it |
//! | --- | --- | --- | --- |
//! | schemas | `user`, then `User` beside it | `User`, then `User2` | `User`, and the new one `User2` |
//! | properties | `Name`, then `name` beside it | `name`, then `name2` | `name`, and the new one `name2` |
//!
//! The model arrives with the names that it would have without the last run. Only the methods are called as before,
//! because the types of a call are named after it. `moored.toml` takes precedence.

mod calls;
mod credentials;
mod ledger;
mod members;
mod owners;
mod report;
mod servers;
mod settings;
mod slots;
mod types;
mod variants;
mod webhooks;

use moored_document::{document::Document, finding::Findings};
use serde_json::Value;

use crate::{api::Api, config::Config, pins::Pins};
use ledger::Ledger;
use owners::Owners;

/// Renames what `config.pins` has another name for, reports what cannot keep its name, and returns the names for the
/// next run. `published` is the document before the passes.
pub fn keep(api: &mut Api, document: &Document, published: &Value, config: &Config, findings: &mut Findings) -> Pins {
    let mut ledger = Ledger::new(&config.pins, document);
    let owners = Owners::find(api, document, published, &mut ledger);
    if settings::report_taken(api, &owners, config, &mut ledger) {
        return ledger.finish(findings);
    }
    types::keep(api, &owners, config, &mut ledger);
    members::keep(api, &owners, &mut ledger);
    calls::keep(api, &owners, config, &mut ledger);
    credentials::keep(api, &mut ledger);
    webhooks::keep(api, &owners, &mut ledger);
    servers::keep(api, &mut ledger);
    report::dead(&ledger, &owners, api, findings);
    ledger.finish(findings)
}
