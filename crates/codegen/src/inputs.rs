//! The inputs of the generator.

use std::collections::BTreeMap;

use moored_document::{
    compose::Composed,
    document::Document,
    finding::{Finding, Findings, Location},
    folder::Folder,
    inventory,
    overlay::{self, Actions, Overlay},
    rules,
    source::Source,
};
use moored_model::{
    config::Config,
    pins::{self, Pins},
};

use crate::packaging::{Origin, Packaging};

/// All inputs of one provider.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The name of the folder: `petstore`.
    pub provider: String,
    /// The path of the folder in findings: `specs/petstore`; empty for the current folder.
    pub display: String,
    /// The texts of the folder's files by name.
    pub specs: BTreeMap<String, String>,
    /// How the generated crate is packaged.
    pub packaging: Packaging,
}

impl Inputs {
    /// The files of the folder.
    #[must_use]
    pub fn folder(&self) -> Folder<'_> {
        Folder { display: &self.display, files: &self.specs, document: self.document_name() }
    }

    /// The path of `file` in findings.
    #[must_use]
    pub fn path(&self, file: &str) -> String {
        self.folder().path(file)
    }

    /// The path of `file` that the generated crate records. It does not depend on the current folder of the generator.
    pub(crate) fn recorded_path(&self, file: &str) -> String {
        match self.packaging.origin {
            Origin::Provider { .. } => self.path(file),
            Origin::Document { .. } => file.to_owned(),
        }
    }

    /// The recorded path of a source that findings name.
    pub(crate) fn recorded_name(&self, source: &str) -> String {
        let file = source.strip_prefix(&self.display).map(|file| file.strip_prefix('/').unwrap_or(file));
        self.recorded_path(file.unwrap_or(source))
    }

    /// The file name of the document.
    pub(crate) fn document_name(&self) -> &str {
        match &self.packaging.origin {
            Origin::Provider { .. } => inventory::document_name(&self.specs),
            Origin::Document { document, .. } => document,
        }
    }

    pub(crate) fn config(&self) -> Result<Config, Findings> {
        self.folder().source("moored.toml").map_or_else(|| Ok(Config::default()), |source| Config::parse(&source))
    }

    /// The names of the last run.
    pub(crate) fn pins(&self) -> Result<Pins, Findings> {
        let source = match &self.packaging.origin {
            Origin::Provider { .. } => self.folder().source(pins::FILE_NAME),
            Origin::Document { names, .. } => names.as_ref().map(|text| Source::new(pins::FILE_NAME, text)),
        };
        source.map_or_else(|| Ok(Pins::default()), |source| Pins::parse(&source))
    }

    /// The finding for a panic of the generator with `message`.
    pub(crate) fn defect(&self, message: &str) -> Findings {
        let location = Location::start_of(&Source::new(self.path(self.document_name()), ""));
        Finding::new(&rules::DEFECT, location, format!("the generator stopped: {message}")).into()
    }

    /// Reports the files of the folder that are not read. Of a document outside of a provider's folder, the inputs are
    /// only what is read.
    pub(crate) fn check(&self, composed: Option<&Composed>, findings: &mut Findings) -> Result<(), Findings> {
        match self.packaging.origin {
            Origin::Provider { .. } => inventory::check(self.folder(), composed, findings),
            Origin::Document { .. } => Ok(()),
        }
    }

    /// Parses the composed document, or the one that is not composed, with its overlay.
    pub(crate) fn document(&self, composed: Option<&Composed>, actions: Actions) -> Result<Document, Findings> {
        if let Some(composed) = composed {
            let document = Document::parse(&Source::new(self.path(inventory::COMPOSED), &composed.text))?;
            return Ok(document.with_obsolete(composed.obsolete.clone()));
        }
        let source = self.folder().source(self.document_name()).ok_or_else(|| {
            let location = Location::start_of(&Source::new(self.path(self.document_name()), ""));
            let names = inventory::DOCUMENT_NAMES.join(", ");
            Finding::new(&rules::MISSING_SOURCE, location, "the folder has no document to generate from").help(format!(
                "add an OpenAPI document with one of the names {names}; a document.yaml; or a published text with its \
                 source.toml"
            ))
        })?;
        let Some(overlay) = self.folder().source(overlay::FILE_NAME) else { return Document::parse(&source) };
        match Overlay::parse(&overlay) {
            Ok(overlay) => match actions {
                Actions::All => overlay.read(&source),
                Actions::Effective => overlay.read_effective(&source),
            },
            Err(mut findings) => {
                findings.extend(Document::parse(&source).err().unwrap_or_default());
                Err(findings)
            }
        }
    }
}
