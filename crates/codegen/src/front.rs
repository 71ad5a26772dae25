//! The stages before any Rust is written: from a provider's files to the model.

use moored_document::{
    compose::{self, Composed},
    document::Document,
    finding::Findings,
    repair, upgrade,
};
use moored_model::{api::Api, config::Config, lower};

use crate::Inputs;

/// What these stages give.
pub(crate) struct Front {
    pub(crate) config: Config,
    pub(crate) composed: Option<Composed>,
    /// `None` where a finding is an error.
    pub(crate) model: Option<Model>,
}

/// A document that has been lowered, and the model that was read off it.
pub(crate) struct Model {
    pub(crate) document: Document,
    pub(crate) api: Api,
}

impl Front {
    /// Runs the stages on one provider.
    ///
    /// # Errors
    /// Whatever keeps a document from being read at all. All other findings go to `findings`.
    pub(crate) fn run(inputs: &Inputs, findings: &mut Findings) -> Result<Self, Findings> {
        let config = inputs.config()?;
        let composed = compose::run(inputs.folder())?;
        let mut document = inputs.document(composed.as_ref())?;
        let published = document.value.clone();
        document.report_duplicates(findings);
        upgrade::run(&mut document, findings);
        repair::run(&mut document, findings);
        let model =
            lower::run(&mut document, &config, findings).then(|| Api::read(&document, &published, &config, findings));
        let model = model.filter(|_| !findings.has_errors()).map(|api| Model { document, api });
        Ok(Self { config, composed, model })
    }
}
