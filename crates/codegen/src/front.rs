//! The stages before any Rust is written.

use moored_document::{
    compose::{self, Composed},
    document::Document,
    finding::Findings,
    repair, upgrade,
};
use moored_model::{api::Contract, config::Config, lower};
use serde_json::Value;

use crate::Inputs;

/// A document that has been lowered, and the model that was read off it.
#[derive(Debug)]
pub struct Lowered {
    /// The flat document: every schema that needs a name is a component with its Rust name.
    pub document: Document,
    /// Operations, credentials and base address.
    pub contract: Contract,
}

/// What these stages give.
pub(crate) struct Front {
    pub(crate) config: Config,
    pub(crate) composed: Option<Composed>,
    /// The document before any pass.
    pub(crate) published: Value,
    /// `None` where a finding is an error.
    pub(crate) lowered: Option<Lowered>,
}

impl Front {
    /// Runs them on one provider.
    ///
    /// # Errors
    /// Whatever keeps a document from being read at all. All other findings go to `findings`.
    pub(crate) fn run(inputs: &Inputs, findings: &mut Findings) -> Result<Self, Findings> {
        let config = inputs.config()?;
        let composed = compose::run(inputs.folder())?;
        let document = inputs.document(composed.as_ref())?;
        let published = document.value.clone();
        let lowered = lowered(document, &config, findings);
        Ok(Self { config, composed, published, lowered })
    }
}

/// Lowers `document` and reads the model off it.
pub(crate) fn lowered(mut document: Document, config: &Config, findings: &mut Findings) -> Option<Lowered> {
    document.report_duplicates(findings);
    upgrade::run(&mut document, findings);
    repair::run(&mut document, findings);
    if !lower::run(&mut document, config, findings) {
        return None;
    }
    let contract = Contract::read(&document, config, findings);
    (!findings.has_errors()).then_some(Lowered { document, contract })
}
