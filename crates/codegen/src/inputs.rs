//! What the generator reads.

use std::collections::BTreeMap;

use moored_document::{
    bundle,
    compose::Composed,
    document::Document,
    finding::{Finding, Findings, Location},
    folder::Folder,
    rules,
    source::Source,
};
use moored_model::config::Config;

use crate::files::Files;

/// All that the generator reads of one provider.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The folder's name, `sendcloud`.
    pub provider: String,
    /// What findings call the folder, `specs/sendcloud`; empty for the current one.
    pub display: String,
    /// The folder's files: name → text.
    pub specs: BTreeMap<String, String>,
    /// What kind of crate comes out.
    pub packaging: Packaging,
}

/// Where a crate is to live.
#[derive(Clone, Debug)]
pub enum Packaging {
    /// In this project's workspace.
    Member,
    /// Anywhere, with a copy of the runtime in it.
    Standalone {
        /// Which of the inputs is the document: its file's name.
        document: String,
        /// The crate's name; one made from the provider's where none is given.
        name: Option<String>,
        /// The files of `crates/runtime`: its manifest and sources.
        runtime: Files,
        /// The project's `Cargo.toml`, for the versions of dependencies.
        workspace_manifest: String,
    },
}

impl Inputs {
    /// The files of the folder.
    #[must_use]
    pub fn folder(&self) -> Folder<'_> {
        Folder { display: &self.display, files: &self.specs, document: self.document_name() }
    }

    /// The path that readers know `file` by.
    #[must_use]
    pub fn path(&self, file: &str) -> String {
        self.folder().path(file)
    }

    /// The path that the crate itself knows `file` by: one that does not depend on where the generator was called.
    pub(crate) fn recorded_path(&self, file: &str) -> String {
        match self.packaging {
            Packaging::Member => self.path(file),
            Packaging::Standalone { .. } => file.to_owned(),
        }
    }

    /// The same for a source that findings name.
    pub(crate) fn recorded_name(&self, source: &str) -> String {
        let file = source.strip_prefix(&self.display).map(|file| file.strip_prefix('/').unwrap_or(file));
        self.recorded_path(file.unwrap_or(source))
    }

    /// The document's file.
    pub(crate) fn document_name(&self) -> &str {
        match &self.packaging {
            Packaging::Member => "openapi.yaml",
            Packaging::Standalone { document, .. } => document,
        }
    }

    pub(crate) fn config(&self) -> Result<Config, Findings> {
        self.folder().source("moored.toml").map_or_else(|| Ok(Config::default()), |source| Config::parse(&source))
    }

    /// What is said where the generator itself stopped with `words`.
    pub(crate) fn defect(&self, words: &str) -> Findings {
        let place = Location::start_of(&Source::new(self.path(self.document_name()), ""));
        Finding::new(&rules::DEFECT, place, format!("the generator stopped: {words}")).into()
    }

    /// The document to generate from: the composed one, or the one written by hand.
    pub(crate) fn document(&self, composed: Option<&Composed>) -> Result<Document, Findings> {
        let source = match composed {
            Some(composed) => Some(Source::new(self.path("openapi.yaml"), &composed.text)),
            None => self.folder().source(self.document_name()),
        };
        let source = source.ok_or_else(|| {
            let place = Location::start_of(&Source::new(self.path(self.document_name()), ""));
            Finding::new(&rules::MISSING_SOURCE, place, "the folder has no document to generate from")
                .help("add an OpenAPI document, a document.yaml, or a published text with its source.toml")
        })?;
        let mut document = Document::parse(&source)?;
        bundle::run(&mut document, self.folder());
        Ok(document)
    }
}
