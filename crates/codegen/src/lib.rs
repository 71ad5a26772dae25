//! The generator: an OpenAPI document in, the files of a Rust client crate out. Text in, text out: no file system, no network, no clock.
//!
//! ```
//! use std::collections::BTreeMap;
//! use moored_codegen::{Inputs, Packaging, RelPath, diagnostic::Color};
//!
//! let document = "
//! openapi: 3.1.0
//! info: { title: Pets, version: 1.0.0 }
//! servers: [{ url: 'https://pets.example' }]
//! paths:
//!   /pets/{id}:
//!     get:
//!       operationId: getPet
//!       parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
//!       responses:
//!         '200': { description: The pet, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
//! components:
//!   schemas:
//!     Pet: { type: object, required: [name], properties: { name: { type: string }, born: { type: [string, 'null'], format: date } } }
//! ";
//! let inputs = Inputs {
//!     provider: "pets".to_owned(),
//!     display: "specs/pets".to_owned(),
//!     specs: BTreeMap::from([("openapi.yaml".to_owned(), document.to_owned())]),
//!     packaging: Packaging::Member,
//! };
//!
//! // parse → overlay → lower → emit → polish → package
//! let outcome = moored_codegen::generate(&inputs);
//! assert!(!outcome.diagnostics.has_errors(), "{}", outcome.diagnostics.render(Color::Never));
//! let files = outcome.files.unwrap_or_default();
//! let pet = &files[&RelPath::new("src/types/pet.rs")?];
//! assert!(pet.contains("pub name: String"));
//! assert!(pet.contains("pub born: Field<moored_runtime::Date>"));
//! # Ok::<(), moored_codegen::UnsafePath>(())
//! ```

mod bundle;
pub mod census;
pub mod config;
pub mod contract;
mod derive;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod facade;
pub mod fence;
pub mod fields;
pub mod files;
mod grammar;
mod guard;
pub mod lift;
pub mod lock;
pub mod losses;
pub mod lower;
pub mod mend;
pub mod naming;
pub mod overlay;
mod package;
pub mod pointer;
pub mod polish;
pub mod rules;
mod rust_types;
mod schemas;
pub mod source;
pub mod spans;
mod stage;

use std::collections::BTreeMap;

pub use bundle::needed;
use config::Config;
pub use derive::Derived;
use diagnostic::{Diagnostic, Diagnostics, Place};
use document::Document;
use emit::Emitted;
pub use fields::Fields;
pub use files::{Files, RelPath, UnsafePath};
pub use losses::{Loss, Losses};
use lower::Lowered;
pub use pointer::Pointer;
pub use rust_types::rust_types;
use source::Source;
pub use stage::{Stage, UnknownStage, print};

/// All that the generator reads of one provider.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The folder's name, `sendcloud`.
    pub provider: String,
    /// What diagnostics call the folder, `specs/sendcloud`; empty for the current one.
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

/// What comes out of a run.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What `openapi.yaml` must be; `None` where it is written by hand.
    pub openapi: Option<Derived>,
    /// The crate, lock included; `None` where a finding is an error.
    pub files: Option<Files>,
    /// All findings that `moored.toml` does not allow.
    pub diagnostics: Diagnostics,
    /// All losses, those that `moored.toml` allows among them.
    pub losses: Losses,
    /// Figures for the closing line.
    pub summary: Summary,
}

/// How much a client holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Methods of the client.
    pub operations: usize,
    /// Types of requests and answers.
    pub types: usize,
    /// How many fields, parameters and bodies have a type.
    pub fields: Fields,
}

impl Inputs {
    /// The path that readers know `file` by.
    #[must_use]
    pub fn path(&self, file: &str) -> String {
        if self.display.is_empty() { file.to_owned() } else { format!("{}/{file}", self.display) }
    }

    /// The path that the crate itself knows `file` by: one that does not depend on where the generator was called.
    fn recorded_path(&self, file: &str) -> String {
        match self.packaging {
            Packaging::Member => self.path(file),
            Packaging::Standalone { .. } => file.to_owned(),
        }
    }

    /// The same for a source that findings name.
    fn recorded_name(&self, source: &str) -> String {
        let file = source.strip_prefix(&self.display).map(|file| file.strip_prefix('/').unwrap_or(file));
        self.recorded_path(file.unwrap_or(source))
    }

    /// The document's file.
    fn document_name(&self) -> &str {
        match &self.packaging {
            Packaging::Member => "openapi.yaml",
            Packaging::Standalone { document, .. } => document,
        }
    }

    /// One of the folder's files.
    fn source(&self, file: &str) -> Option<Source> {
        self.specs.get(file).map(|text| Source::new(self.path(file), text))
    }

    fn config(&self) -> Result<Config, Diagnostics> {
        self.source("moored.toml").map_or_else(|| Ok(Config::default()), |source| Config::parse(&source))
    }

    /// What is said where the generator itself stopped with `words`.
    fn defect(&self, words: &str) -> Diagnostics {
        let place = Place::start_of(&Source::new(self.path(self.document_name()), ""));
        Diagnostic::new(&rules::DEFECT, place, format!("the generator stopped: {words}")).into()
    }

    /// The document to generate from: the derived one, or the one written by hand.
    fn document(&self, derived: Option<&Derived>) -> Result<Document, Diagnostics> {
        let source = match derived {
            Some(derived) => Some(Source::new(self.path("openapi.yaml"), &derived.text)),
            None => self.source(self.document_name()),
        };
        let source = source.ok_or_else(|| {
            let place = Place::start_of(&Source::new(self.path(self.document_name()), ""));
            Diagnostic::new(&rules::MISSING_SOURCE, place, "there is no document to generate from")
                .help("put an OpenAPI document here, or a document.yaml, or a published text with its source.toml")
        })?;
        let mut document = Document::parse(&source)?;
        bundle::run(&mut document, self);
        Ok(document)
    }
}

/// Generates the client of one provider.
#[must_use]
pub fn generate(inputs: &Inputs) -> Outcome {
    guard::run(|| guarded(inputs))
        .unwrap_or_else(|words| Outcome { diagnostics: inputs.defect(&words), ..Outcome::default() })
}

fn guarded(inputs: &Inputs) -> Outcome {
    let mut outcome = Outcome::default();
    match run(inputs, &mut outcome) {
        Ok(files) => outcome.files = Some(files),
        Err(diagnostics) => outcome.diagnostics.extend(diagnostics),
    }
    if outcome.diagnostics.has_errors() {
        outcome.files = None;
    }
    outcome
}

/// The pipeline.
fn run(inputs: &Inputs, outcome: &mut Outcome) -> Result<Files, Diagnostics> {
    let config = inputs.config()?;
    outcome.openapi = derive::run(inputs)?;
    let document = inputs.document(outcome.openapi.as_ref())?;
    let published = document.value.clone();
    let made = make(document, &config, &mut outcome.diagnostics);
    outcome.losses = config.accept(&mut outcome.diagnostics);
    let Some((lowered, emitted)) = made else { return Err(Diagnostics::default()) };
    outcome.summary = Summary {
        operations: emitted.calls.len(),
        types: emitted.types.len(),
        fields: fields::count(&published, &lowered, &emitted),
    };
    let name = package::crate_name(inputs, config.crate_name.as_ref().map(|name| name.get_ref().as_str()));
    package::assemble(inputs, outcome, name, &lowered, emitted)
}

/// The part of it that looks at the document; whatever it finds goes to `diagnostics`.
fn make(document: Document, config: &Config, diagnostics: &mut Diagnostics) -> Option<(Lowered, Emitted)> {
    let lowered = lower::run(document, config, diagnostics)?;
    match emit::client(&lowered) {
        Ok(mut emitted) => {
            diagnostics.extend(std::mem::take(&mut emitted.losses));
            polish::run(&mut emitted, &lowered, config);
            Some((lowered, emitted))
        }
        Err(found) => {
            diagnostics.extend(found);
            None
        }
    }
}
